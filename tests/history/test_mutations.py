"""Whatever is done to a committed record: if a value is another, that is guilty or listed."""

from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from mutations import RECORD, as_meant, files_of, mutated

from stalkplan.history.differences import differences
from stalkplan.record import model
from stalkplan.record.model import Record
from stalkplan.record.register import Register, build

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
