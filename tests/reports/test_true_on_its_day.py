"""What is said as at a day is what was known on it, of whoever is meant, in every report."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from publications import write_publication

from conftest import Result

Run = Callable[..., Result]

FOLDERS = ("example inspection", "case inspection", "case domestic-abuse", "case peer-review")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the data folders of some publications, by name."""
    top = tmp_path_factory.mktemp("publications")
    found = {name: top / name.replace(" ", "-") / "data" for name in FOLDERS}
    for name, folder in found.items():
        folder.parent.mkdir()
        write_publication(name, folder)
    return found


def _shown(stalkplan: Run, folder: Path, typed: str, *, on: str) -> str:
    """Return what a command shows, on one line."""
    words = [word.replace("~", " ") for word in typed.split()]
    if words[0] not in ("brief", "return"):
        words += ["--format", words.pop() if words[-1] in ("json", "markdown") else "table"]
    result = stalkplan(*words, "--data", folder, "--as-of", on)
    assert result.code in (0, 1), result.err
    return " ".join(result.out.split())


CONFIRMED = ("18 June 2025", "2025-06-18", "confirmed by the")
"""That it was confirmed, which is recorded in an update of February."""


@pytest.mark.parametrize(
    "typed",
    [
        "show CoC~1.1a",
        "show CoC~1.1a json",
        "changes --since 2025-02-13",
        "changes --since 2025-02-13 json",
        "brief --since 2025-02-13",
        "return --since 2025-02-13",
    ],
)
def test_what_was_confirmed_later_is_not_known_yet(
    typed: str, stalkplan: Run, folders: dict[str, Path]
) -> None:
    folder = folders["example inspection"]
    before = _shown(stalkplan, folder, typed, on="2025-05-15")
    assert [said for said in CONFIRMED if said in before] == []
    assert CONFIRMED[0] in _shown(stalkplan, folder, "show CoC~1.1a", on="2025-06-18")


def test_no_page_knows_what_was_confirmed_later(
    stalkplan: Run, folders: dict[str, Path], tmp_path: Path
) -> None:
    folder = folders["example inspection"]
    typed = ("publish", tmp_path / "public", "--data", folder, "--as-of", "2025-05-15")
    assert stalkplan(*typed).code == 0
    texts = [
        path.read_text(encoding="utf-8")
        for path in (tmp_path / "public").rglob("*")
        if path.suffix in (".html", ".json", ".csv", ".atom", ".ics")
    ]
    assert [text for text in texts if "2025-06-18" in text or "18 June 2025" in text] == []


def test_what_another_body_closed_is_not_the_organisations_word_alone(
    stalkplan: Run, folders: dict[str, Path]
) -> None:
    folder = folders["case inspection"]
    closed = _shown(stalkplan, folder, "status", on="2024-09-12")
    assert "nobody else has confirmed" not in closed
    assert "nobody else has confirmed" in _shown(stalkplan, folder, "status", on="2024-09-11")


def test_the_owner_is_whom_the_plan_names(stalkplan: Run, folders: dict[str, Path]) -> None:
    folder = folders["case inspection"]
    assert "AFI 7a Custody Custody 2024" in _shown(stalkplan, folder, "status", on="2024-09-12")
    shown = _shown(stalkplan, folder, "show AFI~7", on="2024-09-12")
    assert "Closed by HMICFRS, 12 September 2024" in shown
    assert "Owner Custody" in shown


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (
            "2022-07-01",
            "Nothing is overdue, as on 31 July 2022; in between, at most 1 recommendation was",
        ),
        ("2022-12-31", "Nothing is overdue, as on 31 December 2022."),
        ("2022-08-01", "Nothing is overdue; 1 recommendation was on 31 August 2022."),
    ],
)
def test_nothing_is_no_number(
    since: str, said: str, stalkplan: Run, folders: dict[str, Path]
) -> None:
    folder = folders["case domestic-abuse"]
    assert said in _shown(stalkplan, folder, f"trend --since {since}", on="2023-06-30")


