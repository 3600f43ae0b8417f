"""A plan by its names, as a dictionary has it, and what hands do to the file that says it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml
from plain_yaml import plain
from plan_edits import Record


def said(record: Record) -> Record:
    """Return the fields of a record that say something."""
    return {key: value for key, value in record.items() if value}


def by_name(plan: Any) -> Record:
    """Return a plan as the dictionary has it, whatever the order of its responses."""

    def named(records: Any, key: str) -> dict[str, Record]:
        fields = (said(record) for record in records or ())
        return {record.pop(key): record for record in fields}

    responses = named(plan["responses"], "ref")
    for response in responses.values():
        if "actions" in response:
            response["actions"] = named(response["actions"], "id")
    return {**plan, "responses": responses}


def listed(plan: Record) -> Record:
    """Return the plan of the dictionary as a file has it."""

    def entries(records: dict[str, Record], key: str) -> list[Record]:
        return [{key: name, **record} for name, record in records.items()]

    responses = entries(plan["responses"], "ref")
    for response in responses:
        if "actions" in response:
            response["actions"] = entries(response["actions"], "id")
    return {**plan, "responses": responses}


def elsewhere(text: str) -> Any:
    """Return what another parser reads; nothing if it cannot."""
    try:
        return by_name(plain(text))
    except (yaml.YAMLError, TypeError, KeyError, AttributeError):
        return None


def _in_line(line: str) -> Callable[[str, int], str]:
    def put(text: str, at: int) -> str:
        lines = text.split("\n")
        where = at % len(lines)
        ended = "\r" if "\r\n" in text else ""
        return "\n".join([*lines[:where], f"{' ' * (at % 13)}{line}{ended}", *lines[where:]])

    return put


def _turned(text: str, at: int) -> str:
    """Return a plan with its responses the other way round."""
    del at
    ended = text if text.endswith("\n") else f"{text}\n"
    first = re.search('(?m)^( *)- +"?ref', ended)
    head, *rest = re.split(f"(?m)^(?={first[1] if first else ''}- )", ended)
    return "".join([head, *reversed(rest)])


def _moved(blanks: str) -> Callable[[str, int], str]:
    """Return what moves all responses to the right, or to the left."""

    def move(text: str, at: int) -> str:
        del at
        head, key, rest = text.partition("\nresponses:")
        if blanks:
            return head + key + re.sub("\n(?=[^\r\n])", f"\n{blanks}", rest)
        return head + key + rest.replace("\n  ", "\n")

    return move


def rewritten(plan: Record, at: int) -> str:
    """Return a plan as another program writes it, in one of 16 ways."""
    written: str = yaml.dump(
        listed(plan),
        allow_unicode=bool(at & 1),
        explicit_start=bool(at & 2),
        explicit_end=bool(at & 2),
        line_break="\r\n" if at & 4 else "\n",
        sort_keys=bool(at & 8),
        width=40 if at & 8 else 9999,
    )
    return written


HANDS: Sequence[Callable[[str, int], str]] = (
    _in_line("# said: [so"),
    _in_line(""),
    _turned,
    _moved("  "),
    _moved(""),
    lambda text, at: rewritten(elsewhere(text), at),
    lambda text, _: text.replace("\r\n", "\n"),
    lambda text, _: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    lambda text, _: text.removeprefix("\ufeff") if text[0] == "\ufeff" else f"\ufeff{text}",
    lambda text, _: text.rstrip("\r\n"),
    lambda text, _: f"{text}\r\n\r\n" if "\r\n" in text else f"{text}\n\n",
)
