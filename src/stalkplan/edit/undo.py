"""`undo`: the newest entry that the last commit does not have is taken out again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeGuard

from stalkplan.edit.splice import Edit, put_back, take_out
from stalkplan.edit.target import Target
from stalkplan.edit.typed_answer import NothingToAsk
from stalkplan.errors import HistoryError, RefusedError, WrongCallError
from stalkplan.record.register import Register
from stalkplan.record.yaml import RecordPath, compose, find, plain_of, read
from stalkplan.verdict.items import Item

BEFORE_THE_RECORD = (
    "before the first commit nothing is on the record: correct the plan in an editor, or type "
    "stalkplan update ID --retracts DAY"
)
ON_THE_RECORD = (
    "what is committed is on the record; to take an entry back: stalkplan update ID --retracts DAY"
)


PlainRecord = Mapping[str, Any]


class Uncommitted(NamedTuple):
    """An update, an action or an answer that the last commit does not have.

    `day` is its own as it is written, empty if it has none. `was` is the record that holds its
    list, or the blank answer that was filled, as it is in the last commit; None if it is not there.
    """

    name: str
    day: str
    path: RecordPath
    was: Mapping[str, Any] | None
    is_filled: bool = False

    def __str__(self) -> str:
        """What it is, and of which day."""
        return f"{self.name} of {self.day}" if self.day else self.name


@dataclass(frozen=True)
class Undo(NothingToAsk):
    """`committed` gives the texts of the plans in the last commit, by file."""

    committed: Callable[[], Mapping[str, str]]

    def target(self, register: Register, items: Sequence[Item]) -> Target:
        """Return the entry that is taken back, with its path.

        Raises WrongCallError if the last commit has every entry, HistoryError if git cannot say.
        """
        texts, committed = register.places.texts, self._plans()
        found = ((file, _new(texts[file], committed)) for file in register.plans)
        newest = [(file, entries[-1]) for file, entries in found if entries]
        if not newest:
            raise WrongCallError(
                f"nothing to take back: the last commit has every entry; {ON_THE_RECORD}"
            )
        file, entry = max(reversed(newest), key=lambda found: found[1].day)
        plan = register.plans[file]
        response = plan.responses[int(entry.path[1])]
        own = [
            item
            for item in items
            if item.organisation.id == plan.organisation.id and item.ref == response.ref
        ]
        if not own:
            raise WrongCallError(f"{entry} answers what nobody asked; take it out in an editor")
        item = next((item for item in own if item.path == entry.path[:4]), own[0])
        return Target(item, file, plan, entry.path, response)

    def edit(self, text: str, target: Target, *, on: date) -> Edit:
        """Return the text of the plan without the entry."""
        del on
        entry = _new(text, self._plans())[-1]
        was = entry.was or {}
        if entry.is_filled:
            now = _at(read("", text)[0], entry.path)
            keys = [key for key in _FILLED if key in now]
            return put_back(
                text, target.path, {key: was[key] or "" if key in was else None for key in keys}
            )
        with suppress(RefusedError):  # a key may stay where it is written in an odd way
            return take_out(text, target.path, with_key=str(entry.path[-2]) not in was)
        return take_out(text, target.path, with_key=False)

    def item_after(self, items: Sequence[Item], target: Target) -> Item:
        """Return the item that the entry was about, or the item that it is now."""
        whose, ref = target.item.organisation.id, target.item.ref
        own = [item for item in items if (item.organisation.id, item.ref) == (whose, ref)]
        return next((item for item in own if item.id == target.item.id), own[0])

    def remarks(self, target: Target, after: Item) -> Iterator[str]:
        """Yield nothing: the lines that go say all there is to say."""
        del target, after
        yield from ()

    def _plans(self) -> Mapping[str, PlainRecord]:
        """Return the plans of the last commit by organisation, those that can be read."""
        plans = (read("", text) for text in self.committed().values())
        return {_id(plan): plan for plan, problems in plans if _is_plan(plan) and not problems}


def _new(text: str, committed: Mapping[str, PlainRecord]) -> list[Uncommitted]:
    """Return the entries of a plan that the last commit does not have, the newest last.

    Of one record only the last one: what was typed in later stands below. Raises HistoryError if
    the last commit has no such plan: it may stand elsewhere there.
    """
    root = compose(text)
    now: Any = plain_of(root)
    if _id(now) not in committed:
        why = f"the last commit has no plan of {_id(now)} here that can be read"
        raise HistoryError(f"undo cannot find out what is committed: {why}", (ON_THE_RECORD,))
    entries = [*_entries(committed[_id(now)], now)]
    return sorted(entries, key=lambda entry: (entry.day, find(root, entry.path).start))


_FILLED = ("position", "added", "acceptance")
"""What `respond` writes into a blank answer."""


def _is_plan(plan: Any) -> TypeGuard[PlainRecord]:
    return isinstance(plan, dict) and isinstance(plan.get("organisation"), dict)


def _id(plan: PlainRecord) -> str:
    return str(plan["organisation"].get("id") or "").strip()


def _entries(was: PlainRecord, now: PlainRecord) -> Iterator[Uncommitted]:
    """Yield what the plan `now` has and `was` has not, in the order of the file."""
    answers = _by_name(_listed(was, "responses"), "ref")
    actions = _by_name([a for r in _listed(was, "responses") for a in _listed(r, "actions")], "id")
    for number, response in enumerate(_listed(now, "responses")):
        path: RecordPath = ("responses", number)
        old = _taken(answers, response, "ref")
        inside = [*_new_updates(path, old, response, response["ref"])]
        for place, action in enumerate(_listed(response, "actions")):
            there = (*path, "actions", place)
            same = _taken(actions, action, "id")
            inside += _new_updates(there, same, action, action["id"])
            if same is None and not _listed(action, "updates"):
                day = action.get("added") or ""
                inside.append(Uncommitted(f"action {action['id']}", day, there, old))
        if old is None and _is_as_made(response):
            day = response.get("added") or ""
            yield Uncommitted(f"the answer to {response['ref']}", day, path, was)
        elif (
            old is not None and not inside and response.get("position") and not old.get("position")
        ):
            day = response.get("added") or ""
            yield Uncommitted(f"the answer to {response['ref']}", day, path, old, is_filled=True)
        else:
            yield from inside


def _is_as_made(response: PlainRecord) -> bool:
    """Whether a new answer is as `respond` makes it, or `add` with the action that it is for."""
    actions = _listed(response, "actions")
    is_bare = not actions or (len(actions) == 1 and not response.get("position"))
    return is_bare and not any(_listed(each, "updates") for each in (response, *actions))


def _new_updates(
    path: RecordPath, was: PlainRecord | None, now: PlainRecord, name: str
) -> Iterator[Uncommitted]:
    """Yield the last update that is new. Raises WrongCallError if one is not as it was."""
    rest = [*_listed(was or {}, "updates")]
    new: list[tuple[int, PlainRecord]] = []
    for number, update in enumerate(_listed(now, "updates")):
        if update in rest:
            rest.remove(update)
        else:
            new.append((number, update))
    if new and rest:
        what = f"an update of {name} is not as the last commit has it"
        raise WrongCallError(f"{what}; put it back first, in an editor")
    for number, update in new[-1:]:
        yield Uncommitted(f"the update of {name}", update["date"], (*path, "updates", number), was)


def _listed(record: PlainRecord, key: str) -> Sequence[PlainRecord]:
    return record.get(key) or ()


def _by_name(records: Sequence[PlainRecord], key: str) -> dict[str, list[PlainRecord]]:
    named: dict[str, list[PlainRecord]] = {}
    for record in records:
        named.setdefault(record[key], []).append(record)
    return named


def _taken(
    named: dict[str, list[PlainRecord]], record: PlainRecord, key: str
) -> PlainRecord | None:
    """Return the next record of the same name, each once; None if there is none."""
    same = named.get(record[key])
    return same.pop(0) if same else None


def _at(plan: Any, path: RecordPath) -> Any:
    for step in path:
        plan = plan[step]
    return plan
