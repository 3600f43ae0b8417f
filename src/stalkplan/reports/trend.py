"""`trend`: how the counts went from month to month, as the record itself says."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from stalkplan.record.register import Register, recorded
from stalkplan.reports.blocks import Prose, Report, Section, head_view, missing_here
from stalkplan.reports.blocks_of_marks import BAR, Plot, PlotRow, legend_of
from stalkplan.reports.compare_book import BELOW, TOTALS, counts, cover
from stalkplan.reports.sheets import Book, CellValue, Sheet
from stalkplan.reports.status import head
from stalkplan.verdict import words
from stalkplan.verdict.comparison import Total, marks_of, recommendations_of, total_of
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.nouns import body_noun, counted_for
from stalkplan.verdict.state_words import MEANINGS

TREND_FIELDS = ("date", *Total._fields)


class Point(NamedTuple):
    """The counts as at one day, and a mark for each recommendation, the best first."""

    day: date
    total: Total
    marks: tuple[Mark, ...]


class Trend(NamedTuple):
    """The points, the oldest first, and the register with its items as at the last of them."""

    register: Register
    items: Sequence[Item]
    points: tuple[Point, ...]


def month_ends(since: date, until: date) -> Iterator[date]:
    """Yield the last day of every month from `since` to `until`, both inclusive, then `until`."""
    day = since
    while (end := day.replace(day=monthrange(day.year, day.month)[1])) < until:
        yield end
        day = end + timedelta(days=1)
    yield until


def trend_points(
    register: Register, days: Iterable[date], keep: Callable[[Item], bool]
) -> Iterator[Point]:
    """Yield the counts as at each day, of the items to keep.

    What is dated later is not known on a day, so nothing that is rightly added moves a point.
    """
    for day in days:
        items = [item for item in assess(register, on=day) if keep(item)]
        yield Point(day, total_of(items), marks_of(items))


def trend_report(found: Trend) -> Report:
    """Report the counts of each point, in recommendations, as compare has them."""
    verdict = _verdict(found)
    return Report(
        sections=lambda: _sections(found, verdict),
        lines=lambda: (_line(point) for point in found.points),
        view=lambda: _view(found),
        fields=TREND_FIELDS,
        rows=lambda: map(_row, found.points),
        verdict=(verdict,),
        not_recorded=missing_here(found.register, on=found.points[-1].day),
        book=_book(found, verdict),
    )


def _book(found: Trend, verdict: str) -> Book:
    """Return the workbook of the points, a row each; it holds counts and days alone."""
    last = found.points[-1].day
    what = "The counts at the end of each month."
    counted = (
        "A recommendation counts once for each organisation, by the worst of its items, as known "
        f"on that day.{_made_meanwhile(found)}"
    )
    rows: list[Sequence[CellValue]] = [(point.day, *counts(point.total)) for point in found.points]
    columns = (("As at", 12), *TOTALS, *BELOW)
    return Book(
        found.register.publication.title if found.register.publication else "",
        last,
        lambda: [
            cover(found.register, what, counted, verdict, on=last),
            Sheet("By month", columns, rows, frozen=1),
        ],
    )


def _verdict(found: Trend) -> str:
    """Return what is overdue, and how much more or less that is than at first."""
    points = found.points
    first, last = points[0], points[-1]
    total = last.total
    plans = found.register.plans.values()
    what = counted_for([plan.organisation for plan in plans], recommendations_of(found.items))
    late = words.late_of(total.overdue, total.recommendations, what)
    if not total.overdue:
        late = "Nothing is overdue"
    if len(points) == 1:
        return f"{late}."
    then, day = first.total.overdue, words.long_date(first.day)
    more = total.overdue - then
    if not total.overdue and then:
        return f"{late}; {words.count(then, what.unit)} {'was' if then == 1 else 'were'} on {day}."
    if not total.overdue:
        most = max(point.total.overdue for point in points)
        were = "was" if most == 1 else "were"
        late_then = f"at most {words.count(most, what.unit)} {were} overdue when a month ended"
        meanwhile = f"; in between, {late_then}"
        return f"{late}, as on {day}{meanwhile if most else ''}."
    compared = f"{abs(more):,} {'more' if more > 0 else 'fewer'} than" if more else "as many as"
    return f"{late}, {compared} on {day}."


def _sections(found: Trend, verdict: str) -> Iterator[Section]:
    first, last = found.points[0], found.points[-1]
    yield head([found.register], found.items, f"From {words.long_date(first.day)} on", on=last.day)
    yield (Prose(verdict, is_bold=True),)
    shown = {mark for point in found.points for mark in point.marks}
    yield (legend_of(mark for mark in MEANINGS if mark in shown),)
    yield (
        Plot(
            ("complete", "overdue", "no update"),
            tuple(
                PlotRow(
                    words.short_date(point.day),
                    point.marks,
                    (point.total.complete, point.total.overdue, point.total.silent),
                )
                for point in found.points
            ),
        ),
    )
    yield (
        Prose(
            f"{_a_mark(found)} as its worst item stood that day.{_made_meanwhile(found)}",
        ),
    )


def _a_mark(found: Trend) -> str:
    """Return what a mark of a bar is: a recommendation, to whom, or a share of them all."""
    if len(found.points[-1].marks) <= BAR:
        asked = {item.organisation.id: item.organisation for item in found.items}
        to = f" to one {body_noun(asked.values())}" if len(asked) > 1 else ""
        return f"A mark is one recommendation{to},"
    return "A bar shows the shares of all recommendations, each"


def _made_meanwhile(found: Trend) -> str:
    """Return which recommendations were made after the first point, and stood aside until then."""
    at_first, at_last = (recorded(found.register, on=found.points[at].day) for at in (0, -1))
    not_yet = [] if at_last.is_nothing_asked else at_last.later
    made = [number for number in at_first.later if number not in at_last.later]
    said = ""
    for numbers, when in ((made, "later"), (not_yet, "after the last day")):
        was, is_ = ("was", "it is") if len(numbers) == 1 else ("were", "they are")
        made_then = f"{words.listed(numbers)} {was} made {when}"
        said += f" {made_then}; before that, {is_} set aside as not asked yet." if numbers else ""
    return said


def _row(point: Point) -> dict[str, Any]:
    return {"date": point.day.isoformat(), **point.total._asdict()}


def _line(point: Point) -> tuple[str, ...]:
    total = point.total
    counts = (total.recommendations, total.complete, total.overdue, total.silent)
    return (point.day.isoformat(), *map(str, counts))


def _view(found: Trend) -> dict[str, Any]:
    return {
        **head_view("trend", found.register, on=found.points[-1].day),
        "points": [*map(_row, found.points)],
    }
