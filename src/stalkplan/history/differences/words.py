"""What we say of each kind of difference; never a text of the record, which CI would publish."""

from typing import NamedTuple

from stalkplan.history.differences.difference import Change


class Words(NamedTuple):
    """What we say of one kind of rewriting: a title, a message that shows no text, what to do.

    `{noun}` in what to do is what the publication is called.
    """

    title: str
    message: str
    hint: str


_PUT_BACK = "put it back"
_ADD_NEWER = "put it back; to correct it, add a newer update"
_SET_BY_OTHERS = "the {noun} sets this; put it back"

REWRITTEN = {
    Change.WORDING_CHANGED: Words(
        "A text was reworded",
        "{field} of {name} was reworded",
        "--allow-wording lets it pass",
    ),
    Change.PLAN_REMOVED: Words("A plan was taken out", "the plan of {name} is gone", _PUT_BACK),
    Change.ORGANISATION_CHANGED: Words(
        "An organisation's id was changed", "{before} became {after}", _PUT_BACK
    ),
    Change.ADDRESSEE_REMOVED: Words(
        "An addressee was taken out", "{before} is gone from {name}", _PUT_BACK
    ),
    Change.RESPONSE_REMOVED: Words(
        "An answer was taken out", "the answer to {name} is gone", _PUT_BACK
    ),
    Change.POSITION_EMPTIED: Words(
        "An answer was emptied", "the answer to {name} says nothing now", _PUT_BACK
    ),
    Change.ACCEPTANCE_CHANGED: Words(
        "An acceptance was changed", "{before} became {after}", _PUT_BACK
    ),
    Change.ADDED_CHANGED: Words(
        "The day on which a record joined was changed",
        "{before} became {after} for {name}",
        "put it back: the past is judged by it",
    ),
    Change.ACTION_REMOVED: Words(
        "An action was taken out",
        "action {name} is gone",
        "put it back; to end it, add an update with status withdrawn",
    ),
    Change.ACTION_MOVED: Words(
        "An action was moved",
        "action {name} was under {before} and is now under {after}",
        _PUT_BACK,
    ),
    Change.OWNER_CHANGED: Words(
        "An owner was changed in place",
        "the owner of {name} was changed",
        "put it back, and add an update with the new owner",
    ),
    Change.PROMISE_CHANGED: Words(
        "A promise was changed in place",
        "the promise of {name} was changed",
        "put it back, and add an update with the new promise",
    ),
    Change.MILESTONE_CHANGED: Words(
        "A milestone was changed", "the milestone of {name} was changed", _PUT_BACK
    ),
    Change.UPDATE_CHANGED: Words(
        "An update was changed", "an update of {name} was changed", _ADD_NEWER
    ),
    Change.UPDATE_DELETED: Words(
        "An update was deleted", "an update of {name} is gone", _ADD_NEWER
    ),
    Change.UPDATE_INSERTED: Words(
        "An update was put in before another",
        "an update of {name} is before one that was there",
        "move it to the end of the list",
    ),
    Change.UPDATES_REORDERED: Words(
        "Updates changed places",
        "the updates of {name} read in another order",
        "put them back: of one day the later is the newer, and a retraction is of what is above it",
    ),
    Change.PUBLICATION_REMOVED: Words(
        "A publication was taken out", "the publication {name} is gone", _PUT_BACK
    ),
    Change.PUBLICATION_CHANGED: Words(
        "The publication was changed", "{field} of the publication was changed", _SET_BY_OTHERS
    ),
    Change.RECOMMENDATION_CHANGED: Words(
        "A recommendation was changed", "{field} of {name} was changed", _SET_BY_OTHERS
    ),
    Change.RECOMMENDATION_REMOVED: Words(
        "A recommendation was taken out", "recommendation {name} is gone", _SET_BY_OTHERS
    ),
    Change.REQUIREMENT_REMOVED: Words(
        "A requirement was taken out", "requirement {name} is gone", _SET_BY_OTHERS
    ),
    Change.DEADLINE_MOVED: Words(
        "A deadline was moved", "{before} became {after}", "the {noun} sets this date; put it back"
    ),
    Change.DEADLINE_REMOVED: Words(
        "A deadline was taken out", "the deadline {before} is gone", _SET_BY_OTHERS
    ),
    Change.DISCHARGE_CHANGED: Words(
        "A discharge was changed", "{field} of the discharge {name} was changed", _SET_BY_OTHERS
    ),
    Change.DISCHARGE_REMOVED: Words(
        "A discharge was taken out", "the discharge {name} is gone", _SET_BY_OTHERS
    ),
    Change.EXTENSION_CHANGED: Words(
        "An extension was changed", "{field} of the extension {name} was changed", _SET_BY_OTHERS
    ),
    Change.EXTENSION_REMOVED: Words(
        "An extension was taken out", "the extension {name} is gone", _SET_BY_OTHERS
    ),
    Change.END_CHANGED: Words(
        "An end was changed", "{field} of the end {name} was changed", _SET_BY_OTHERS
    ),
    Change.END_REMOVED: Words("An end was taken out", "the end {name} is gone", _SET_BY_OTHERS),
}

TEXTS = (
    Change.WORDING_CHANGED,
    Change.RESPONSE_REMOVED,
    Change.POSITION_EMPTIED,
    Change.ACTION_REMOVED,
    Change.OWNER_CHANGED,
)
"""What is about a text of people, of one word or many; no day, id or choice."""

JOINED = {
    Change.PLAN_ADDED: "a plan",
    Change.RECOMMENDATION_ADDED: "a recommendation",
    Change.ADDRESSEE_ADDED: "an addressee",
    Change.DEADLINE_ADDED: "a deadline",
    Change.REQUIREMENT_ADDED: "a requirement",
    Change.DISCHARGE_ADDED: "a discharge",
    Change.EXTENSION_ADDED: "an extension",
    Change.END_ADDED: "an end",
    Change.RESPONSE_ADDED: "an answer",
    Change.ANSWERED: "an answer where there was none",
    Change.ACTION_ADDED: "an action",
    Change.UPDATE_ADDED: "an update",
    Change.FILLED_IN: "what was blank",
}

NOTED = {
    Change.REDACTED: "a text was taken out of {name}",
    Change.PARTICULARS_CHANGED: "{field} of {name} was changed",
    Change.MARKING_CHANGED: "the marking of {name} was changed",
    Change.PRIVATE_NOTE_CHANGED: "the private note of {name} was changed",
}
"""What may be changed, and is listed."""

DATED = {
    Change.UPDATE_ADDED: "an update of {name}",
    Change.ACTION_ADDED: "action {name}",
    Change.RESPONSE_ADDED: "the answer to {name}",
    Change.ANSWERED: "the answer to {name}",
    Change.DEADLINE_ADDED: "the deadline {name}",
    Change.DISCHARGE_ADDED: "the discharge {name}",
    Change.EXTENSION_ADDED: "the extension {name}",
    Change.END_ADDED: "the end {name}",
}
"""What people may record late: a plan joins as a whole."""
