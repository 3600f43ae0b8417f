"""Whatever is done to a committed record: if a value is another, that is guilty or listed."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from mutations import RECORD, as_meant, files_of, mutated

from stalkplan.history.differences import Difference, differences
from stalkplan.history.effects import Effects, is_about
from stalkplan.history.trail import Pair
from stalkplan.record import model
from stalkplan.record.model import Record
from stalkplan.record.register import Register, build
from stalkplan.verdict.items import assess
from stalkplan.verdict.state_words import standing_of

ON = date(2026, 11, 29)
BEFORE = build(files_of(RECORD))
TRIED_AT_ONCE = 8


def _said(register: Register) -> Any:
    """Return all that a register says, in an order that has no meaning."""
    publication = register.publication and register.publication.model_dump()
    asked = [as_meant(r.model_dump()) for r in register.recommendations]
    plans = {p.organisation.id: as_meant(p.model_dump()) for p in register.plans.values()}
    return publication, sorted(asked, key=lambda each: str(each["number"])), plans


def test_the_record_has_every_field() -> None:
    assert BEFORE.problems == ()
    used = {name for file in RECORD.values() for name in _keys(file)}
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type)]
    records = [kind for kind in kinds if issubclass(kind, Record) and kind is not Record]
    fields = {name.rstrip("_") for record in records for name in record.model_fields}
    assert fields - used == set()


def _keys(value: Any) -> set[str]:
    inner = value.values() if isinstance(value, Mapping) else value
    own = {*value} if isinstance(value, Mapping) else set()
    return own.union(*(_keys(v) for v in inner if isinstance(v, dict | list)))


@given(st.integers())
def test_what_changes_a_value_is_guilty_or_listed(seed: int) -> None:
    """A file that cannot be read is an error of its own."""
    rng = Random(seed)
    for _ in range(TRIED_AT_ONCE):
        after = build(files_of(mutated(rng)))
        if not after.unread and _said(after) != _said(BEFORE):
            assert differences(BEFORE, after)


@given(st.integers())
def test_effects_are_told_as_if_all_were_judged(seed: int) -> None:
    """Only requirements whose answers differ are judged; no other can stand otherwise."""
    rng = Random(seed)
    for _ in range(TRIED_AT_ONCE):
        pair = Pair(*rng.sample([BEFORE, build(files_of(mutated(rng)))], 2))
        joined = [each for each in differences(*pair) if each.change.is_addition]
        effects = Effects(pair, {each.organisation for each in joined}, on=ON)
        for difference in joined:
            told, ids = effects.of(difference), [*_standing_otherwise(pair, difference)]
            assert len(told) == len(ids), told
            assert all(line.startswith(f"{id_} ") for line, id_ in zip(told, ids, strict=True))


def _standing_otherwise(pair: Pair, difference: Difference) -> Iterator[str]:
    """Yield the ids of all items that an addition is about and that stand otherwise by now.

    Of several organisations each id says whose it is.
    """
    was, now = (
        {(item.organisation.id, item.id): item for item in assess(register, on=ON)}
        for register in pair
    )
    is_of_several = not difference.organisation and len({own for own, _ in {**was, **now}}) > 1
    for key in {**was, **now} if pair.before.publication else ():
        old, new = was.get(key), now.get(key)
        if old and new and standing_of(old) is standing_of(new):
            continue
        if (one := new or old) and is_about(difference, one):
            yield f"{key[0]}/{one.id}" if is_of_several else one.id
