"""Rules of milestones, where a recommendation has several deadlines."""

from collections.abc import Iterator

from stalkplan.assess import Path
from stalkplan.model import Recommendation, quoted
from stalkplan.rules.context import Context, Found


def unknown_milestone(context: Context) -> Iterator[Found]:
    """An action, an update or a discharge names a milestone that the recommendation does not have.

    An action is then taken for the latest deadline, an update or a discharge for none.

    Passes:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A, milestone: report}]}

    Fails:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A, milestone: reporting}]}
    """
    for file, path, name, milestone, recommendation in _named(context):
        known = [d.milestone for d in recommendation.deadlines if d.milestone]
        if milestone not in known:
            told = f"{quoted(milestone)} is no milestone of recommendation {recommendation.number}"
            hint = f"write {' or '.join(known)}" if known else "take the line out"
            yield Found(context.place(file, (*path, "milestone")), told, hint, name)


def missing_milestone(context: Context) -> Iterator[Found]:
    """An action names no milestone where the recommendation has several.

    It is taken for the latest deadline, and nobody said that it was meant for it.

    Passes:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A, milestone: publish}]}

    Fails:
        - {ref: 28.1, position: We do., actions: [{id: 28.1a, owner: A}]}
    """
    for answered, path, action in context.actions():
        asked = context.requirements.get(answered.response.ref)
        if asked is None or len(asked[0].deadlines) < 2 or action.milestone:
            continue
        known = " or ".join(d.milestone for d in asked[0].deadlines if d.milestone)
        told = f"action {quoted(action.id)} does not say for which deadline it is"
        hint = f"add milestone: {known}"
        yield Found(context.place(answered.file, path), told, hint, action.id)


def _named(context: Context) -> Iterator[tuple[str, Path, str, str, Recommendation]]:
    """Yield every record that names a milestone: file, path, its name, the milestone, of what."""
    for answered, path, action in context.actions():
        asked = context.requirements.get(answered.response.ref)
        if asked and action.milestone:
            yield answered.file, path, action.id, action.milestone, asked[0]
    for answered, path, of_action, update in context.updates():
        ref = answered.response.ref
        asked = context.requirements.get(ref)
        if asked and update.milestone and of_action is None:
            yield answered.file, path, ref, update.milestone, asked[0]
    file = context.register.recommendations_file
    for path, recommendation in context.recommendations():
        for number, discharge in enumerate(recommendation.discharged):
            if discharge.milestone:
                where = (*path, "discharged", number)
                yield file, where, str(recommendation.number), discharge.milestone, recommendation
