"""What is said of an item for each of its flags, in the sentence that the flag has in FLAGS."""

from collections.abc import Callable, Mapping

from stalkplan.record.dates import Window
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Item
from stalkplan.verdict.words import listed, long_date, long_silence, long_window


def said_flags(item: Item) -> tuple[Flag, ...]:
    """Return the flags that are said of an item."""
    return tuple([flag for flag in item.flags if is_said(flag, item)])


def is_said(flag: Flag, item: Item) -> bool:
    """Whether a flag of an item is said of it.

    Only what rests on the organisation's word needs its evidence: not what another body met too, or
    closed.
    """
    return item.discharge is None or flag is not Flag.NO_EVIDENCE


def flag_sentence(flag: Flag, item: Item) -> str:
    """Return what a flag says of an item, in lower case and without a full stop."""
    sentence = FLAGS[flag].sentence
    if "{" not in sentence:
        return sentence
    return sentence.format_map(_OfItem(item))


class _OfItem:
    """What the sentence of a flag may say of an item: only what it names is put into words."""

    def __init__(self, item: Item) -> None:
        self._item = item

    def __getitem__(self, name: str) -> str:
        return _SAID_OF_ITEM[name](self._item)


def _promise(item: Item) -> str:
    promise = item.state.promise
    return _long(promise.window if promise else None)


def _last_day(item: Item) -> str:
    dated = [promise.by for promise in item.state.promises if promise.by]
    return long_date(dated[-1].last) if dated else "no date"


def _restates(item: Item) -> str:
    stated = item.response.stated_deadline if item.response else None
    if isinstance(stated, Window):
        return f"gives {long_window(stated)} as its deadline"
    return "does not repeat the deadline"


def _deadlines(item: Item) -> str:
    return listed([long_window(each.due) for each in item.recommendation.deadlines]) or "none"


def _first_by(item: Item) -> str:
    first = item.state.earliest_by
    return long_window(first) if first else "one with no date"


def _extended(item: Item) -> str:
    extended = item.question.decisions.extended
    return _long(extended.to if extended else None)


def _extended_by(item: Item) -> str:
    extended = item.question.decisions.extended
    return extended.by if extended else "nobody"


def _set_first(item: Item) -> str:
    deadline = item.question.deadline
    return f"first due {long_window(deadline.due)}" if deadline else "no date was set before"


def _long(window: Window | None) -> str:
    return long_window(window) if window else "no date"


_SAID_OF_ITEM: Mapping[str, Callable[[Item], str]] = {
    "lack": lambda item: long_silence([bool(item.state.updates)]),
    "promise": _promise,
    "first_by": _first_by,
    "last_day": _last_day,
    "restates": _restates,
    "deadlines": _deadlines,
    "extended": _extended,
    "extended_by": _extended_by,
    "set_first": _set_first,
    "noun": lambda item: item.noun,
}
