"""`import --into`: what a newer edition says goes into a plan; what is not certain is only told."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from drafts import ASKED, ON, PUBLICATION, drafted, errors_in
from import_corpus import cases, source_of
from plan_layouts import LAYOUTS, sources

from conftest import DATA, Result
from stalkplan.errors import SourceError
from stalkplan.imports.drafting.import_plan import AnsweredPublication, plan_of
from stalkplan.imports.drafting.newer_edition import EditionNews, edition_news
from stalkplan.imports.readers.choose import read_plan
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

Run = Callable[..., Result]
DAY = "2025-07-02"
PLAN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
source: https://example.org/plan
responses:
  - ref: 12.1
    position: One team looks after all orders.
    acceptance: accepted
    stated_deadline: 2025-03-27
    actions:
      - id: 12.1a
        summary: We will try a tool.
        owner: Crime Registrar
        promise: {by: 2025-03}
        updates:
          - {date: 2025-02-03, status: in-progress, note: Begun.}  # by hand
      # kept
  - ref: 13.1
    actions:
      - id: 13.1a
        summary: Train all who answer calls.
        owner: Head of Training
  - ref: 12.2
    position:
  - ref: 7.1
    position: We record all.
    updates:
      - {date: 2025-02-03, status: in-progress}
"""
HEAD = "Ref,Force update,Action,Owner,Target date,Status,Date"
TOOL = "12.1,One team looks after ALL orders,We will try a tool,Crime registrar,March 2025"
TRAIN = "13.1,,Train all who answer calls.,Head of Training,,,"
ALL = "7.1,We record all.,,,,,"
AS_IT_IS = [f"{TOOL},In progress,3 February 2025", TRAIN, ALL]
EVIDENCE = ["evidence:", "  - https://example.org/plan"]


class Edition:
    """A plan in a data folder, and a page of which newer editions come."""

    def __init__(self, run: Run, above: Path) -> None:
        self.folder = Path(shutil.copytree(DATA, above / "data"))
        self.plan = self.folder / "responses.yaml"
        self.plan.write_text(PLAN, encoding="utf-8")
        self.page = above / "page.csv"
        self._run = run

    def come(self, rows: Sequence[str], *more: str) -> Result:
        """Put an edition into the plan."""
        self.page.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
        return self._run("import", self.page, "--into", self.plan, "--as-of", DAY, *more)

    @property
    def lines(self) -> list[str]:
        return self.plan.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def edition(stalkplan: Run, tmp_path: Path) -> Edition:
    return Edition(stalkplan, tmp_path)


def _action(name: str, summary: str, *more: str) -> list[str]:
    return [
        f"      - id: {name}",
        f"        added: {DAY}",
        f"        summary: {summary}",
        *(f"        {line}" for line in more),
    ]


NEW = {
    # what the edition has besides: the lines that are new, and the one above them
    f"{TOOL},Complete,3 June 2025": (
        "          - {date: 2025-02-03, status: in-progress, note: Begun.}  # by hand",
        ["          - date: 2025-06-03", "            status: complete"]
        + [f"            {line}" for line in EVIDENCE],
    ),
    "13.1,,1. Train all who answer calls. 2. Publish the results.,Head of Training,,,": (
        "        owner: Head of Training",
        _action("13.1b", "Publish the results.", "owner: Head of Training"),
    ),
    "12.2,,Look for gaps.,,,In progress,3 June 2025": (
        "    position:",
        [
            "    actions:",
            *_action("12.2a", "Look for gaps.", "updates:", "  - date: 2025-06-03"),
            "            status: in-progress",
            *(f"            {line}" for line in EVIDENCE),
        ],
    ),
    "10.2,We train all.,,,,,": (
        "      - {date: 2025-02-03, status: in-progress}",
        ["  - ref: 10.2", f"    added: {DAY}", "    position: We train all."],
    ),
    "7.1,We record all.,,,,Not started,3 June 2025": (
        "      - {date: 2025-02-03, status: in-progress}",
        ["      - date: 2025-06-03", "        status: not-started"]
        + [f"        {line}" for line in EVIDENCE],
    ),
}  # fmt: skip


def _instead(*rows: str) -> list[str]:
    """Return the edition with some rows, each in the place of that of its ref if there is one."""
    by_ref = {row.partition(",")[0]: row for row in (*AS_IT_IS, *rows)}
    return [*by_ref.values()]


