"""Hostile text in every field is inert in every format of every command."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from formats_offered import OF_CI, OF_GATES, as_text
from hostile_texts import (
    FILE_NAMES,
    PLACES,
    PUBLICATION,
    REFUSED,
    TEXTS,
    Kind,
    kind_of,
    one_of_each,
    spoilt,
)
from inert_output import JUDGES, said
from model_records import MODEL_RECORDS
from rule_cases import EVIDENCE, ON, PLAN_HEADER

from conftest import Result
from stalkplan.record.choices import FailOn
from stalkplan.record.register import build
from stalkplan.reports.blocks import Judged, Report
from stalkplan.reports.check import check_report
from stalkplan.reports.formats import Format, Screen
from stalkplan.reports.gate import Gate
from stalkplan.reports.overdue import overdue_report
from stalkplan.reports.show import show_report
from stalkplan.reports.status import status_report
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.verdict.find_by_name import Page
from stalkplan.verdict.items import assess

Run = Callable[..., Result]
COMMANDS = ("status", "overdue", "show 28.1", "check")
GATES = ("check", "overdue")
"""The commands that have the formats of CI too."""
GATE_SCHEMAS = tuple(f"stalkplan.{command}/1" for command in GATES)
OF_KIND = {kind: tuple(at for at in PLACES if kind_of(at[1]) is kind) for kind in Kind}
SCREENS = {"table": Screen(is_ascii=True), "styled": Screen(140, is_styled=True)}
NARROW = Screen(40)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Style for a terminal of 256 colours, whatever this one is."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


def _reports(texts: dict[str, str]) -> Iterator[Report]:
    """Yield the report of every command; of files that cannot be read as a plan, that of check."""
    mended = build(texts, partial=True)
    problems = [*mended.problems, *check(Context(mended, texts, EVIDENCE.__contains__, on=ON))]
    yield check_report(mended, problems, strict=True, on=ON)
    register = build(texts)
    items = assess(register, on=ON) if register.publication else []
    if items:
        yield status_report(register, items, on=ON)
        yield overdue_report(
            [Judged(register, items, ON)], by=ON, gate=Gate(FailOn.NO_UPDATE), on=ON
        )
        yield show_report(register, [Page([item]) for item in items], on=ON)


def _judge(texts: dict[str, str]) -> None:
    """Judge every report in every format."""
    for report in _reports(texts):
        for name, judge in JUDGES.items():
            if name in OF_CI and report.view()["schema"] not in GATE_SCHEMAS:
                continue
            chosen = Format("table" if name == "styled" else name)
            judge(as_text(report, chosen, SCREENS.get(name)))
        said(as_text(report, Format.TABLE, NARROW))


@every_text
@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "as it is"])
def test_a_text_in_every_field_that_is_free(text: str, *, escaped: bool) -> None:
    texts = spoilt(text, OF_KIND[Kind.FREE], escaped=escaped)
    assert build(texts).problems == ()
    _judge(texts)


@every_text
@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "as it is"])
def test_a_text_in_every_field_that_is_a_date_or_a_choice(text: str, *, escaped: bool) -> None:
    texts = spoilt(text, OF_KIND[Kind.TYPED], escaped=escaped)
    assert len(build(texts).problems) >= len(OF_KIND[Kind.TYPED])
    _judge(texts)


@every_text
def test_a_text_in_every_name(text: str) -> None:
    """All at once, so that what refers to another still finds it."""
    _judge(spoilt(text, OF_KIND[Kind.NAME], escaped=False))


@pytest.mark.parametrize("text", list(TEXTS.values())[::6], ids=list(TEXTS)[::6])
def test_a_text_in_each_name_in_turn(text: str) -> None:
    """One at a time: what refers to it, or to another, then stands alone."""
    for place in one_of_each(OF_KIND[Kind.NAME]):
        _judge(spoilt(text, (place,), escaped=False))


@every_text
def test_a_text_as_a_key(text: str) -> None:
    publication, plan = spoilt("x", (), escaped=True).items()
    texts = dict([publication, (plan[0], plan[1].replace('"contact"', json.dumps(text)))])
    assert build(texts).unread == (plan[0],)
    _judge(texts)


def test_every_key_of_the_model_is_spoilt() -> None:
    known = {
        field.alias or name
        for record in MODEL_RECORDS.values()
        for name, field in record.model_fields.items()
    }
    declared = PUBLICATION["publication"]["addressees"].keys()
    steps = {step for _, path in PLACES for step in path if isinstance(step, str)}
    assert steps - declared == known


def test_every_format_is_judged() -> None:
    assert {*OF_GATES} == JUDGES.keys() - {"styled"}


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Return what writes files, and gives back their data folder."""

    def write(texts: dict[str, str]) -> Path:
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
        return tmp_path / "data"

    return write


def _run_all(stalkplan: Run, data: Path, *formats: str) -> Iterator[tuple[str, Result]]:
    """Run every command in some formats, and judge what it says on both streams."""
    for command in COMMANDS:
        for name in formats:
            if name in OF_CI and command.split()[0] not in GATES:
                continue
            result = stalkplan(*command.split(), "--data", data, "--format", name)
            if result.out:
                JUDGES[name](result.out)
            said(result.err)
            assert "this is a bug" not in result.err
            yield command, result


@every_text
def test_a_text_in_a_plan_on_the_disk(
    text: str, stalkplan: Run, spoil: Callable[[dict[str, str]], Path]
) -> None:
    """What is said on stderr is read by the runner too."""
    free, typed = OF_KIND[Kind.FREE], OF_KIND[Kind.TYPED]
    for places, codes in ((free, {0, 1}), (free + typed, {1, 2})):
        data = spoil(spoilt(text, places, escaped=False))
        assert {result.code for _, result in _run_all(stalkplan, data, "plain")} == codes


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "as it is"])
def test_a_text_that_is_refused(
    text: str, *, escaped: bool, stalkplan: Run, spoil: Callable[[dict[str, str]], Path]
) -> None:
    data = spoil(spoilt(text, OF_KIND[Kind.FREE], escaped=escaped))
    for command, result in _run_all(stalkplan, data, *OF_GATES):
        assert result.code == (1 if command == "check" else 2)
        assert "U+" in result.err + result.out


@pytest.mark.parametrize("name", FILE_NAMES, ids=ascii)
def test_a_name_of_a_file(
    name: str, stalkplan: Run, spoil: Callable[[dict[str, str]], Path]
) -> None:
    """One that can be read, one that cannot, and one that is not read."""
    plan = PLAN_HEADER.replace("kent", "essex")
    files = {"": plan, "2": "- a plan is no list", "3": "\x1b"}
    texts = spoilt("x", (), escaped=True)
    data = spoil(texts | {f"data/responses/{name}{n}.yaml": text for n, text in files.items()})
    (data / "responses" / f"{name}.yml").touch()
    for command, result in _run_all(stalkplan, data, *OF_GATES):
        assert result.code == 2, command


@pytest.mark.parametrize("text", {**TEXTS, **REFUSED}.values(), ids={**TEXTS, **REFUSED}.keys())
def test_an_argument(text: str, stalkplan: Run) -> None:
    """What a script passes on; no argument can hold a NUL."""
    argument = text.replace("\0", "")
    for arguments in (("show", "--", argument), ("status", f"--org={argument}")):
        result = stalkplan(*arguments)
        said(result.err)
        assert (result.code, result.out) == (2, "")
