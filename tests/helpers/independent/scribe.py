"""Records as YAML, in many of the styles that people write."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

Record = dict[str, Any]

PLAIN = re.compile(r"[A-Za-z0-9][\w .;'()/&+-]*(?<! )")


class Scribe:
    """Writes records as YAML, in many of the styles that people write."""

    def __init__(self, rng: random.Random) -> None:
        """Take the dice."""
        self.rng = rng

    def file(self, record: Record) -> bytes:
        """Write one file, now and then with a byte order mark or Windows line ends."""
        lines = [*["---"] * (self.rng.random() < 0.05), *self.mapping(record)]
        mark = "\ufeff" if self.rng.random() < 0.05 else ""
        end = "\r\n" if self.rng.random() < 0.1 else "\n"
        return (mark + end.join([*lines, ""])).encode()

    def mapping(self, record: Record) -> list[str]:
        """Write a mapping; what is nothing is mostly left out, sometimes left empty."""
        keys = [key for key in record if record[key] is not None or self.rng.random() < 0.1]
        if self.rng.random() < 0.1:
            self.rng.shuffle(keys)
        return [line for key in keys for line in self.entry(key, record[key])]

    def entry(self, key: str, value: str | list[Any] | Record | None) -> list[str]:
        """Write one key with its value."""
        if value is None:
            return [f"{key}:"]
        flow = self.flow(value)
        if flow is not None and (len(value) == 0 or self.rng.random() < 0.5):
            return [f"{key}: {flow}"]
        if isinstance(value, str):
            return self.scalar(key, value)
        lines = self.mapping(value) if isinstance(value, dict) else self.items(value)
        indent = self.rng.choice(["  ", "    "] if isinstance(value, dict) else ["", "  "])
        return [f"{key}:", *(indent + line for line in lines)]

    def items(self, values: list[Any]) -> list[str]:
        """Write a list, one item after another, with a comment here and there."""
        lines: list[str] = []
        for value in values:
            if self.rng.random() < 0.03:
                lines += ["", "# tolver: nis #4"]
            flow = self.flow(value)
            if isinstance(value, str):
                body = [self.quoted(value)]
            else:
                body = [flow] if flow and self.rng.random() < 0.5 else self.mapping(value)
            lines += [f"{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(body)]
        return lines

    def scalar(self, key: str, text: str) -> list[str]:
        """Write a text after its key: on one line, folded, or as a block."""
        style, words = self.rng.random(), text.split()
        if len(words) < 3 or " ".join(words) != text or style < 0.7:
            return [f"{key}: {self.quoted(text)}"]
        if style < 0.8:
            return [f"{key}: |-", f"  {text}"]
        start, rest = " ".join(words[:2]), " ".join(words[2:])
        if style < 0.9 and PLAIN.fullmatch(text):
            return [f"{key}: {start}", f"  {rest}"]
        return [f"{key}: >-", f"  {start}", f"  {rest}"]

    def quoted(self, text: str, *, flow: bool = False) -> str:
        """Write a text plain if that is safe, or quoted in one of two ways."""
        safe = PLAIN.fullmatch(text) or (text.startswith("https://") and not flow)
        if safe and self.rng.random() < 0.8:
            return text
        doubled = text.replace("'", "''")
        return self.rng.choice([f"'{doubled}'", json.dumps(text, ensure_ascii=False)])

    def flow(self, value: str | list[Any] | Record) -> str | None:
        """Write a small list or mapping of texts on one line; nothing if it is not that."""
        parts = value.values() if isinstance(value, dict) else value
        if isinstance(value, str) or any(isinstance(part, list | dict) for part in parts):
            return None
        if isinstance(value, list):
            return f"[{', '.join(self.quoted(each, flow=True) for each in value)}]"
        told = [(key, text) for key, text in value.items() if text or self.rng.random() < 0.1]
        pairs = [f"{key}: {self.quoted(text, flow=True) if text else ''}" for key, text in told]
        line = f"{{{', '.join(pairs)}}}"
        return line if len(line) < 90 else None
