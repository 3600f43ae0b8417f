"""An invented publication of two landlords: other bodies extend, meet and end what it asks.

It grows over six commits. On 20 March 2025 1a is complete, on 10 April it is not any more.
"""

from pathlib import Path

from repositories import Repository

BOARD = "Northshire Safety Board"
_ASKED, _ACORN, _BIRCH = (
    "data/recommendations.yaml",
    "data/responses/acorn.yaml",
    "data/responses/birch.yaml",
)
_BEGUN = {
    _ASKED: """\
publication:
  id: fire-doors
  title: Fire doors in sheltered housing
  published: 2025-01-10
  addressees: {landlords: Landlords}
recommendations:
  - number: 1
    theme: Inspect doors
    summary: Inspect every fire door once a year.
    addressed_to: [landlords]
    deadlines: [{due: 2025-03-31}]
  - number: 2
    theme: Publish results
    summary: Publish what was found, and report on the repairs.
    addressed_to: [landlords]
    deadlines:
      - {milestone: publish, due: 2025-02-28}
      - {milestone: report, due: 2025-06-30}
  - number: 3
    theme: Train wardens
    summary: Train each warden.
    addressed_to: [landlords]
    deadlines: [{due: 2025-04-30}]
  - number: 4
    theme: National register
    summary: Keep a register of doors.
    addressed_to: [landlords]
    deadlines: [{due: 2025-05-15}]
  - number: 5
    theme: Alarm tests
    summary: Test each alarm.
    addressed_to: [landlords]
""",
    _ACORN: """\
organisation: {id: acorn, name: Acorn Homes, answers_for: [landlords]}
responses:
  - ref: 1
    position: All doors are inspected.
    actions:
      - id: 1a
        summary: Inspect the doors.
        owner: Estates lead
        promise: {by: 2025-03}
  - ref: 2
    position: Results go online.
  - ref: 3
    position: Wardens are trained.
    actions:
      - id: 3a
        summary: Train wardens.
        owner: Training lead
      - id: 3b
        summary: Train new wardens.
  - ref: 4
  - ref: 5
    position: Tests are planned.
    actions:
      - id: 5a
        summary: Test alarms.
        promise: {by: 2025-06}
""",
    _BIRCH: """\
organisation: {id: birch, name: Birch Trust, answers_for: [landlords]}
responses:
  - ref: 1
    position: Doors are checked.
  - ref: 3
    position: Training has begun.
""",
}
_STEPS = [
    # on which day what stands in which file in place of what
    (
        "2025-03-21",
        _ACORN,
        "        promise: {by: 2025-03}\n",
        (
            "        promise: {by: 2025-03}\n        updates:\n          - {date: 2025-03-20,"
            " status: complete, note: All inspected., evidence: [https://example.org/a]}\n"
        ),
    ),
    (
        "2025-03-21",
        _ACORN,
        "    position: Results go online.\n",
        (
            "    position: Results go online.\n    updates:\n"
            "      - {date: 2025-02-27, milestone: publish, status: complete, note: Online now.}\n"
            "      - {date: 2025-02-27, milestone: report, status: in-progress, note: Repairs.}\n"
            "      - {date: 2025-03-01, status: complete, note: Done.}\n"
        ),
    ),
    (
        "2025-04-22",
        _ACORN,
        "evidence: [https://example.org/a]}\n",
        (
            "evidence: [https://example.org/a]}\n"
            "          - {date: 2025-04-10, status: in-progress, note: Two blocks were missed.}\n"
        ),
    ),
    (
        "2025-04-22",
        _ASKED,
        "deadlines: [{due: 2025-04-30}]\n",
        (
            "deadlines: [{due: 2025-04-30}]\n    extended:\n      - {for: acorn, to: 2025-07-31,"
            f" on: 2025-04-20, by: {BOARD}, how: letter, evidence: https://example.org/ext}}\n"
        ),
    ),
    (
        "2025-07-12",
        _ASKED,
        "deadlines: [{due: 2025-05-15}]\n",
        (
            "deadlines: [{due: 2025-05-15}]\n    discharged:\n      - {for: landlords, on: 2025-06,"
            " by: Ministry of Housing, how: national register opened,"
            " evidence: https://example.org/reg}\n"
        ),
    ),
    (
        "2025-07-12",
        _ASKED,
        "    summary: Inspect every fire door once a year.\n",
        (
            "    summary: Inspect every fire door once a year.\n    ended:\n      - {for: birch,"
            f" on: 2025-06-02, by: {BOARD}, how: Birch sold its homes}}\n"
        ),
    ),
    (
        "2025-07-12",
        _ASKED,
        "how: letter, evidence: https://example.org/ext}\n",
        (
            "how: letter, evidence: https://example.org/ext}\n    discharged:\n      - {for: acorn,"
            f" on: 2025-07-10, by: {BOARD}, how: inspected on the day}}\n"
        ),
    ),
    (
        "2025-09-21",
        _ASKED,
        "    summary: Test each alarm.\n    addressed_to: [landlords]\n",
        (
            "    summary: Test each alarm.\n    addressed_to: [landlords]\n  - number: 6\n"
            "    made: 2025-09-01\n    theme: Door closers\n    summary: Fit closers.\n"
            "    addressed_to: [landlords]\n    deadlines: [{due: 2025-12-31}]\n"
        ),
    ),
    (
        "2025-09-21",
        _ACORN,
        "note: Two blocks were missed.}\n",
        (
            "note: Two blocks were missed.}\n"
            "          - {date: 2025-09-10, status: complete, note: The two blocks are done.}\n"
            "          - {date: 2025-09-20, retracts: 2025-09-10, note: A slip.}\n"
        ),
    ),
    (
        "2025-09-21",
        _ACORN,
        "        promise: {by: 2025-06}\n",
        "        promise: {by: 2025-06}\n  - {ref: 6, added: 2025-09-15, position: On order.}\n",
    ),
]


def fire_doors(top: Path) -> Repository:
    """Return a repository with the record as it grew, a commit for each day on which it did."""
    repository = Repository.begun(top)
    texts = dict(_BEGUN)
    repository.write(texts)
    repository.commit("2025-01-20")
    for day in dict.fromkeys(step[0] for step in _STEPS):
        for _, file, old, new in (step for step in _STEPS if step[0] == day):
            assert old in texts[file], old
            texts[file] = texts[file].replace(old, new)
        repository.write(texts)
        repository.commit(day)
    return repository
