"""Two texts of a record compared: what joined it, what was rewritten, what makes no difference."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from examples import IS_LONG
from file_shapes import BASE
from formats_offered import OF_GATES, as_text
from hostile_texts import NAMES, PLACES, RECORDS, TEXTS, Kind, kind_of, spoilt
from hypothesis import assume, given
from hypothesis import strategies as st
from inert_output import JUDGES
from plain_yaml import plain
from plan_edits import AWKWARD, UNWRITABLE, at, drawn_from, edited, record_for, spots
from repositories import PLAN, PUBLICATION, SOUTH, SOUTHSHIRE, SWAPS, Repository

from conftest import Result
from stalkplan.errors import RefusedError
from stalkplan.history.against import Against
from stalkplan.history.differences import Change, Difference, differences
from stalkplan.history.differences.difference import Placed, Scope, said_in
from stalkplan.history.differences.updates import updates
from stalkplan.history.git import Commit
from stalkplan.history.trail import Pair, Traced
from stalkplan.record.fields import PRIVATE
from stalkplan.record.model import Action, Update
from stalkplan.record.register import build
from stalkplan.reports.check_against import against_report
from stalkplan.reports.formats import Format

TEXTS_OF_ALL = {NAMES[0]: PUBLICATION, NAMES[1]: PLAN, SOUTH: SOUTHSHIRE}
ON = date(2025, 6, 30)
COMMIT = Commit("0" * 40, (), "", ON, ON)
TYPED = ("check", "--against", "trusted", "--as-of", str(ON), "--data")
Run = Callable[..., Result]


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    return differences(build(before), build(after))


def _plain(text: str) -> Any:
    return plain(text)


def _dumped(value: Any, *, sort_keys: bool = False) -> str:
    return yaml.dump(value, sort_keys=sort_keys, allow_unicode=True)


def _turned(value: Any) -> Any:
    """Return a record with its lists, but of updates, the other way round."""
    if isinstance(value, list):
        return [_turned(entry) for entry in reversed(value)]
    if isinstance(value, dict):
        return {k: v if k == "updates" else _turned(v) for k, v in value.items()}
    return value


RESTYLED: Mapping[str, Callable[[str], str]] = {
    "comments added": lambda text: re.sub("(?m)$", "  # so", f"# note: x\n{text}"),
    "comments removed": lambda text: re.sub("(?m) *# .*$", "", f"{text}\n"),
    "re-indented": lambda text: re.sub("(?m)^( *)(- )?", r"\1\1\2", text).replace("- ", "-   "),
    "lists at the margin": lambda text: _dumped(_plain(text)),
    "keys in another order": lambda text: _dumped(_plain(text), sort_keys=True),
    "records reordered": lambda text: _dumped(_turned(_plain(text))),
    "flow for block": lambda text: json.dumps(_plain(text)),
    "quotes": lambda text: re.sub(r"(?m)(\w: )([\w .'-]+)$", r'\1"\2"', text),
    "block scalars": lambda text: re.sub(r"(?m)^( +)(\w+: )(\w.*\.)$", r"\1\2|\n\n\1  \3", text),
    "folded": lambda text: re.sub(
        r"(?m)^( +)(\w+: )(\w+) (\w[^#\n]*)$", r"\1\2>+\n\1  \3\n\1  \4", text
    ),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "BOM": lambda text: f"\ufeff{text}",
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "no last line feed": lambda text: text.removesuffix("\n"),
}
"""Innocent: the same record in another style."""


@pytest.mark.parametrize("name", RESTYLED)
def test_another_style_is_no_difference(name: str, parser: str) -> None:
    del parser
    after = {file: RESTYLED[name](text) for file, text in TEXTS_OF_ALL.items()}
    assert [file for file in after if after[file] == TEXTS_OF_ALL[file]] == []
    assert build(after).unread == ()
    assert _differences(TEXTS_OF_ALL, after) == []


def _styled(value: Any, rng: Random, pad: str = "") -> Iterator[str]:
    """Yield the lines of a value in YAML, each part in some style."""
    entries = [*value.items()] if isinstance(value, dict) else [("", entry) for entry in value]
    if isinstance(value, dict):
        rng.shuffle(entries)
    for key, entry in entries:
        if rng.random() < 0.2:
            yield f"{' ' * rng.randint(0, len(pad))}# - id: x"
        head = f"{pad}{rng.choice([key, json.dumps(key)])}:" if key else f"{pad}-"
        if isinstance(entry, str):
            yield f"{head} {_scalar(entry, rng, pad)}"
        elif not entry or rng.random() < 0.1:
            yield f"{head} {_in_brackets(entry)}{rng.choice(['', '  # so', ' '])}"
        else:
            yield head
            yield from _styled(entry, rng, pad + " " * rng.randrange(1, 5))


def _in_brackets(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_in_brackets, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_in_brackets(entry)}' for key, entry in value.items())}}}"
    signs = (c if (c.isascii() and c.isalnum()) or c == " " else f"\\U{ord(c):08x}" for c in value)
    return f'"{"".join(signs)}"'


def _scalar(text: str, rng: Random, pad: str) -> str:
    """Return a text in one of the ways in which it may be written."""
    ways = [_in_brackets(text)]
    if re.fullmatch(r"[ -~£-ÿ]+", text):
        ways.append("'" + text.replace("'", "''") + "'")
    if re.fullmatch(r"\w(?:[\w.,/-]| (?!#))*", text, re.ASCII):
        ways.append(text)
    if re.fullmatch(r"[!-~](?:[ -~\n]*[!-~])?", text) and "\n " not in text:
        lines = text.split("\n")
        ways.append("\n".join(["|-", *(f"{pad}     {x}" for x in lines)]))
    return rng.choice(ways)


def _drawn_plan(rng: Random) -> Any:
    """Return a plan of up to five answers, each with actions and updates in plenty."""
    plan = json.loads(json.dumps(RECORDS[1]))
    writable = [text for text in AWKWARD if not UNWRITABLE.search(text)]

    def record(key: str, **names: str) -> Any:
        return record_for(key, lambda: rng.choice(writable), lambda: rng.random() < 0.7) | names

    plan["responses"] = [record("responses", ref=f"{n}.1") for n in range(rng.randrange(1, 6))]
    for answer in plan["responses"]:
        ref = answer["ref"]
        answer["actions"] = [record("actions", id=f"{ref}{n}") for n in range(rng.randrange(4))]
        for holder in (answer, *answer["actions"]):
            days = (f"2025-0{rng.randrange(1, 4)}-10" for _ in range(rng.randrange(4)))
            holder["updates"] = [record("updates", date=day) for day in days]
    return plan


@given(st.integers())
def test_any_plan_in_any_style_is_no_difference(seed: int) -> None:
    """Keys, answers and actions in any order; scalars and lists in any style; comments anywhere."""
    rng = Random(seed)
    plan = _drawn_plan(rng)
    before = {NAMES[1]: "\n".join(_styled(plan, rng))}
    for holder in (plan, *plan["responses"]):
        rng.shuffle(holder["responses" if holder is plan else "actions"])
    end = rng.choice(["\n", "\r\n"])
    text = rng.choice(["", "\ufeff"]) + "".join(f"{line}\n" for line in _styled(plan, rng))
    after = {"data/responses/kent.yaml": text.replace("\n", end)}
    assert (build(before).problems, build(after).problems) == ((), ())
    assert _differences(before, after) == []


@given(st.integers())
def test_what_our_commands_append_is_only_added(seed: int) -> None:
    rng, text = Random(seed), BASE
    number = 0
    dated = set()
    for _ in range(rng.randrange(1, 6)):
        path, key = rng.choice([*spots(_plain(text))])
        change = drawn_from(rng, path, key)
        assume(not UNWRITABLE.search(json.dumps(change.record, ensure_ascii=False)))
        with suppress(RefusedError):
            text = edited(text, change).new
            number += key == "updates"
            if not key and "added" in change.record:
                dated.add((Change.ADDED_CHANGED, (*path, "added"), None))
    before, after = build({NAMES[1]: BASE}), build({NAMES[1]: text})
    assert not after.unread
    found = differences(before, after)
    rewritten = {(d.change, d.was and d.was.path, d.before) for d in found if d.change.is_rewriting}
    assert (
        rewritten <= dated
    )  # a blank answer got a day, which `respond` gives to none with actions
    assert len([d for d in found if d.change is Change.UPDATE_ADDED]) == number
    assert found


MAY_CHANGE = {
    *PRIVATE[Update],
    *("contact", "help", "licence", "source", "name", "sources", "within"),
}
OTHERWISE = {
    # what stands instead of a value that is no free text
    "28": "27",
    "7": "8",
    "29": "30",
    "28.1": "28.2",
    "chief-constables": "npcc",
    "complete": "blocked",
    "accepted": "rejected",
    "report": "publish",
    "publish": "report",
    "confirmed": "single-source",
    "official-sensitive": None,
}


GONE = (Change.PLAN_REMOVED, Change.RECOMMENDATION_REMOVED)


@pytest.mark.parametrize("is_removed", [True, False], ids=["removed", "changed"])
@pytest.mark.parametrize(("file", "path"), PLACES)
def test_every_value_is_held(file: int, path: Sequence[str | int], *, is_removed: bool) -> None:
    """Each but those that may change, which are listed: private ones, names, sources."""
    records = deepcopy([*RECORDS])
    records = json.loads(json.dumps(records))
    holder = at(records[file], tuple(path[:-1]))
    old = holder[path[-1]]
    if is_removed:
        del holder[path[-1]]
    elif re.match(r"20\d\d-\d\d", old):
        holder[path[-1]] = old.replace("20", "19", 1)
    else:
        holder[path[-1]] = OTHERWISE.get(old, f"{old} or so")
    before, after = (dict(zip(NAMES, map(json.dumps, r), strict=True)) for r in (RECORDS, records))
    told = _differences(before, after)
    found = [d for d in told if d.change.is_rewriting]
    if build(after).unread:  # an error of its own, so what it was is not called gone
        assert not any(d.change in GONE for d in found)
    else:
        assert told
        assert bool(found) is not bool(MAY_CHANGE & {*path})


POOL = [Update(date=day, note=note) for day in ("2025-01-01", "2025-01-02") for note in "ab"]


@pytest.mark.parametrize("old", [o for n in range(4) for o in product(range(4), repeat=n)], ids=str)
def test_updates_may_only_be_appended(old: Sequence[int]) -> None:
    """Every list against every other: the old ones first, as they read, then the new."""

    def placed(numbers: Sequence[int]) -> Placed:
        listed = tuple(POOL[number] for number in numbers)
        return Placed(Action.model_construct(id="1a", updates=listed), (), "1a")

    def as_read(numbers: Sequence[int]) -> list[int]:
        return sorted(numbers, key=lambda number: POOL[number].date)

    for size in range(5):
        for new in product(range(4), repeat=size):
            found = [*updates(Scope("", "", ""), placed(old), placed(new))]
            is_honest = as_read(new[: len(old)]) == as_read(old)
            assert all(d.change.is_addition for d in found) is is_honest, new
            if is_honest:
                assert len(found) == len(new) - len(old)


def _judge(
    before: dict[str, str], after: dict[str, str], culprits: Sequence[Commit | None]
) -> None:
    """Judge what `check --against` says of two texts, in every format."""
    was, now = build(before, partial=True), build(after, partial=True)
    found = differences(was, now)
    assert found
    for culprit in culprits:
        pair = Pair(was, now)
        listed = [Traced(d, culprit, pair) for d in found]
        against = Against("x", COMMIT, COMMIT, ON, listed, ["data"])
        report = against_report(now, now.problems, against, strict=True, allow_wording=False, on=ON)
        for form in OF_GATES:
            JUDGES[form](as_text(report, form))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize(
    "kinds",
    [{Kind.FREE}, {Kind.NAME}, *([{Kind.FREE, Kind.NAME}] if IS_LONG else [])],
    ids=lambda kinds: " and ".join(sorted(kind.name.lower() for kind in kinds)),
)
def test_a_text_in_every_field_is_inert(text: str, kinds: set[Kind]) -> None:
    """Before and after; all names at once. A commit or none has to do with the last line only."""
    hostile = spoilt(text, tuple(p for p in PLACES if kind_of(p[1]) in kinds), escaped=False)
    plain = spoilt("x", (), escaped=False)
    empty = {NAMES[0]: plain[NAMES[0]], NAMES[1]: PLAN}
    pairs = ((plain, hostile), (hostile, plain), (hostile, empty), (empty, hostile))
    for (before, after), culprit in zip(pairs, (COMMIT, None, COMMIT, None), strict=True):
        _judge(before, after, (COMMIT, None) if IS_LONG else (culprit,))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


SCREEN = """\
The record was rewritten in 2 places                 since trusted, 1 April 2025

