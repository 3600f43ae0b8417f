"""`status` and `overdue` of many plans on a screen: what a national lead reads first."""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Result

sys.path.append(str(ROOT / "bench"))

from generate import write_folder

Run = Callable[..., Result]

SEVERAL = Path("tests/cases/folders/several")
RANKED = "Most recommendations overdue first"
TYPED = ("--data", SEVERAL, "--as-of", "2025-06-30", "--format")


def _table(shown: str, title: str) -> dict[str, list[str]]:
    """Return the rows of a table that has its headings in the line of its title, by their names."""
    (part,) = (part for part in shown.split("\n\n") if part.startswith(title))
    rows = (re.split(r" {2,}", line) for line in part.splitlines()[1:] if "  " in line)
    return {name: cells for name, *cells in rows if name}


def test_overdue_begins_with_a_line_for_each(stalkplan: Run) -> None:
    """How many recommendations and items, what is not known of them, and the longest late."""
    result = stalkplan("overdue", *TYPED, "table")
    assert _table(result.out, RANKED) == {
        "Essex Police": ["2", "1", "3", "1", "95 days"],
        "Kent Police": ["1", "1", "1", "0", "95 days"],
    }
    assert result.out.index(RANKED) < result.out.index("Essex Police: 3 items")
    assert result.err.endswith(
        f"Next: stalkplan overdue --org essex --data {SEVERAL} --as-of 2025-06-30\n"
    )


def test_the_lines_add_up_to_the_list(stalkplan: Run) -> None:
    items = json.loads(stalkplan("overdue", *TYPED, "json").out)["items"]
    shown = stalkplan("overdue", *TYPED, "table").out
    summary = _table(shown, RANKED)
    numbers = sorted(Counter(item["organisation"] for item in items).values(), reverse=True)
    assert [int(row[2]) for row in summary.values()] == numbers
    listed = [shown.index(f"\n{name}: {row[2]} item") for name, row in summary.items()]
    assert listed == sorted(listed)


def test_so_many_items_that_nobody_reads_them_are_counted_and_kept_as_data(
    tmp_path: Path, stalkplan: Run
) -> None:
    """Of 43 forces the list was 1,950 lines. Few items, as of one theme, are listed."""
    folder = tmp_path / "data"
    write_folder(folder, organisations=12, actions=24, seed=1)
    typed = ("overdue", "--data", folder, "--as-of", "2026-11-30")
    listed = json.loads(stalkplan(*typed, "--format", "json").out)["items"]
    assert len(listed) > 100
    assert len(stalkplan(*typed, "--format", "plain").out.splitlines()) == len(listed)
    result = stalkplan(*typed, "--format", "table")
    assert len(result.out.splitlines()) < 30
    said = "too many to list here: name whose with --org, or take --format csv."
    assert f"{len(listed)} items are {said}" in " ".join(result.out.split())
    assert "stalkplan overdue --org " in result.err
    assert "stalkplan overdue --output overdue.csv " in result.err
    few = stalkplan(*typed, "--format", "table", "--theme", "case allocation")
    assert "too many" not in few.out
    assert few.out.count("\n17.1") == len([item for item in listed if item["ref"] == "17.1"])
    assert "overdue.csv" not in few.err


def test_show_of_many_has_a_row_for_each_and_nobody_in_full(tmp_path: Path, stalkplan: Run) -> None:
    """Of 43 forces it was 1,890 lines. Of a few a row for each comes first."""
    folder = tmp_path / "data"
    write_folder(folder, organisations=12, actions=24, seed=1)
    typed = ("show", "12.2", "--data", folder, "--as-of", "2026-11-30")
    found = json.loads(stalkplan(*typed, "--format", "json").out)
    assert len(found["requirements"]) == 12
    result = stalkplan(*typed, "--format", "table")
    assert len(result.out.splitlines()) < 25
    rows = _table(result.out.partition("\n\n")[2], "Longest overdue first")
    assert len(rows) == 12
    late: dict[str, int] = {}
    for item in found["items"]:
        days = item["days_late"] if item["timeliness"] == "overdue" else 0
        late[item["organisation"]] = max(late.get(item["organisation"], 0), days)
    days = [int(cells[1].split(" ")[0]) if len(cells) > 1 else 0 for cells in rows.values()]
    assert days == sorted(late.values(), reverse=True)
    assert "12 plans are too many to show in full" in result.out
    assert "stalkplan show 12.2 --org " in result.err
    assert f"stalkplan show 12.2 --format plain --data {folder}" in result.err
    assert stalkplan(*typed, "--format", "plain").out.count("organisation\t") == 12
    few = stalkplan("show", "1.1", *TYPED, "table")
    assert few.out.count("In the file") == len(_table(few.out.partition("\n\n")[2], "Longest")) == 2
    assert "--org" not in few.err
    one = stalkplan(*typed, "--format", "table", "--org", found["organisations"][0])
    assert "Longest overdue first" not in one.out


