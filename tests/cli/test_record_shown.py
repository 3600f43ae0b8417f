"""What `update`, `add` and `respond` show is so, fits, and is inert whatever it is made of."""

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hostile_texts import FILE_NAMES, PLACES, TEXTS, Kind, kind_of, spoilt
from inert_output import JUDGES, said
from terminal_in_memory import BIN, environment, typed
from typing_at_a_plan import ON, Desk

from conftest import Result


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


SCREEN = """\
12.1a  Risk management                                    as at 23 November 2026
Asked          Make risk work effective in every stalking and order-breach case.
Will do        Explore a stalking screening tool and decide how to bring it in.
Head of Public Protection. Due 27 March 2025. No update recorded.

data/responses.yaml, after line 39
  38           owner: Head of Public Protection
  39           promise: {by: 2025-03-27, wording: by 27th March 2025}
  40 +         updates:
  41 +           - date: 2026-11-23
  42 +             status: in-progress
  43 +             note: Tool chosen after a trial; roll-out from January 2027.
  44 +             promise: {by: 2027-01}

Before  □ overdue by 606 days, no update since the deadline
After   ○ overdue by 606 days, updated 23 November 2026
        Head of Public Protection. Due 27 March 2025, promised for January 2027.
        In progress.
        The deadline stays 27 March 2025; the new promise is shown beside it.

"""
SAVED = "saved data/responses.yaml: 5 lines added, nothing else changed\n"
TYPED = (
    "update 12.1a --status in-progress --promise 2027-01 "
    '--note "Tool chosen after a trial; roll-out from January 2027."'
)


def test_the_screen_of_the_design(desk: Desk) -> None:
    assert desk.type(TYPED) == (0, SCREEN + SAVED, "")


def test_a_console_of_ascii_shows_the_same(desk: Desk) -> None:
    shown = SCREEN.replace("□", "!").replace("○", "o")
    assert desk.type(TYPED, encoding="ascii") == (0, shown + SAVED, "")


def test_a_dry_run_shows_all_and_changes_no_byte(desk: Desk) -> None:
    before = desk.files()
    told = "not saved: this was a dry run\n"
    assert desk.type(f"{TYPED} --dry-run") == (0, SCREEN, told)
    for line in ("add 7.2 --summary x --dry-run", "respond 7.2 --position x --dry-run"):
        result = desk.type(line)
        assert (result.code, result.err) == (0, told)
        assert "\n 125 +   - ref: 7.2\n" in result.out
    assert desk.files() == before
    assert [path.name for path in desk.folder.iterdir() if path.name[0] == "."] == []


CHANGES = [
    # what is typed, the item before and after, as at
    (TYPED, "12.1a", "12.1a", ON),
    ("update 12.1a --status complete", "12.1a", "12.1a", ON),
    ("update 12.1a --status complete --evidence https://a.org", "12.1a", "12.1a", "2025-03-27"),
    ("update 12.1a --status withdrawn", "12.1a", "12.1a", ON),
    ("update 12.2a --note x --promise 2025-06", "12.2a", "12.2a", "2025-03-26"),
    ("update 18.1a --note x", "18.1a", "18.1a", ON),
    ("update 18.1a --promise 2027-01", "18.1a", "18.1a", ON),
    ("update 14.1a --status blocked", "14.1a", "14.1a", "2025-03-15"),
    ("update 22.1a --note x", "22.1a", "22.1a", "2025-03-28"),
    ("update 22.1a --owner A", "22.1a", "22.1a", "2025-09-27"),
    ("update 27.1 --note x", "27.1", "27.1", ON),
    ("add 7.2 --summary x", "7.2", "7.2a", ON),
    ("add 10.2 --summary x --owner A --promise 2027", "10.2a", "10.2c", "2025-03-28"),
    ("add 28.1 --summary x --milestone report", "28.1/report", "28.1a", "2025-03-15"),
    ("respond 7.2 --position x", "7.2", "7.2", ON),
    ("respond 27.1 --position x --acceptance rejected", "27.1", "27.1", "2024-11-21"),
    ("respond 28.1 --position x", "28.1/publish", "28.1/publish", ON),
]
each_change = pytest.mark.parametrize(("line", "before", "after", "on"), CHANGES)


PHRASES = {
    "overdue": "overdue by",
    "complete-late": "complete,",
    "no-deadline": "no date on record",
    "unclear": "still unclear",
    "withdrawn": "withdrawn, not counted as complete",
}


