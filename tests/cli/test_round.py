"""The monthly round: a sheet goes to the owners, comes back, and is recorded all or nothing."""

import shlex
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filled_sheets import as_ods, fill
from openpyxl.comments import Comment
from talking import KEEP, SAVE, talk
from typing_at_a_plan import ON, SEVERAL, Desk

from conftest import Result
from stalkplan.privacy.owners_sheet import SheetColumn
from stalkplan.record.choices import Status

Run = Callable[..., Result]
KINDS = ["csv", "xlsx"]


@pytest.fixture
def desk(stalkplan: Run, tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


def ask(desk: Desk, kind: str = "csv", *options: str) -> Path:
    """Return a new sheet."""
    sheet = desk.folder.parent / f"round.{kind}"
    result = desk.type("ask", *options, "--output", str(sheet))
    assert result.code == 0, result.err
    return sheet


def back(desk: Desk, sheet: Path, *options: str, on: str = "") -> Result:
    return desk.type("update", "--from", str(sheet), *options, on=on)


FILLED: Mapping[str, Mapping[str, object]] = {
    "7.1a": {"Status": "In Progress", "Note": "=1+1 is what we say: we flag.\nAll of them."},
    "10.2a": {
        "Status": "COMPLETE", "Date": date(2026, 11, 20),
        "Evidence": "https://example.org/a https://example.org/b",
    },
    "12.1a": {"New promise": "2027-Q1"},
    "28.1/publish": {"Note": "Not open, so it is not asked."},
    "18.1a": {"Status": "blocked", "Date": "20 November 2026", "Evidence": "minutes of May.txt"},
}  # fmt: skip
RECORDED: Mapping[str, Mapping[str, object]] = {
    "7.1a": {
        "date": ON, "status": "in-progress",
        "note": "=1+1 is what we say: we flag.\nAll of them.",
    },
    "10.2a": {
        "date": "2026-11-20", "status": "complete",
        "evidence": ["https://example.org/a", "https://example.org/b"],
    },
    "12.1a": {"date": ON, "promise": {"by": "2027-Q1"}},
    "18.1a": {"date": "2026-11-20", "status": "blocked", "evidence": ["minutes of May.txt"]},
}  # fmt: skip


def updates(desk: Desk) -> dict[str, Any]:
    """Return the updates of each action that has some."""
    refs = ("7.1", "10.2", "12.1", "12.2", "18.1")
    actions = (action for ref in refs for action in desk.answer(ref)["actions"])
    return {action["id"]: action["updates"] for action in actions if "updates" in action}


@pytest.mark.parametrize("kind", [*KINDS, "ods"])
def test_what_was_filled_in_is_recorded_and_nothing_else(kind: str, desk: Desk) -> None:
    (desk.folder.parent / "minutes of May.txt").touch()
    sheet = ask(desk, "xlsx" if kind == "xlsx" else "csv")
    fill(sheet, FILLED)
    if kind == "ods":
        sheet = as_ods(sheet)
    before, old = desk.files(), desk.text
    dry = back(desk, sheet, "--dry-run")
    assert (dry.code, desk.files()) == (0, before)
    result = back(desk, sheet)
    assert result.code == 0, result.err
    assert result.out.endswith("saved data/responses.yaml: 18 lines added, nothing else changed\n")
    assert updates(desk) == {id_: [said] for id_, said in RECORDED.items()}
    new = desk.lines
    assert [line for line in old.split("\n") if line not in new] == []
    assert desk.errors() == []
    again = back(desk, sheet, on="2026-11-24")
    assert (again.code, again.out, desk.lines) == (0, "", new)
    assert again.err.count("already says so") == 4
    assert again.err.endswith("nothing new to record: the plan says it all already\n")


def test_what_is_complete_without_evidence_is_said(desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Status": "complete"}, "10.2a": {"Status": "blocked"}})
    out = " ".join(back(desk, sheet).out.split())
    warning = "Marked complete without evidence; add an update with evidence (no-evidence). 10.2a"
    assert warning in out


def test_a_bare_status_that_goes_on_is_news_on_another_day(desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Status": "blocked"}})
    days = [back(desk, sheet, on=day).code for day in (ON, ON, "2026-12-23")]
    assert days == [0, 0, 0]
    assert [entry["date"] for entry in updates(desk)["7.1a"]] == [ON, "2026-12-23"]


def test_what_was_taken_back_is_not_called_said_and_not_said_again(desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Status": "complete", "Note": "Done."}, "10.2a": {"Note": "Begun."}})
    assert back(desk, sheet).code == 0
    assert desk.type(f"update 7.1a --retracts {ON}", on="2026-11-24").code == 0
    before = desk.text
    result = back(desk, sheet, on="2026-11-25")
    assert (result.code, result.out, desk.text) == (0, "", before)
    assert result.err == (
        "round.csv, row 3, Item: 10.2a already says so\n"
        "round.csv, row 2, Item: 7.1a said so, and that was taken back on 24 November 2026; "
        "to say it again: stalkplan update 7.1a\n"
        "nothing new to record\n"
    )
    fill(sheet, {"7.1a": {"Date": "2026-11-25"}})
    assert back(desk, sheet, on="2026-11-25").code == 0
    assert updates(desk)["7.1a"][-1]["date"] == "2026-11-25"


TWO_DEADLINES = {
    # what the answer has: whether a row for `report` that is in progress, "Done.", is recorded
    "milestone: publish, status: in-progress, note: Done.": True,
    "milestone: report, status: in-progress, note: Done.": False,
    "status: in-progress, note: Done.": True,
}


@pytest.mark.parametrize("known", TWO_DEADLINES)
def test_what_is_said_of_one_deadline_is_not_said_of_another(known: str, desk: Desk) -> None:
    asked = desk.folder / "recommendations.yaml"
    asked.write_text(
        asked.read_text("utf-8").replace("for: chief-constables", "for: kent"), "utf-8"
    )
    answer = "\n  - ref: 28.1\n"
    desk.put(answer, f"{answer}    updates: [{{date: 2024-12-01, {known}}}]\n")
    sheet = ask(desk)
    fill(sheet, {"28.1/report": {"Status": "in-progress", "Note": "Done."}})
    result = back(desk, sheet)
    assert result.code == 0, result.err
    assert (f"date: {ON}" in desk.text) is TWO_DEADLINES[known]
    assert ("28.1/report already says so" in result.err) is not TWO_DEADLINES[known]


WRONG: Mapping[tuple[str, str], tuple[object, str]] = {
    # the item and its column: what is written there, and what is said with the place
    ("7.1a", "Status"): ("done", "Status: 'done' is not a status; write complete"),
    ("10.2a", "Status"): (
        "green",
        "write not-started, in-progress, blocked, complete or withdrawn",
    ),
    ("10.2b", "Date"): ("2026-11-20", "Date: a date alone says nothing; add what it is"),
    ("11.1a", "Date"): ("20/11/2026", "Date: '20/11/2026' is not a date; write 2026-11-20"),
    ("12.1a", "Date"): (date(2026, 11, 24), "Date: 2026-11-24 is after 2026-11-23"),
    ("12.2a", "Date"): ("2024-09-26", "before 2024-09-27, when the recommendation was made"),
    ("13.1a", "New promise"): ("soon", "New promise: 'soon' is not a date or month"),
    ("14.1a", "Evidence"): (
        "the minutes",
        "Evidence: 'the minutes' is neither a link nor a file here",
    ),
    ("16.1a", "Note"): ("SECRET\nx", "Note: it is marked above OFFICIAL"),
    ("17.1a", "Due"): ("2027-01-01", "Due: '2027-01-01' is not what the plan says; a deadline"),
    ("18.1a", "Promised"): ("2027", "Promised: '2027' is not what the plan says; write a new one"),
    ("20.1a", "Last update"): ("2026-11-01", "write the day into Date"),
    ("22.1a", "Owner"): ("Jane", "record a new owner with stalkplan update ID --owner"),
    ("23.1a", "Organisation"): ("kent", "'kent' differs from city-of-london, where it goes"),
    ("25.1a", "Publication"): ("peel", "'peel' differs from stalking-super-complaint"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_wrong_row_is_named_and_nothing_is_saved(kind: str, desk: Desk) -> None:
    sheet = ask(desk, kind)
    fill(sheet, {id_: {column: value} for (id_, column), (value, _) in WRONG.items()})
    before = desk.files()
    result = back(desk, sheet)
    head, *lines = result.err.splitlines()
    assert head == f"stalkplan: {len(WRONG)} places of the sheet cannot be used; nothing was saved"
    where = "round.csv" if kind == "csv" else "round.xlsx, sheet Open items"
    for row, (line, (_, said)) in enumerate(zip(lines, WRONG.values(), strict=True), start=2):
        assert line.startswith(f"{where}, row {row}, ")
        assert said in line
    assert (result.code, result.out, desk.files()) == (2, "", before)


SPOILT = {
    # what becomes of the text of a sheet: what is said of it
    ("\r\n7.1a,", "\r\n10.2a,"): "row 2, Asked: it is not what 10.2a is about; was the id changed",
    ("\r\n7.1a,", "\r\n10.10,"): "row 2, Item: the plan has no item '10.10'",
    ("\r\n7.1a,", "\r\n,"): "row 2, Item: it names no item",
    ("Reality-test", "Retest"): "row 2, Asked: it is not what 7.1a is about; was the id changed",
    ("Item,", "Number,"): "row 1: the headings lack Item",
    (",Organisation,", ",Status,"): "row 1: the headings lack Organisation",
    (",Promised,", ",Status,"): "row 1, Status: two columns are called so",
    (",Evidence,", ",Where,"): "row 2, Where: no column is called so, and 'see https://a.org'",
    (",stalking-super-complaint\r", ",stalking-super-complaint,yes\r"): "row 2, column 14: no col",
}  # fmt: skip


@pytest.mark.parametrize("change", SPOILT)
def test_what_is_not_understood_is_never_dropped(change: tuple[str, str], desk: Desk) -> None:
    sheet = ask(desk)
    evidence = "see https://a.org" if "Where" in change[1] else "https://a.org"
    fill(sheet, {"7.1a": {"Status": "blocked", "Evidence": evidence}})
    text = sheet.read_bytes().decode()
    sheet.write_bytes(text.replace(*change, 1).encode())
    before = desk.files()
    result = back(desk, sheet)
    assert SPOILT[change] in result.err
    assert (result.code, desk.files()) == (2, before)


def test_a_column_of_ones_own_is_told_once(desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Status": "blocked"}})
    text = sheet.read_bytes().decode()
    more = text.replace("complaint\r", "complaint,ours\r").replace("tion\r", "tion,Who\r", 1)
    sheet.write_bytes(more.encode())
    result = back(desk, sheet)
    assert result.code == 2
    assert result.err.partition("\n")[2] == (
        "round.csv, row 2, Who: no column is called so, and 'ours' would be lost, "
        "as in 14 more rows; move it to Note, or take it out\n"
    )


def test_blank_rows_are_nothing(desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Status": "blocked"}, "10.2a": {"Date": "46346", "Note": "x"}})
    lines = sheet.read_text("utf-8-sig").split("\n")
    blank = "," * 12
    sheet.write_text("\n".join([blank, "", *lines[:2], blank, *lines[2:]]), "utf-8")
    assert "round.csv, row 6, Date: '46346' is not a date; if it is the spreadsheet's" in (
        back(desk, sheet, on="2026-11-24").err
    )


def test_an_item_in_two_rows_is_told(desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Status": "blocked"}})
    lines = sheet.read_bytes().decode().splitlines(keepends=True)
    sheet.write_bytes("".join([*lines, lines[1].replace("blocked", "complete")]).encode())
    assert "row 17, Item: an entry of that day is there: round.csv, row 2, Item" in (
        back(desk, sheet).err
    )


def _comment(page: Any) -> None:
    page["F3"].comment = Comment("Done in May.", "A")


def _formula(page: Any) -> None:
    page["H3"] = "=TODAY()"
    page["G4"] = "=1+1 is what we say"


def _merge(page: Any) -> None:
    page.tables.clear()
    page.merge_cells("F2:F4")


def _hide(page: Any) -> None:
    page.row_dimensions[3].hidden = True


WORKBOOKS: dict[Callable[[Any], None], tuple[int, str]] = {
    # what an owner did to a workbook: the exit code, and what is said
    _comment: (2, "comments are left out; write it into the columns of the sheet"),
    _merge: (2, "has merged cells; take them apart, a row is about one item"),
    _formula: (2, "has a formula in H3, G4; write what it comes to"),
    _hide: (0, "a hidden sheet, row or column is kept: "),
}


@pytest.mark.parametrize("change", WORKBOOKS, ids=lambda change: change.__name__)
def test_what_else_is_in_a_workbook(change: Callable[[Any], None], desk: Desk) -> None:
    sheet = ask(desk, "xlsx")
    fill(sheet, {"10.2a": {"Status": "blocked"}})
    book = openpyxl.load_workbook(sheet)
    change(book.active)
    book.save(sheet)
    result = back(desk, sheet)
    code, said = WORKBOOKS[change]
    assert (result.code, said in result.err) == (code, True), result.err
    assert ("status: blocked" in desk.text) == (code == 0)


def test_days_that_a_spreadsheet_writes_anew_are_the_same_days(desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Status": "blocked", "Due": "27/03/2025"},
                 "10.2a": {"Due": "3/27/2025"}, "14.1a": {"Due": "Mar-25"}})  # fmt: skip
    assert back(desk, sheet).code == 0


OWNERS = ["crime registrar", "Head of Public Protection"]


def test_a_workbook_says_dates_as_people_do_and_they_are_known_again(desk: Desk) -> None:
    sheet = ask(desk, "xlsx")
    head, *rows = openpyxl.load_workbook(sheet)["Open items"].iter_rows(values_only=True)
    shown = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert shown["12.2a"]["Promised"] == "March 2025 (no later than March 2025)"
    assert shown["14.1a"]["Due"] == "March 2025"
    assert str(shown["12.2a"]["Due"]) == "2025-03-27 00:00:00"
    fill(sheet, {"12.2a": {"Note": "Begun."}, "14.1a": {"Note": "Begun."}})
    assert back(desk, sheet).code == 0


def test_a_workbook_has_a_sheet_for_each_owner_and_hides_nothing(desk: Desk) -> None:
    sheet = ask(desk, "xlsx", *(word for owner in OWNERS for word in ("--owner", owner)))
    book = openpyxl.load_workbook(sheet)
    assert book.sheetnames == ["Crime registrar", "Head of Public Protection"]
    for page in book:
        assert page.sheet_state == "visible"
        assert [cell.value for cell in page[1]] == [*SheetColumn]
        assert not [d for d in page.column_dimensions.values() if d.hidden]
        assert not [d for d in page.row_dimensions.values() if d.hidden]
        (listed,) = (v for v in page.data_validations.dataValidation if v.type == "list")
        assert listed.formula1 == f'"{",".join(Status)}"'
        assert str(listed.sqref) == f"F2:F{page.max_row}"
    assert [row[0].value for row in book["Crime registrar"].iter_rows(2)] == ["7.1a", "23.1a"]
    assert book.defined_names == {}


def test_an_owner_whose_name_no_sheet_may_have(desk: Desk) -> None:
    name = "Head of [Public/Private] Protection: a long name"
    desk.text = desk.text.replace("Head of Public Protection", f"'{name}'").replace(
        "Crime registrar", f"'{name} too'"
    )
    sheet = ask(desk, "xlsx", "--owner", name, "--owner", f"{name} too")
    assert openpyxl.load_workbook(sheet).sheetnames == [
        "Head of Public Private Protecti", "Head of Public Private Protec 2",
    ]  # fmt: skip


def test_a_marked_action_is_on_no_owners_sheet_and_without_text_on_that_of_all(desk: Desk) -> None:
    desk.put("      - id: 12.1a\n", "      - id: 12.1a\n        marking: official-sensitive\n")
    own = desk.type("ask", "--owner", "Head of Public Protection")
    whole = desk.type("ask")
    assert "12.2a" in own.out
    assert "12.1a" not in own.out
    assert "\n12.1a,withheld,withheld," in whole.out
    assert "screening tool" not in whole.out
    for result in (own, whole):
        assert "12.1a: marked, so " in result.err


REFUSED = {
    # what is typed: what is said
    "ask --output round.txt": "a sheet ends in .xlsx or .csv, not .txt",
    "ask --output data/responses.yaml": "is there, and may have answers in it",
    "ask --owner nobody": "no owner 'nobody'",
    "ask --org kent": "no organisation 'kent'",
    "update --from none.csv": "none.csv: cannot be read: no such file or directory",
    "update --from .": ".: is a folder, not a file",
    "update --from /dev/zero": "/dev/zero: is a device or pipe, not a file",
    "update --from data/responses.yaml": "is not a sheet; give the .xlsx or .csv that",
    "update 7.1a --from round.csv": "--from takes everything from the sheet; leave ID out",
    "update --from round.csv --note x --status blocked": "leave --note and --status out",
    "update --note x": "--note: say for which item, such as 12.1a",
}


@pytest.mark.parametrize("line", REFUSED)
def test_a_call_that_cannot_be_meant(
    line: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder.parent)
    result = desk.type(line)
    assert (result.code, result.out) == (2, "")
    assert REFUSED[line] in result.err


def test_a_sheet_in_which_nothing_is_filled_in(desk: Desk) -> None:
    sheet = ask(desk, "xlsx")
    result = back(desk, sheet)
    assert (result.code, result.out) == (2, "")
    assert "no row of" in result.err
    assert (
        "round.xlsx is there, and may have answers in it"
        in desk.type("ask", "--output", str(sheet)).err
    )


def test_what_has_no_answer_is_told_and_not_asked(desk: Desk) -> None:
    result = desk.type("ask")
    assert "7.2: no answer is in the plan" in result.err
    assert result.out.startswith("\ufeffItem,Asked,")
    assert "\n7.2," not in result.out


def test_what_ask_advises_can_be_typed(stalkplan: Run, tmp_path: Path) -> None:
    desk = Desk(stalkplan, tmp_path, SEVERAL, "2025-06-30")
    sheet = desk.folder.parent / "our round.csv"
    said = desk.type("ask", "--org", "kent-pcc", "--output", str(sheet)).err
    lines = [shlex.split(line) for line in said.split("\n")[:2]]
    advice = [line[line.index("stalkplan") :] for line in lines]
    (_, *taken_back), (_, *answered) = advice
    assert taken_back == ["update", "--from", str(sheet), "--data", str(desk.folder)]
    assert answered[:4] == ["respond", "2.1", "--org", "kent-pcc"]
    options = ("--position", "We do.", "--dry-run", "--as-of", "2025-06-30")
    assert stalkplan(*answered, *options).code == 0


def test_of_many_plans_it_goes_into_the_one_that_the_sheet_names(
    stalkplan: Run, tmp_path: Path
) -> None:
    desk = Desk(stalkplan, tmp_path, SEVERAL, "2025-06-30")
    assert "name one with --org" in desk.type("ask").err
    sheet = ask(desk, "csv", "--org", "kent")
    before = desk.files()
    fill(sheet, {"1.2a": {"Note": "Said."}})
    assert back(desk, sheet).code == 0
    after = desk.files()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed - {"round.csv"} == {"several/responses/kent.yaml"}
    other = back(desk, sheet, "--org", "essex")
    assert "'kent' differs from essex, where it goes" in other.err


PEOPLE = {"": 2, "--allow": 0, "--dry-run": 0}


@pytest.mark.parametrize("option", PEOPLE)
def test_what_may_be_about_a_person_is_not_saved_unasked(option: str, desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Note": "PC West has it."}})
    result = back(desk, sheet, *option.split())
    assert result.code == PEOPLE[option]
    assert ("PC West" in desk.text) == (option == "--allow")
    assert ("the note seems to hold a rank and name" in result.err) == (option != "--allow")


ANSWERED = {"Y": ([KEEP, SAVE], 0), "n": ([KEEP], 1)}


@pytest.mark.parametrize("answer", ANSWERED)
def test_at_a_terminal_one_question_is_asked(answer: str, desk: Desk) -> None:
    sheet = ask(desk)
    fill(sheet, {"7.1a": {"Note": "PC West has it."}, "10.2a": {"Status": "complete"}})
    told = talk(desk, "update --from round.csv", {KEEP: answer, SAVE: "y"})
    assert (told.asked, told.code) == ANSWERED[answer]
    assert ("status: complete" in desk.text) == (answer == "Y")