SHORTENED = {
    # what is typed: the command that shows in full what its Markdown shortens
    "check": "stalkplan check --format plain",
    "overdue": "stalkplan overdue --output overdue.csv",
    "show 12.2": "stalkplan show 12.2 --format plain",
    "compare": "stalkplan compare --by organisation",
}


@pytest.mark.parametrize("typed", SHORTENED)
def test_markdown_that_is_shortened_says_how_to_get_all(
    typed: str, tmp_path: Path, stalkplan: Run
) -> None:
    """A file of Markdown has no screen around it that says what to type next."""
    folder, file = tmp_path / "data", tmp_path / "made.md"
    write_folder(folder, organisations=12, actions=24, seed=1)
    at = ("--data", folder, "--as-of", "2026-11-30")
    stalkplan(*typed.split(), *at, "--output", file)
    assert f"\nShortened here; in full: {SHORTENED[typed]}\n" in file.read_text("utf-8")


def test_organisations_stand_in_one_order_and_are_counted_in_one_unit(
    tmp_path: Path, stalkplan: Run
) -> None:
    """Three screens that ranked by recommendations, requirements and items had three firsts."""
    folder = tmp_path / "data"
    write_folder(folder, organisations=12, actions=24, seed=1)
    typed = ("--data", folder, "--as-of", "2026-11-30")
    rows = json.loads(stalkplan("compare", *typed, "--format", "json").out)["rows"]
    short = [row["name"].removesuffix(" Police").removesuffix(" Constabulary") for row in rows]
    counted = [str(row["overdue"]) for row in rows]
    assert len(set(counted)) < len({(row["overdue"], row["items_overdue"]) for row in rows})
    for command, rank in (("status", 0), ("overdue", 0), ("compare", -2)):
        shown = stalkplan(command, *typed, "--format", "table").out
        assert RANKED in " ".join(shown.split())
        lines = [re.split(r" {2,}", line) for line in shown.splitlines()]
        table = [cells for cells in lines if cells[0] in short]
        assert [cells[0] for cells in table] == short, command
        assert [cells[1:][rank].split(" ")[0] for cells in table] == counted, command


def test_changes_and_check_begin_with_a_line_for_each(tmp_path: Path, stalkplan: Run) -> None:
    """Of 43 forces they are a thousand lines: the first say in which to look."""
    folder = tmp_path / "data"
    write_folder(folder, organisations=5, actions=24, seed=1)
    typed = ("--data", folder, "--as-of", "2026-11-30", "--format")
    problems = json.loads(stalkplan("check", *typed, "json").out)["problems"]
    rows = _table(stalkplan("check", *typed, "table").out, "Most errors first")
    places = Counter((Path(p["file"]).stem, p["severity"]) for p in problems)
    ids = {name: name.casefold().replace(" ", "-") for name in rows}
    for name, (errors, warnings, _) in rows.items():
        assert (int(errors), int(warnings)) == tuple(
            places[ids[name], severity] for severity in ("error", "warning")
        )
    assert [int(row[0]) for row in rows.values()] == sorted(
        (int(row[0]) for row in rows.values()), reverse=True
    )
    since = ("changes", "--since", "2026-01-01", *typed, "table")
    shown = stalkplan(*since).out
    recorded = {name: int(row[0]) for name, row in _table(shown, "Most recorded first").items()}
    headings = dict(re.findall(r"^(\w.*?)(?: Police| Constabulary)?: (\d+)$", shown, re.MULTILINE))
    assert {name: int(number) for name, number in headings.items()} == {
        name: number for name, number in recorded.items() if number
    }
    assert f"Recorded in the plans: {sum(recorded.values())}" in shown


