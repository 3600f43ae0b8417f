"""Links: which addresses lead elsewhere than they seem to."""

import pytest

from stalkplan.record.links import misleads

MISLEADING = [
    "https://police.uk@evil.example/",
    "https://:@evil.example/",
    "https://p\u043elice.uk/",  # a Cyrillic o
    "https://www.p\u043elice.police.uk/a",
    "https://\u0440olice.uk:8080/",
    "https://police\u2024uk/",  # a leader, not a dot
    "https://police.uk\u2044a.example/",
    "https://police\u200b.uk/",
    "https://\U00017000police.uk/",  # a letter to which Python 3.11 gives no name
    "https://police.uk%2f.example/",
    "https://police.uk\u00a0.example/",
    "mailto:a@police.example?cc=b@evil.example",
    "mailto:a@police.example?subject=a&BCC=b@evil.example",
    "mailto:a@police.example?to=b@evil.example",
    "MAILTO:a@police.example?bcc=b@evil.example",
    "mailto:a@police.example%0Abcc:b",
    "mailto:a@police.example%0dbcc:b",
]
PLAIN = [
    "https://police.example/a@b",
    "https://police.example/?to=a&cc=b",
    "https://police.example/%0a",
    "https://police.example:8080/a",
    "https://police-board.example/",
    "https://gwasanaeth-\u0177.example/",
    "https://cafe\u0301.example/",
    "https://\u043c\u043e\u0441\u043a\u0432\u0430.\u0440\u0444/",  # all of it in one alphabet
    "mailto:a@police.example?subject=to",
    "minutes/2025-03.pdf",
    "https://[::1/",  # no address, so no link either
    "",
]


@pytest.mark.parametrize("address", MISLEADING)
def test_a_misleading_address(address: str) -> None:
    assert misleads(address)


@pytest.mark.parametrize("address", PLAIN)
def test_an_address_that_leads_where_it_seems_to(address: str) -> None:
    assert not misleads(address)