def test_a_month_is_no_day(stalkplan: Run, folders: dict[str, Path], tmp_path: Path) -> None:
    """The letter was written in a month, after the deadline: how late is not known exactly."""
    folder = folders["case domestic-abuse"]
    for day in ("2022-12-12", "2023-06-30"):
        typed = ("publish", tmp_path / day, "--data", folder, "--as-of", day)
        assert stalkplan(*typed).code == 0
    late = (tmp_path / "2023-06-30" / "recommendation-1.html").read_text(encoding="utf-8")
    assert "Completed late (at least 98 days)." in late
    assert "at least 98 days late</td>" in late
    unclear = (tmp_path / "2022-12-12" / "btp" / "index.html").read_text(encoding="utf-8")
    assert "It is due, promised or met in a month or longer that is not over yet." in unclear


@pytest.mark.parametrize("command", ["overdue --by 2025-12-31", "status"])
def test_what_is_long_widens_every_table(
    command: str, stalkplan: Run, folders: dict[str, Path]
) -> None:
    """The headings of `overdue` stand over the first table, and each date below another."""
    typed = (*command.split(), "--data", folders["case inspection"], "--as-of", "2023-11-11")
    lines = stalkplan(*typed, "--format", "table").out.splitlines()
    dates = {line.index(" 202") for line in lines if line.startswith(("AFI", "CoC", "Rec"))}
    headings = {line.index(" due  ") for line in lines if " due  " in line}
    assert dates == headings
    assert len(dates) == 1


def test_what_is_counted_is_named(stalkplan: Run, folders: dict[str, Path]) -> None:
    """A deadline that is a year may fall on its first day or on its last."""
    shown = _shown(stalkplan, folders["case peer-review"], "status", on="2021-12-15")
    assert "Nothing is overdue. 2 items may fall due within 30 days and 1 has no date." in shown
    assert "2 due soon in 17-381 days" in shown
    late = _shown(stalkplan, folders["case inspection"], "status", on="2024-05-10")
    assert "1 is complete, 1 may fall due within 30 days and 1 is still unclear." in late


def test_what_was_confirmed_is_a_change_of_its_day(
    stalkplan: Run, folders: dict[str, Path]
) -> None:
    folder = folders["case inspection"]
    shown = _shown(stalkplan, folder, "changes --since 2024-06-20", on="2024-07-01")
    assert "1 change recorded, on 1 item." in shown
    assert "2024-07-01 Rec 2a Stop and search: confirmed by HMICFRS" in shown
    both = _shown(stalkplan, folder, "changes --since 2024-06-19", on="2024-07-01")
    assert "now complete, the first update: no evidence; confirmed by HMICFRS" in both
    view = _shown(stalkplan, folder, "changes --since 2024-06-20 json", on="2024-07-01")
    assert '"date": "2024-07-01", "organisation": "kent", "id": "Rec 2a"' in view
    assert '"by_time": true' not in view


