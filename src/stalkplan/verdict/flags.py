"""Flags: what a reader should take note of, whatever the timeliness.

All that is known of a flag stands here: when it applies, and every word that is said of it. To add
one: its word in `Flag`, its function, its row in FLAGS. The docstring of the function is the page
of the rule of the same name.
"""

from collections.abc import Mapping
from enum import StrEnum

from stalkplan.record.choices import Acceptance, Status
from stalkplan.verdict.flag_entry import (
    Among,
    FlagEntry,
    FlagFacts,
    FlagGap,
    FlagQuestion,
    FlagRule,
    PointsAt,
)
from stalkplan.verdict.timeliness import (
    DONE,
    SET_ASIDE,
    SILENT_DAYS,
    UNJUDGED,
    Assurance,
    Timeliness,
    is_long_and_open,
)


class Flag(StrEnum):
    """The words of the flags."""

    PROMISED_LATE = "promised-late"
    PROMISE_MOVED = "promise-moved"
    PROMISE_BROKEN = "promise-broken"
    VAGUE_PROMISE = "vague-promise"
    NO_OWNER = "no-owner"
    NO_EVIDENCE = "no-evidence"
    DROPPED = "dropped"
    DORMANT = "dormant"
    DEADLINE_RESTATED = "deadline-restated"
    COPIED = "copied"
    EXTENDED = "extended"
    RESTARTED = "restarted"


def flags_of(facts: FlagFacts) -> tuple[Flag, ...]:
    """Return the flags that apply, sorted by their words."""
    return tuple([flag for flag, applies in _SORTED if applies(facts)])


def deadline_restated(facts: FlagFacts) -> bool:
    """A plan restates a deadline as another day, or leaves it out.

    A reader of the plan alone would take it for the deadline.

    Passes:
        - {ref: 7.1, position: We do., stated_deadline: 2025-03-27}

    Fails:
        - {ref: 7.1, position: We do., stated_deadline: none}
    """
    stated = facts.stated_deadline
    if stated is None:
        return False
    if isinstance(stated, str):
        return bool(facts.deadlines)
    held = (*facts.deadlines, *facts.extended)
    return all((stated.first, stated.last) != (due.first, due.last) for due in held)


def no_owner(facts: FlagFacts) -> bool:
    """An action has no owner.

    Nobody can be asked. An owner is a role, not a person.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: Crime registrar}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a}]}
    """
    return facts.is_action and facts.state.owner is None


def no_evidence(facts: FlagFacts) -> bool:
    """An action is marked complete without evidence.

    The claim may be true, but nobody outside can check it.

    Passes:
        - ref: 7.1
          position: We do.
          actions:
            - id: 7.1a
              owner: A
              updates: [{date: 2025-01-02, status: complete, evidence: ["https://example.org"]}]

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2025-01-02, status: complete}]}]
    """
    if facts.completed is None or facts.completed.assurance is Assurance.DISCHARGED:
        return False
    completion = facts.state.completion  # evidence that is older says nothing of it
    return not any(any(update.evidence) for update in completion)


def dropped(facts: FlagFacts) -> bool:
    """An action is withdrawn, with no evidence of why.

    An action that ends quietly is the one that readers most want explained.

    Passes:
        - ref: 7.1
          position: We do.
          actions:
            - id: 7.1a
              owner: A
              updates: [{date: 2025-01-02, status: withdrawn, evidence: ["https://example.org"]}]

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2025-01-02, status: withdrawn}]}]
    """
    said = facts.state.said_last
    if said is None or said.status is not Status.WITHDRAWN or facts.decisions.ended:
        return False
    return not any(said.evidence)


def dormant(facts: FlagFacts) -> bool:
    """An item has had no update for six months, and no date makes it late.

    It has no date at all, or more than a year that is not over: nobody would ask about it.

    Passes:
        - ref: 9.1
          position: We do.
          actions: [{id: 9.1a, owner: A, promise: {by: 2999-03}}]

    Fails:
        - {ref: 9.1, position: We do., actions: [{id: 9.1a, owner: A}]}
    """
    if facts.timeliness not in UNJUDGED or facts.acceptance is Acceptance.REJECTED:
        return False
    is_unclear = facts.timeliness is Timeliness.UNCLEAR
    if is_unclear and not is_long_and_open(facts.window, on=facts.on):
        return False
    return (facts.on - (facts.state.last_news or facts.since)).days > SILENT_DAYS


