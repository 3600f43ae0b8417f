"""Recording at a terminal, as a new user would: what is asked, and how to get out of it."""

import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from inert_output import said
from repositories import Repository
from talking import (
    ACCEPTANCE,
    DATE,
    DONE,
    EVIDENCE,
    KEEP,
    NOTE,
    OWNER,
    PROMISE,
    PROMISED,
    PROOF,
    QUESTIONS,
    SAVE,
    SAVE_PASTED,
    STATUS,
    TODAY,
    TODAY_OR_EDITOR,
    talk,
)
from terminal_in_memory import typed
from typing_at_a_plan import ON, Desk

from conftest import Result

UPDATE = "update 12.1a"


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


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
Asked          Make risk work effective in every stalking and order-breach case.
Will do        Explore a stalking screening tool and decide how to bring it in.
Head of Public Protection. Due 27 March 2025. No update recorded.
1 not-started  2 in-progress  3 blocked  4 complete  5 withdrawn
Status [Enter: as it is]: 2
Note [Enter: none]: Tool chosen after a trial; roll-out from January 2027.
Date the work was done or the news is from [Enter: 2026-11-23]:
Evidence, a link [Enter: none]:
New promise, such as 2027-01 [Enter: none]:
data/responses.yaml, after line 39
  38           owner: Head of Public Protection
  39           promise: {by: 2025-03-27, wording: by 27th March 2025}
  40 +         updates:
  41 +           - date: 2026-11-23
  42 +             status: in-progress
  43 +             note: Tool chosen after a trial; roll-out from January 2027.
Before  □ overdue by 606 days, no update since the deadline
After   ○ overdue by 606 days, updated 23 November 2026
        Head of Public Protection. Due 27 March 2025. In progress.
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
    UPDATE: [STATUS, NOTE, DATE, EVIDENCE, PROMISE, SAVE],
    f"{UPDATE} --promise 2027-01 --owner A": [STATUS, NOTE, DATE, EVIDENCE, SAVE],
    f"{UPDATE} --status complete": [NOTE, DATE, PROOF, SAVE],
    f"{UPDATE} --note x --date 2026-11-20": [STATUS, EVIDENCE, PROMISE, SAVE],
    f"{UPDATE} --evidence https://a.org": [STATUS, NOTE, DATE, PROMISE, SAVE],
    f"{UPDATE} --status complete --evidence https://a.org": [NOTE, DATE, SAVE],
    "update 12.1 --acceptance accepted": [NOTE, DATE, SAVE],
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
    told = talk(desk, line, {STATUS: "2", DONE: "We will.", TODAY: "We do."})
    assert (told.asked, told.code) == (ASKED[line], 0)
    assert told.lines[-1].startswith("saved data/responses.yaml: ")
    assert len(desk.text) > len(before)
    assert desk.errors() == []