EXTENDED_TWICE = """\
publication: {id: p, title: T, published: 2024-09-27}
recommendations:
  - number: 2
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-12-31}]
    extended:
      - {for: chief-constables, to: 2026-09-30, on: 2025-01-10, by: HMICFRS}
      - {for: chief-constables, to: 2026-10-30, on: 2025-03-10, by: HMICFRS}
"""
PROMISED = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 2, position: We do., actions: [{id: 2a, owner: A, promise: {by: 2025-02-28}}]}
"""


@pytest.mark.parametrize(
    ("since", "on", "brought"),
    [
        ("2025-02-01", "2025-06-01", ("2025-03-01", True, False)),
        ("2025-01-09", "2025-02-01", ("2025-01-10", False, True)),
    ],
)
def test_a_promise_passes_by_time_whatever_is_decided(
    since: str, on: str, brought: tuple[str, bool, bool], stalkplan: Run, tmp_path: Path
) -> None:
    (tmp_path / "recommendations.yaml").write_text(EXTENDED_TWICE, encoding="utf-8")
    (tmp_path / "responses.yaml").write_text(PROMISED, encoding="utf-8")
    typed = ("changes", "--since", since, "--data", tmp_path, "--as-of", on)
    view = json.loads(stalkplan(*typed, "--format", "json").out)
    (row,) = [each for each in view["changes"] if each["kind"] == "flags"]
    assert (row["date"], row["by_time"], row["by_decision"]) == brought


def test_a_page_says_what_was_confirmed_lately(
    stalkplan: Run, folders: dict[str, Path], tmp_path: Path
) -> None:
    typed = ("publish", tmp_path / "public", "--data", folders["example inspection"])
    assert stalkplan(*typed, "--as-of", "2025-09-15").code == 0
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    recent = page.partition('<h2 id="recent">')[2].partition("</section>")[0]
    lines = [" ".join(line.split()) for line in re.sub("<[^>]+>", "", recent).splitlines()]
    assert (
        "18 June 2025, Vulnerable victims CoC 1.1a: confirmed by the Policing Inspectorate" in lines
    )


def test_a_force_and_its_commissioner_are_no_force(
    stalkplan: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("joint") / "data"
    write_publication("case safe-to-share", folder)
    for typed, whose in (("status", "the organisation"), ("show 1", "according to the plan")):
        shown = _shown(stalkplan, folder, typed, on="2022-01-31")
        assert "the force" not in shown
        assert whose in shown


def test_the_row_of_what_is_overdue_counts_nothing_else(
    stalkplan: Run, folders: dict[str, Path]
) -> None:
    """Of 4 recommendations 1 is complete, 2 are overdue, and 1 of those has no answer."""
    shown = _shown(stalkplan, folders["case inspection"], "compare markdown", on="2025-05-20")
    assert "| Kent Police | × | ■ | \\- | □ | 1 | 2 | 2 | 1 |" in shown
    assert "| overdue | 1 | 0 | 0 | 1 | | 2 | 2 | | |" in shown


def test_several_plans_are_not_called_one(stalkplan: Run, folders: dict[str, Path]) -> None:
    folder = folders["case domestic-abuse"]
    several = _shown(stalkplan, folder, "changes --since 2022-12-12", on="2022-12-31")
    assert "Nothing was recorded in the plans. NPCC decided on 1 item." in several
    assert "Recorded in the plans: 0" in several
    own = folders["case inspection"]
    one = _shown(stalkplan, own, "changes --since 2025-01-14", on="2025-05-20")
    assert "Nothing was recorded in the plan. HMICFRS decided" in one


def test_a_page_calls_a_deadline_by_one_name(
    stalkplan: Run, folders: dict[str, Path], tmp_path: Path
) -> None:
    typed = ("publish", tmp_path / "public", "--data", folders["example inspection"])
    assert stalkplan(*typed, "--as-of", "2025-09-15").code == 0
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    assert "August 2025" in page
    assert "31 Aug 2025" not in page
    assert '<th scope="row">14 Feb 2025</th>' in page


@pytest.mark.parametrize(
    ("name", "on", "by", "said"),
    [
        ("peer-review", "2022-03-31", "2025-06-01", "Nothing more falls due by 1 June 2025, be"),
        ("peer-review", "2022-03-31", "2022-06-01", "Nothing more falls due by 1 June 2022, be"),
        ("inspection", "2024-05-10", "2025-06-01", "1 item falls due by 1 June 2025, besides"),
        ("domestic-abuse", "2022-12-12", "2025-06-01", "Nothing more falls due by 1 June 2025. St"),
    ],
)
def test_what_is_unclear_may_fall_due(
    name: str, on: str, by: str, said: str, stalkplan: Run, folders: dict[str, Path]
) -> None:
    """It is due in a month or a year that is not over; what another met in one is due no more."""
    assert said in _shown(stalkplan, folders[f"case {name}"], f"overdue --by {by}", on=on)


OLDER = """\
publication: {id: p, title: T, published: 2024-09-27}
recommendations:
  - {number: 1, made: 2024-03-01, addressed_to: [chief-constables], deadlines: [{due: 2024-05-31}]}
  - {number: 2, addressed_to: [chief-constables], deadlines: [{due: 2025-12-31}]}
"""
BLANK = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 1, position: }
"""


@pytest.mark.parametrize("command", ["brief", "return", "trend", "changes"])
def test_what_was_made_before_a_register_began_is_reported(
    command: str, stalkplan: Run, tmp_path: Path
) -> None:
    (tmp_path / "recommendations.yaml").write_text(OLDER, encoding="utf-8")
    (tmp_path / "responses.yaml").write_text(BLANK, encoding="utf-8")
    result = stalkplan(command, "--data", tmp_path, "--as-of", "2024-07-01")
    assert result.code == 0, result.err
    assert "since 1 March 2024, when the first recommendation was made" in result.err
    refused = stalkplan("trend", "--data", tmp_path, "--as-of", "2024-02-01")
    assert "2024-02-01 is before 2024-03-01" in refused.err
