"""Asking at the terminal: one question a line, and help for a wrong answer."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from stalkplan.cli.terminal import say
from stalkplan.edit.as_yaml import scalar
from stalkplan.edit.questions import Question
from stalkplan.errors import UnwritableError, WrongCallError

_NOTHING_SAVED = "nothing was saved"


def can_ask() -> bool:
    """Whether there is somebody to ask: all three streams are a terminal."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def ask(questions: Sequence[Question]) -> Mapping[str, str]:
    """Return the answers by key, without the blank ones."""
    answers: dict[str, str] = {}
    say("")
    for question in questions:
        if question.choices:
            say("  ".join(f"{n} {choice}" for n, choice in enumerate(question.choices, start=1)))
        while True:
            answer = _line(question.label)
            if answer.strip():
                try:
                    scalar(answer)  # what cannot be written is better said now
                    answers[question.key] = question.parse(answer)
                except (ValueError, UnwritableError) as error:
                    say(str(error))
                    continue
            elif question.is_needed:
                say("this is needed; ^C leaves the file as it is")
                continue
            break
    return answers


def confirm(label: str) -> bool:
    """Return whether the answer to a yes-or-no question is yes, which a blank one is too."""
    while True:
        answer = _line(label).strip().casefold()
        if answer in ("", "y", "yes"):
            return True
        if answer in ("n", "no"):
            return False
        say("type y or n")


def _line(label: str) -> str:
    """Return one line from the keyboard, which can be edited where the system knows how."""
    with suppress(ImportError):
        import readline  # noqa: F401  input() uses it
    try:
        return _as_utf8(input(label))
    except KeyboardInterrupt:
        say("", _NOTHING_SAVED)
        raise
    except EOFError:
        say("")
        raise WrongCallError(f"the input ended; {_NOTHING_SAVED}") from None


def _as_utf8(answer: str) -> str:
    """Return an answer as typed, where the terminal speaks UTF-8 and Python was told otherwise."""
    if answer.isascii():
        return answer
    with suppress(UnicodeError):
        return answer.encode(sys.stdin.encoding, "surrogateescape").decode()
    return answer
