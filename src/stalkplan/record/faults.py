"""Faults that pydantic finds: as problems with a place, the value and what to write instead."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import BaseModel

from stalkplan.record.lookalikes import first_in
from stalkplan.record.model import quoted
from stalkplan.record.yaml import RecordPath, is_word

_EXPECTED = {
    "string_type": ("not-text", "text"),
    "tuple_type": ("not-a-list", "a list"),
    "dict_type": ("not-a-record", "a record of keys and values"),
    "model_type": ("not-a-record", "a record of keys and values"),
    "too_short": ("empty-list", "at least one entry"),
}

_SAME_AS = {
    "yes": "accepted",
    "true": "accepted",
    "agreed": "accepted",
    "no": "rejected",
    "done": "complete",
    "ongoing": "in-progress",
    "pcc": "local-policing-bodies",
}
"""What people write for a choice, where its spelling is too far off to guess."""

_UNSEEN = "what is here"

_SINGULAR = {"addressed_to": "addressee", "answers_for": "addressee", "for": "addressee"}


class Fault(NamedTuple):
    """A value that the model refuses. `path` leads to it, or with `at_key` to its key.

    `meant` is what the author most likely meant: a value, or the spelling of the key.
    """

    path: RecordPath
    code: str
    message: str
    hint: str
    meant: str | None = None
    at_key: bool = False


def faults_of(
    model: type[BaseModel], plain: Any, errors: Iterable[Mapping[str, Any]]
) -> list[Fault]:
    """Return the faults behind pydantic's `errors` in a file that was read as `plain`.

    A list that is too short only because its entries have faults is not a fault as well.
    """
    faults = [_fault_of(model, plain, error) for error in errors]
    return [f for f in faults if f.code != "empty-list" or not _value(plain, f.path)]


def _fault_of(model: type[BaseModel], plain: Any, error: Mapping[str, Any]) -> Fault:
    kind: str = error["type"]
    path: RecordPath = error["loc"]
    if kind == "missing":
        name = path[-1]
        return Fault(
            path[:-1], "missing-key", f"{name!r} is missing", f"add {name}: to this record"
        )
    value = _value(plain, path)
    if kind == "extra_forbidden":
        return _unknown_key(model, path)
    if kind == "enum":
        return _bad_choice(path, value, error["ctx"]["expected"])
    if kind in _EXPECTED:
        code, expected = _EXPECTED[kind]
        name = f"{path[-1]!r}" if path and isinstance(path[-1], str) else "this entry"
        message = f"{name if path else 'the file'} is {_shape(value)}"
        meant = _in_brackets(value) if code == "not-text" else None
        hint = f"write {expected}"
        return Fault(path, code, message, f"{hint}, in quotes: '[...]'" if meant else hint, meant)
    context = error["ctx"]
    return Fault(path, kind, context["message"], context["hint"], context.get("meant"))


def mend(plain: Any, fault: Fault) -> None:
    """Change a plain value as if its author had written what was meant; take out what is unclear.

    No record moves, so every path stays true. What is missing stays missing.
    """
    if fault.code == "missing-key" or not fault.path:
        return
    last = fault.path[-1]
    record = _value(plain, fault.path[:-1])
    if fault.at_key:
        value = record.pop(last)
        if fault.meant and fault.meant not in record:
            record[fault.meant] = value
    else:
        record[last] = fault.meant


def _in_brackets(value: Any) -> str | None:
    """Return the text in square brackets that YAML takes for a list, such as [redacted]."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return None
    return f"[{', '.join(value)}]" if value else None


def _unknown_key(model: type[BaseModel], path: RecordPath) -> Fault:
    name = str(path[-1])
    known = _keys(model, path[:-1])
    near = get_close_matches(name, known, 1, 0.6)
    meant = near[0] if near else None
    hint = f"write {meant}" if meant else "known here: " + ", ".join(known)
    message = f"unknown key '{name}'" if is_word(name) else f"{_UNSEEN} is not a key"
    if odd := first_in(name):
        message = f"{message}: it has {odd} in it"
    return Fault(path, "unknown-key", message, hint, meant, at_key=True)


_SURE = 0.8
"""How like a word must be to what it is read as, for no other to be offered."""


def _bad_choice(path: RecordPath, value: Any, expected: str) -> Fault:
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    name = next(step for step in reversed(path) if isinstance(step, str))
    noun = _SINGULAR.get(name, name)
    article = "an" if noun[0] in "aeio" else "a"
    shown = quoted(value) if isinstance(value, str) else _shape(value)
    word = shown.strip("'").lower().removeprefix("the ")
    near = get_close_matches(_SAME_AS.get(word, word), choices, 1, 0.5)
    meant = near[0] if near else None
    others = ", ".join(choice for choice in choices if choice != meant)
    hint = f"write {meant}, or one of: {others}" if meant else f"write one of: {others}"
    if meant and (len(choices) == 1 or get_close_matches(word, choices, 1, _SURE)):
        hint = f"write {meant}"
    if noun == "marking":
        shown = _UNSEEN  # it may be what was to be kept
    message = f"{shown} is not {article} {noun}"
    return Fault(path, "bad-choice", message, hint, meant)


def _keys(model: type[BaseModel], path: RecordPath) -> list[str]:
    """Return the keys that the record at `path` may have, in the order of the model."""
    for step in path:
        if isinstance(step, str):
            model = _record_type(model, step)
    return [field.alias or name for name, field in model.model_fields.items()]


def _record_type(model: type[BaseModel], key: str) -> type[BaseModel]:
    """Return the model of the records under a key, taken out of any list or `| None` around it."""
    waiting: list[Any] = [
        field.annotation for name, field in model.model_fields.items() if key in (name, field.alias)
    ]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        waiting += getattr(kind, "__args__", ())
    raise AssertionError(key)  # pydantic reports an unknown key only inside a record


def _value(plain: Any, path: RecordPath) -> Any:
    for step in path:
        plain = plain[step]
    return plain


def _shape(value: Any) -> str:
    """Say what a value is, never what it holds: it may be private."""
    if value is None or value == []:
        return "empty"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a record"
