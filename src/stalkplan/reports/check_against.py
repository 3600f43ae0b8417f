"""`check --against`: every rewriting of the record since a trusted revision, and what joined it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.history.culprits import Against, Traced
from stalkplan.history.differences import Change, Difference, Spot
from stalkplan.history.differences.words import DATED, JOINED, REWRITTEN
from stalkplan.record.nodes import lines_of_node
from stalkplan.record.problems import Place, Problem, Severity
from stalkplan.record.register import Places, Register
from stalkplan.reports.blocks import Frame, Line, Prose, Report, Rewriting, Section, head_view
from stalkplan.reports.check import NO_TEXT, PROBLEM_FIELDS, problem_row
from stalkplan.verdict import marks, words

LATE = "recorded-late"
"""The code of what joined the record after the day that it gives itself."""


class _Finding(NamedTuple):
    """A difference as a problem, and as a block for a screen."""

    traced: Traced
    problem: Problem


def against_report(
    register: Register,
    texts: Mapping[str, str],
    problems: Sequence[Problem],
    against: Against,
    *,
    strict: bool,
    allow_wording: bool,
    on: date,
) -> Report:
    """Report what was rewritten, what joined late, and the errors of the files.

    With `strict` what joined late fails it too; with `allow_wording` a new wording does not.
    """
    finder = _Finder(register, against, allow_wording=allow_wording)
    rewritten = [finder.rewriting(t) for t in against.found if not t.difference.change.is_addition]
    added = [t.difference for t in against.found if t.difference.change.is_addition]
    late = [finder.late(d) for d in added if _is_late(d, against)]
    timely = [d for d in added if not _is_late(d, against)]
    faults = [f for f in rewritten if f.problem.severity is Severity.ERROR]
    errors = sorted(p for p in problems if p.severity is Severity.ERROR)
    ordered = tuple(sorted([*errors, *late, *(finding.problem for finding in rewritten)]))
    told = f"{words.count(len(faults), 'rewriting')} of the record"
    reason = ", ".join(
        filter(
            None,
            (
                words.count(len(errors), "error") if errors else "",
                told if faults or not errors else "",
                f"{len(late)} recorded late" if late and strict else "",
            ),
        )
    )
    code = 1 if errors or faults or (strict and late) else 0
    if any(p.code in NO_TEXT for p in errors):
        code = 2
    return Report(
        sections=lambda: _sections(finder, against, texts, rewritten, timely, late, errors),
        lines=lambda: ((line,) for line in _lines(ordered, rewritten)),
        view=lambda: {
            **head_view("check", register, on=on),
            "against": _commit_view(against),
            "problems": [problem_row(problem) for problem in ordered],
            "record": [_view(finder, traced) for traced in against.found],
        },
        fields=_FIELDS,
        rows=lambda: _rows(finder, ordered, rewritten),
        verdict=() if code else (reason,),
        exit_code=code,
        exit_reason=reason if code else "",
        problems=ordered,
        passed=tuple(c for c in REWRITTEN if c not in {p.code for p in ordered}),
    )


_FIELDS = (*PROBLEM_FIELDS, "before", "after", "was_file", "was_line", "commit", "authored")


class _Finder:
    """Turns differences into problems, with the places before and after."""

    def __init__(self, register: Register, against: Against, *, allow_wording: bool) -> None:
        self._register = register
        self._against = against
        self._allow_wording = allow_wording

    def rewriting(self, traced: Traced) -> _Finding:
        """Return a rewriting as a problem: an error, but for a new wording that is allowed."""
        difference = traced.difference
        said = REWRITTEN[difference.change]
        message = said.message.format(
            name=_subject(difference),
            before=difference.before or "nothing",
            after=difference.after or "nothing",
            field=difference.now.path[-1] if difference.now else "",
        )
        is_allowed = difference.change is Change.WORDING_CHANGED and self._allow_wording
        severity = Severity.WARNING if is_allowed else Severity.ERROR
        place, code = self.now(difference), str(difference.change)
        hint = f"{said.hint}; {_culprit(traced)}"
        return _Finding(traced, Problem(place, code, message, hint, severity, difference.name))

    def title(self, difference: Difference) -> str:
        """Return what was done to what: an update by its day, a recommendation by its theme."""
        said = [f"{REWRITTEN[difference.change].title}: {_subject(difference)}"]
        if difference.day:
            said.append(words.long_date(difference.day))
        if not difference.organisation:
            number = difference.name.split("/")[0].split(".")[0]
            asked = self._against.before.recommendations
            said += [r.theme for r in asked if r.theme and str(r.number) == number]
        return ", ".join(said)

    def late(self, difference: Difference) -> Problem:
        """Return as a warning what joined after the day that it gives itself, if it gives one."""
        what = DATED[difference.change].format(name=difference.name)
        own = f"is dated {difference.day}" if difference.day else "has no day of its own"
        trusted = self._against.trusted.authored
        message = f"{what} {own} and was not there on {trusted}"
        hint = "say in a note why it was recorded late"
        severity = Severity.WARNING
        return Problem(self.now(difference), LATE, message, hint, severity, difference.name)

    def now(self, difference: Difference) -> Place:
        """Return where it stands, or stood nearest to what is there now."""
        spot = difference.now
        if spot is None:
            return Place(difference.was.file if difference.was else "")
        return self._register.places.find(spot.file, spot.path)

    def was(self, difference: Difference) -> Place | None:
        """Return where it stood, in the old text."""
        spot = difference.was
        return self._against.before.places.find(spot.file, spot.path) if spot else None

    def lines(self, difference: Difference) -> Iterator[tuple[int, str, str]]:
        """Yield the lines as they stood, and as they stand, with their numbers."""
        if difference.was and difference.before is not None:
            yield from _numbered(self._against.before.places, difference.was, "-")
        if difference.now and difference.after is not None:
            yield from _numbered(self._register.places, difference.now, "+")


def _numbered(places: Places, spot: Spot, sign: str) -> Iterator[tuple[int, str, str]]:
    """Yield the lines on which a value stands."""
    body = places.texts[spot.file].removeprefix("\ufeff")
    first, last = lines_of_node(body, places.node(spot.file, spot.path))
    for number, line in enumerate(body.split("\n")[first - 1 : last], start=first):
        yield number, sign, line


def _subject(difference: Difference) -> str:
    """Return what a difference is about: an id, or a recommendation by its number."""
    if difference.organisation or not difference.name.split("/")[0].isdigit():
        return difference.name
    return f"recommendation {difference.name}"


def _is_late(difference: Difference, against: Against) -> bool:
    """Whether what joined the record says, or leaves open, that it was there before.

    Before the revision, not before what it and HEAD have in common: from an old commit every day
    since could be filled in afterwards.
    """
    day = difference.day
    return difference.change in DATED and (day is None or day < against.trusted.authored)


def _sections(
    finder: _Finder,
    against: Against,
    texts: Mapping[str, str],
    rewritten: Sequence[_Finding],
    added: Sequence[Difference],
    late: Sequence[Problem],
    errors: Sequence[Problem],
) -> Iterator[Section]:
    """Yield what was rightly added first: the guard is not against work."""
    faults = [finding for finding in rewritten if finding.problem.severity is Severity.ERROR]
    told = (
        f"The record was rewritten in {words.count(len(faults), 'place')}"
        if faults
        else "The record was not rewritten"
    )
    since = f"since {against.revision}, {words.long_date(against.trusted.authored)}"
    yield (Line(told, since, is_bold=True),)
    if added:
        title = f"Added, as it should be: {len(added):,}"
        joined = [Line(f"{d.name}  {_what_joined(d)}") for d in added]
        yield (Line(title, is_bold=True, mark=marks.COMPLETE), *joined)
    if late:
        title = f"Recorded late: {len(late):,}"
        yield (
            Line(title, is_bold=True, mark=marks.CANNOT_TELL),
            *(Prose(f"{problem.name}  {problem.message}") for problem in late),
        )
    for finding in sorted(rewritten, key=lambda finding: finding.problem):
        difference = finding.traced.difference
        lines = tuple(finder.lines(difference))
        allowed = finding.problem.severity is Severity.WARNING
        yield (
            Line(
                finder.title(difference),
                is_bold=True,
                mark=marks.NOT_DUE if allowed else marks.OVERDUE_SILENT,
            ),
            Rewriting(
                finding.problem._replace(hint=REWRITTEN[difference.change].hint),
                lines,
                _culprit(finding.traced),
            ),
        )
    for problem in errors:
        source = texts.get(problem.place.file, "").removeprefix("\ufeff").split("\n")
        yield (Frame(problem, source[problem.place.line - 1] if problem.place.line else ""),)


def _what_joined(difference: Difference) -> str:
    of = f" of {words.long_date(difference.day)}" if difference.day else ""
    return f"{JOINED[difference.change]}{of}"


def _culprit(traced: Traced) -> str:
    """Return which commit did it; its author's name and message are nobody's business here."""
    commit = traced.commit
    if commit is None:
        return "not committed yet"
    return f"by commit {commit.short} of {words.long_date(commit.authored)}"


def _lines(problems: Sequence[Problem], rewritten: Sequence[_Finding]) -> Iterator[str]:
    """Yield a line a problem; of a rewriting with both values and the commit."""
    traced = {finding.problem: finding.traced for finding in rewritten}
    for problem in problems:
        if problem in traced:
            difference = traced[problem].difference
            both = f"was: {difference.before or 'nothing'}; is: {difference.after or 'nothing'}"
            yield f"{problem} [{both}]"
        else:
            yield str(problem)


def _rows(
    finder: _Finder, problems: Sequence[Problem], rewritten: Sequence[_Finding]
) -> Iterator[dict[str, Any]]:
    """Yield a row a problem; of a rewriting with both values, the old place and the commit."""
    traced = {finding.problem: finding.traced for finding in rewritten}
    for problem in problems:
        row = problem_row(problem)
        if problem in traced:
            view = _view(finder, traced[problem])
            was = view["was"] or {"file": None, "line": None}
            row |= {name: view[name] for name in _FIELDS if name in view}
            row |= {"was_file": was["file"], "was_line": was["line"]}
        yield row


def _view(finder: _Finder, traced: Traced) -> dict[str, Any]:
    difference, commit = traced
    was, now = finder.was(difference), finder.now(difference)
    return {
        "change": difference.change,
        "organisation": difference.organisation or None,
        "id": difference.name,
        "date": difference.day.isoformat() if difference.day else None,
        "before": difference.before,
        "after": difference.after,
        "was": {"file": was.file, "line": was.line} if was else None,
        "now": {"file": now.file, "line": now.line} if difference.now else None,
        "commit": commit.id if commit else None,
        "authored": commit.authored.isoformat() if commit else None,
    }


def _commit_view(against: Against) -> dict[str, Any]:
    return {
        "revision": against.revision,
        "commit": against.base.id,
        "authored": against.base.authored.isoformat(),
        "revision_commit": against.trusted.id,
        "revision_authored": against.trusted.authored.isoformat(),
        "unread": [*against.unread],
    }
