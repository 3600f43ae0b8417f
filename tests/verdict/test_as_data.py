"""An item is the same data wherever programs read it; a new fact is in each list of fields."""

import json
from collections.abc import Mapping
from datetime import date

import canary_plan
import pytest

from conftest import DATA
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.data import CSV_FIELDS, items_csv, open_data
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.verdict.as_data import ITEM_FIELDS, flat, item_facts, item_view
from stalkplan.verdict.items import assess

ON = date(2026, 11, 23)
PLANS = {"bundled": read_folder(DATA).texts, "marked": canary_plan.FILES}

every_plan = pytest.mark.parametrize("texts", PLANS.values(), ids=PLANS)


def _items_of(texts: Mapping[str, str]) -> list[dict[str, object]]:
    record = public_record(build(texts), assess(build(texts), on=ON), on=ON)
    return [json.loads(line) for line in open_data(record).items]


def test_a_listing_has_a_column_for_every_fact() -> None:
    known: set[str] = set()
    for texts in PLANS.values():
        register = build(texts)
        for item in assess(register, on=ON):
            known |= flat(item_view(register, item, on=ON)).keys()
    nowhere = {"discharged", "promise", "promise_not_before"}  # nested, or in neither plan
    assert known | nowhere == set(ITEM_FIELDS) | {"discharged", "promise"}


@every_plan
def test_the_open_data_have_every_fact(texts: Mapping[str, str]) -> None:
    items = assess(build(texts), on=ON)
    for made, item in zip(_items_of(texts), items, strict=True):
        assert list(made) == [*item_facts(item, on=ON), "verdict", "withheld"]


def test_the_open_data_say_of_a_plan_without_markings_what_its_view_says() -> None:
    texts = PLANS["bundled"]
    for made, item in zip(_items_of(texts), assess(build(texts), on=ON), strict=True):
        assert made | item_facts(item, on=ON) == made


@every_plan
def test_the_published_csv_has_a_column_for_every_fact(texts: Mapping[str, str]) -> None:
    record = public_record(build(texts), assess(build(texts), on=ON), on=ON)
    heading = next(iter(items_csv(open_data(record)))).strip()
    assert heading == ",".join(CSV_FIELDS)
    assert {*CSV_FIELDS} == {*ITEM_FIELDS, "verdict", "withheld", "area_code"} - {
        "place_file",
        "place_line",
    }