@pytest.mark.parametrize("row", NEW)
def test_what_is_new_is_added_once_and_nothing_else(row: str, edition: Edition) -> None:
    above, added = NEW[row]
    rows = _instead(row)
    result = edition.come(rows)
    assert result.code == 0, result.err
    old = PLAN.splitlines()
    place = old.index(above) + 1
    assert edition.lines == [*old[:place], *added, *old[place:]]
    saved = f"saved data/responses.yaml: {len(added)} lines added, nothing else changed"
    assert saved in result.out
    assert errors_in(edition.plan.read_text("utf-8")) == []
    again = edition.come(rows)
    assert again.out == "nothing new: all that page.csv says for certain is in the plan\n"
    assert edition.lines == [*old[:place], *added, *old[place:]]


def test_all_that_is_new_is_one_change(edition: Edition) -> None:
    rows = _instead(*NEW)
    dry = edition.come(rows, "--dry-run")
    assert edition.lines == PLAN.splitlines()
    assert dry.err.endswith("not saved: this was a dry run\n")
    result = edition.come(rows)
    assert result.code == 0, result.err
    assert result.out.startswith(dry.out)
    added = [line for _, lines in NEW.values() for line in lines]
    assert sorted(edition.lines) == sorted([*PLAN.splitlines(), *added])
    assert (
        "\n12.1a  complete, 68 days late, updated 3 June 2025 (was overdue by 97 days," in dry.out
    )
    assert "nothing new: " in edition.come(rows).out


ANSWERED = "12.2,Every case is reviewed.,,,,,"


def test_a_blank_answer_is_filled(edition: Edition) -> None:
    assert edition.come([*AS_IT_IS, ANSWERED]).code == 0
    old = PLAN.splitlines()
    place = old.index("    position:")
    filled = ["    position: Every case is reviewed.", f"    added: {DAY}"]
    assert edition.lines == [*old[:place], *filled, *old[place + 1 :]]


MOVED = f"{TOOL},,".replace("March", "September")
PASSED_ON = f"{TOOL},,".replace("Crime registrar", "Head of Crime")
REWORDED = TRAIN.replace("Train all who answer calls.", "Train everybody.")
TOLD = {
    # what is said and not written: the rows of the edition
    "12.1: the answer is now 'Two teams do.'": _instead(
        f"{TOOL},,".replace("One team looks after ALL orders", "Two teams do.")
    ),
    "12.1, its answer": _instead(AS_IT_IS[0].replace("One team looks after ALL orders", "")),
    "12.1a: it is now promised by 2025-09; to record it: "
    "stalkplan update 12.1a --promise 2025-09": _instead(MOVED),
    "12.1a: the owner is now 'Head of Crime'; to record it: "
    "stalkplan update 12.1a --owner ...": _instead(PASSED_ON),
    "13.1a": _instead("13.1,,,,,,"),
    "7.1": AS_IT_IS[:2],
    # with the same owner and promise, then with the same words
    "1: 13.1: 'Train everybody.': is it 13.1a in other words, or a new action": _instead(REWORDED),
    "1: 13.1: 'Train all who answer our calls.': is it 13.1a in other words, or a new action": (
        _instead("13.1,,Train all who answer our calls.,Chief Trainer,May 2026,,")
    ),
    "1: 7.1: the status is 'complete', and no date is given: since when": (
        _instead("7.1,We record all.,,,,Complete,")
    ),
    "1: 7.1: it is complete by 2025-06-30, and no day is given: since when": (
        _instead("7.1,We record all.,,,,Complete,June 2025")
    ),
    "1: 99.1: recommendation 99 is not in recommendations.yaml: what does it ask": (
        _instead("99.1,We do.,,,,,")
    ),
    "1: 28.1: which action or milestone is the update of 2025-06-03 about": (
        _instead("28.1,,,,,In progress,3 June 2025")
    ),
}


@pytest.mark.parametrize("told", TOLD)
def test_what_is_not_certain_is_told_and_not_written(told: str, edition: Edition) -> None:
    result = edition.come(TOLD[told])
    assert result.code == 0, result.err
    lines = [line.partition("? (")[0].strip() for line in result.err.splitlines()]
    assert told in lines
    assert result.out.startswith("nothing new: ")
    assert edition.lines == PLAN.splitlines()