ANSWERS = {
    # what is typed, and answered: the help that is shown, and what is saved
    (UPDATE, STATUS, "9|2"): (
        "'9' is not one of the choices; type a number from 1 to 5", "in-progress"
    ),
    (UPDATE, STATUS, "Done|Complete"): (
        "'Done' is not one of the choices; write complete, or type a number", "complete"
    ),
    (UPDATE, DATE, "2026-11-24|20/11/2026|2026-11-20"): (
        "2026-11-24 is after 2026-11-23; an update is about what has happened",
        "- date: 2026-11-20",
    ),
    (UPDATE, PROMISE, "soon|2027-01"): ("'soon' is not a date or month", "{by: 2027-01}"),
    (UPDATE, STATUS, "IN PROGRESS"): ("", "status: in-progress"),
    (UPDATE, STATUS, " 3 "): ("", "status: blocked"),
    (UPDATE, NOTE, "a \x16\x1b b|a b"): ("U+001B", "note: a b"),
    (UPDATE, EVIDENCE, "minutes|https://a.org/b"): (
        "'minutes' is neither a link nor a file in this folder; write https://..., or a path",
        "evidence:\n              - https://a.org/b\n",
    ),
    (UPDATE, EVIDENCE, "https://a.org/b "): ("", "evidence:\n              - https://a.org/b\n"),
    (UPDATE, EVIDENCE, "data/responses.yaml|/minutes.txt|minutes.txt"): (
        "is neither a link nor a file in this folder", "              - minutes.txt\n"
    ),
    ("add 7.2", DONE, "| |We will."): (
        "this is needed; Ctrl+C leaves the file as it is", "summary: We will."
    ),
    ("add 7.2", PROMISED, "soon|2027-Q1"): (
        "'soon' is not a date or month; write 2027-01-31, 2027-01, 2027-Q1 or 2027", "{by: 2027-Q1}"
    ),
    ("add 7.2", PROMISED, "31/01/2027|2027-01-31"): ("write 2027-01-31", "{by: 2027-01-31}"),
    ("respond 7.2", TODAY, "|We do."): ("this is needed", "position: We do."),
    ("respond 7.2", ACCEPTANCE, "yes|3"): (
        "'yes' is not one of the choices; type a number from 1 to 6", "acceptance: partly-accepted"
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
    assert told_help in told.said
    assert saved in desk.text


def test_after_two_wrong_answers_the_way_out_is_said(desk: Desk) -> None:
    """And no sooner: who slips once needs no help; a long help breaks between words."""
    told = talk(desk, UPDATE, {STATUS: "2", EVIDENCE: "a|b|", NOTE: "x"})
    rows = ["'b' is neither a link nor a file in this folder; write https://..., or a path"]
    rows += ["press Enter to leave it out; Ctrl+C leaves the file as it is"]
    at = told.lines.index(rows[0])
    assert told.lines[at : at + 2] == rows
    assert told.said.count("press Enter to") == 1
    assert told.code == 0
    told = talk(desk, "add 7.2", {DONE: "|||We will."})
    assert told.said.count("this is needed; Ctrl+C leaves the file as it is") == 3


def test_after_two_wrong_answers_the_choices_stand_again(desk: Desk) -> None:
    once, twice = (talk(desk, UPDATE, {STATUS: typed, NOTE: "x"}) for typed in ("z|2", "z|z|2"))
    choices = "1 not-started 2 in-progress 3 blocked"
    assert (once.said.count(choices), twice.said.count(choices)) == (1, 2)
    assert "press Enter to" not in once.said
    assert twice.said.count("press Enter to leave it as it is") == 1


def test_the_last_update_and_a_promise_are_shown_before_the_questions(desk: Desk) -> None:
    note = "Two tools are on trial. " * 12
    reported = f"{UPDATE} --date 2026-10-01 --status in-progress --promise 2027-02"
    desk.type(reported, "--note", note)
    told = talk(desk, UPDATE, {STATUS: "4", PROOF: "https://a.org"})
    before, _, _ = told.said.partition("1 not-started")
    assert "Last update 1 October 2026: Two tools are on trial. Two tools" in before
    assert "Two ... Head of Public Protection. Due 27 March 2025, promised for Feb" in before
    assert "February 2027. In progress." in before


def test_after_saving_in_a_repository_it_says_how_to_commit(desk: Desk) -> None:
    told = talk(desk, UPDATE, {STATUS: "3"})
    assert told.lines[-1].startswith("saved data/responses.yaml: ")
    Repository(desk.folder.parent).git("init", "--quiet")
    told = talk(desk, UPDATE, {STATUS: "2"})
    assert told.lines[-2:] == [
        "Next: git commit -m 'Update 12.1a' data/responses.yaml",
        "      stalkplan undo  # takes it back until then",
    ]
    assert "Next: git" not in talk(desk, "undo", {SAVE: "y"}).said


def test_enter_skips(desk: Desk) -> None:
    old = desk.text
    assert talk(desk, UPDATE, {NOTE: "Only this."}).code == 0
    update = f"        updates:\n          - date: {ON}\n            note: Only this.\n"
    assert desk.text.replace(update, "") == old
    told = talk(desk, UPDATE, {NOTE: "   "})
    assert (told.code, told.asked) == (2, [STATUS, NOTE, DATE, EVIDENCE, PROMISE])
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
    assert (told.code, told.asked) == (0, [STATUS, NOTE, DATE, EVIDENCE, PROMISE])
    assert told.lines[-1] == "not saved: this was a dry run"
    assert desk.files() == before


def test_what_a_person_did_not_see_is_not_written_over(desk: Desk) -> None:
    other = desk.text.replace("Explore a stalking", "Explore the stalking")

    def edit() -> None:
        desk.text = other

    told = talk(desk, UPDATE, {STATUS: "2"}, meanwhile=edit)
    assert told.code == 2
    assert "data/responses.yaml was changed meanwhile, and is left as it is; try again" in told.said
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


BEGIN, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a text that is pasted, if it is asked to."""

PARAGRAPH = "We flag reports.\n\n\n  Yes, all.\n"
PASTES = {
    # how a terminal hands a paragraph on
    "line by line": PARAGRAPH.replace("\n", "\r"),
    "without an end": PARAGRAPH.removesuffix("\n").replace("\n", "\r") + "\r",
    "bracketed": f"{BEGIN}{PARAGRAPH}{END}".replace("\n", "\r") + "\r",
    "in line feeds": PARAGRAPH,
}


@pytest.mark.parametrize("answer", ["y", "|y", "no|", "what|||yes"])
@pytest.mark.parametrize("paste", PASTES)
def test_a_pasted_paragraph_is_one_answer(paste: str, answer: str, desk: Desk) -> None:
    old = desk.text
    pasted = PASTES[paste].removesuffix("\r")
    told = talk(desk, "respond 7.2", {TODAY: pasted, SAVE_PASTED: answer})
    tries = answer.rstrip("|").count("|")
    assert told.asked == [TODAY, ACCEPTANCE, *[SAVE_PASTED] * (1 + tries)]
    assert "what was pasted is taken as one answer" in told.written
    assert (told.code, desk.text == old) == ((1, True) if "no" in answer else (0, False))
    assert ("position: We flag reports. Yes, all.\n" in desk.text) == ("y" in answer)


def test_what_is_typed_ahead_answers_no_question_whether_to_save(desk: Desk) -> None:
    old = desk.text
    told = talk(desk, UPDATE, {STATUS: "2", PROMISE: "2027-01\ry\r", SAVE_PASTED: "n"})
    assert (told.code, desk.text) == (1, old)
    assert "'2027-01 y' is not a date" in told.written


EDITORS = {
    # what the editor does to the file that it is given: what is said then, and what is saved
    "printf 'We flag.\\n\\n- Yes: all.\\n\\n' >": (
        "5 words from the editor",
        "We flag.\n\n- Yes: all.",
    ),
    "true": ("this is needed", "By hand."),
    "printf x; false": ("it ended with exit code 1", "By hand."),
    "printf '\\377' >": ("is not used", "By hand."),
}


@pytest.mark.parametrize("does", EDITORS)
def test_an_editor_takes_a_long_text(does: str, desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "my editor"
    script.write_text(f'#!/bin/sh\n{does} "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    left = set(Path(tempfile.gettempdir()).glob("stalkplan-*.txt"))
    env = {"EDITOR": shlex.quote(str(script))}
    told_help, saved = EDITORS[does]
    told = talk(desk, "respond 7.2", {TODAY_OR_EDITOR: "e|By hand."}, env)
    assert (told.code, desk.answer("7.2")["position"]) == (0, saved), told.written
    assert told_help in told.said
    assert set(Path(tempfile.gettempdir()).glob("stalkplan-*.txt")) == left


def test_an_editor_that_is_not_there_is_told(desk: Desk) -> None:
    told = talk(desk, "respond 7.2", {TODAY_OR_EDITOR: "e|By hand."}, {"VISUAL": "no-such-editor"})
    assert "cannot open no-such-editor: no such file or directory" in told.written
    assert desk.answer("7.2")["position"] == "By hand."


PIPED = {
    # what comes from the pipe: what is saved, or said
    "We flag.\r\n\r\n- Yes: all.\n\n": (0, "We flag.\n\n- Yes: all."),
    "\ufeffCaf\u00e9": (0, "Caf\u00e9"),
    " \n": (2, "standard input is empty; write something into it"),
    "\udcff": (2, "what comes from standard input is not UTF-8; save it as UTF-8"),
}


@pytest.mark.parametrize("command", ["respond 7.2 --position -", "update 12.1a --note -"])
@pytest.mark.parametrize("text", PIPED, ids=ascii)
def test_a_long_text_comes_from_a_pipe(text: str, command: str, desk: Desk) -> None:
    code, saved = PIPED[text]
    (desk.folder.parent / "text").write_bytes(text.encode(errors="surrogateescape"))
    line = f"stalkplan {command} --as-of {ON} < text"
    written = typed(line, desk.folder.parent).decode()
    if code:
        assert saved in " ".join(written.split())
        return
    there = desk.answer("7.2")["position"] if "respond" in command else _note(desk)
    assert there == saved


ALL_GIVEN = "--status blocked --note PC/West --evidence https://a.org"
DOUBTS = {
    # the command, what is answered to "Keep it anyway?", what is asked at the end, its code
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
