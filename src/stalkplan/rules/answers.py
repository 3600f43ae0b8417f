"""Rules of answers: what is blank, missing, copied or without an action."""

from collections.abc import Iterator

from stalkplan.record.choices import Acceptance
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import warning
from stalkplan.verdict.items import Kind, asked_of
from stalkplan.verdict.same_text import comparable, letters
from stalkplan.verdict.timeliness import Timeliness


@warning("requirement is not in the plan", "requirements are not in the plan", 160)
def missing_response(context: Context) -> Iterator[Found]:
    """A requirement asked of this organisation is not in its plan.

    Left out is not answered: it is judged as if it were blank. What is made after the day that is
    judged needs no answer yet. In these examples the publication asks for 7.1, 7.2, 9.1 and 28.1.

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
        for ref, asked in context.requirements.items():
            is_missing = ref not in answered and asked_of(plan.organisation, *asked)
            if is_missing and context.is_asked(asked[0]):
                message = f"requirement {ref} is not in the plan"
                place = context.place(file, ("responses",), key=True)
                yield Found(place, message, f"add a response with ref: {ref}", ref)


@warning("answer is blank", "answers are blank", 150)
def blank_response(context: Context) -> Iterator[Found]:
    """A response has no position, or one without a letter or digit.

    A blank cell is an answer worth knowing of, even where somebody else has met the requirement.
    What is made after the day that is judged needs no answer yet.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A}]}

    Fails:
        - {ref: 7.1, position: }
    """
    for file, _, path, response in context.responses:
        asked = context.requirements.get(response.ref)
        is_early = asked is not None and not context.is_asked(asked[0])
        if not letters(response.position) and not is_early:
            message = f"the answer to {response.ref} is blank"
            yield Found(context.place(file, path), message, "write the position", response.ref)


_NEEDS_NONE = (Timeliness.COMPLETE, Timeliness.COMPLETE_LATE, Timeliness.ENDED)


@warning("answered item has no action", "answered items have no action", 60)
def no_action(context: Context) -> Iterator[Found]:
    """A requirement is answered and still open, and has no action for its deadline.

    Nothing is promised, so nothing can be reported. A withdrawn action does not count.
    An answer needs none if its own updates say complete, or if the body that asked has ended it.
    Of one that rejects what is asked no action is wanted: it is listed while nobody has ended it.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A}]}

    Fails:
        - {ref: 7.1, position: We do.}
    """
    for item in context.items:
        is_open = item.is_asked and item.timeliness not in _NEEDS_NONE and item.discharge is None
        if item.kind is Kind.NO_ACTION and is_open:
            message, hint = f"{item.id} has an answer and no action", "add an action"
            if item.acceptance is Acceptance.REJECTED:
                message = f"{item.id} is rejected and has no action"
                hint = "it stays open until the body that asked ends it"
            yield Found(context.place(item.file, item.path), message, hint, item.id)


@warning("answer repeats another word for word", "answers repeat another word for word", 40)
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
    for file, _, path, response in context.responses:
        said = comparable(response.position)
        if not said or (response.added and response.added > context.on):
            continue
        if (file, said) in first:
            other = first[file, said]
            message = f"the answer to {response.ref} repeats that to {other}"
            place = context.place(file, (*path, "position"))
            yield Found(place, message, "answer each on its own", f"{other} = {response.ref}")
        first.setdefault((file, said), response.ref)
