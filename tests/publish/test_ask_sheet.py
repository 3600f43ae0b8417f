"""A sheet of `ask` is inert, whatever is in the record, and what it tells is known again."""

from datetime import date

import pytest
from hostile_texts import PLACES, TEXTS, Kind, kind_of, spoilt
from inert_output import JUDGES

from stalkplan.imports.readers.choose import read_sheets
from stalkplan.imports.round.rows import sheet_rows
from stalkplan.imports.round.updates import updates_of
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.ask_sheet import as_csv, as_workbook, owners_sheets
from stalkplan.record.register import build
from stalkplan.reports.formats import Format
from stalkplan.verdict.items import assess

ON = date(2026, 11, 23)
FREE = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE)
HOSTILE = {**TEXTS, "number": "10.10", "day": "27/03/2025", "escape": "_x000D_=1", "dash": "- a"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_of_the_record_is_inert_and_known_again(text: str) -> None:
    texts = spoilt(text, FREE, escaped=max(text) <= "\uffff")
    register = build({n: said.replace("official-sensitive", "") for n, said in texts.items()})
    items = assess(register, on=ON)
    record = public_record(register, items, on=ON)
    sheets = owners_sheets(record, None)
    made = {"a.csv": as_csv(sheets).encode(), "a.xlsx": as_workbook(sheets, record)}
    JUDGES[Format.CSV](made["a.csv"].decode())
    for name, data in made.items():
        rows = sheet_rows(read_sheets(data, name), name)
        assert len(rows.rows) == len(sheets[0].items)
        found = updates_of(rows.rows, register, items, bool, on=ON)
        assert [*rows.wrong, *found.wrong] == []
