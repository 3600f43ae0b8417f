"""A brief and a return on a terminal: whole, as other screens are, and nothing in them acts."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hostile_texts import PLACES, TEXTS, Kind, kind_of, spoilt
from inert_output import JUDGES
from lost_plans import not_looked
from terminal_in_memory import typed

from conftest import ROOT
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.brief import markdown as brief_markdown
from stalkplan.publish.brief import screen as brief_screen
from stalkplan.publish.brief.content import brief_of
from stalkplan.publish.return_ import markdown as return_markdown
from stalkplan.publish.return_ import screen as return_screen
from stalkplan.publish.return_.content import return_of
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.reports.formats import Screen
from stalkplan.reports.formats.screen.table import drawn
from stalkplan.reports.rewritten import since_in_words
from stalkplan.verdict.items import assess

ON, SINCE = date(2025, 6, 30), date(2024, 9, 27)
FREE = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE)
NOT_SHOWN = {"sheet", "is_apart", "on"}
"""Parts of a paper that are for sheets and for the properties of files."""

PAPERS = ("brief", "return")


def _made(paper: str, texts: dict[str, str]) -> tuple[Any, str, str]:
    """Return a paper, as its screen of 80 columns shows it, and as Markdown."""
    register = build(texts)
    record = public_record(register, assess(register, on=ON), on=ON)
    if paper == "brief":
        history = partial(since_in_words, not_looked(SINCE))
        made: Any = brief_of(record, history=history, audience=None)
        return made, drawn(brief_screen.render(made), Screen()), brief_markdown.render(made)
    made = return_of(record, since=SINCE)
    return made, drawn(return_screen.render(made), Screen()), return_markdown.render(made)


def _texts(part: Any, name: str = "") -> Iterator[str]:
    """Yield every text of a paper but for those that a screen has no use for."""
    if isinstance(part, str):
        yield part
    elif hasattr(part, "_asdict"):
        for own, value in part._asdict().items():
            if own not in NOT_SHOWN:
                yield from _texts(value, own)
    elif isinstance(part, tuple):
        for value in part:
            yield from _texts(value, name)


def _words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("folder", ["data", "examples/inspection"])
@pytest.mark.parametrize("paper", PAPERS)
def test_every_text_of_a_paper_is_on_the_screen_in_full(paper: str, folder: str) -> None:
    contents = read_folder(ROOT / folder)
    made, screen, _ = _made(paper, dict(contents.texts))
    shown = _words(screen)
    texts = list(_texts(made))
    assert len(texts) > 20
    assert [text for text in texts if _words(text) not in shown] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_a_line_is_cut_between_words_alone(paper: str) -> None:
    _, screen, _ = _made(paper, dict(read_folder(ROOT / "data").texts))
    assert [line for line in screen.splitlines() if len(line) > 80 and " " in line.strip()] == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("paper", PAPERS)
def test_hostile_texts_are_inert(paper: str, text: str) -> None:
    texts = spoilt(text, FREE, escaped=True)
    public = {name: re.sub(r'"marking": "[^"]*",?', "", made) for name, made in texts.items()}
    public = {name: re.sub(r",(\s*})", r"\1", made) for name, made in public.items()}
    _, screen, markdown = _made(paper, public)
    JUDGES["table"](screen)
    JUDGES["markdown"](markdown)


SHOWN = {
    "": False,
    " --format markdown": True,
    " | cat": True,
}


@pytest.mark.parametrize("more", SHOWN)
@pytest.mark.parametrize("paper", PAPERS)
def test_markdown_is_for_who_asks_and_for_pipes(paper: str, more: str) -> None:
    command = f"stalkplan {paper} --as-of 2025-06-30{more}"
    said = typed(command, ROOT, NO_COLOR="1").decode()
    assert ("| --- |" in said) is SHOWN[more]
    assert ("**" in said) is SHOWN[more]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_goes_through_the_pager(paper: str, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    said = typed(f"stalkplan {paper} --as-of 2025-06-30", ROOT, rows=30, PAGER=str(pager)).decode()
    assert "paged" in said
    assert "City of London Police" in said
