"""Rules of milestones, where a recommendation has several deadlines."""

from collections.abc import Iterator

from stalkplan.record.model import Recommendation, quoted
from stalkplan.record.yaml import RecordPath
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import error
from stalkplan.verdict.words import either


@error
def unknown_milestone(context: Context) -> Iterator[Found]:
    """An action, an update or a decision names a milestone that the recommendation does not have.

    Where there are several deadlines an action is then taken for the latest, an update for none of
    them, and a discharge, an extension or an end counts for nobody. A deadline without a milestone
    is called by its date.

    Passes:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A, milestone: report}]}

    Fails:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A, milestone: reporting}]}
    """
    for file, path, name, milestone, recommendation, is_marked in _named(context):
        known = _names(recommendation)
        if milestone not in known:
            what = "what is here" if is_marked else quoted(milestone)
            message = f"{what} is not a milestone of recommendation {recommendation.number}"
            hint = f"write {' or '.join(known)}" if known else "take the line out"
            yield Found(context.place(file, (*path, "milestone")), message, hint, name)


@error
def missing_milestone(context: Context) -> Iterator[Found]:
    """An action names no milestone where the recommendation has several.

    It is taken for the latest deadline, and nobody said that it was meant for it.

    Passes:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A, milestone: publish}]}

    Fails:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A}]}
    """
    for answered, path, action in context.actions:
        asked = context.requirements.get(answered.response.ref)
        if asked is None or len(asked[0].deadlines) < 2 or action.milestone:
            continue
        known = either(_names(asked[0]))
        message = f"action {quoted(action.id)} does not say which deadline it is for"
        hint = f"add milestone: {known}"
        yield Found(context.place(answered.file, path), message, hint, action.id)


def _named(context: Context) -> Iterator[tuple[str, RecordPath, str, str, Recommendation, bool]]:
    """Yield every record that names a milestone: file, path, its name, the milestone, of what.

    Last is whether it is marked: then no message quotes it.
    """
    for answered, path, action in context.actions:
        asked = context.requirements.get(answered.response.ref)
        if asked and action.milestone:
            is_marked = bool(action.marking or answered.response.marking)
            yield answered.file, path, action.id, action.milestone, asked[0], is_marked
    for recorded in context.updates:
        ref, milestone = recorded.answered.response.ref, recorded.update.milestone
        asked = context.requirements.get(ref)
        if asked and milestone and recorded.action is None:
            file, path = recorded.answered.file, recorded.path
            yield file, path, ref, milestone, asked[0], recorded.is_marked
    file = context.register.recommendations_file
    for path, recommendation, entry in context.decisions():
        if entry.milestone:
            yield file, path, recommendation.number, entry.milestone, recommendation, False


def _names(recommendation: Recommendation) -> list[str]:
    """Return what an action may call each deadline; of a single one only its milestone."""
    deadlines = recommendation.deadlines
    if len(deadlines) > 1:
        return [deadline.name for deadline in deadlines]
    return [deadline.milestone for deadline in deadlines if deadline.milestone]
