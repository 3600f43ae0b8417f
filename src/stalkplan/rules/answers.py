"""Rules of answers: what is blank, missing, copied, undated or nobody's."""

from collections.abc import Iterator

from stalkplan.rules.context import Context, Found
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Item, Kind, Path, letters


def missing_response(context: Context) -> Iterator[Found]:
    """A requirement asked of this organisation is not in its plan.

    Left out is not answered: it is judged as if it were blank. In these examples the publication
    asks for 7.1, 7.2, 9.1 and 28.1.

    Passes:
        - {ref: 7.1, position: We record all offences.}
        - {ref: 7.2, position: Reports stay searchable.}
        - {ref: 9.1, position: Every officer is trained.}
        - {ref: 28.1, position: }

    Fails:
        - {ref: 7.1, position: We record all offences.}
        - {ref: 7.2, position: Reports stay searchable.}
        - {ref: 9.1, position: Every officer is trained.}
    """
    for file, plan in context.register.plans.items():
        answered = {response.ref for response in plan.responses}
        answers_for = set(plan.organisation.answers_for)
        for ref, (recommendation, _) in context.requirements.items():
            if ref not in answered and answers_for.intersection(recommendation.addressed_to):
                told = f"requirement {ref} is not in the plan"
                place = context.place(file, ("responses",), key=True)
                yield Found(place, told, f"add a response with ref: {ref}", ref)


def blank_response(context: Context) -> Iterator[Found]:
    """A response has no position.

    A blank cell is an answer worth knowing of, even where somebody else has met the requirement.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A}]}

    Fails:
        - {ref: 7.1, position: }
    """
    for file, _, path, response in context.responses():
        if not response.position:
            told = f"the answer to {response.ref} is blank"
            yield Found(context.place(file, path), told, "write the position", response.ref)


def no_action(context: Context) -> Iterator[Found]:
    """A requirement is answered, and no action stands for its deadline.

    Nothing is promised, so nothing can be reported. An action that is withdrawn does not stand.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A}]}

    Fails:
        - {ref: 7.1, position: We do.}
    """
    for item in context.items:
        if item.kind is Kind.NO_ACTION and item.discharge is None:
            told = f"{item.id} has an answer and no action"
            yield Found(context.place(item.file, item.path), told, "add an action", item.id)


def no_owner(context: Context) -> Iterator[Found]:
    """An action names nobody.

    Nobody can be asked. An owner is a role, not a person.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: Crime registrar}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a}]}
    """
    yield from flagged(context, Flag.NO_OWNER, "", "add owner: with a role")


def no_evidence(context: Context) -> Iterator[Found]:
    """An action is called complete, and no evidence is given.

    The claim may be true; nobody outside can tell.

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
    yield from flagged(context, Flag.NO_EVIDENCE, "", "add an update with evidence")


def dropped(context: Context) -> Iterator[Found]:
    """An action is withdrawn, and nothing given shows why.

    A quiet end is the one that a reader most wants explained.

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
    yield from flagged(context, Flag.DROPPED, "", "give evidence of the decision")


def dormant(context: Context) -> Iterator[Found]:
    """An item has no date, and there has been no word of it for six months.

    What has no date can never be late; that must not mean that nobody asks.

    Passes:
        - ref: 9.1
          position: We do.
          actions: [{id: 9.1a, owner: A, promise: {by: 2999-03}}]

    Fails:
        - {ref: 9.1, position: We do., actions: [{id: 9.1a, owner: A}]}
    """
    yield from flagged(context, Flag.DORMANT, "", "report on it, or promise a date")


def copied(context: Context) -> Iterator[Found]:
    """An answer repeats another of the same plan, letters and digits alone compared.

    Two requirements rarely have one answer.

    Passes:
        - {ref: 7.1, position: We record all offences.}
        - {ref: 7.2, position: Reports stay searchable.}

    Fails:
        - {ref: 7.1, position: We record all offences.}
        - {ref: 7.2, position: "We record all offences!"}
    """
    first: dict[tuple[str, str], str] = {}
    for file, _, path, response in context.responses():
        said = letters(response.position)
        if not said or (response.added and response.added > context.on):
            continue
        if (file, said) in first:
            other = first[file, said]
            told = f"the answer to {response.ref} repeats that to {other}"
            place = context.place(file, (*path, "position"))
            yield Found(place, told, "answer each on its own", f"{other} = {response.ref}")
        first.setdefault((file, said), response.ref)


def deadline_restated(context: Context) -> Iterator[Found]:
    """A plan restates a deadline as another day, or leaves it out.

    A reader of the plan alone would take it for the deadline.

    Passes:
        - {ref: 7.1, position: We do., stated_deadline: 2025-03-27}

    Fails:
        - {ref: 7.1, position: We do., stated_deadline: none}
    """
    told_of: set[tuple[str, Path]] = set()
    for item in context.items:
        path = item.path[:2]
        if Flag.DEADLINE_RESTATED in item.flags and (item.file, path) not in told_of:
            told_of.add((item.file, path))
            place = context.place(item.file, (*path, "stated_deadline"))
            told = context.sentence(Flag.DEADLINE_RESTATED, item)
            yield Found(place, told, "correct the plan, or say why", item.ref)


def flagged(context: Context, flag: Flag, key: str, hint: str) -> Iterator[Found]:
    """Yield the items that have a flag, at their record or at a key of it.

    What is not in the plan at all has no record: `missing_response` says so.
    """
    for item in context.items:
        if flag in item.flags and item.response:
            told = context.sentence(flag, item)
            yield Found(context.place(item.file, _path(item, key)), told, hint, item.id)


def _path(item: Item, key: str) -> Path:
    """Return the path of an item's record, or of the newest promise in it."""
    holder = item.action or item.response
    if key != "promise" or holder is None:
        return item.path
    for number, update in enumerate(holder.updates):
        if update.promise is item.state.promise:
            return (*item.path, "updates", number, "promise")
    return (*item.path, "promise")
