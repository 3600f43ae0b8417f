"""Recording at a terminal, as a new user would: what is asked, and how to get out of it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pexpect
import pyte
import pytest
from inert_output import said
from terminal_in_memory import BIN, begin, begin_stalkplan, environment, typed
from typing_at_a_plan import ON, Desk

from conftest import Result

UPDATE = "update 12.1a"
QUESTIONS = (
    "Status: ",
    "Note: ",
    "Evidence, a link [none]: ",
    "What will be done: ",
    "Owner, a role [none]: ",
    "Promised by, such as 2027-01 [no date]: ",
    "What the force does today: ",
    "Acceptance [not-stated]: ",
    "Save? [Y/n] ",
    "Keep it all the same? [y/N] ",
)
STATUS, NOTE, EVIDENCE, DONE, OWNER, PROMISED, TODAY, ACCEPTANCE, SAVE, KEEP = QUESTIONS


class Talk(NamedTuple):
    """What was asked, in order, what was written to the terminal, and the exit code."""

    asked: list[str]
    written: str
    code: int | None

    @property
    def lines(self) -> list[str]:
        """What a person of 80 columns and 60 rows has seen at the end."""
        shown = pyte.Screen(80, 60)
        pyte.Stream(shown).feed(self.written)
        return [line.rstrip() for line in shown.display if line.strip()]


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


begin_anew = partial(begin, str(BIN / "stalkplan"))


def talk(
    desk: Desk,
    line: str,
    answers: Mapping[str, str] | None = None,
    env: Mapping[str, str] | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Talk:
    """Type a command and answer what it asks; several answers to one question with `|` between.

    Enter answers what is not foreseen; `meanwhile` happens before the change is agreed to.
    """
    start = begin_anew if {"PYTHONIOENCODING", "LANG"} & (env or {}).keys() else begin_stalkplan
    child = start(
        [*line.split(), "--as-of", ON],
        desk.folder.parent,
        environment(**(env or {})),
        dimensions=(60, 80),
        encoding="utf-8",
        codec_errors="surrogateescape",
        timeout=30,
    )
    left = {question: answer.split("|") for question, answer in (answers or {}).items()}
    asked: list[str] = []
    written = ""
    while (at := _heard(child)) < len(QUESTIONS):
        question = QUESTIONS[at]
        written += (child.before or "") + question
        asked.append(question)
        assert len(asked) < 20, written
        if question == SAVE:
            meanwhile()
        answer = left[question].pop(0) if left.get(question) else ""
        if answer == "^C":
            child.sendintr()
        elif answer == "^D":
            child.sendeof()
        else:
            child.send(f"{answer}\r")
    child.close()
    return Talk(asked, written + (child.before or ""), child.exitstatus)


def _heard(child: "pexpect.spawn[str]") -> int:
    """Return which question comes, or that the end does.

    Now and then ^C is pressed again, as a person would: of one that comes just before it waits for
    a key, Python hears only with the next.
    """
    for patience in (10, 10, 10):
        found = child.expect_exact([*QUESTIONS, pexpect.EOF, pexpect.TIMEOUT], timeout=patience)
        if found <= len(QUESTIONS):
            return found
        child.sendintr()
    raise AssertionError(child.before)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_all_that_a_newer_edition_says_is_one_question(answer: str, desk: Desk) -> None:
    page = "Ref,Force update\n7.2,DCI Jane Example flags all.\n27.1,We wrote.\n"
    (desk.folder.parent / "page.csv").write_text(page, encoding="utf-8")
    old = desk.text
    told = talk(desk, "import page.csv --into data/responses.yaml", {KEEP: "y", SAVE: answer})
    assert told.asked == [KEEP, SAVE]
    assert (desk.text != old) == (answer == "y")
    assert told.code == (0 if answer == "y" else 1)


SCREEN = """\
12.1a  Risk management                                    as at 23 November 2026
Explore a stalking screening tool and decide how to bring it in.
Head of Public Protection. Due 27 March 2025. No update recorded.
1 not-started  2 in-progress  3 blocked  4 complete  5 withdrawn
Status: 2
Note: Tool chosen after a trial; roll-out from January 2027.
Evidence, a link [none]:
data/responses.yaml, after line 39
  38           owner: Head of Public Protection
  39           promise: {by: 2025-03-27, wording: by 27th March 2025}
  40 +         updates:
  41 +           - date: 2026-11-23
  42 +             status: in-progress
  43 +             note: Tool chosen after a trial; roll-out from January 2027.