SET_ASIDE = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    position: Training is under way.
    actions:
      - {id: 1a, summary: Train officers., updates: [{date: 2025-03-20, status: complete}]}
      - {id: 1b, summary: Set an exam., updates: [{date: 2025-03-20, status: %s}]}
"""


@pytest.mark.parametrize(("status", "told"), [("withdrawn", 1), ("complete", 0)])
def test_a_mark_of_what_is_set_aside_does_not_hide_what_is_complete(
    status: str, told: int, tmp_path: Path, stalkplan: Run
) -> None:
    asked = "recommendations: [{number: 1, addressed_to: [chief-constables], summary: Train.}]\n"
    (tmp_path / "recommendations.yaml").write_text(
        f"publication: {{id: r, title: A report, published: 2024-09-27}}\n{asked}"
    )
    (tmp_path / "responses.yaml").write_text(SET_ASIDE % status)
    shown = " ".join(stalkplan("compare", "--data", tmp_path, *TYPED[2:], "table").out.split())
    assert shown.count("Some items of 1 are complete, though another is set aside") == told


def test_one_plan_has_no_such_line(stalkplan: Run) -> None:
    assert RANKED not in stalkplan("overdue", *TYPED, "table", "--org", "essex").out


def test_status_counts_by_deadline(stalkplan: Run) -> None:
    """A mark an item says nothing where there are hundreds: each row is numbers, and adds up."""
    shown = stalkplan("status", *TYPED, "table").out
    rows = _table(shown, "By deadline")
    assert rows["27 Mar 2025"] == ["3", "2", "2", "0", "0", "1", "95 days ago"]
    for items, overdue, _, done, waiting, other, *_ in rows.values():
        assert int(items) == int(overdue) + int(done) + int(waiting) + int(other)
    assert sum(int(row[0]) for row in rows.values()) == 12
    assert "□ □" in stalkplan("status", *TYPED, "table", "--org", "essex").out


@pytest.mark.parametrize("columns", ["60", "70", "80", "140"])
@pytest.mark.parametrize("command", ["status", "overdue"])
def test_every_width_names_who_is_late(
    columns: str, command: str, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is cut where there is no room, and never left out."""
    monkeypatch.setenv("COLUMNS", columns)
    shown = stalkplan(command, *TYPED, "table").out
    assert max(map(len, shown.splitlines())) <= int(columns)
    (part,) = (p for p in shown.split("\n\n") if "overdue first" in p.partition("\n")[0])
    assert any(line.startswith("Essex") for line in part.splitlines())


@pytest.mark.parametrize("command", ["compare", "trend --since 2025-01-01"])
def test_the_headline_says_what_it_counts(command: str, stalkplan: Run) -> None:
    """Of many a recommendation counts once for each organisation, and the headline says so."""
    typed = (*command.split(), *TYPED, "table")
    several, one = stalkplan(*typed).out, stalkplan(*typed, "--org", "essex").out
    assert "recommendations, counted for each of 3 organisations, are overdue" in " ".join(
        several.split()
    )
    assert " recommendations are overdue" in one


def test_a_screen_has_the_first_of_very_many_and_data_has_all(
    tmp_path: Path, stalkplan: Run
) -> None:
    """Of 43 forces `status` took 70 lines, and began above the top of the screen."""
    folder = tmp_path / "data"
    write_folder(folder, organisations=22, actions=2, seed=1)
    typed = ("--data", folder, "--as-of", "2026-11-30", "--format")
    rows = json.loads(stalkplan("compare", *typed, "json").out)["rows"]
    names = [row["name"] for row in rows]
    for command in ("status", "overdue"):
        shown = stalkplan(command, *typed, "table").out
        table = shown[shown.index(RANKED) :].split("\n\n")[0]
        assert [name for name in names if f"\n{_short(name)} " in table] == names[:10]
        assert "\nand 12 others, which stalkplan compare lists\n" in table
    whole = stalkplan("status", *typed, "markdown").out
    assert len(re.findall(r"^\| [^|]+ \| \d+ of \d+ \|", whole, re.MULTILINE)) == len(names)
    assert "others, which" not in whole


def _short(name: str) -> str:
    return name.removesuffix(" Police").removesuffix(" Constabulary")
