"""How large a page is: people read it on phones, and a plan with many updates stays below a bar."""

import sys
from collections.abc import Callable
from pathlib import Path

from conftest import ROOT, Result

sys.path.append(str(ROOT / "bench"))

from generate import write_folder

Run = Callable[..., Result]

MOST = 100_000
"""Bytes of the page of an organisation."""

LARGEST = ("cambridgeshire", "dorset")
"""Of 43 generated plans these two have the largest pages: 96 updates and more."""


def test_pages_with_many_updates_stay_small(stalkplan: Run, tmp_path: Path) -> None:
    """Each is one of several, so that it leads to the page of every recommendation too."""
    write_folder(tmp_path / "plans", organisations=43, actions=24, seed=1)
    for other in (tmp_path / "plans" / "responses").iterdir():
        if other.stem not in LARGEST:
            other.unlink()
    typed = ("--data", tmp_path / "plans", "--as-of", "2026-11-24")
    assert stalkplan("publish", tmp_path / "site", *typed).code == 0
    for organisation in LARGEST:
        page = (tmp_path / "site" / organisation / "index.html").read_bytes()
        assert page.count(b"<li><b>") > 90
        assert page.count(b'<a href="../recommendation-') == 15
        assert len(page) <= MOST