Before  □ overdue by 606 days, no update since the deadline
After   ○ overdue by 606 days, updated 23 November 2026
Save? [Y/n] y
saved data/responses.yaml: 4 lines added, nothing else changed
"""


def test_a_new_user_types_the_command_and_answers(desk: Desk) -> None:
    note = "Tool chosen after a trial; roll-out from January 2027."
    told = talk(desk, UPDATE, {STATUS: "2", NOTE: note, SAVE: "y"})
    assert (told.code, told.lines) == (0, SCREEN.splitlines())
    assert f"            note: {note}\n  - ref: 12.2\n" in desk.text
    assert desk.errors() == []


ASKED = {
    # what is typed: what is asked
    UPDATE: [STATUS, NOTE, EVIDENCE, SAVE],
    f"{UPDATE} --promise 2027-01 --owner A": [STATUS, NOTE, EVIDENCE, SAVE],
    f"{UPDATE} --status complete": [NOTE, EVIDENCE, SAVE],
    f"{UPDATE} --note x": [STATUS, EVIDENCE, SAVE],
    f"{UPDATE} --evidence https://a.org": [STATUS, NOTE, SAVE],
    f"{UPDATE} --status complete --evidence https://a.org": [NOTE, SAVE],
    f"{UPDATE} --status complete --note x": [],
    "add 7.2": [DONE, OWNER, PROMISED, SAVE],
    "add 7.2 --owner A --promise 2027": [DONE, SAVE],
    "add 7.2 --summary x": [],
    "respond 7.2": [TODAY, ACCEPTANCE, SAVE],
    "respond 7.2 --acceptance accepted": [TODAY, SAVE],
    "respond 7.2 --position x": [],
}


@pytest.mark.parametrize("line", ASKED)
def test_only_what_is_missing_is_asked(line: str, desk: Desk) -> None:
    before = desk.text
    told = talk(desk, line, {STATUS: "4", DONE: "We will.", TODAY: "We do."})
    assert (told.asked, told.code) == (ASKED[line], 0)
    assert told.lines[-1].startswith("saved data/responses.yaml: ")
    assert len(desk.text) > len(before)
    assert desk.errors() == []


ANSWERS = {
    # what is typed, and answered: the help that is shown, and what is saved
    (UPDATE, STATUS, "9|2"): ("'9' is none of them; type a number from 1 to 5", "in-progress"),
    (UPDATE, STATUS, "done|complete"): ("'done' is none of them; type a number", "complete"),
    (UPDATE, STATUS, "IN PROGRESS"): ("", "status: in-progress"),
    (UPDATE, STATUS, " 3 "): ("", "status: blocked"),
    (UPDATE, NOTE, "a \x16\x1b b|a b"): ("U+001B", "note: a b"),
    (UPDATE, EVIDENCE, "minutes|https://a.org/b"): (
        "'minutes' is no link and no file here; write https://..., or a path",
        "evidence:\n              - https://a.org/b\n",
    ),
    (UPDATE, EVIDENCE, "https://a.org/b "): ("", "evidence:\n              - https://a.org/b\n"),
    (UPDATE, EVIDENCE, "data/responses.yaml|/minutes.txt|minutes.txt"): (
        "is no link and no file here", "              - minutes.txt\n"
    ),
    ("add 7.2", DONE, "| |We will."): (
        "this is needed; ^C leaves the file as it is", "summary: We will."
    ),
    ("add 7.2", PROMISED, "soon|2027-Q1"): (
        "'soon' is not a date or month; write 2027-01-31, 2027-01, 2027-Q1 or 2027", "{by: 2027-Q1}"
    ),
    ("add 7.2", PROMISED, "31/01/2027|2027-01-31"): ("write 2027-01-31", "{by: 2027-01-31}"),
    ("respond 7.2", TODAY, "|We do."): ("this is needed", "position: We do."),
    ("respond 7.2", ACCEPTANCE, "yes|3"): (
        "'yes' is none of them; type a number from 1 to 6", "acceptance: partly-accepted"
    ),
    (UPDATE, SAVE, "maybe|YES"): ("type y or n", "status: blocked"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "question", "answers"), ANSWERS)
def test_a_wrong_answer_is_helped_and_asked_again(
    line: str, question: str, answers: str, desk: Desk
) -> None:
    (desk.folder.parent / "minutes.txt").touch()
    told_help, saved = ANSWERS[line, question, answers]
    others = {STATUS: "3", DONE: "x", TODAY: "x"}
    told = talk(desk, line, others | {question: answers})
    assert told.code == 0, told.written
    assert told.asked.count(question) == 1 + answers.count("|")
    assert told_help in told.written
    assert saved in desk.text


def test_enter_skips(desk: Desk) -> None:
    old = desk.text
    assert talk(desk, UPDATE, {NOTE: "Only this."}).code == 0
    update = f"        updates:\n          - date: {ON}\n            note: Only this.\n"
    assert desk.text.replace(update, "") == old
    told = talk(desk, UPDATE, {NOTE: "   "})
    assert (told.code, told.asked) == (2, [STATUS, NOTE, EVIDENCE])
    assert told.lines[-1] == "stalkplan: nothing to record; nothing was saved"
    assert desk.text.replace(update, "") == old


OUT = {"^C": (130, "nothing was saved"), "^D": (2, "stalkplan: the input ended; nothing was saved")}


@pytest.mark.parametrize("key", OUT)
@pytest.mark.parametrize("question", [STATUS, NOTE, EVIDENCE, SAVE, DONE, PROMISED, ACCEPTANCE])
def test_the_way_out_leaves_the_file_as_it_was(question: str, key: str, desk: Desk) -> None:
    line = {DONE: "add 7.2", PROMISED: "add 7.2", ACCEPTANCE: "respond 7.2"}.get(question, UPDATE)
    before = desk.files()
    told = talk(desk, line, {STATUS: "2", DONE: "x", TODAY: "x", question: key})
    code, last = OUT[key]
    assert (told.code, told.lines[-1], told.asked[-1]) == (code, last, question)
    assert desk.files() == before


@pytest.mark.parametrize("answer", ["n", "No", "what|n"])
def test_no_is_not_saved(answer: str, desk: Desk) -> None:
    before = desk.files()
    told = talk(desk, UPDATE, {STATUS: "2", SAVE: answer})
    assert (told.code, told.lines[-1]) == (1, "not saved"), "what follows && must not go on"
    assert "saved data" not in told.written
    assert desk.files() == before


def test_a_dry_run_asks_but_not_whether_to_save(desk: Desk) -> None:
    before = desk.files()
    told = talk(desk, f"{UPDATE} --dry-run", {STATUS: "2"})
    assert (told.code, told.asked) == (0, [STATUS, NOTE, EVIDENCE])
    assert told.lines[-1] == "not saved: this was a dry run"
    assert desk.files() == before


def test_what_a_person_did_not_see_is_not_written_over(desk: Desk) -> None:
    other = desk.text.replace("Explore a stalking", "Explore the stalking")

    def edit() -> None:
        desk.text = other

    told = talk(desk, UPDATE, {STATUS: "2"}, meanwhile=edit)
    assert told.code == 2
    assert "data/responses.yaml was changed meanwhile and is left so; try again" in told.written
    assert desk.text == other


def test_an_acceptance_that_is_stated_is_not_written_over(desk: Desk) -> None:
    desk.put("  - ref: 28.1\n    position:\n    acceptance: not-stated\n",
             "  - ref: 28.1\n    position:\n    acceptance: rejected\n")  # fmt: skip
    talk(desk, "respond 28.1", {TODAY: "x", ACCEPTANCE: "1"})
    assert desk.text.count("    acceptance: rejected\n") == 1


def _note(desk: Desk) -> object:
    (update,) = desk.answer("12.1")["actions"][0]["updates"]
    return update["note"]


NOBODY = ("< /dev/null", "| cat", "2> errors", "< answers")


@pytest.mark.parametrize("redirected", NOBODY)
@pytest.mark.parametrize("line", [UPDATE, "add 7.2", "respond 7.2"])
def test_where_a_stream_is_no_terminal_nothing_is_asked(
    line: str, redirected: str, desk: Desk
) -> None:
    (desk.folder.parent / "answers").write_text("2\nx\n\ny\n", encoding="utf-8")
    before = desk.text
    command = f"set -o pipefail; stalkplan {line} --as-of {ON} {redirected}; echo $?"
    written = typed(command, desk.folder.parent).decode()
    errors = desk.folder.parent / "errors"
    said_there = errors.read_text("utf-8") if errors.exists() else written
    assert [question for question in QUESTIONS if question in written + said_there] == []
    assert "there is no terminal to ask at" in said_there
    assert written.endswith("2\r\n")
    assert desk.text == before


TYPED = ("[/red] [bold] :warning:", "##[group] ::error::x", "\u202e bidi \u2066", "x" * 3000)


@pytest.mark.parametrize("note", TYPED, ids=["markup", "commands", "bidi", "long"])
def test_what_is_typed_is_saved_and_shown_inert(note: str, desk: Desk) -> None:
    told = talk(desk, UPDATE, {NOTE: note}, {"TERM": "dumb"})
    assert told.code == 0
    shown = told.written.partition("after line 39")[2].replace("\r\n", "\n")
    assert "+ " in shown
    said(shown)
    assert _note(desk) == note


CONSOLES = {
    "TERM": "dumb",
    "NO_COLOR": "1",
    "PYTHONIOENCODING": "ascii",
    "LANG": "C",
}


@pytest.mark.parametrize("name", CONSOLES)
def test_other_consoles(name: str, desk: Desk) -> None:
    told = talk(desk, UPDATE, {STATUS: "2", NOTE: "Café"}, {name: CONSOLES[name]})
    assert "this is a bug" not in told.written
    assert (told.code, _note(desk)) == (0, "Café")
    assert ("\x1b[38;5;" in told.written) == (name in ("PYTHONIOENCODING", "LANG"))


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_byte_of_another_encoding_is_no_crash(errors: str, desk: Desk) -> None:
    before = desk.files()
    env = {"PYTHONIOENCODING": f"utf-8:{errors}"}
    told = talk(desk, UPDATE, {NOTE: "Caf\udcffs|^C"}, env)
    assert "this is a bug" not in told.written
    assert told.code in (2, 130)
    assert desk.files() == before


ALL_GIVEN = "--status blocked --note PC/West --evidence https://a.org"
DOUBTS = {
    # the command, what is answered to "Keep it all the same?", what is asked at the end, its code
    (UPDATE, "y"): ([KEEP, SAVE], 0),
    (UPDATE, "n"): ([KEEP], 1),
    (UPDATE, ""): ([KEEP], 1),
    (f"{UPDATE} {ALL_GIVEN}", "y"): ([KEEP], 0),
    (f"{UPDATE} {ALL_GIVEN}", ""): ([KEEP], 1),
    (f"{UPDATE} {ALL_GIVEN} --allow", ""): ([], 0),
    (f"{UPDATE} --allow", ""): ([SAVE], 0),
}


@pytest.mark.parametrize("line", DOUBTS)
def test_what_may_be_about_a_person_is_asked_before(line: tuple[str, str], desk: Desk) -> None:
    old = desk.text
    told = talk(desk, line[0], {NOTE: "PC West", KEEP: line[1]})
    asked, code = DOUBTS[line]
    assert (told.asked[len(told.asked) - len(asked) :], told.code) == (asked, code)
    assert (KEEP in told.asked) == (KEEP in asked)
    assert (desk.text == old) == bool(code)
    assert ("the note seems to hold a rank and name" in told.written) == (KEEP in asked)
