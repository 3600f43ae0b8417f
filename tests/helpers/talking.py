"""Somebody at a terminal who types a command and answers what it asks."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import pexpect
import pyte
from terminal_in_memory import BIN, begin, begin_stalkplan, environment
from typing_at_a_plan import ON, Desk

QUESTIONS = (
    "Status [Enter: as it is]: ",
    "Status [Enter: next, q: stop]: ",
    "Note [Enter: none]: ",
    "Date the work was done or the news is from [Enter: 2026-11-23]: ",
    "Evidence, a link [Enter: none]: ",
    "Evidence, a link [Enter: none, shown as complete without evidence]: ",
    "New promise, such as 2027-01 [Enter: none]: ",
    "What will be done: ",
    "Owner, a role [Enter: none]: ",
    "Promised by, such as 2027-01 [Enter: no date]: ",
    "What the force does today: ",
    "What the force does today [e: editor]: ",
    "Acceptance [Enter: not-stated]: ",
    "Save? [Y/n] ",
    "Save? [y/n] ",
    "Keep it anyway? [y/N] ",
)
(
    STATUS, STEP, NOTE, DATE, EVIDENCE, PROOF, PROMISE, DONE, OWNER, PROMISED, TODAY,
    TODAY_OR_EDITOR, ACCEPTANCE, SAVE, SAVE_PASTED, KEEP,
) = QUESTIONS  # fmt: skip


class Talk(NamedTuple):
    """What was asked, in order, what was written to the terminal, and the exit code."""

    asked: list[str]
    written: str
    code: int | None

    @property
    def said(self) -> str:
        """What was written, in one line: a text that is too long breaks between words."""
        return " ".join(self.written.split())

    @property
    def lines(self) -> list[str]:
        """What a person of 80 columns and 60 rows has seen at the end."""
        shown = pyte.Screen(80, 60)
        pyte.Stream(shown).feed(self.written)
        return [line.rstrip() for line in shown.display if line.strip()]


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
        assert len(asked) < 30, written
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