■ Properly added: 1
northshire 28a  an update of 10 April 2025

□ A deadline was moved: recommendation 12, Risk management
data/recommendations.yaml:12:14: error: 2025-03-27 became 2026-03-27
  12 -       - due: 2025-03-27
  12 +       - due: 2026-03-27
       the publication sets this date; put it back (deadline-moved)
       by commit {} of 20 April 2025

□ An update was deleted: 12.1a, 20 March 2025
data/responses.yaml:19:11: error: an update of 12.1a is gone
  27 -           - date: 2025-03-20
  28 -             note: Money is short.
       put it back; to correct it, add a newer update (update-deleted)
       not committed yet

Wording not found for 25 of 29 recommendations; add it to recommendations.yaml.
"""


def test_screen(repository: Repository, stalkplan: Run) -> None:
    """What was rightly added comes first; then what it said, what it says, what to do instead."""
    repository.swap("due: 2025-03-27", "due: 2026-03-27")
    commit = repository.commit("2025-04-20")
    repository.swap(*SWAPS["delete"])
    repository.swap(*SWAPS["two"])
    shown = stalkplan(*TYPED, repository.data, "--format", "table")
    assert shown.out == SCREEN.format(commit[:10])
    assert (shown.code, shown.err) == (1, "\nexit 1: 2 rewritings of the record\n")


@pytest.mark.parametrize("form", OF_GATES)
def test_every_format_names_the_commit(
    form: Format, repository: Repository, stalkplan: Run
) -> None:
    """It has no other way to be looked up where the check has run."""
    repository.swap(*SWAPS["reword"])
    assert (
        "not committed yet" in stalkplan(*TYPED, repository.data, "--format", form).out
        or form == "json"
    )
    commit = repository.commit("2025-04-20")
    assert commit[:10] in stalkplan(*TYPED, repository.data, "--format", form).out


def test_what_is_late_is_told_with_both_dates(repository: Repository, stalkplan: Run) -> None:
    repository.swap(*SWAPS["late"])
    result = stalkplan(*TYPED, repository.data)
    told = "an update of 12.1a is dated 2025-03-20 and was not there on 2025-04-01"
    assert (
        f": warning: {told}; say in a note why it was recorded late (recorded-late)" in result.out
    )


_SAID = st.text("aB\u0301\u00e9\n .x", max_size=6)


@given(st.lists(_SAID, max_size=4), st.lists(_SAID.filter(bool), max_size=4))
def test_what_is_searched_for_at_once_is_found(values: list[str], texts: list[str]) -> None:
    """Of many texts only those are looked for in each value that may stand in one."""
    found = [
        Difference(Change.WORDING_CHANGED, "a", "b", value, None, None, None, values=(value, None))
        for value in values
    ]
    for difference in found:
        assert difference.without(said_in(found, texts)) == difference.without(texts)
