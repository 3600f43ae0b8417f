"""Ask at the terminal: one question a line, and help after a wrong answer."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import NamedTuple

from stalkplan.cli.long_text import edited, editor
from stalkplan.cli.terminal import say
from stalkplan.edit.as_yaml import scalar
from stalkplan.edit.typed_answer import Question
from stalkplan.errors import UnwritableError, WrongCallError

_NOTHING_SAVED = "nothing was saved"

_PASTED = 0.05
"""Seconds after an Enter in which more keys are the rest of what was pasted: nobody types so."""


class Answers(NamedTuple):
    """Answers by the key of their question, without the blank ones; and if one was pasted."""

    values: Mapping[str, str]
    was_pasted: bool = False


class _Typed(NamedTuple):
    """What was typed as one answer: its text, and how many lines it came in."""

    text: str
    lines: int


def can_ask() -> bool:
    """Whether there is somebody to ask: all three streams are a terminal."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def answers_to(questions: Sequence[Question]) -> Answers:
    """Return the answers to some questions.

    Raises WrongCallError if the input ends; KeyboardInterrupt goes through.
    """
    values: dict[str, str] = {}
    was_pasted = False
    say("")
    for question in questions:
        if not question.is_for(values.get("status", "")):
            continue
        answer, pasted = answer_to(question)
        was_pasted = was_pasted or pasted
        if answer:
            values[question.key] = answer
    return Answers(values, was_pasted)


def answer_to(question: Question) -> tuple[str, bool]:
    """Return the answer to a question, empty if it is blank; and whether it was pasted.

    Raises what `answers_to` does.
    """
    choices = "  ".join(f"{n} {choice}" for n, choice in enumerate(question.choices, start=1))
    if choices:
        say(choices)
    was_pasted = False
    for times in count(1):
        typed = _typed(_prompt(question))
        answer = typed.text
        if typed.lines > 1:
            was_pasted = True
            say("what was pasted is taken as one answer")
        if question.is_long and editor() and answer.strip() in ("e", "E"):
            answer = edited()
        if not answer.strip():
            if not question.is_needed:
                return "", was_pasted
            say(f"this is needed; {_STOP}")
            continue
        try:
            scalar(answer)  # say now if it cannot be written, not at the end
            return question.parse(answer), was_pasted
        except (ValueError, UnwritableError) as error:
            # who slips twice has read the help: the choices again, and the way out, are new
            say(str(error), *(filter(None, (choices, _way_out(question))) if times > 1 else ()))
    raise AssertionError  # it is asked until there is an answer


_STOP = "Ctrl+C leaves the file as it is"


def _way_out(question: Question) -> str:
    """Return how to go on without an answer, or to stop."""
    if question.is_needed:
        return _STOP
    return f"press Enter {_BLANK.get(question.blank, f'for {question.blank}')}; {_STOP}"


_BLANK = {"none": "to leave it out", "as it is": "to leave it as it is"}
"""What Enter does at a question, where it takes no value."""


def _prompt(question: Question) -> str:
    """Return what stands before an answer: what Enter means, and how an editor is opened."""
    keys = [] if question.is_needed else [f"Enter: {question.blank}"]
    if question.is_long and editor():
        keys.append("e: editor")
    return f"{question.label} [{', '.join(keys)}]: " if keys else f"{question.label}: "


def confirm(label: str, *, is_yes: bool | None = True) -> bool:
    """Ask a yes-or-no question and return whether the answer is yes; a blank one is `is_yes`.

    With None a blank one is asked again. What was typed before the question is no answer to it,
    and neither is what is pasted.
    """
    while True:
        _forget_typed()
        typed = _typed(label)
        answer = "" if typed.lines > 1 else typed.text.strip().casefold()
        if not answer and is_yes is not None and typed.lines == 1:
            return is_yes
        if answer in ("y", "yes"):
            return True
        if answer in ("n", "no"):
            return False
        say("type y or n")


def _typed(label: str) -> _Typed:
    """Return an answer: one line, or all the lines of a text that was pasted, joined to one."""
    lines = _line(label).split("\n")
    while _is_more_waiting():
        lines += _line("").split("\n")
    if len(lines) == 1:
        return _Typed(lines[0], 1)
    return _Typed(" ".join(line.strip() for line in lines if line.strip()), len(lines))


def _line(label: str) -> str:
    """Return one line from the keyboard; the person can edit it if the system has readline.

    A text that the terminal says is pasted comes in one piece, with its line feeds.
    """
    if sys.platform != "win32":
        with suppress(ImportError):
            import readline  # input() uses it

            if os.environ.get("TERM") != "dumb" and "libedit" not in (readline.__doc__ or ""):
                readline.parse_and_bind("set enable-bracketed-paste on")
    try:
        return _as_utf8(input(label))
    except KeyboardInterrupt:
        say("", _NOTHING_SAVED)
        raise
    except EOFError:
        say("")
        raise WrongCallError(f"the input ended; {_NOTHING_SAVED}") from None


def _is_more_waiting() -> bool:
    """Whether more keys came with the last Enter: the next line of what was pasted."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.kbhit()
    import select

    with _key_by_key():
        return bool(select.select([sys.stdin], [], [], _PASTED)[0])


@contextmanager
def _key_by_key() -> Iterator[None]:
    """Let the terminal hand on keys at once: else the last line of a text waits for its Enter."""
    if sys.platform == "win32":  # it hands them on so
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin, termios.TCSANOW)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, before)


def _forget_typed() -> None:
    """Throw away what was typed ahead."""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getch()
        return
    import termios

    termios.tcflush(sys.stdin, termios.TCIFLUSH)


def _as_utf8(answer: str) -> str:
    """Return an answer as it was typed, even if Python takes a UTF-8 terminal for another one."""
    if answer.isascii():
        return answer
    with suppress(UnicodeError):
        return answer.encode(sys.stdin.encoding, "surrogateescape").decode()
    return answer
