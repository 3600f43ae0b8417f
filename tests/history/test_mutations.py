"""Whatever is done to a committed record: if a value is another, that is guilty or listed."""

from collections.abc import Mapping, Sequence
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
from stalkplan.verdict.items import Item, assess
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
def test_effects_are_told_once_of_what_brings_them(seed: int) -> None:
    """Only requirements whose answers differ are judged; no other can stand otherwise.

    What a rewriting brought no addition did; otherwise every item that differs is listed.
    """
    rng = Random(seed)
    for _ in range(TRIED_AT_ONCE):
        pair = Pair(*rng.sample([BEFORE, build(files_of(mutated(rng)))], 2))
        every = differences(*pair)
        joined = [each for each in every if each.change.is_addition]
        effects = Effects(pair, joined, on=ON)
        otherwise = _standing_otherwise(pair, joined)
        told = [
            (key, each)
            for each in joined
            for line in effects.of(each)
            for key in otherwise
            if each.organisation in ("", key[0])
            and line.partition(" becomes ")[0].partition(" is ")[0] in (key[1], "/".join(key))
        ]
        assert len(told) == sum(len(effects.of(each)) for each in joined)
        assert len(told) == len({key for key, _ in told})
        assert all(is_about(each, otherwise[key]) for key, each in told)
        if not any(each.change.is_rewriting for each in every):
            assert {key for key, _ in told} == otherwise.keys()


_Key = tuple[str, str]


def _standing_otherwise(pair: Pair, joined: Sequence[Difference]) -> Mapping[_Key, Item]:
    """Return the items that some addition is about and that stand otherwise by now."""
    was, now = (
        {(item.organisation.id, item.id): item for item in assess(register, on=ON)}
        for register in pair
    )
    found = {}
    for key in {**was, **now} if pair.before.publication else ():
        old, new = was.get(key), now.get(key)
        if old and new and standing_of(old) is standing_of(new):
            continue
        if (one := new or old) and any(is_about(each, one) for each in joined):
            found[key] = one
    return found