def vague_promise(facts: FlagFacts) -> bool:
    """The newest promise is words, with neither `by` nor `not_before`.

    Nobody can ever say whether it was kept.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2999-03}}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {wording: soon}}]}
    """
    promise = facts.state.promise
    return promise is not None and promise.window is None


def promised_late(facts: FlagFacts) -> bool:
    """The newest promise begins after the publication's deadline.

    The plan itself says that the deadline will not be met.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2025-03}}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2025-04}}]}
    """
    promise = facts.state.promise
    if promise is None or promise.window is None or facts.deadline is None:
        return False
    set_by_others = facts.decisions.extended.to if facts.decisions.extended else facts.deadline.due
    return promise.window.first > set_by_others.last


def promise_moved(facts: FlagFacts) -> bool:
    """After a first `by`, the newest promise has one that ends later, or none.

    A later promise moves no deadline; it is shown beside the first.

    Passes:
        - ref: 7.1
          position: We do.
          actions:
            - {id: 7.1a, owner: A, promise: {by: 2025-03}, updates: [{date: 2025-01-02, note: A.}]}

    Fails:
        - ref: 7.1
          position: We do.
          actions:
            - id: 7.1a
              owner: A
              promise: {by: 2025-02}
              updates: [{date: 2025-01-02, promise: {by: 2025-03}}]
    """
    state = facts.state
    if not state.promised_by:
        return bool(state.taken_back)
    earliest, newest = state.earliest_by, state.promises[-1]
    return earliest is not None and (newest.by is None or newest.by.last > earliest.last)


def promise_broken(facts: FlagFacts) -> bool:
    """The newest `by` has passed, and the item is neither complete nor withdrawn.

    That is what the plan said of itself, whatever the publication asks.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2999-03}}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2024-11}}]}
    """
    if facts.timeliness in DONE or facts.timeliness in SET_ASIDE:
        return False
    if not facts.state.promised_by:
        return False
    windows = [promise.by for promise in facts.state.promises if promise.by]
    return bool(windows) and windows[-1].last < facts.on  # even if a later promise drops it


def copied(facts: FlagFacts) -> bool:
    """The answer equals another's in the same plan."""
    return facts.is_copy


def extended(facts: FlagFacts) -> bool:
    """The body that asked has granted a later date, and that binds."""
    return facts.decisions.extended is not None


def restarted(facts: FlagFacts) -> bool:
    """An action joined after another one for the same requirement was withdrawn.

    A new action with a new promise must not make the first one forgotten.

    Passes:
        - ref: 7.1
          position: We do.
          actions:
            - {id: 7.1a, owner: A, updates: [{date: 2025-01-02, status: in-progress}]}
            - {id: 7.1b, owner: A, added: 2025-01-03}

    Fails:
        - ref: 7.1
          position: We do.
          actions:
            - {id: 7.1a, owner: A, updates: [{date: 2025-01-02, status: withdrawn}]}
            - {id: 7.1b, owner: A, added: 2025-01-03}
    """
    return facts.is_restarted


