"""Rules of promises: what an organisation's own dates are worth."""

from collections.abc import Iterator

from stalkplan.rules.answers import flagged
from stalkplan.rules.context import Context, Found
from stalkplan.verdict.flags import Flag


def vague_promise(context: Context) -> Iterator[Found]:
    """The newest promise is words, with neither `by` nor `not_before`.

    Nobody can ever say that it was broken.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2999-03}}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {wording: soon}}]}
    """
    yield from flagged(context, Flag.VAGUE_PROMISE, "promise", "ask for a date or a month")


def promised_late(context: Context) -> Iterator[Found]:
    """The newest promise begins after the publication's deadline.

    The plan itself says that the deadline will not be met.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2025-03}}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2025-04}}]}
    """
    yield from flagged(context, Flag.PROMISED_LATE, "promise", "the deadline stays")


def promise_moved(context: Context) -> Iterator[Found]:
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
    yield from flagged(context, Flag.PROMISE_MOVED, "promise", "the first one is what binds")


def promise_broken(context: Context) -> Iterator[Found]:
    """The newest `by` has passed, and the item is neither complete nor withdrawn.

    That is what the plan said of itself, whatever the publication asks.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2999-03}}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2024-11}}]}
    """
    yield from flagged(context, Flag.PROMISE_BROKEN, "promise", "report on it, or promise anew")
