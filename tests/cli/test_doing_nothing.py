"""The gate stays shut: whatever is typed that says and does nothing, `overdue` still exits 1.

The standard is an action whose deadline, 27 March 2025, passed 35 days before it is judged.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result

Run = Callable[..., Result]

ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 7
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-03-27%s}]
    requirements: [{ref: 7.1}]
"""
OWN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
"""
ANSWERED = "  - {ref: 7.1, position: We do%s, actions: [%s]}\n"

UPDATES = (
    # of the action, each a list; all of them together would be none either
    *("{date: 2025-05-01}", "{date: 2025-05-01, note: }", "{date: 2025-05-01, note: ''}"),
    *(
        "{date: 2025-05-01, note: .}",
        "{date: 2025-05-01, note: '-'}",
        "{date: 2025-05-01, note: …}",
    ),
    *("{date: 2025-05-01, note: '(!)'}", "{date: 2025-05-01, note: —}"),
    r'{date: 2025-05-01, note: "\u200b"}',
    r'{date: 2025-05-01, note: "\u00a0"}',
    r'{date: 2025-05-01, note: "\U0001F44D"}',
    *("{date: 2025-05-01, owner: Registrar}", "{date: 2025-05-01, owner: }"),
    *("{date: 2025-05-01, internal: All is well.}", "{date: 2025-05-01, milestone: report}"),
    "{date: 2025-05-01, marking: official-sensitive}",
    *("{date: 2025-05-01, evidence: []}", "{date: 2025-05-01, evidence: }"),
    *("{date: 2025-05-01, promise: }", "{date: 2025-05-01, promise: {}}"),
    *("{date: 2025-05-01, promise: {by: }}", "{date: 2025-05-01, promise: {not_before: }}"),
    "{date: 2025-05-01, promise: {wording: }}",
    *("{date: 2025-05-01, verified: }", "{date: 2025-05-01, verified: {}}"),
    *("{date: 2025-05-01, verified: {by: }}", "{date: 2025-05-01, verified: {on: }}"),
    *("{date: 2025-05-01, status: }", "{date: 2025-05-01, acceptance: accepted}"),
    "{date: 2025-05-01, owner: A, internal: B, acceptance: accepted, marking: official-sensitive}",
    ", ".join(f"{{date: 2025-04-{day:02}}}" for day in range(1, 31)),
    # of days that are to come, or long gone
    *("{date: 2025-05-02, status: in-progress}", "{date: 2099-01-01, status: complete}"),
    *("{date: 2025-05-02, note: Soon.}", "{date: 2025-05-02, status: withdrawn}"),
    *("{date: 2025-02-26, status: in-progress}", "{date: 2025-02-27, note: Begun.}"),
    *("{date: 2025-03-27, status: blocked, note: Waiting.}", "{date: 2024-11-01, note: Begun.}"),
    "{date: 2024-10-01, promise: {by: 2099}}",
    "{date: 2024-10-01, status: complete}, {date: 2024-10-02, status: in-progress}",
    # taken back
    "{date: 2025-05-01, retracts: 2025-03-27}",
    "{date: 2025-05-01, retracts: 2025-03-27, note: Written in error.}",
    "{date: 2025-05-01, retracts: 2025-05-01, note: This is taken back.}",
    "{date: 2025-04-01, note: Done.}, {date: 2025-04-30, retracts: 2025-04-01}",
    "{date: 2025-03-20, status: complete}, {date: 2025-04-01, retracts: 2025-03-20}",
    "{date: 2025-05-01, retracts: 2025-05-01}, {date: 2025-05-01, retracts: 2025-05-01}",
    # given up
    "{date: 2025-03-01, status: withdrawn}",
    "{date: 2025-05-01, status: withdrawn}",
    "{date: 2025-05-01, status: withdrawn, evidence: ['https://example.org'], note: Done.}",
)
ACTIONS = (
    # what else may be said of it, or stand beside it
    *("added: 2099-01-01", "added: 2025-05-02", "promise: {by: 2099}", "owner: Registrar"),
    *("promise: {wording: soon}", "promise: {not_before: 2099}", "milestone: another"),
    *("marking: official-sensitive", "internal: All is well."),
    "updates: [{date: 2025-04-01, status: withdrawn}]}, {id: 7.1b, promise: {by: 2099}",
    "updates: [{date: 2025-04-01, status: withdrawn}]}, {id: 7.1b, added: 2025-05-01",
    "added: 2024-12-01}, {id: 7.1a, updates: [{date: 2025-03-01, status: complete}]",
)
ANSWERS = (
    # of the answer
    *(", added: 2099-01-01", ", acceptance: rejected", ", acceptance: under-consideration"),
    *(", stated_deadline: none", ", stated_deadline: 2099-01-01", ", marking: official-sensitive"),
    *(", internal: All is well.", ", updates: [{date: 2025-05-01}]"),
    *(
        ", updates: [{date: 2025-05-01, status: complete}]",
        ", updates: [{date: 2025-05-01, note: A}]",
    ),
    ", updates: [{date: 2025-05-01, status: withdrawn}]",
    ", updates: [{date: 2025-05-01, promise: {by: 2099}}]",
)
PLANS = (
    # in place of the answer
    *("  []\n", "  - {ref: 7.1, position: }\n", "  - {ref: 7.1, position: ...}\n"),
    "  - {ref: 7.1, position: We do.}\n",
    "  - {ref: 7.1, position: We do, updates: [{date: 2025-05-01, owner: A}]}\n",
    "  - {ref: 7.2, position: We do, updates: [{date: 2025-05-01, status: complete}]}\n",
    (
        "  - {ref: 7.1, position: One}\n"
        "  - {ref: 7.1, position: Two, updates: [{date: 2025-05-01, status: complete}]}\n"
    ),
)
DECISIONS = (
    # in the publication's file: of nobody, for somebody else, by itself, or to come
    "discharged: [{for: chief-constables, by: Kent Police, on: 2025-04-01}]",
    "discharged: [{for: kent, by: KENT, on: 2025-04-01}]",
    "discharged: [{by: NPCC, on: 2025-04-01}]",
    "discharged: [{for: kent, by: NPCC}]",
    "discharged: [{for: kent, by: NPCC, on: soon}]",
    "discharged: [{for: kent, by: NPCC, on: 2025-06}]",
    "discharged: [{for: npcc, by: NPCC, on: 2025-04-01}]",
    "discharged: [{for: essex, by: NPCC, on: 2025-04-01}]",
    "extended: [{for: kent, by: Kent Police, on: 2025-04-01, to: 2099-01-01}]",
    "extended: [{for: kent, by: HMICFRS, on: 2025-04-01}]",
    "extended: [{for: kent, by: HMICFRS, to: 2099-01-01}]",
    "extended: [{by: HMICFRS, on: 2025-04-01, to: 2099-01-01}]",
    "extended: [{for: kent, by: HMICFRS, on: 2025-05-02, to: 2099-01-01}]",
    "extended: [{for: kent, by: HMICFRS, on: 2025-04-01, to: 2025-03-27}]",
    "extended: [{for: essex, by: HMICFRS, on: 2025-04-01, to: 2099-01-01}]",
    "ended: [{for: kent, by: Kent Police, on: 2025-04-01}]",
    "ended: [{for: kent, by: HMICFRS}]",
    "ended: [{by: HMICFRS, on: 2025-04-01}]",
    "ended: [{for: kent, by: HMICFRS, on: 2025-05-02}]",
    "ended: [{for: essex, by: HMICFRS, on: 2025-04-01}]",
    *("made: 2099-01-01", "certainty: single-source"),
)


def _plan(action: str = "", answer: str = "") -> str:
    return OWN + ANSWERED % (answer, "{id: 7.1a" + (f", {action}" if action else "") + "}")


WAYS = {
    **{f"update {each}": (ASKED % "", _plan(f"updates: [{each}]")) for each in UPDATES},
    **{f"action {each}": (ASKED % "", _plan(each)) for each in ACTIONS},
    **{f"answer {each}": (ASKED % "", _plan("", each)) for each in ANSWERS},
    **{f"plan {each}": (ASKED % "", OWN + each) for each in PLANS},
    **{f"decision {each}": (f"{ASKED % ''}    {each}\n", _plan()) for each in DECISIONS},
    "deadline, in other words": (ASKED % ", wording: by 2099", _plan()),
    "nothing": (ASKED % "", _plan()),
}
DEEDS = (
    *("status: in-progress", "status: withdrawn}, {date: 2025-05-01, status: blocked"),
    *("note: Begun.", "note: '1'", "evidence: ['https://example.org/minutes']"),
    *("promise: {by: 2026}", "promise: {wording: soon}", "verified: {by: Audit Board}"),
)
"""Of an update that says something; else it would be easy never to open the gate."""


def _gate(stalkplan: Run, folder: Path, way: tuple[str, str]) -> Result:
    for name, text in zip(("recommendations.yaml", "responses.yaml"), way, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return stalkplan("overdue", "--data", folder, "--as-of", "2025-05-01", "--format", "plain")


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_doing_nothing_opens_no_gate(way: tuple[str, str], stalkplan: Run, tmp_path: Path) -> None:
    result = _gate(stalkplan, tmp_path, way)
    assert result.code == 1, result
    assert "\toverdue\tsilent\t2025-03-27\t35\t" in result.out


def test_there_are_many_ways_of_doing_nothing() -> None:
    assert len(set(WAYS.values())) >= 60


@pytest.mark.parametrize("deed", DEEDS)
def test_news_opens_it(deed: str, stalkplan: Run, tmp_path: Path) -> None:
    update = f"updates: [{{date: 2025-05-01, {deed}}}]"
    assert _gate(stalkplan, tmp_path, (ASKED % "", _plan(update))).code == 0