FLAGS: Mapping[Flag, FlagEntry] = {
    Flag.COPIED: FlagEntry(copied, "the answer repeats another in this plan word for word"),
    Flag.DEADLINE_RESTATED: FlagEntry(
        deadline_restated,
        "the answer {restates}; the {noun} sets {deadlines}",
        FlagRule(
            PointsAt.STATED_DEADLINE,
            "correct the plan, or say why",
            "answer restates a deadline, or leaves it out",
            "answers restate a deadline, or leave it out",
            140,
        ),
        FlagGap(
            90,
            "Which deadline the plan is working to",
            "for {refs} the answer {stated}.",
            "for {refs} the answer {stated}.",
        ),
        FlagQuestion(
            70,
            "Which deadline is the {body} working to?",
            "Which deadlines is the {body} working to?",
            of_open=True,
        ),
    ),
    Flag.NO_OWNER: FlagEntry(
        no_owner,
        "no owner is named",
        FlagRule(
            PointsAt.RECORD,
            "add owner: with a role",
            "action has no owner",
            "actions have no owner",
            50,
        ),
        FlagGap(
            10,
            "Who is responsible",
            "{share} names nobody: {ids}.",
            "{share} name nobody: {ids}.",
            Among.ACTIONS,
        ),
        FlagQuestion(
            30,
            "Who is responsible for the action without an owner?",
            "Who is responsible for the {number} actions without an owner?",
            "No owner is named",
        ),
    ),
    Flag.NO_EVIDENCE: FlagEntry(
        no_evidence,
        "marked complete without evidence",
        FlagRule(
            PointsAt.RECORD,
            "add an update with evidence",
            "completion has no evidence",
            "completions have no evidence",
            70,
        ),
        FlagGap(
            60,
            "What proves it",
            "{share} marked complete by the plan alone has no evidence: {ids}.",
            "{share} marked complete by the plan alone have no evidence: {ids}.",
            Among.CLAIMS,
        ),
        FlagQuestion(
            10,
            "What shows that {ids} is complete?",
            "What shows that {number} items are complete?",
            "The plan says so but gives no evidence",
            of_claims=True,
        ),
    ),
    Flag.DROPPED: FlagEntry(
        dropped,
        "withdrawn, with no evidence of why",
        FlagRule(
            PointsAt.RECORD,
            "give evidence of the decision",
            "withdrawal has no evidence",
            "withdrawals have no evidence",
            80,
        ),
        FlagGap(
            70,
            "Why it was withdrawn",
            "{ids} was withdrawn, and no evidence shows why.",
            "{ids} were withdrawn, and no evidence shows why.",
        ),
        FlagQuestion(
            20,
            "Why was {ids} withdrawn?",
            "Why were {number} items withdrawn?",
            "The plan gives no evidence of the decision",
        ),
    ),
    Flag.DORMANT: FlagEntry(
        dormant,
        "{lack}, and no date makes it late",
        FlagRule(
            PointsAt.RECORD,
            "report on it, or promise a date",
            "item has no news, and no date makes it late",
            "items have no news, and no date makes them late",
            90,
        ),
        FlagGap(
            80,
            "Whether work is continuing",
            "{ids} has had {lack}, and no date makes it late.",
            "{ids} have had {lack}, and no date makes them late.",
        ),
        FlagQuestion(
            80,
            "What has become of {ids}?",
            "What has become of {number} items without a date?",
            "{lack}",
        ),
    ),
    Flag.VAGUE_PROMISE: FlagEntry(
        vague_promise,
        "the promise names no date",
        FlagRule(
            PointsAt.PROMISE,
            "ask for a date or a month",
            "promise names no date at all",
            "promises name no date at all",
            100,
        ),
        None,
        FlagQuestion(
            60,
            "By what day will {ids} be done?",
            "By what day will {number} items be done?",
            "The promise names no date",
            of_open=True,
        ),
    ),
    Flag.PROMISED_LATE: FlagEntry(
        promised_late,
        "promised for {promise}, after the deadline",
        FlagRule(
            PointsAt.PROMISE,
            "the deadline stays",
            "promise is after the deadline",
            "promises are after the deadline",
            110,
        ),
        None,
        FlagQuestion(
            65,
            "Why is a promise after the deadline?",
            "Why are {number} promises after the deadline?",
            "Promised",
            has_days=True,
            of_open=True,
        ),
    ),
    Flag.PROMISE_MOVED: FlagEntry(
        promise_moved,
        "the promise has moved: it was {first_by}",
        FlagRule(
            PointsAt.PROMISE,
            "a new promise does not move the deadline",
            "promise has moved",
            "promises have moved",
            120,
        ),
        None,
        FlagQuestion(
            50,
            "Why has a promise moved?",
            "Why have {number} promises moved?",
            "Promised at first",
            has_days=True,
        ),
    ),
    Flag.PROMISE_BROKEN: FlagEntry(
        promise_broken,
        "the promise has passed: {last_day}",
        FlagRule(
            PointsAt.PROMISE,
            "report on it, or give a new promise",
            "promise has passed",
            "promises have passed",
            130,
        ),
        None,
        FlagQuestion(
            40,
            "Why was the promise not kept?",
            "Why were the promises not kept?",
            "Not complete in the plan, though the promised day has passed",
            has_days=True,
        ),
    ),
    Flag.EXTENDED: FlagEntry(extended, "extended to {extended} by {extended_by}; {set_first}"),
    Flag.RESTARTED: FlagEntry(
        restarted,
        "added after another action for the same requirement was withdrawn",
        FlagRule(
            PointsAt.RECORD,
            "say what became of the first",
            "action replaces a withdrawn one",
            "actions replace withdrawn ones",
            125,
        ),
        FlagGap(
            75,
            "What became of the first attempt",
            "{ids} was added after another action was withdrawn.",
            "{ids} were added after other actions were withdrawn.",
        ),
        FlagQuestion(
            85,
            "Why was {ids} started again?",
            "Why were {number} actions started again?",
            "Another action for the same requirement was withdrawn before",
        ),
    ),
}
"""Every flag, in the order in which the rules stand in the docs."""

_SORTED = sorted((flag, entry.applies) for flag, entry in FLAGS.items())
