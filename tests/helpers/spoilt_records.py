"""What is public of the bundled plan, with or without a hostile text in each of its free fields."""

from datetime import date

import pytest
from hostile_texts import PLACES, TEXTS, Kind, kind_of, spoilt

from conftest import DATA
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.record.files import read_folder
from stalkplan.record.register import Register, build
from stalkplan.verdict.items import assess

ON = date(2026, 11, 23)
LONG = "å" * 39_990 + " the end."
HOSTILE = {
    **TEXTS,
    "long": LONG,
    "long beyond one plane": "\U0001f6a8" * 20_000 + " the end.",
    "script link alone": "javascript:alert(1)",
    "link alone": "https://example.org/a",
    "escape of a spreadsheet": "_x000D_=1",
    "format of a date": "2025-03-27",
    "number": "10.10",
    "template": "{{ 7 * 7 }}{% raw %}",
    "attribute": '" onmouseover="alert(1)',
    "style": "</style><style>*{display:none}",
}
FREE = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE)

every_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def record_of(text: str | None = None, on: date = ON) -> PublicRecord:
    """Return what is public of the bundled plan, or of one with a text in every free field."""
    register = register_of(text)
    assert register.problems == ()
    return public_record(register, assess(register, on=on), on=on)


def register_of(text: str | None) -> Register:
    texts = (
        read_folder(DATA).texts
        if text is None
        else spoilt(text, FREE, escaped=max(text or "a") <= "\uffff")
    )
    texts = {name: said.replace("official-sensitive", "") for name, said in texts.items()}
    return build(texts)
