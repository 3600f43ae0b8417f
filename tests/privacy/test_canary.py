"""Only what is public leaves: every byte of every output is searched for what is not."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import canary_plan
import pytest
from model_records import MODEL_RECORDS

from conftest import Result
from stalkplan.privacy.personal import public_texts
from stalkplan.record import model
from stalkplan.record.fields import PRIVATE, PRIVATE_NOTES, PUBLIC
from stalkplan.record.register import build
from stalkplan.reports.formats import Use, formats_for

Run = Callable[..., Result]

BRIEF = ("brief", "--since", "2025-01-01")
OUTPUTS = {
    **{f"brief {name}": (*BRIEF, "--format", name) for name in formats_for(Use.BRIEF)},
    **{f"return {name}": ("return", "--format", name) for name in formats_for(Use.RETURN)},
    "compare xlsx": ("compare", "--format", "xlsx"),
    "trend xlsx": ("trend", "--format", "xlsx"),
    **{f"status {name}": ("status", "--format", name) for name in formats_for(Use.OFFICE)},
    **{
        f"overdue {name}": ("overdue", "--fail-on", "nothing", "--format", name)
        for name in formats_for(Use.OFFICE, Use.CI)
    },
    **{f"check {name}": ("check", "--format", name) for name in formats_for(Use.CI)},
    **{f"ask {name}": ("ask", "--format", name) for name in formats_for(Use.SHEET)},
    "publish site": ("publish",),
}
"""What leaves, by a name: a new command adds its line; a new format comes by itself."""

SHOWN = {
    "xlsx": {*map(canary_plan.field_of, canary_plan.PUBLIC)}
    - {*("asked", "source", "how", "discharge", "id", "subject", "report", "national", "licence")},
    "ics": {"title", "name", "theme", "summary", "owner"},
    "site": {*map(canary_plan.field_of, canary_plan.PUBLIC)} - {"national"},
    "brief": {"title", "missing", "name", "summary", "owner", "note", "discharger"},
    "return": {"title", "missing", "name", "theme", "note", "discharger"},
    "ask": {"summary", "owner"},
    "compare": {"title", "name", "theme"},
    "trend": {"title"},
}
"""The fields of which a word must be found: else a search that finds nothing would say nothing.

The organisation has a place of its own for help, so no page needs the publication's.
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name, text in canary_plan.FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "minutes").mkdir()
    for name, text in canary_plan.EVIDENCE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def made(
    stalkplan: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], str]:
    """Return what runs a command, and gives back all that can be read of it."""

    def run(name: str) -> str:
        output, summary = tmp_path / "made", tmp_path / "summary"
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        where = (output,) if name == "publish site" else ("--output", output)
        options = ("--data", data, "--as-of", "2025-06-30", *where)
        result = stalkplan(*OUTPUTS[name], *options)
        assert result.code in (0, 1), result.err
        told = summary.read_text(encoding="utf-8") if summary.exists() else ""
        files = sorted(output.rglob("*")) if output.is_dir() else [output]
        texts = [canary_plan.read(path.read_bytes()) for path in files if path.is_file()]
        return "\n".join((*texts, result.out, result.err, told))

    return run


SINCE = '<p>Since <time datetime="2024-12-30">30 December 2024</time>'
"""The page's own day, six months before its own: of no record, though in a month that is kept."""


@pytest.mark.parametrize("name", OUTPUTS)
def test_nothing_that_is_kept_is_in_an_output(name: str, made: Callable[[str], str]) -> None:
    text = made(name)
    found = {word for word in canary_plan.KEPT if word in text}
    assert found == set(), name
    own = text.replace(SINCE, "")
    assert [date for date in canary_plan.SECRET_DATES if date in own] == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_public_is_found_where_it_is_shown(name: str, made: Callable[[str], str]) -> None:
    text = made(name)
    first, last = name.split()
    kind = first if first in SHOWN else last
    found = {canary_plan.field_of(word) for word in canary_plan.PUBLIC if word in text}
    wanted = SHOWN.get(kind, set()) - ({"discharger"} if name == "overdue xlsx" else set())
    assert wanted - found == set()
    if kind in SHOWN and kind not in ("compare", "trend", "ics"):
        assert "withheld" in text
    elif name.startswith("overdue"):
        assert "7.1a" in text


def test_files_of_evidence_travel_from_public_records_alone(
    made: Callable[[str], str], tmp_path: Path
) -> None:
    made("publish site")
    carried = {path.stem[:3] for path in (tmp_path / "made" / "evidence").rglob("*.txt")}
    assert carried == {"pub"}
    assert {path[8:11] for path in canary_plan.EVIDENCE} == {"pub", "wth"}


def test_an_answer_that_repeats_a_withheld_one_is_no_copy(made: Callable[[str], str]) -> None:
    """Its own words stand there; that they are those of a marked answer does not."""
    text = made("status xlsx")
    assert "The same words, not for the public" in text
    assert "repeats another" not in text


def test_what_the_reader_refuses_in_a_marked_record_is_not_quoted(
    stalkplan: Run, data: Path
) -> None:
    plan = data / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace('"by": "2031-07"', '"by": "31/07/2031"'), encoding="utf-8")
    for form in ("github", "junit", "plain"):
        result = stalkplan("check", "--data", data, "--format", form)
        assert "bad-date" in result.out
        assert "2031" not in result.out + result.err


def test_every_field_is_on_one_list() -> None:
    """A new field stays private, and this test red, until somebody decides."""
    for record in MODEL_RECORDS.values():
        listed = [*PUBLIC.get(record, ()), *PRIVATE.get(record, ())]
        assert sorted(listed) == sorted(record.model_fields), record.__name__


def test_private_notes_and_markings_are_on_the_private_list() -> None:
    for record in (model.Response, model.Action, model.Update):
        assert {"internal", "marking"} <= set(PRIVATE[record])


def test_every_private_note_has_a_word_that_is_looked_for() -> None:
    assert set(map(canary_plan.field_of, canary_plan.KEPT)) >= PRIVATE_NOTES


def test_every_public_text_of_the_model_has_a_word() -> None:
    """Else a field could be shown, or not, without this test."""
    register = build(canary_plan.FILES)
    assert register.problems == ()
    assert register.publication
    records = [register.publication, *register.recommendations, *register.plans.values()]
    fields = {
        text.field for record in records for text in public_texts(record) if "pub" in text.text
    }
    texts = {
        name
        for record, names in PUBLIC.items()
        for name in names
        if str in _types(record.model_fields[name].annotation)
    }
    never_free = {"id", "ref", "number", "for_", "milestone", "stated_deadline"}
    assert texts - never_free <= fields | {"by"}


def _types(annotation: object) -> set[object]:
    inner = {found for part in get_args(annotation) for found in _types(part)}
    return {annotation, *inner}


def test_words_are_unlike_one_another() -> None:
    assert len(canary_plan.PUBLIC) > 20
    assert len(canary_plan.KEPT) > 25
    assert all(re.fullmatch("[a-z]{3}[0-9]+[a-z]+x", word) for word in canary_plan.KEPT)