REMARKS = [
    # what is recorded before, what is typed then, and what is said below "After"
    ("--status complete --date 2025-03-01", "--status complete --note More.",
     "It was complete already, on 1 March 2025; that day stays."),
    ("--status complete --date 2025-03-01", "--status in-progress",
     "This takes back that it was complete, as reported on 1 March 2025."),
    ("--status complete --date 2025-03-01", "--status withdrawn",
     "This takes back that it was complete, as reported on 1 March 2025."),
    ("--note Now.", "--note Then. --date 2025-05-01",
     "The update of 23 November 2026 is newer: what it says holds."),
    ("", "--owner Someone",
     "Without a status, a note or evidence it does not count as an update."),
    ("", "--note Then. --date 2025-01-01",
     "It is from before the deadline; there is still no update since."),
    ("", "--note Then. --date 2025-05-01",
     "It is over six months old; there is still no recent update."),
    ("", "--owner Someone", "Someone. Due 27 March 2025."),
    ("--note Now.", "--status blocked", "Head of Public Protection. Due 27 March 2025. Blocked."),
    ("--status blocked", "--note Still.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "line", "remark"), REMARKS)
def test_what_an_update_does_not_do_is_said(
    before: str, line: str, remark: str, desk: Desk
) -> None:
    """At one glance: what holds now, and what a person might expect and does not happen."""
    if before:
        assert desk.type(f"update 12.1a {before}").code == 0
    shown = desk.type(f"update 12.1a {line} --dry-run").out
    said = " ".join(shown.partition("After ")[2].split())
    assert (
        said.count(remark) == 1
        if remark
        else said == "○ overdue by 606 days, updated 23 November 2026"
    )


def test_what_was_taken_back_can_be_recorded_again(desk: Desk) -> None:
    again = "update 12.1a --status blocked --date 2026-11-20"
    for line in (again, "update 12.1a --retracts 2026-11-20", again):
        assert desk.type(line).code == 0
    assert desk.type(again).code == 2


SAME = "12.1a has the same update of 23 November 2026 already; nothing was saved"
TWICE = {
    # what is typed after "Pilot agreed.": whether it is the same
    "--note 'Pilot agreed.' --status in-progress": True,
    "--status in-progress --note 'pilot agreed'": False,
    "--status in-progress --note Pilot.": False,
    "--status blocked --note 'Pilot agreed.'": False,
    "--status in-progress --note 'Pilot agreed.' --date 2026-11-22": False,
    "--status in-progress --note 'Pilot agreed.' --owner A": False,
    "--status in-progress --note 'Pilot agreed.' --promise 2027": False,
}


@pytest.mark.parametrize("line", TWICE)
def test_the_same_update_is_not_recorded_twice(line: str, desk: Desk) -> None:
    desk.type("update 12.1a --status in-progress --note 'Pilot agreed.'")
    before = desk.files()
    result = desk.type(f"update 12.1a {line}")
    assert (result.code == 2) == (desk.files() == before) == (SAME in result.err) == TWICE[line]


def _days(number: int) -> str:
    return f"{number} day{'s' * (number != 1)}"


def _verdict(desk: Desk, name: str, on: str) -> str:
    """Return how the verdict on an item reads, from what `status` and `show` say of it."""
    item = next(item for item in desk.judged(on)["items"] if item["id"] == name)
    shown = desk.type(f"show {name} --format table", on=on).out
    mark = re.search(rf"^(\S) (?:Action|No answer for|No action for) {name}$", shown, re.MULTILINE)
    assert mark
    told = PHRASES.get(item["timeliness"], item["timeliness"])
    if item["days_late"]:
        told = f"{told} {_days(item['days_late'])}{' late' * (told == 'complete,')}"
    elif item["timeliness"] in ("due-soon", "not-yet-due"):
        ahead, until = (
            (date.fromisoformat(item[day]) - date.fromisoformat(on)).days
            for day in ("due_earliest", "due")
        )
        told = f"due in {_days(ahead)}" if ahead else "due today"
        if 0 < ahead < until:
            told = f"due in {ahead}-{until} days"
    day = date.fromisoformat(item["last_update"] or ON)
    known = item["last_update"] and not item["silent"]
    last = f", updated {day.day} {day:%B %Y}" if known else "(, no update.*)?"
    return re.escape(f"{mark[1]} {told}") + "(, no answer|, no action)?" + last


@each_change
def test_the_verdicts_are_those_of_status_and_show(
    line: str, before: str, after: str, on: str, desk: Desk
) -> None:
    was = _verdict(desk, before, on)
    result = desk.type(line, on=on)
    assert (result.code, result.err) == (0, "")
    now = _verdict(desk, after, on)
    told = result.out.replace(f" {before} ", " ").replace(f" {after} ", " ")
    assert re.search(f"^Before  {was}$", told, re.MULTILINE), was
    assert re.search(f"^After   {now}$", told, re.MULTILINE), now
    names = [name for name in (before, after) if f" {name} " in result.out.partition("Before")[2]]
    assert names == ([before, after] if before != after else [])


OLD = {
    # the day of an update: the verdict after it
    "2025-01-01": "□ overdue by 606 days, no update since the deadline",
    "2025-04-10": "□ overdue by 606 days, no update in six months",
    "2026-06-01": "○ overdue by 606 days, updated 1 June 2026",
}


@pytest.mark.parametrize("day", OLD)
def test_an_update_of_long_ago_is_not_praised(day: str, desk: Desk) -> None:
    shown = desk.type(f"update 12.1a --note x --date {day}").out
    assert f"\nAfter   {OLD[day]}\n" in shown


DIFF = re.compile(r"^ *(\d+) ([ +-]) (.*)$", re.MULTILINE)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@each_change
def test_the_numbers_of_the_diff_are_those_of_the_file(
    line: str, before: str, after: str, on: str, line_end: str, desk: Desk
) -> None:
    del before, after
    desk.text = desk.text.replace("\n", line_end)
    old = desk.text.split(line_end)
    result = desk.type(line, on=on)
    new = desk.text.split(line_end)
    rows = [(int(number), sign, text) for number, sign, text in DIFF.findall(result.out)]
    taken = {number: text for number, sign, text in rows if sign == "-"}
    given = {number: text for number, sign, text in rows if sign == "+"}
    above = [(number, text) for number, sign, text in rows if sign == " "]
    assert taken == {number: old[number - 1] for number in taken}
    assert given == {number: new[number - 1] for number in given}
    assert [text for n, text in enumerate(new, 1) if n not in given] == [
        text for n, text in enumerate(old, 1) if n not in taken
    ]
    first = min([*taken, *given])
    assert [number for number, _ in above] == [first - 2, first - 1]
    assert all(new[number - 1].startswith(text.rstrip("…").rstrip()) for number, text in above)
    title = f"data/responses.yaml, line {first}" if taken else f", after line {first - 1}"
    assert f"{title}\n" in result.out
    counts = [(len(taken), "changed"), (len(given) - len(taken), "added")]
    told = ", ".join(f"{n} line{'s' * (n > 1)} {what}" for n, what in counts if n)
    assert result.out.endswith(f"\nsaved data/responses.yaml: {told}, nothing else changed\n")


def test_a_line_that_stays_is_not_shown_as_changed(desk: Desk) -> None:
    desk.put("    stated_deadline: 2024-11-22\n", "")
    desk.put(
        "ref: 27.1\n    position:\n", "ref: 27.1\n    position:\n    marking: official-sensitive\n"
    )
    out = desk.type("respond 27.1 --position x --acceptance accepted").out
    rows = [text for _, sign, text in DIFF.findall(out) if sign in "+-"]
    assert "    marking: official-sensitive" not in rows
    assert "2 lines changed, 1 line added, nothing else changed\n" in out


@each_change
def test_no_new_error_and_the_past_as_it_was(
    line: str, before: str, after: str, on: str, desk: Desk
) -> None:
    del before, after
    past = [str(date.fromisoformat(on) - timedelta(days)) for days in (1, 40)]
    known = [desk.judged(day) for day in past]
    assert desk.type(line, on=on).code == 0
    assert desk.errors() == []
    assert [desk.judged(day) for day in past] == known


def test_what_is_complete_without_evidence_is_told(desk: Desk) -> None:
    told = "        Marked complete without evidence; add an update with evidence\n"
    shown = desk.type("update 12.1a --status complete --note x").out
    _, after = shown.split("After   ▪ complete, 606 days late, updated 23 November 2026\n")
    assert told in after
    assert told not in desk.type("update 12.2a --status complete --evidence https://a.org").out
    assert told not in desk.type("update 12.1a --note y").out  # said once, when it came about


@pytest.mark.parametrize("columns", [40, 80, 200])
@each_change
def test_it_fits_the_screen(
    line: str, before: str, after: str, on: str, columns: int, desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """But for what is written into the file, which is shown in full."""
    del before, after
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = desk.type(f"{line} --dry-run", on=on).out.splitlines()
    assert [
        text for text in shown if len(text) > columns and not re.match(r" *\d+ [+-]", text)
    ] == []


every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


@every_text
def test_a_hostile_text_is_saved_as_typed_and_shown_inert(text: str, desk: Desk) -> None:
    results = [
        desk.type("update 12.1a --verified-on 2026-11-20", f"--note={text}", f"--owner={text}",
                  f"--wording={text}", f"--verified-by={text}"),
        desk.type("add 10.2", f"--summary={text}", f"--owner={text}"),
        desk.type("respond 7.2", f"--position=We do. {text}"),  # of signs alone it is refused
    ]  # fmt: skip
    for result in results:
        said(result.out)
        assert (result.code, result.err) == (0, "")
    (update,) = desk.answer("12.1")["actions"][0]["updates"]
    action = desk.answer("10.2")["actions"][-1]
    saved = [update["note"], update["owner"], update["promise"]["wording"],
             update["verified"]["by"], action["summary"], action["owner"],
             desk.answer("7.2")["position"].removeprefix("We do. ")]  # fmt: skip
    assert saved == [text] * 7
    assert desk.errors() == []


TAKEN = (
    "update 12.1a --note x --org",
    "update 28.1 --note x --milestone",
    "update 12.1a --date",
    "update 12.1a --status",
    "add 7.2 --promise",
    "respond 7.2 --acceptance",
)
"""Options that take no free text."""


@every_text
def test_a_hostile_argument_is_refused_and_shown_inert(text: str, desk: Desk) -> None:
    for options in TAKEN:
        line, _, option = options.rpartition(" ")
        result = desk.type(line, f"{option}={text}")
        assert (result.code, result.out) == (2, ""), options
        said(result.err)
    for line in ("update --note x", "add --summary x", "respond --position x"):
        result = desk.type(line, "--", text)
        assert (result.code, result.out) == (2, ""), line
        said(result.err)
    said("".join(desk.type("update 12.1a", f"--evidence={text}")[1:]))


@pytest.mark.parametrize("judge", ["table", "styled"])
@every_text
def test_what_stands_in_a_plan_is_shown_inert(
    text: str, judge: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if judge == "styled":
        for name, value in (("FORCE_COLOR", "1"), ("TERM", "xterm-256color")):
            monkeypatch.setenv(name, value)
    free = tuple(place for place in PLACES if kind_of(place[1]) is Kind.FREE)
    for name, data in spoilt(text, free, escaped=False).items():
        (desk.folder.parent / name).write_text(data, "utf-8", newline="")
    for line in ("update 28.1a --note x", "add 28.1 --milestone report --summary x"):
        result = desk.type(line)
        assert (result.code, result.err) == (0, "")
        JUDGES[judge](result.out)


@pytest.mark.parametrize("name", FILE_NAMES, ids=ascii)
def test_a_name_of_a_file_or_folder_is_shown_inert(name: str, desk: Desk) -> None:
    desk.plan.rename(desk.folder / f"{name}.txt")
    (desk.folder / "responses").mkdir()
    (desk.folder / f"{name}.txt").rename(desk.folder / "responses" / f"{name}.yaml")
    desk.folder = desk.folder.rename(desk.folder.parent / name)
    results = [desk.type("update 12.1a --note x"), desk.type("respond 12.1 --position x")]
    for result in results:
        said(result.out)
        said(result.err)
    assert [result.code for result in results] == [0, 2]


def test_a_closed_pipe_does_not_stop_the_save(desk: Desk) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [str(BIN / "stalkplan"), *shlex.split(TYPED), "--as-of", ON]
    done = subprocess.run(
        command, cwd=desk.folder.parent, env=environment(), stdin=subprocess.DEVNULL,
        stdout=writer, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "            promise: {by: 2027-01}\n" in desk.text


TERMINALS = {"": "colour bold", "NO_COLOR=1": "bold", "TERM=dumb": ""}


@pytest.mark.parametrize("env", TERMINALS)
def test_on_a_terminal_only_marks_and_signs_are_coloured(env: str, desk: Desk) -> None:
    written = typed(f"{env} stalkplan {TYPED} --as-of {ON}", desk.folder.parent).decode()
    assert ("\x1b[38;5;" in written) == ("colour" in TERMINALS[env])
    assert ("\x1b[1m" in written) == ("bold" in TERMINALS[env])
    plain = re.sub(r"\x1b\[[0-9;]*m", "", written).replace("\r\n", "\n")
    assert plain == SCREEN + SAVED
    coloured = re.findall(r"\x1b\[38;5;\d+m([^\x1b]*)", written)
    assert set(coloured) == ({"+", "□", "○"} if "colour" in TERMINALS[env] else set())