SETTLED = {
    # what a person recorded since: a row that is no news beside it
    "          - {date: 2025-06-05, status: complete, note: By hand.}": "Complete,June 2025",
    "          - {date: 2025-02-04, retracts: 2025-02-03}": "In progress,3 February 2025",
    "          - {date: 2025-06-05, promise: {by: 2025-09}, owner: Head of IT}": ",",
}


@pytest.mark.parametrize("line", SETTLED)
def test_what_a_person_recorded_is_not_told_again(line: str, edition: Edition) -> None:
    above = PLAN.splitlines()[13]
    edition.plan.write_text(PLAN.replace(above, f"{above}\n{line}"), encoding="utf-8")
    tool = TOOL
    if "owner" in line:
        tool = TOOL.replace("March", "September").replace("Crime registrar", "Head of IT")
    result = edition.come(_instead(f"{tool},{SETTLED[line]}"))
    assert result == (0, "nothing new: all that page.csv says for certain is in the plan\n", "")


@pytest.mark.parametrize("hidden", ["[redacted]", "Marked."])
def test_what_is_kept_back_is_neither_filled_nor_told(hidden: str, edition: Edition) -> None:
    marked = "    marking: official-sensitive\n" if hidden == "Marked." else ""
    text = f"{PLAN}  - ref: 10.2\n    position: '{hidden}'\n{marked}"
    edition.plan.write_text(text, encoding="utf-8")
    gone = edition.come(AS_IT_IS)
    assert hidden not in gone.out + gone.err
    result = edition.come([*AS_IT_IS, "10.2,We train all.,,,,,"])
    assert hidden not in result.out + result.err
    assert edition.plan.read_text("utf-8") == text


def test_what_may_be_about_a_person_is_refused_unless_allowed(edition: Edition) -> None:
    rows = [*AS_IT_IS, "10.2,Ask DCI Jane Example.,,,,,", "12.2,Every case is reviewed.,,,,,"]
    refused = edition.come(rows)
    assert refused.code == 2
    assert "the position seems to hold a rank and name" in refused.err
    assert edition.lines == PLAN.splitlines()
    assert edition.come(rows, "--allow").code == 0
    assert edition.lines != PLAN.splitlines()


WRONG = {
    # what is typed besides: what is said
    ("--org", "kent"): "--into names the plan that it goes into; leave --org out",
    ("--output", "x.yaml"): "leave --output out",
    ("--data", "."): "leave --data out",
}


@pytest.mark.parametrize("more", WRONG)
def test_an_option_that_says_something_else_is_refused(
    more: tuple[str, str], edition: Edition
) -> None:
    result = edition.come(AS_IT_IS, *more)
    assert (result.code, result.out) == (2, "")
    assert WRONG[more] in result.err


@pytest.mark.parametrize("name", ["nowhere.yaml", "data", "page.csv", "data/recommendations.yaml"])
def test_only_a_plan_takes_an_edition(name: str, edition: Edition, stalkplan: Run) -> None:
    edition.come(AS_IT_IS)
    path = edition.folder.parent / name
    result = stalkplan("import", edition.page, "--into", path)
    assert (result.code, result.out) == (2, "")
    assert f"{path} is not a plan that can be read" in result.err


LAID_OUT = [(layout, suffix) for layout in LAYOUTS for suffix in sources(layout)]


@pytest.mark.parametrize(("layout", "suffix"), LAID_OUT)
def test_a_draft_has_all_that_its_own_source_says(layout: str, suffix: str) -> None:
    document = read_plan(sources(layout)[suffix], f"plan.{suffix}")
    draft = drafted(document)
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": draft.text}
    register = build(texts)
    read = plan_of(document, ASKED, ("kent", "Kent Police"), "https://example.org/plan", "p", on=ON)
    news = edition_news(
        read.read, register, texts, assess(register, on=ON), page_day=read.page_day, on=ON
    )
    assert (news.changes, news.otherwise, news.gone) == ([], [], [])
    assert news.questions == []


