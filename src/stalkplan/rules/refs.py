"""Rules of refs and ids. What they find is wrong and stays visible: a slip must hide nothing."""

from collections.abc import Iterator
from difflib import get_close_matches

from stalkplan.record.files import RESPONSES_FOLDER
from stalkplan.record.model import quoted
from stalkplan.record.yaml import RecordPath
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import error
from stalkplan.verdict.items import asked_of


@error
def unknown_ref(context: Context) -> Iterator[Found]:
    """A response answers a requirement that the publication does not list.

    It is counted nowhere, while the requirement that was meant looks unanswered.

    Passes:
        - {ref: 7.1, position: We record all offences.}

    Fails:
        - {ref: 7.9, position: We record all offences.}
    """
    known = list(context.requirements)
    for file, _, path, response in context.responses:
        if response.ref not in context.requirements:
            near = get_close_matches(response.ref, known, 1, 0.6)
            hint = f"did you mean {near[0]}?" if near else "write a ref of recommendations.yaml"
            message = f"{quoted(response.ref)} is not a requirement of the publication"
            yield Found(context.place(file, (*path, "ref")), message, hint, response.ref)


@error
def not_asked(context: Context) -> Iterator[Found]:
    """A response answers what was not asked of this organisation.

    It is counted nowhere; perhaps `answers_for` of the organisation lacks an addressee.

    Passes:
        - {ref: 7.1, position: We record all offences.}

    Fails:
        - {ref: "15", position: We commission advocates.}
    """
    for file, plan, path, response in context.responses:
        asked = context.requirements.get(response.ref)
        if asked and not asked_of(plan.organisation, *asked):
            recommendation, requirement = asked
            addressees = recommendation.addressees_of(requirement)
            message = f"{quoted(response.ref)} is asked of {', '.join(addressees)}"
            hint = f"this plan answers for {', '.join(plan.organisation.answers_for)}"
            yield Found(context.place(file, (*path, "ref")), message, hint, response.ref)


@error
def duplicate_ref(context: Context) -> Iterator[Found]:
    """Two responses of a plan answer one requirement.

    The first with a position speaks for it; the actions of both are judged.

    Passes:
        - {ref: 7.1, position: We record all offences.}
        - {ref: 7.2, position: Reports stay searchable.}

    Fails:
        - {ref: 7.1, position: We record all offences.}
        - {ref: 7.1, position: We record most offences.}
    """
    seen: dict[tuple[str, str], RecordPath] = {}
    for file, _, path, response in context.responses:
        where = (*path, "ref")
        first = seen.setdefault((file, response.ref), where)
        if first != where:
            line = context.place(file, first).line
            message = f"{quoted(response.ref)} is answered in line {line} already"
            place = context.place(file, where)
            yield Found(place, message, "make one response of the two", response.ref)


@error
def duplicate_id(context: Context) -> Iterator[Found]:
    """Two actions of a plan have one id, or an action has the ref of another requirement.

    Both are judged, but nothing tells an update of one from an update of the other. Where a
    report has 4 and 4a, the first action of 4 is 4b.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A}, {id: 7.1b, owner: A}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A}, {id: 7.1a, owner: A}]}
    """
    seen: dict[tuple[str, str], RecordPath] = {}
    for answered, path, action in context.actions:
        where = (*path, "id")
        first = seen.setdefault((answered.file, action.id), where)
        if first != where:
            line = context.place(answered.file, first).line
            message = f"action {quoted(action.id)} is in line {line} already"
            place = context.place(answered.file, where)
            yield Found(place, message, "give each its own id", action.id)
        elif action.id in context.requirements and action.id != answered.response.ref:
            message = f"action {quoted(action.id)} has the ref of a requirement"
            yield Found(context.place(answered.file, where), message, "use another", action.id)


@error
def mismatched_id(context: Context) -> Iterator[Found]:
    """An action's id does not begin with the ref of its response.

    People look for `12.2a` under 12.2; an id that belongs elsewhere is a slip or a copy.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A}]}

    Fails:
        - {ref: 7.1, position: We do., actions: [{id: 7.2a, owner: A}]}
    """
    for answered, path, action in context.actions:
        ref = answered.response.ref
        rest = action.id.removeprefix(ref)
        if rest == action.id or rest[:1].isdigit() or rest.startswith("."):
            place = context.place(answered.file, (*path, "id"))
            message = f"action {quoted(action.id)} is under {ref}"
            yield Found(place, message, f"begin the id with {ref}", action.id)


@error
def mismatched_file(context: Context) -> Iterator[Found]:
    """A plan in `responses/` does not have the name of its organisation.

    The file of an organisation is found by its id; under another name it may be kept twice.

    Passes:
        # responses/kent.yaml
        organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}

    Fails:
        # responses/kent.yaml
        organisation: {id: essex, name: Essex Police, answers_for: [chief-constables]}
    """
    for file, plan in context.register.plans.items():
        folder, _, name = file.rpartition("/")
        expected = f"{plan.organisation.id}.yaml"
        if folder.rpartition("/")[2] == RESPONSES_FOLDER and name != expected:
            message = f"the plan of {quoted(plan.organisation.id)} is in {name}"
            place = context.place(file, ("organisation", "id"))
            yield Found(place, message, f"name the file {expected}", plan.organisation.id)
