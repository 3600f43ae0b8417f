"""What `undo` takes out of a plan, compared with the last commit, and which text `redact` means."""

from datetime import date

import pytest

from stalkplan.edit.redact import Redaction
from stalkplan.edit.undo import Undo
from stalkplan.errors import HistoryError, StalkplanError, WrongCallError
from stalkplan.record.choices import TextField
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

ON = date(2026, 11, 24)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 12, addressed_to: [chief-constables], requirements: [{ref: 12.1}, {ref: 12.2}]}
"""
HEAD = """\
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}
responses:
"""
BLANK = "  - ref: 12.1\n    position:\n"
ANSWER = "  - ref: 12.2\n    position: We do.\n"
ACTIONS = "    actions:\n      - id: 12.2a\n"
UPDATES = "        updates:\n          - {date: 2025-02-01, note: One.}\n"
SECOND = "          - {date: 2025-02-02, note: Two.}\n"
NEW = "  - ref: 12.1\n    added: 2025-03-01\n    position: We will.\n"
OWN = "    updates:\n      - {date: 2025-02-01, note: N.}\n"
PLAIN = f"{ANSWER}{ACTIONS}"
TAKEN = {
    # what is in the last commit, and what stands there now: what is left, and what its item is
    (PLAIN, f"{PLAIN}{UPDATES}"): (PLAIN, "12.2a"),
    (f"{PLAIN}{UPDATES}", f"{PLAIN}{UPDATES}{SECOND}"): (f"{PLAIN}{UPDATES}", "12.2a"),
    (PLAIN, f"{PLAIN}{UPDATES}{SECOND}"): (f"{PLAIN}{UPDATES}", "12.2a"),
    (ANSWER, PLAIN): (ANSWER, "12.2"),
    (f"{ANSWER}{OWN}", f"{ANSWER}{OWN}{ACTIONS}"): (f"{ANSWER}{OWN}", "12.2"),
    (PLAIN, f"{PLAIN}      - id: 12.2b\n        added: 2025-01-01\n"): (PLAIN, "12.2a"),
    (PLAIN, f"{PLAIN}{NEW}"): (PLAIN, "12.1"),
    (PLAIN, f"{PLAIN}{NEW}    updates:\n      - {{date: 2025-03-02, note: N.}}\n"): (
        f"{PLAIN}{NEW}",
        "12.1",
    ),
    (PLAIN, f"{PLAIN}{UPDATES}{NEW}"): (f"{PLAIN}{UPDATES}", "12.1"),  # the newer one goes
    (PLAIN, f"{PLAIN}{UPDATES}{NEW.replace('2025-03-01', '2025-01-01')}"): (
        f"{PLAIN}{NEW.replace('2025-03-01', '2025-01-01')}",
        "12.2a",
    ),
    (f"{PLAIN}{BLANK}", f"{PLAIN}{NEW}"): (f"{PLAIN}{BLANK}", "12.1"),
    (f"{PLAIN}{BLANK}", f"{PLAIN}{UPDATES}{NEW}"): (f"{PLAIN}{UPDATES}{BLANK}", "12.1"),
    (f"{BLANK}", f"{BLANK}{PLAIN}"): (f"{BLANK}{ANSWER}", "12.2"),
    (BLANK, f"{BLANK}  - ref: 12.2\n    added: 2025-03-01\n{ACTIONS}"): (BLANK, "12.2"),
    (
        f"{ANSWER}    actions:\n      - summary: Do it.\n        id: 12.2a\n",
        (
            f"{ANSWER}    actions:\n      - updates:\n          - date: 2025-02-01\n"
            "            note: One.\n        summary: Do it.\n        id: 12.2a\n"
        ),
    ): (  # the key stays where it opens the record
        f"{ANSWER}    actions:\n      - updates:\n        summary: Do it.\n        id: 12.2a\n",
        "12.2a",
    ),
}


def _undone(was: str, now: str) -> tuple[str, str]:
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": HEAD + now})
    assert register.problems == ()
    undo = Undo(lambda: {"data/responses.yaml": was})
    target = undo.target(register, assess(register, on=ON))
    left = undo.edit(HEAD + now, target, on=ON).new
    after = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": left})
    item = undo.item_after(assess(after, on=ON), target)
    return left.removeprefix(HEAD), item.id


@pytest.mark.parametrize("case", TAKEN)
def test_what_is_taken_back(case: tuple[str, str]) -> None:
    was, now = case
    assert _undone(HEAD + was, now) == TAKEN[case]


REFUSED: dict[tuple[str, str], tuple[type[StalkplanError], str]] = {
    (HEAD + PLAIN, PLAIN): (WrongCallError, "nothing to take back: the last commit has every"),
    (HEAD + PLAIN + UPDATES, f"{PLAIN}{UPDATES.replace('One', 'Two')}"): (
        WrongCallError,
        "an update of 12.2a is not as the last commit has it; put it back first, in an editor",
    ),
    (HEAD.replace("id: north", "id: south") + PLAIN, PLAIN): (
        HistoryError,
        "the last commit has no plan of northshire here that can be read",
    ),
    (f"{HEAD}{PLAIN}'", PLAIN): (
        HistoryError,
        "the last commit has no plan of northshire here that can be read",
    ),
    (HEAD + PLAIN, f"{PLAIN}{NEW.replace('12.1', '12.9')}"): (
        WrongCallError,
        "the answer to 12.9 of 2025-03-01 answers what nobody asked; take it out in an editor",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_taken_back(case: tuple[str, str]) -> None:
    kind, said = REFUSED[case]
    with pytest.raises(kind) as error:
        _undone(*case)
    assert said in str(error.value)


THIRD = "          - {date: 2025-02-04, evidence: [a.pdf, b.pdf], note: Three.}\n"
HELD = f"{PLAIN}        summary: Do it.\n        owner: A\n{UPDATES}{SECOND}{THIRD}"
NOTE, SUMMARY, OWNER = TextField.NOTE, TextField.SUMMARY, TextField.OWNER
REDACTED = {
    # the record, the day and the fields: which texts go, or what is said
    ("12.2a", None, (SUMMARY,)): ["Do it."],
    ("12.2a", None, (SUMMARY, OWNER)): ["Do it.", "A"],
    ("12.2a", date(2025, 2, 1), ()): ["One."],
    ("12.2a", date(2025, 2, 2), (NOTE,)): ["Two."],
    ("12.2", None, ()): ["We do."],
    ("12.2a", date(2025, 2, 4), (TextField.EVIDENCE,)): ["a.pdf", "b.pdf"],
    ("12.2a", date(2025, 2, 4), (TextField.EVIDENCE, NOTE)): ["Three.", "a.pdf", "b.pdf"],
    ("12.2a", None, ()): "12.2a has summary and owner; say which with --field",
    ("12.2a", None, (NOTE,)): "12.2a has no note to redact; it has summary and owner",
    ("12.2a", date(2025, 2, 3), ()): "12.2a of 2025-02-03 has no text to redact",
    ("12.2a", date(2025, 2, 3), (NOTE, OWNER)): (
        "12.2a of 2025-02-03 has no note and no owner to redact; it has no other text"
    ),
}


@pytest.mark.parametrize("case", REDACTED)
def test_which_texts_are_redacted(case: tuple[str, date | None, tuple[TextField, ...]]) -> None:
    text, said = HEAD + HELD, REDACTED[case]
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": text})
    assert register.problems == ()
    given = Redaction(*case)
    target = given.target(register, assess(register, on=ON))
    if isinstance(said, str):
        with pytest.raises(WrongCallError) as error:
            given.edit(text, target, on=ON)
        assert str(error.value) == said
        return
    edit = given.edit(text, target, on=ON)
    gone = [text[splice.start : splice.end] for splice in edit.splices]
    assert sorted(gone) == sorted(said)
    assert {splice.text for splice in edit.splices} == {"'[redacted]'"}