def test_of_too_many_wordings_none_is_taken_for_new(edition: Edition) -> None:
    plan = PLAN.split("  - ref: 13.1", maxsplit=1)[0].replace("12.1a", "12.1a0")
    lines = (
        f"      - {{id: 12.1x{n}, summary: Visit house {n} of {n + 7}.}}\n" for n in range(330)
    )
    edition.plan.write_text(plan.replace("      # kept\n", "".join(lines)), encoding="utf-8")
    rows = [f"12.1,,Knock at door {n}.,,,," for n in range(330)]
    result = edition.come(rows, "--dry-run")
    assert result.code == 0, result.err
    assert (
        "330 of its actions read as none of the plan does, the first 'Knock at door 0."
        in result.err
    )
    assert result.out.startswith("nothing new: ")


OPEN = [
    "7.1,We record all.,Add a flag.,Crime Registrar,,Green,",
    "7.1,,Test the flag.,,March 2027 if it works,Amber,",
    "12.2,,,Head of Crime,,,",
    "99.1,We do.,,,,,",
]
NO_NEWS = "nothing new: all that page.csv says for certain is in the plan\n"


@pytest.fixture
def settled(edition: Edition, stalkplan: Run) -> Edition:
    """Return a plan that was a draft of the page with open points, its questions taken out."""
    edition.come(OPEN)
    draft = stalkplan("import", edition.page, "--org", "kent", "--data", edition.folder).out
    assert draft.count("# ask ") > 4
    lines = [line for line in draft.splitlines() if not line.lstrip().startswith("# ask ")]
    edition.plan.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return edition


def test_what_was_asked_of_the_first_edition_is_not_asked_again(settled: Edition) -> None:
    assert settled.come(OPEN) == (0, NO_NEWS, "")


CHANGED = {
    # what one row of the page has instead: the names of which something is asked
    ("Green", "Blue"): {"7.1a", "7.1b"},
    ("Head of Crime", "Head of Custody"): {"12.2"},
    ("99.1,We do.", "99.1,We do more."): {"99.1"},
}


@pytest.mark.parametrize("change", CHANGED)
def test_of_a_row_that_reads_otherwise_it_is_asked(
    change: tuple[str, str], settled: Edition
) -> None:
    result = settled.come("\n".join(OPEN).replace(*change).splitlines())
    asked = [line.split(": ")[1] for line in result.err.splitlines() if line.startswith("  ")]
    assert set(asked) == CHANGED[change]


def test_two_rows_that_change_places_are_asked(settled: Edition) -> None:
    swapped = "\n".join(OPEN).replace("Green", "x").replace("Amber", "Green").replace("x", "Amber")
    assert "questions: " in settled.come(swapped.splitlines()).err


def test_a_status_that_the_plan_has_needs_no_date(edition: Edition) -> None:
    rows = _instead("7.1,We record all.,,,,In progress,")
    assert edition.come(rows) == (0, NO_NEWS, "")


@pytest.mark.parametrize("name", cases())
def test_a_source_that_is_in_a_plan_says_nothing_more(name: str) -> None:
    """No question either: those of its draft were answered, and taken out."""
    suffix, content = source_of(cases()[name])
    try:
        document = read_plan(content, f"plan.{suffix}")
    except SourceError:
        return
    texts = {"data/recommendations.yaml": (DATA / "recommendations.yaml").read_text("utf-8")}
    asked = build(texts)
    assert asked.publication
    publication = AnsweredPublication(asked.publication, asked.recommendations)
    day = date(2026, 7, 1)
    read = plan_of(document, publication, ("kent", "Kent Police"), "https://x.org", "p", on=day)
    lines = [line for line in read.text.splitlines() if not line.lstrip().startswith("# ask ")]
    texts["data/responses.yaml"] = "\n".join([*lines, ""])
    register = build(texts)
    items = assess(register, on=day)
    if register.plans:
        news = edition_news(read.read, register, texts, items, page_day=read.page_day, on=day)
        assert news == EditionNews()


def test_the_plan_may_be_anywhere(
    edition: Edition, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name in reports depends on where one is."""
    edition.come(AS_IT_IS)
    for place in (edition.folder, edition.folder.parent, Path("/")):
        monkeypatch.chdir(place)
        typed = ("--into", edition.folder / "responses.yaml", "--dry-run")
        result = stalkplan("import", edition.page, *typed)
        assert (result.code, "this is a bug" in result.err) == (0, False)
