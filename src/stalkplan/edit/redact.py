"""`redact`: a text replaced by `[redacted]`, so that personal data goes and the record stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stalkplan.edit.splice import Edit, replace_texts
from stalkplan.edit.target import Target, to_correct
from stalkplan.edit.typed_answer import NothingToAsk
from stalkplan.errors import WrongCallError
from stalkplan.record.choices import TextField
from stalkplan.record.register import Register
from stalkplan.record.yaml import Node, RecordPath, compose, find
from stalkplan.verdict import words
from stalkplan.verdict.items import Item
from stalkplan.verdict.same_text import REDACTED

_PATHS: Mapping[TextField, RecordPath] = {
    TextField.WORDING: ("promise", "wording"),
    TextField.VERIFIED_BY: ("verified", "by"),
}
"""Where a text stands in its record, if not under a key of its own name."""


@dataclass(frozen=True)
class Redaction(NothingToAsk):
    """What to take out, as given on the command line. `name` is an action's id, or a ref.

    With a `day` the texts of its updates of that day; without `fields` its only text.
    """

    name: str
    day: date | None = None
    fields: Sequence[TextField] = ()

    def target(self, register: Register, items: Sequence[Item]) -> Target:
        """Return the record that holds the text. Raises WrongCallError, UnknownNameError."""
        return to_correct(register, items, self.name)

    def edit(self, text: str, target: Target, *, on: date) -> Edit:
        """Return the text of the plan with `[redacted]` in the place of each text that is meant.

        Raises WrongCallError if no text is, or if there are several and no field is named.
        """
        del on
        root = compose(text)
        found: dict[TextField, list[RecordPath]] = {}
        for path in self._records(target):
            for field in TextField:
                if paths := [*_texts(root, (*path, *_PATHS.get(field, (field.value,))))]:
                    found.setdefault(field, []).extend(paths)
        fields = self.fields or tuple(found)
        whose = target.item.id if target.is_action else target.item.ref
        whose += f" of {self.day} has" if self.day else " has"
        if not fields:
            raise WrongCallError(f"{whose} no text to redact")
        if not self.fields and len(fields) > 1:
            raise WrongCallError(f"{whose} {words.listed(fields)}; say which with --field")
        if absent := [field for field in fields if field not in found]:
            told = f"it has {words.listed([*found])}" if found else "it has no other text"
            raise WrongCallError(f"{whose} no {' and no '.join(absent)} to redact; {told}")
        return replace_texts(text, [path for f in fields for path in found[f]], REDACTED)

    def _records(self, target: Target) -> Iterator[RecordPath]:
        """Yield the path of the record itself, or of its updates of the day."""
        if self.day is None:
            yield target.path
        for number, update in enumerate(target.updates):
            if update.date == self.day:
                yield (*target.path, "updates", number)

    def item_after(self, items: Sequence[Item], target: Target) -> Item:
        """Return the item that the text was about."""
        return next(item for item in items if item.id == target.item.id)

    def remarks(self, target: Target, after: Item) -> Iterator[str]:
        """Yield that the text is not gone from the history of git."""
        del target, after
        yield (
            "What git has recorded still holds the text; docs/recording.md, "
            '"When a slip was made", says what to do.'
        )


def _texts(root: Node, path: RecordPath) -> Iterator[RecordPath]:
    """Yield the path of each text at a path, or in the list there, that is not redacted yet."""
    *way, key = path
    holder = find(root, tuple(way))
    value = find(root, path)
    if not isinstance(holder.value, dict) or key not in holder.value:
        return
    several = value.value if isinstance(value.value, list) else None
    entries = [((*path, n), node) for n, node in enumerate(several)] if several else [(path, value)]
    for place, node in entries:
        if isinstance(node.value, str) and node.value.strip() not in ("", REDACTED):
            yield place
