"""Ask at the terminal: one question a line, and help after a wrong answer."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from stalkplan.cli.terminal import say
from stalkplan.edit.as_yaml import scalar
from stalkplan.edit.typed_answer import Question
from stalkplan.errors import UnwritableError, WrongCallError

_NOTHING_SAVED = "nothing was saved"


def can_ask() -> bool:
    """Whether there is somebody to ask: all three streams are a terminal."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def ask(questions: Sequence[Question]) -> Mapping[str, str]:
    """Return the answers by the key of their question, without the blank ones.

    Raises WrongCallError if the input ends; KeyboardInterrupt goes through.
    """
    answers: dict[str, str] = {}
    say("")
    for question in questions:
        if question.choices:
            say("  ".join(f"{n} {choice}" for n, choice in enumerate(question.choices, start=1)))
        while True:
            answer = _line(question.label)
            if answer.strip():
                try:
                    scalar(answer)  # say now if it cannot be written, not at the end
                    answers[question.key] = question.parse(answer)
                except (ValueError, UnwritableError) as error:
                    say(str(error))
                    continue
            elif question.is_needed:
                say("this is needed; ^C leaves the file as it is")
                continue
            break
    return answers


def confirm(label: str, *, is_yes: bool = True) -> bool:
    """Ask a yes-or-no question and return whether the answer is yes; a blank one is `is_yes`."""
    while True:
        answer = _line(label).strip().casefold()
        if not answer:
            return is_yes
        if answer in ("y", "yes"):
            return True
        if answer in ("n", "no"):
            return False
        say("type y or n")


def _line(label: str) -> str:
    """Return one line from the keyboard; the person can edit it if the system has readline."""
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
    """Return an answer as it was typed, even if Python takes a UTF-8 terminal for another one."""
    if answer.isascii():
        return answer
    with suppress(UnicodeError):
        return answer.encode(sys.stdin.encoding, "surrogateescape").decode()
    return answer
