"""Rules of the publication's file, `recommendations.yaml`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from stalkplan.record.model import quoted
from stalkplan.record.yaml import RecordPath
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import error

LONGEST_THEME = 19
"""Characters: the width of its column on a screen of 80."""

_DURATION = re.compile(r"P([0-9]{1,4})([DWMY])")


def _found(
    context: Context, path: RecordPath, message: str, hint: str, name: str, *, key: bool = False
) -> Found:
    place = context.place(context.register.recommendations_file, path, key=key)
    return Found(place, message, hint, name)


@error
def duplicate_recommendation(context: Context) -> Iterator[Found]:
    """A recommendation's number is used twice.

    Both are judged, so what is asked once would be counted twice.

    Passes:
        - {number: 7, addressed_to: [chief-constables]}
        - {number: 8, addressed_to: [chief-constables]}

    Fails:
        - {number: 7, addressed_to: [chief-constables]}
        - {number: 7, addressed_to: [chief-constables]}
    """
    seen: set[str] = set()
    for path, recommendation in context.recommendations():
        number = recommendation.number
        if number in seen:
            message = f"recommendation {number} is here a second time"
            yield _found(context, (*path, "number"), message, "keep one", str(number))
        seen.add(number)


@error
def duplicate_requirement(context: Context) -> Iterator[Found]:
    """A requirement's ref is used twice.

    A response names its requirement by the ref; with two of them nobody can tell which it answers.

    Passes:
        - number: 7
          addressed_to: [chief-constables]
          requirements: [{ref: 7.1}, {ref: 7.2}]

    Fails:
        - number: 7
          addressed_to: [chief-constables]
          requirements: [{ref: 7.1}, {ref: 7.1}]
    """
    seen: set[str] = set()
    for path, recommendation in context.recommendations():
        for number, requirement in enumerate(recommendation.requirements):
            ref = requirement.ref
            if ref in seen:
                message = f"requirement {quoted(ref)} is here a second time"
                where = (*path, "requirements", number, "ref")
                yield _found(context, where, message, "keep one", ref)
            seen.add(ref)


@error
def mismatched_requirement(context: Context) -> Iterator[Found]:
    """A requirement's ref does not begin with the number of its recommendation.

    People find `12.2` under recommendation 12; a ref that belongs elsewhere is a slip.

    Passes:
        - {number: 7, addressed_to: [chief-constables], requirements: [{ref: 7.1}]}

    Fails:
        - {number: 7, addressed_to: [chief-constables], requirements: [{ref: 17.1}]}
    """
    for path, recommendation in context.recommendations():
        for number, requirement in enumerate(recommendation.requirements):
            ref, own = requirement.ref, recommendation.number
            if ref != own and not ref.startswith(f"{own}."):
                message = f"{quoted(ref)} is under {own}"
                where = (*path, "requirements", number, "ref")
                yield _found(context, where, message, f"begin the ref with {own}", ref)


@error
def number_over_count(context: Context) -> Iterator[Found]:
    """A recommendation's number is above the count of the publication.

    `count` is how many recommendations were made; without it nobody could say how many are missing.

    Passes:
        - {number: 29, addressed_to: [chief-constables]}

    Fails:
        - {number: 30, addressed_to: [chief-constables]}
    """
    count = context.register.publication.count if context.register.publication else None
    for path, recommendation in context.recommendations():
        number = recommendation.number
        if count and number.isdecimal() and int(number) > count:
            message = f"recommendation {number}, but the publication makes {count}"
            hint = "fix the number or count"
            yield _found(context, (*path, "number"), message, hint, str(number))


@error
def long_theme(context: Context) -> Iterator[Found]:
    """A theme is longer than 19 characters.

    A theme is a name for a column; what is asked is the summary.

    Passes:
        - {number: 7, theme: Crime recording, addressed_to: [chief-constables]}

    Fails:
        - {number: 7, theme: Recording of crimes of stalking, addressed_to: [chief-constables]}
    """
    for path, recommendation in context.recommendations():
        theme = recommendation.theme or ""
        if len(theme) > LONGEST_THEME:
            message = f"the theme {quoted(theme)} has {len(theme)} characters"
            hint = f"write at most {LONGEST_THEME}"
            yield _found(context, (*path, "theme"), message, hint, str(recommendation.number))


@error
def wrong_within(context: Context) -> Iterator[Found]:
    """`within` does not add up to `due`.

    The publication counts its deadlines from the day it came out, which does not count itself: 56
    days from 27 September 2024 is 22 November 2024. One force printed 2025. Where a recommendation
    was `made` later, that day counts.

    Passes:
        - number: 7
          addressed_to: [chief-constables]
          deadlines: [{due: 2024-11-22, within: P56D}]
        - number: 8
          made: 2025-03-01
          addressed_to: [chief-constables]
          deadlines: [{due: 2025-04-26, within: P56D}]

    Fails:
        - number: 7
          addressed_to: [chief-constables]
          deadlines: [{due: 2025-11-22, within: P56D}]
    """
    publication = context.register.publication
    for path, recommendation in context.recommendations():
        for number, deadline in enumerate(recommendation.deadlines):
            if publication is None or deadline.within is None:
                continue
            begin = publication.asked_on(recommendation)
            last = _last_day(begin, deadline.within)
            if last == deadline.due.last:
                continue
            where = (*path, "deadlines", number, "due" if last else "within")
            message = (
                f"{deadline.within} from {begin} is {last}, not {deadline.due.text}"
                if last
                else f"{quoted(deadline.within)} is not a duration"
            )
            hint = f"write {last}" if last else "write it as P56D or P6M"
            yield _found(context, where, message, hint, str(recommendation.number))


@error
def unclear_deadlines(context: Context) -> Iterator[Found]:
    """One of several deadlines names no milestone, or the milestone of another.

    Where several things are due, an action has to say which of them it is for.

    Passes:
        - number: 28
          addressed_to: [chief-constables]
          deadlines: [{milestone: publish, due: 2024-11-22}, {milestone: report, due: 2025-03-27}]

    Fails:
        - number: 28
          addressed_to: [chief-constables]
          deadlines: [{milestone: publish, due: 2024-11-22}, {due: 2025-03-27}]
    """
    for path, recommendation in context.recommendations():
        if len(recommendation.deadlines) < 2:
            continue
        seen: set[str] = set()
        for number, deadline in enumerate(recommendation.deadlines):
            milestone = deadline.milestone
            if milestone is None or milestone in seen:
                due = deadline.due.text
                message = (
                    f"milestone {quoted(milestone)} is here a second time"
                    if milestone
                    else f"the deadline {due} names no milestone, and there are several"
                )
                where = (*path, "deadlines", number)
                yield _found(context, where, message, "name each once", str(recommendation.number))
            seen.add(milestone or "")


def _last_day(begin: date, within: str) -> date | None:
    """Return the last day of an ISO 8601 duration that begins the day after `begin`.

    A month that is too short ends on its last day. None if it is not one we can read.
    """
    match = _DURATION.fullmatch(within)
    if match is None:
        return None
    number, unit = int(match[1]), match[2]
    try:
        if unit in "DW":
            return begin + timedelta(days=number * (7 if unit == "W" else 1))
        months = begin.month - 1 + number * (12 if unit == "Y" else 1)
        year, month = begin.year + months // 12, months % 12 + 1
        return date(year, month, min(begin.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None
