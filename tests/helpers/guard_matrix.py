"""The matrix of `check --against`: what is done to a record, and what is said of it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from plain_yaml import plain
from repositories import (
    ASKED,
    LAST_MONTHS_PLAN,
    PLAN,
    PUBLICATION,
    SECOND,
    SOUTH,
    SOUTHSHIRE,
    THIRD,
    TOLD,
    Repository,
)

from stalkplan.cli.main import run

Edit = Callable[[Repository], None]


def _cut(begin: str, end: str) -> str:
    return PLAN[PLAN.index(begin) : PLAN.index(end)]


FIRST = _cut("          - date: 2025-01-10", SECOND)
UPDATES = f"        updates:\n{FIRST}{SECOND}{THIRD}"
ACTION = _cut("      - id: 12.2a", "  - ref: 13")
ANSWER = _cut("  - ref: 12.2", "  - ref: 13")
OWNER = "        owner: Head of Risk\n"
PROMISE = "        promise: {by: 2025-03, wording: in March}\n"
ID = "      - id: 12.2a\n"
APRIL = "          - date: 2025-04-10\n            note: More.\n"
DEADLINE = "    deadlines:\n      - due: 2025-03-27\n"
BODIES, FEWER = "[chief-constables, local-policing-bodies]", "addressee-removed northshire"
REQUIREMENT = "      - ref: 12.2\n        summary: Share what is known.\n"
RECOMMENDATION = "  - number: 13\n    theme: Orders\n    addressed_to: [chief-constables]\n"
DISCHARGED = PUBLICATION[PUBLICATION.index("    discharged:") :]
LETTER = "        evidence: https://example.org/letter\n"
DISCHARGE = "28 chief-constables publish"
MINUTES = "            evidence:\n              - https://example.org/minutes\n"
COMPLETE = "            status: complete\n"
VERIFIED = "            verified: {by: The Board}\n"
MILESTONE = "        milestone: report\n        summary"
TRAIN = "  - ref: 14\n    position: We train.\n"
ANSWERED_TO = "    acceptance: accepted\n    stated_deadline: 2025-03-27\n"
WORDED = "wording-changed 12.1"
RETRACTION = APRIL.replace("note: More.", "retracts: 2025-03-20").replace("04-10", "03-25")
MARCH = APRIL.replace("04-10", "03-31")

GUILTY: Mapping[str, tuple[str, str, str]] = {
    # what was done: a text, another in its place, and what is said of it
    "deadline moved a year": ("due: 2025-03-27", "due: 2026-03-27", "deadline-moved 12"),
    "one of two deadlines moved": ("2025-03-28", "2025-03-29", "deadline-moved 28/report"),
    "deadline removed": (DEADLINE, "", "deadline-removed 12"),
    "addressee removed": (f"to: {BODIES}", "to: [chief-constables]", "addressee-removed 12"),
    "plan answers for fewer": (f"for: {BODIES}", "for: [chief-constables]", FEWER),
    "requirement removed": (REQUIREMENT, "", "requirement-removed 12.2"),
    "recommendation removed": (RECOMMENDATION, "", "recommendation-removed 13"),
    "discharged for a month": ("2024-11-23", "2024-11", f"discharge-changed {DISCHARGE}"),
    "discharged by another": ("by: NPCC", "by: Us", f"discharge-changed {DISCHARGE}"),
    "discharge without its letter": (LETTER, "", f"discharge-changed {DISCHARGE}"),
    "discharge removed": (DISCHARGED, "", f"discharge-removed {DISCHARGE}"),
    "published on another day": ("2024-09-27", "2024-12-27", "publication-changed published"),
    "number of recommendations removed": ("  count: 29\n", "", "publication-changed count"),
    "title of the publication": ("title: A report", "title: A note", "publication-changed title"),
    "requirement under another ref": ("ref: 12.3", "ref: 12.9", "requirement-removed 12.3"),
    "recommendation under another number": (
        *("number: 13", "number: 15", "recommendation-removed 13"),
    ),
    "discharge of every milestone": (
        *("        milestone: publish\n        ev", "        ev", f"discharge-removed {DISCHARGE}"),
    ),
    "update deleted": (THIRD, "", "update-deleted 12.1a"),
    "every update deleted": (UPDATES, "", "|".join(["update-deleted 12.1a"] * 3)),
    "note reworded": ("No tool fits", "A tool fits", "update-changed 12.1a"),
    "note under an answer reworded": ("Half are", "All are", "update-changed 14"),
    "status flipped": ("status: blocked", "status: complete", "update-changed 12.1a"),
    "update re-dated": ("2025-01-10", "2025-03-26", "update-changed 12.1a"),
    "evidence taken out": (MINUTES, "", "update-changed 12.1a"),
    "evidence put into an old update": (
        *("No tool fits.\n", f"No tool fits.\n{MINUTES}", "update-changed 12.1a"),
    ),
    "status taken out": (COMPLETE, "", "update-changed 28a"),
    "note taken out": ("            note: No tool fits.\n", "", "update-changed 12.1a"),
    "verified put into an old update": (COMPLETE, COMPLETE + VERIFIED, "update-changed 28a"),
    "update inserted before the first": (FIRST, APRIL + FIRST, "update-inserted 12.1a"),
    "update inserted before the last": (THIRD, APRIL + THIRD, "update-inserted 12.1a"),
    "updates of one day swapped": (SECOND + THIRD, THIRD + SECOND, "updates-reordered 12.1a"),
    "item dropped": (f"    actions:\n{ACTION}", "", "action-removed 12.2a"),
    "answer dropped": (ANSWER, "", "action-removed 12.2a|response-removed 12.2"),
    "action renamed": ("id: 12.2a", "id: 12.2b", "action-removed 12.2a"),
    "action moved to another answer": (
        f"{ANSWER}  - ref: 13\n    position:\n",
        f"  - ref: 12.2\n    position: We share.\n  - ref: 13\n    actions:\n{ACTION}",
        "action-moved 12.2a",
    ),
    "owner changed in place": ("Head of Risk", "Registrar", "owner-changed 12.1a"),
    "owner added in place": (ID, ID + OWNER, "owner-changed 12.2a"),
    "owner removed": (OWNER, "", "owner-changed 12.1a"),
    "promise moved in place": ("by: 2025-03,", "by: 2025-09,", "promise-changed 12.1a"),
    "promise reworded": ("wording: in March", "wording: soon", "promise-changed 12.1a"),
    "promise turned round": ("{by:", "{not_before:", "promise-changed 12.1a"),
    "promise added in place": (ID, ID + PROMISE, "promise-changed 12.2a"),
    "promise removed": (PROMISE, "", "promise-changed 12.1a"),
    "milestone changed": (
        MILESTONE,
        MILESTONE.replace("report", "publish"),
        "milestone-changed 28a",
    ),
    "day of joining moved": ("added: 2025-01-05", "added: 2025-03-05", "added-changed 12.2a"),
    "day of joining put in": (OWNER, f"{OWNER}        added: 2025-03-19\n", "added-changed 12.1a"),
    "day of joining taken out": ("        added: 2025-01-05\n", "", "added-changed 12.2a"),
    "organisation's id": ("id: northshire", "id: north", "organisation-changed north"),
    "position emptied": ("position: We share.", "position:", "position-emptied 12.2"),
    "answer twice, another first": (
        *("  # the first", f"  - ref: 12.1\n    position: We do.\n{ANSWERED_TO}  # the first"),
        "wording-changed 12.1",
    ),
    "restated deadline dropped": ("d_deadline: 2025-03-27", "d_deadline: none", WORDED),
    "position reworded": ("We share.", "We shared.", "wording-changed 12.2"),
    "summary of an action reworded": ("Choose a", "Consider a", "wording-changed 12.1a"),
    "summary of what is asked reworded": ("Use a tool.", "Try.", "wording-changed 12.1"),
    "theme reworded": ("theme: Training", "theme: Talks", "wording-changed 14"),
    "acceptance flipped": (": accepted", ": rejected", "acceptance-changed 12.1"),
    "acceptance taken out": ("    acceptance: accepted\n", "", "acceptance-changed 12.1"),
}

GUILTY_FILES: Mapping[str, tuple[Edit, str]] = {
    "plan file deleted": (
        lambda repository: (repository.top / SOUTH).unlink(),
        "plan-removed southshire",
    ),
    "file replaced by last month's": (
        lambda repository: repository.write({TOLD: LAST_MONTHS_PLAN}),
        "update-deleted 12.1a|update-deleted 12.1a",
    ),
    "organisation and its file renamed": (
        lambda repository: _renamed(repository, SOUTH, "east", "id: southshire", "id: east"),
        "organisation-changed east",
    ),
    "file renamed, and a note reworded": (
        lambda repository: _renamed(repository, TOLD, "northshire", "No tool", "A tool"),
        "update-changed 12.1a",
    ),
}


def _rewritten(as_text: Callable[[Any], str]) -> Edit:
    """Return what writes every file in another style, its comments gone."""

    def edit(repository: Repository) -> None:
        for name in (ASKED, TOLD, SOUTH):
            record = plain(repository.read(name))
            repository.write({name: as_text(record)})

    return edit


def _turned(record: Any) -> str:
    """Return a file with its records in the reverse order."""
    for key in record.keys() & {"recommendations", "responses"}:
        record[key].reverse()
    return str(yaml.dump(record, sort_keys=False))


def _indented(record: Any) -> str:
    """Return a file with other indentation."""
    return str(yaml.dump(record, indent=7, sort_keys=False))


def _respelt(old: bytes, new: bytes) -> Edit:
    """Return what puts other bytes into every place of every file."""

    def edit(repository: Repository) -> None:
        for name in (ASKED, TOLD, SOUTH):
            repository.write({name: (repository.top / name).read_bytes().replace(old, new)})

    return edit


def _renamed(repository: Repository, file: str, name: str, old: str, new: str) -> None:
    """Rename a file to that of an organisation, with one text changed."""
    repository.swap(old, new)
    (repository.top / file).rename(repository.top / f"data/responses/{name}.yaml")


INNOCENT: Mapping[str, tuple[str, str, str]] = {
    # what was done: a text, another in its place, and what joined by it
    "updates newest first": (FIRST + SECOND + THIRD, SECOND + THIRD + FIRST, ""),
    "addressees turned": (f"to: {BODIES}", "to: [local-policing-bodies, chief-constables]", ""),
    "reckoning of a deadline": (
        "due: 2025-03-27",
        "due: 2025-03-27\n        within: P6M",
        "particulars-changed 12",
    ),
    "certainty": ("  - number: 13\n", "  - number: 13\n    certainty: confirmed\n", "filled-in 13"),
    "source of a fact": (
        "  - number: 13\n",
        "  - number: 13\n    sources: [x]\n",
        "particulars-changed 13",
    ),
    "private note": (
        "No tool fits.",
        "No tool fits.\n            internal: Ask.",
        "private-note-changed 12.1a",
    ),
    "marking": (
        MINUTES,
        f"{MINUTES}            marking: official-sensitive\n",
        "marking-changed 12.1a",
    ),
    "organisation's name": ("name: Northshire", "name: North", "particulars-changed northshire"),
    "organisation's contact": (
        "plan@example.org",
        "us@example.org",
        "particulars-changed northshire",
    ),
    "source": (
        "https://example.org/plan",
        "https://example.org/new",
        "particulars-changed northshire",
    ),
    "acceptance stated at last": (
        "We share.",
        "We share.\n    acceptance: rejected",
        "filled-in 12.2",
    ),
    "recommendation added": (
        RECOMMENDATION,
        RECOMMENDATION + RECOMMENDATION.replace("13", "15"),
        "recommendation-added 15",
    ),
    "deadline added": (
        "  - number: 13\n",
        "  - number: 13\n    deadlines: [{due: 2026-01-01}]\n",
        "deadline-added 13",
    ),
    "requirement added": (
        REQUIREMENT,
        f"{REQUIREMENT}      - ref: 12.4\n",
        "requirement-added 12.4",
    ),
    "discharge of today added": (
        "  - number: 13\n",
        "  - number: 13\n    discharged: [{for: chief-constables, by: We, on: 2025-04-02}]\n",
        "discharge-added 13 chief-constables",
    ),
    "addressee added": (
        "    theme: Orders\n    addressed_to: [chief-constables]",
        "    theme: Orders\n    addressed_to: [npcc, chief-constables]",
        "addressee-added 13",
    ),
    "plan answers for more": (
        f"for: {BODIES}",
        "for: [npcc, chief-constables, local-policing-bodies]",
        "addressee-added northshire",
    ),
    "answer added": (
        TRAIN,
        f"  - ref: 12.3\n    added: 2025-04-02\n{TRAIN}",
        "response-added 12.3",
    ),
    "action added": (
        ACTION,
        ACTION.replace("2a\n", "2b\n").replace("01-05", "04-05") + ACTION,
        "action-added 12.2b",
    ),
    "update": (THIRD, THIRD + APRIL, "update-added 12.1a"),
    "update of the revision's day": (
        THIRD,
        THIRD + MARCH.replace("03-31", "04-01"),
        "update-added 12.1a",
    ),
}

NOTED: Mapping[str, tuple[str, str, str]] = {
    # the same; what is changed as it may be
    "note redacted": ("note: No tool fits.", "note: '[redacted]'", "redacted 12.1a"),
    "position redacted": ("position: We share.", "position: '[redacted]'", "redacted 12.2"),
    "owner redacted": ("Head of Risk", "'[redacted]'", "redacted 12.1a"),
    "wording of a promise redacted": (
        "wording: in March",
        "wording: '[redacted]'",
        "redacted 12.1a",
    ),
    "note under an answer redacted": ("Half are trained.", "'[redacted]'", "redacted 14"),
    "summary redacted": ("summary: Choose a tool.", "summary: '[redacted]'", "redacted 12.1a"),
}

LATE: Mapping[str, tuple[str, str, str]] = {
    # the same; all that joins by it is recorded late
    "update back-dated": (THIRD, THIRD + MARCH, "update-added 12.1a"),
    "discharge back-dated": (
        "  - number: 13\n",
        "  - number: 13\n    discharged: [{for: chief-constables, by: We, on: 2025-01-01}]\n",
        "discharge-added 13 chief-constables",
    ),
    "extension back-dated": (
        DEADLINE,
        f"    extended: [{{for: northshire, to: 2025-06-30, on: 2025-03-01, by: X}}]\n{DEADLINE}",
        "extension-added 12 northshire",
    ),
    "end back-dated": (
        DEADLINE,
        f"    ended: [{{for: northshire, on: 2025-03-01, by: X}}]\n{DEADLINE}",
        "end-added 12 northshire",
    ),
    "deadline of the past": (
        *("  - number: 13\n", "  - number: 13\n    deadlines: [{due: 2025-01-01}]\n"),
        "deadline-added 13",
    ),
    "retraction back-dated": (THIRD, THIRD + RETRACTION, "update-added 12.1a"),
    "update repeated": (THIRD, THIRD * 2, "update-added 12.1a"),
    "action without a day": (ACTION, f"{ACTION}      - id: 12.2b\n", "action-added 12.2b"),
    "answer without a day": (TRAIN, f"  - ref: 12.3\n{TRAIN}", "response-added 12.3"),
    "blank filled without a day": ("position:\n", "position: We do.\n", "answered 13"),
}


def _typed(*command: str) -> Edit:
    """Return what a command of ours does, as on 20 April."""

    def edit(repository: Repository) -> None:
        where = ("--data", str(repository.data), "--as-of", "2025-04-20", "--org", "northshire")
        assert run([*command, *where]) == 0

    return edit


def _new_organisation(repository: Repository) -> None:
    repository.write({"data/responses/kent.yaml": SOUTHSHIRE.replace("southshire", "kent")})


INNOCENT_FILES: Mapping[str, tuple[Edit, str]] = {
    "nothing": (lambda _: None, ""),
    "flow for block": (_rewritten(json.dumps), ""),
    "records reordered": (_rewritten(_turned), ""),
    "line endings": (_respelt(b"\n", b"\r\n"), ""),
    "whole file re-indented": (_rewritten(_indented), ""),
    "byte order mark": (
        lambda repository: repository.write({TOLD: f"\ufeff{repository.read(TOLD)}"}),
        "",
    ),
    "file renamed": (
        lambda repository: _renamed(repository, TOLD, "northshire", "We share.", "We share."),
        "",
    ),
    "organisation added": (_new_organisation, "plan-added kent"),
    "update typed": (_typed("update", "12.1a", "--note", "x"), "update-added 12.1a"),
    "update of an answer typed": (_typed("update", "14", "--note", "x"), "update-added 14"),
    "action typed": (_typed("add", "12.2", "--summary", "x"), "action-added 12.2b"),
    "answer typed": (_typed("respond", "13", "--position", "We do."), "answered 13"),
}


def _cases(
    swaps: Mapping[str, tuple[str, str, str]], files: Mapping[str, tuple[Edit, str]]
) -> Mapping[str, tuple[Edit, list[str]]]:
    """Return what to do and what is said of it, by the name of the case."""
    edits = {name: (_swapped(old, new), said) for name, (old, new, said) in swaps.items()}
    return {
        name: (e, said.split("|") if said else [])
        for name, (e, said) in (edits | {**files}).items()
    }


def _swapped(old: str, new: str) -> Edit:
    return lambda repository: repository.swap(old, new)


GUILTY_CASES = _cases(GUILTY, GUILTY_FILES)
LATE_CASES = _cases(LATE, {})
INNOCENT_CASES = {**_cases({**INNOCENT, **NOTED}, INNOCENT_FILES), **LATE_CASES}
