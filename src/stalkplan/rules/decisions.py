"""Rules of what other bodies decided: discharged, extended, ended."""

from collections.abc import Iterator

from stalkplan.record.choices import Addressee
from stalkplan.record.forces import known_forces
from stalkplan.record.model import NEVER, NOBODY, Extension, quoted
from stalkplan.rules.context import Context, DecisionInFile, Found
from stalkplan.rules.rule import error
from stalkplan.verdict.decisions import has_a_day, is_by_itself, is_for_deadline, moves_on
from stalkplan.verdict.items import asked_of
from stalkplan.verdict.same_text import letters
from stalkplan.verdict.words import either


@error
def void_decision(context: Context) -> Iterator[Found]:
    """A discharge, an extension or an end counts for nobody.

    It has to say `for` whom and on which day, an extension also `to` which, later than a deadline
    of the publication. `for` is an addressee of the recommendation or an organisation, and `by` is
    somebody else: nobody discharges, extends or ends for itself.

    Passes:
        - number: 7
          addressed_to: [chief-constables]
          deadlines: [{due: 2025-03-27}]
          extended: [{for: kent, to: 2025-06-30, on: 2025-04-28, by: HMICFRS}]

    Fails:
        - number: 7
          addressed_to: [chief-constables]
          deadlines: [{due: 2025-03-27}]
          extended: [{for: kent, to: 2025-06-30, on: 2025-04-28, by: Kent Police}]
    """
    file = context.register.recommendations_file
    for decided in context.decisions():
        for key, message, hint in _reasons(context, decided):
            place = context.place(file, (*decided.path, key))
            yield Found(place, f"{decided.kind} {message}", hint, decided.recommendation.number)


def _reasons(context: Context, decided: DecisionInFile) -> Iterator[tuple[str, str, str]]:
    """Yield why a decision counts for nobody: the key, what stands there, what to write."""
    recommendation, entry = decided.recommendation, decided.entry
    if entry.for_ == NOBODY:
        yield "for", "for nobody", "add for: with an addressee, or the id of an organisation"
    elif not _is_asked(context, decided):
        names = either(recommendation.addressed_to)
        yield "for", f"for {quoted(entry.for_)}, who is not asked", f"write {names}"
    elif _is_own(context, decided):
        yield "by", f"by {quoted(entry.by)} for itself", "name the body that decided it"
    if not has_a_day(entry):
        yield "on", "without a day", "add on: with the day it was decided"
    if not isinstance(entry, Extension):
        return
    about = [
        deadline
        for deadline in recommendation.deadlines
        if is_for_deadline(entry, deadline, recommendation.deadlines)
    ]
    if entry.to is NEVER:
        yield "to", "to no day", "add to: with the day it grants"
    elif about and not any(moves_on(entry, deadline) for deadline in about):
        due = " and ".join(deadline.due.text for deadline in about)
        yield (
            "to",
            f"to {entry.to.text}, no later than {due}",
            "write the later day",
        )


def _is_asked(context: Context, decided: DecisionInFile) -> bool:
    """Whether a decision is for somebody who is asked, or for an organisation not known here."""
    recommendation, name = decided.recommendation, decided.entry.for_
    for plan in context.register.plans.values():
        if plan.organisation.id == name:
            own = plan.organisation
            return any(asked_of(own, recommendation, each) for each in recommendation.required)
    for each in recommendation.required:
        if name in recommendation.addressees_of(each):
            return True
    publication = context.register.publication
    return name not in {*Addressee, *(publication.addressees if publication else ())}


def _is_own(context: Context, decided: DecisionInFile) -> bool:
    """Whether somebody decided for itself: an organisation, or an addressee by its id."""
    entry = decided.entry
    if letters(entry.by) in (letters(entry.for_), letters(known_forces().get(entry.for_))):
        return True
    return any(
        is_by_itself(entry, plan.organisation)
        and entry.for_ in (plan.organisation.id, *plan.organisation.answers_for)
        for plan in context.register.plans.values()
    )
