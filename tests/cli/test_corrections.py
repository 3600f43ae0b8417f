"""Mending a slip: `update --retracts`, `update --acceptance`, `undo`, `redact`, `--added`."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import ALONE
from talking import DATE, NOTE, SAVE, talk
from typing_at_a_plan import Desk

from conftest import Result

ON = "2025-06-30"
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 7
    theme: Recording
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-03-27}]
    requirements: [{ref: 7.1, summary: Record.}, {ref: 7.2, summary: Search.}, {ref: 7.3}]
  - number: 28
    theme: Reports
    addressed_to: [chief-constables]
    deadlines: [{milestone: publish, due: 2024-11-22}, {milestone: report, due: 2025-03-27}]
"""
PLAN = """\
# Our plan, by hand
organisation: {id: northshire, name: Northshire, answers_for: [chief-constables]}
responses:
  - ref: 7.1
    position: We record.
    updates:
      - date: 2025-01-20
        acceptance: accepted
    actions:
      - id: 7.1a
        summary: Jane Example tests the records.
        owner: Jane Example  # a name
        promise: {by: 2025-03, wording: Jane says March}
        updates:
          # the first half of the year
          - date: 2025-03-20
            status: in-progress
            note: |
              Jane Example is at it.

              Two tools.
            evidence:
              - https://example.org/jane
              - https://example.org/minutes
            verified: {by: Jane Example, on: 2025-03-21}
          - date: 2025-03-20
            owner: Registrar
          - date: 2025-05-02
            status: complete
  - ref: 7.2
    position:  # to do
  - ref: 28
    position: We publish.
    updates:
      [{date: 2025-02-01, note: Both.},
       {date: 2025-02-01, status: complete, milestone: report}]
"""


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a small plan with slips in it."""
    data = tmp_path / "made" / "data"
    data.mkdir(parents=True)
    (data / "recommendations.yaml").write_text(ASKED, encoding="utf-8")
    (data / "responses.yaml").write_text(PLAN, encoding="utf-8")
    above = tmp_path / "repository"
    above.mkdir()
    return Desk(stalkplan, above, data, ON)


@pytest.fixture
def committed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return the same in a repository whose last commit has it."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    _git(desk, "init", "-q")
    _commit(desk)
    return desk


def _git(desk: Desk, *arguments: str) -> None:
    who = ("-c", "user.name=A. Person", "-c", "user.email=person@example.org")
    subprocess.run(["git", *who, *arguments], cwd=desk.folder.parent, check=True)


def _commit(desk: Desk) -> None:
    _git(desk, "add", "-A")
    _git(desk, "commit", "-q", "-m", "x")


RETRACTED = {
    # what is typed: the entry, what it takes back, the verdict after it
    "update 7.1a --retracts 2025-05-02 --note Elsewhere.": (
        f"          - date: {ON}|            retracts: 2025-05-02|            note: Elsewhere.|",
        ["2 May 2025, complete"],
        "□ overdue by 95 days, no update since the deadline",
    ),
    "update 7.1A --retracts 2025-03-20 --date 2025-05-01": (
        "          - date: 2025-05-01|            retracts: 2025-03-20|",
        ["20 March 2025, in progress: Jane Example is at it. Two tools.", "20 March 2025"],
        "▪ complete, 36 days late, updated 2 May 2025",
    ),
    "update 7.1 --retracts 2025-01-20": (
        f"      - date: {ON}|        retracts: 2025-01-20|",
        ["20 January 2025"],
        "▪ complete, 36 days late, updated 2 May 2025",
    ),
    "update 28 --retracts 2025-02-01 --milestone report --marking official-sensitive": (
        f", {{date: {ON}, retracts: 2025-02-01, milestone: report, marking: official-sensitive}}]",
        ["1 February 2025, complete"],
        "□ overdue by 95 days, no action, no update since the deadline",
    ),
    "update 28/report --retracts 2025-02-01": (
        f", {{date: {ON}, retracts: 2025-02-01, milestone: report}}]",
        ["1 February 2025, complete"],
        "□ overdue by 95 days, no action, no update since the deadline",
    ),
    "update 28 --retracts 2025-02-01": (
        f", {{date: {ON}, retracts: 2025-02-01}}]",
        ["1 February 2025: Both.", "1 February 2025, complete"],
        "□ overdue by 220 days, no action",
    ),
}


@pytest.mark.parametrize("line", RETRACTED)
def test_entries_are_taken_back_by_a_new_one(line: str, desk: Desk) -> None:
    entry, taken, verdict = RETRACTED[line]
    old = desk.text
    result = desk.type(line)
    assert (result.code, result.err) == (0, "")
    written = entry.replace("|", "\n")
    assert written in desk.text
    assert desk.text.replace(written.removesuffix("]"), "") == old
    told = " ".join(result.out.split())
    assert " ".join(f"Takes back: {what}" for what in taken) in told
    assert told.count("Takes back: ") == len(taken)
    assert f"\nAfter   {verdict}\n" in result.out
    assert desk.errors() == []


def test_a_promise_whose_day_had_come_stays_and_this_is_said(desk: Desk) -> None:
    desk.type("update 7.1a --promise 2025-05 --date 2025-05-10")
    out = desk.type("update 7.1a --retracts 2025-05-10").out
    assert "        The promise of May 2025 stays: its last day had come before this.\n" in out


NOTHING_TAKEN = {
    "update 7.1a --retracts 2025-05-03": "7.1a has no entry of 2025-05-03 to take back; its "
    "entries are of 2025-03-20 and 2025-05-02",
    "update 7.1a --retracts 2025-05-02 --date 2025-05-01": "a retraction of 2025-05-01 cannot "
    "take back 2025-05-02, a later day",
    "update 7.2 --retracts 2025-05-02": "7.2 has no entry of 2025-05-02 to take back; it has none",
    "update 7.3 --retracts 2025-05-02": "7.3 has no answer in the plan",
    "update 28 --retracts 2025-02-01 --milestone publish": "28 has no entry of 2025-02-01 for "
    "publish to take back",
    "update 28 --retracts 2025-02-01 --milestone x": "'x' is not a milestone of recommendation 28",
    "update 7.1a --retracts 2025-05-02 --milestone x": "7.1a is an action and has its own",
    **{f"update 7.1a --retracts 2025-05-02 {option}": f"--retracts only takes back; leave "
       f"{option.split()[0]} out" for option in (
        "--status complete", "--evidence https://a.org", "--promise 2027", "--not-before 2027",
        "--wording x", "--owner x", "--verified-by x", "--verified-on 2025-05-01",
        "--acceptance accepted")},
    "update 7.1a --retracts 2025-05-02 --owner x --status blocked": "--retracts only takes back; "
    "leave --status and --owner out",
    "update 7.1a --retracts yesterday": "invalid value for '--retracts': 'yesterday' is not a date",
    "update 7.1a --acceptance accepted": "what is accepted is 7.1, not an action; update 7.1",
    "update 7.1 --acceptance accepted --status complete": "7.1 has actions; update 7.1a",
    "update 7.3 --acceptance accepted": "7.3 has no answer in the plan",
    "update 28 --acceptance accepted --status complete": "recommendation 28 has 2 deadlines",
    "update 28 --acceptance accepted --owner x": "recommendation 28 has 2 deadlines",
    "redact 7.1a": "7.1a has summary, wording and owner; say which with --field",
    "redact 7.1a --date 2025-03-20": "7.1a of 2025-03-20 has note, evidence, "
    "verified-by and owner; say which with --field",
    "redact 7.1a --date 2025-05-02": "7.1a of 2025-05-02 has no text to redact",
    "redact 7.1a --field note": "7.1a has no note to redact; it has summary, wording and owner",
    "redact 7.1 --field note --field internal": "7.1 has no note and no internal to redact; it "
    "has position",
    "redact 7.2": "7.2 has no text to redact",
    "redact 7.3": "7.3 has no answer in the plan",
    "redact 7.1a --field id": "invalid value for '--field'",
    "redact 7.9a": "no requirement or action '7.9a'",
    "add 7.1 --summary x --added 2025-07-01": "it cannot have joined on 2025-07-01, "
    "after 2025-06-30",
    "add 7.1 --summary x --added 2025-02": "invalid value for '--added': '2025-02' is not a date; "
    "write a day such as 2025-03-27, or published",
    "respond 7.2 --position x --added 2025-07-01": "it cannot have joined on 2025-07-01",
}  # fmt: skip


@pytest.mark.parametrize("line", NOTHING_TAKEN)
def test_what_cannot_be_mended_so_is_said_and_nothing_is_written(line: str, desk: Desk) -> None:
    before = desk.files()
    result = desk.type(line)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"stalkplan: {NOTHING_TAKEN[line]}"), result.err
    assert desk.files() == before


def test_nothing_is_taken_back_twice(desk: Desk) -> None:
    desk.type("update 7.1a --retracts 2025-05-02")
    assert desk.type("update 7.1a --retracts 2025-05-02").code == 2


ACCEPTED = {
    # what is typed: the entry, what is said of it
    "update 7.1 --acceptance rejected --note 'The court decides.'": (
        f"      - date: {ON}|        note: The court decides.|        acceptance: rejected|",
        "Acceptance: rejected, was accepted.",
    ),
    "update 7.1 --acceptance accepted": (
        f"      - date: {ON}|        acceptance: accepted|",
        "Acceptance: accepted, as before.",
    ),
    "update 7.2 --acceptance accepted-in-principle --date 2025-06-01": (
        "    updates:|      - date: 2025-06-01|        acceptance: accepted-in-principle|",
        "Acceptance: accepted in principle, was not recorded.",
    ),
    "update 28 --acceptance rejected": (
        f", {{date: {ON}, acceptance: rejected}}]",
        "Acceptance: rejected, was not recorded.",
    ),
}


@pytest.mark.parametrize("line", ACCEPTED)
def test_what_is_accepted_now_has_a_day(line: str, desk: Desk) -> None:
    entry, said = ACCEPTED[line]
    result = desk.type(line)
    assert (result.code, result.err) == (0, "")
    assert entry.replace("|", "\n") in desk.text
    assert said in result.out
    assert desk.errors() == []


UNDONE = (
    "update 7.1a --note 'The wrong action.'",
    "update 7.1a --note x --date 2025-01-01",
    "update 7.1a --retracts 2025-05-02",
    "update 7.1 --acceptance rejected",
    "update 28/publish --note x",
    "update 7.2 --acceptance accepted",
    "add 7.1 --summary x --promise 2026",
    "add 7.1 --summary x --added published",
    "add 7.2 --summary x",
    "add 7.3 --summary x",
    "respond 7.2 --position x --acceptance accepted",
    "respond 7.2 --position x --added published",
    "respond 7.3 --position x",
)


@pytest.mark.parametrize("ends", ["\n", "\r\n", ""], ids=["lf", "crlf", "no last line feed"])
@pytest.mark.parametrize("line", UNDONE)
def test_what_no_commit_has_is_undone_to_the_byte(line: str, ends: str, committed: Desk) -> None:
    desk = committed
    desk.text = PLAN.replace("\n", ends) if ends else PLAN.rstrip("\n")
    _commit(desk) if ends != "\n" else None
    old = desk.text
    result = desk.type(line)
    assert (result.code, result.err) == (0, "")
    assert desk.text != old
    result = desk.type("undo")
    assert (result.code, result.err) == (0, "")
    assert desk.text == old
    assert "taken out" in result.out.splitlines()[-1] or "changed" in result.out.splitlines()[-1]


def test_the_newest_is_undone_first_and_committed_ones_never(committed: Desk) -> None:
    desk, texts = committed, []
    lines = ("add 7.1 --summary x", "update 7.1b --note y", "respond 7.3 --position z",
             "update 7.1b --note earlier --date 2025-06-29")  # fmt: skip
    for number, line in enumerate(lines):
        texts.append(desk.text)
        assert desk.type(line, on=f"2025-07-0{number + 1}").code == 0
    last = desk.text
    left = []
    while desk.type("undo", on="2025-07-09").code == 0:
        left.append(desk.text)
    assert len(left) == len(lines)
    assert left[-1] == texts[0]
    desk.text = last
    _commit(desk)
    result = desk.type("undo")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "stalkplan: nothing to take back: the last commit has every entry; what is committed is on "
        "the record; to take an entry back: stalkplan update ID --retracts DAY\n"
    )
    assert desk.text == last


def test_an_entry_that_was_reworded_is_not_taken_for_a_new_one(committed: Desk) -> None:
    committed.put("Two tools.", "Three tools.")
    committed.type("update 7.1a --note x")
    before = committed.files()
    result = committed.type("undo")
    assert (result.code, result.out) == (2, "")
    told = "an update of 7.1a is not as the last commit has it; put it back first, in an editor"
    assert result.err == f"stalkplan: {told}\n"
    assert committed.files() == before


def test_without_a_commit_it_cannot_tell(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    desk.type("update 7.1a --note x")
    for is_repository in (False, True):
        if is_repository:
            _git(desk, "init", "-q")
        result = desk.type("undo")
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("stalkplan: undo cannot find out what is committed: ")
        assert "correct the plan in an editor" in result.err
        assert "--retracts DAY" in result.err


def test_a_plan_that_the_last_commit_has_not_here_is_left(committed: Desk) -> None:
    """It may stand elsewhere there: then every entry would seem to be new."""
    (committed.folder / "responses").mkdir()
    committed.plan.rename(committed.folder / "responses" / "kent.yaml")
    committed.plan = committed.folder / "responses" / "kent.yaml"
    committed.put("id: northshire", "id: kent")
    committed.type("update 7.1a --note x")
    before = committed.files()
    result = committed.type("undo")
    assert (result.code, result.out) == (2, "")
    assert "the last commit has no plan of kent here that can be read" in result.err
    assert committed.files() == before


def test_a_plan_under_another_name_is_the_same_plan(committed: Desk) -> None:
    (committed.folder / "responses").mkdir()
    committed.plan.rename(committed.folder / "responses" / "northshire.yaml")
    committed.plan = committed.folder / "responses" / "northshire.yaml"
    committed.type("update 7.1a --note x")
    assert committed.text != PLAN
    assert committed.type("undo").code == 0
    assert committed.text == PLAN
    assert committed.type("undo").code == 2


def test_a_dry_run_of_undo_changes_nothing(committed: Desk) -> None:
    committed.type("update 7.1a --note x")
    old = committed.text
    result = committed.type("undo --dry-run")
    assert (result.code, result.err) == (0, "not saved: this was a dry run\n")
    assert committed.text == old


REDACTED = {
    # what is typed: the texts that go, what comes for each in its lines
    "redact 7.1": [("position: We record.", "position: '[redacted]'")],
    "redact 7.1a --field summary": [
        ("summary: Jane Example tests the records.", "summary: '[redacted]'")
    ],
    "redact 7.1a --field owner --field wording": [
        ("owner: Jane Example  # a name", "owner: '[redacted]'  # a name"),
        ("wording: Jane says March}", "wording: '[redacted]'}"),
    ],
    "redact 7.1a --date 2025-03-20 --field note": [
        (
            "note: |\n              Jane Example is at it.\n\n              Two tools.\n",
            "note: '[redacted]'\n",
        )
    ],
    "redact 7.1a --date 2025-03-20 --field evidence --field verified-by": [
        ("- https://example.org/jane", "- '[redacted]'"),
        ("- https://example.org/minutes", "- '[redacted]'"),
        ("by: Jane Example,", "by: '[redacted]',"),
    ],
    "redact 28 --date 2025-02-01": [("note: Both.", "note: '[redacted]'")],
}


@pytest.mark.parametrize("line", REDACTED)
def test_a_text_goes_and_is_not_repeated(line: str, desk: Desk) -> None:
    old, judged = desk.text, desk.judged(ON)
    result = desk.type(line)
    assert (result.code, result.err) == (0, "")
    for gone, comes in REDACTED[line]:
        assert old.count(gone) == 1
        old = old.replace(gone, comes)
    assert desk.text == old
    assert "Jane" not in result.out
    assert "https://example.org" not in result.out
    assert "What git has recorded still holds the text" in result.out
    assert desk.errors() == []
    items = [dict(item, summary="", owner="", promise="") for item in desk.judged(ON)["items"]]
    assert items == [dict(item, summary="", owner="", promise="") for item in judged["items"]]


def test_a_dry_run_shows_what_would_go(desk: Desk) -> None:
    result = desk.type("redact 7.1a --field owner --dry-run")
    assert "Jane Example  # a name" in result.out
    assert desk.text == PLAN


ADDED = {
    # what is typed: what stands there then
    "add 7.1 --summary x --added 2025-01-14": (
        "      - id: 7.1b|        added: 2025-01-14|        summary: x|"
    ),
    "add 7.1 --summary x --added Published": "      - id: 7.1b|        summary: x|",
    "add 7.3 --summary x --added published": (
        "  - ref: 7.3|    actions:|      - id: 7.3a|        summary: x|"
    ),
    "respond 7.2 --position x --added 2025-01-14": (
        "    position: 'x'  # to do|    added: 2025-01-14|"
    ),
    "respond 7.3 --position x --added published": "  - ref: 7.3|    position: x|",
}


@pytest.mark.parametrize("line", ADDED)
def test_what_stood_in_the_plan_before_says_so(line: str, desk: Desk) -> None:
    result = desk.type(line)
    assert (result.code, result.err) == (0, "")
    assert ADDED[line].replace("|", "\n") in desk.text
    (ref,) = {word for word in line.split() if word[0] == "7"}
    day = "2025-01-14" if "2025-01-14" in line else "2024-09-27"
    known = json.loads(desk.type(f"show {ref} --format json", on=day).out)
    assert any("x" in (i["summary"] or "") for i in known["items"]) or (
        known["requirements"][0]["position"] == "x"
    )


def test_an_answer_over_actions_cannot_have_joined_after_them(desk: Desk) -> None:
    desk.type("add 7.2 --summary x")
    result = desk.type("respond 7.2 --position x --added 2025-01-14")
    told = "7.2 already has actions or updates; leave --added out"
    assert (result.code, result.err) == (2, f"stalkplan: {told}\n")
    assert desk.type("respond 7.2 --position x --added published").code == 0


def test_an_action_cannot_have_joined_before_its_answer(desk: Desk) -> None:
    desk.type("respond 7.3 --position x")
    for added, when in (("published", "from the first"), ("2025-01-14", "of 2025-01-14")):
        result = desk.type(f"add 7.3 --summary x --added {added}")
        told = f"the answer to 7.3 joined the plan on {ON}; an action {when} would be older"
        assert (result.code, result.err) == (2, f"stalkplan: {told}\n")


def test_at_a_terminal_it_asks_and_repeats_no_text(committed: Desk) -> None:
    told = talk(committed, "redact 7.1a --field owner", {SAVE: "y"})
    assert (told.code, told.asked) == (0, [SAVE])
    before, _, after = told.written.partition(SAVE)
    assert "Jane Example  # a name" in before
    assert "Jane" not in after
    assert "owner: '[redacted]'  # a name" in committed.text
    for line in ("redact 7.1a --field summary", "undo"):
        committed.type("update 7.1a --note x")
        old = committed.text
        told = talk(committed, line, {SAVE: "n"})
        assert (told.code, told.asked) == (1, [SAVE])
        assert told.lines[-1] == "not saved"
        assert committed.text == old
    told = talk(committed, "update 7.1a --retracts 2025-05-02", {NOTE: "Why.", SAVE: "y"})
    assert (told.code, told.asked) == (0, [NOTE, SAVE])
    assert committed.text.count("            note: Why.\n") == 1
    told = talk(committed, "update 7.1 --acceptance rejected", {SAVE: "y"})
    assert (told.code, told.asked) == (0, [NOTE, DATE, SAVE])


def test_what_is_committed_while_somebody_looks_is_not_undone(committed: Desk) -> None:
    committed.type("update 7.1a --note x")
    old = committed.text
    told = talk(committed, "undo", {SAVE: "y"}, ALONE, meanwhile=lambda: _commit(committed))
    assert told.code == 2
    assert "saved" not in told.lines[-1]
    assert committed.text == old
