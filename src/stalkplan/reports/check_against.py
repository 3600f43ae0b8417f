"""`check --against`: what was rewritten since a trusted revision, and what was added."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.history.against import Against, Traced
from stalkplan.history.differences import Change, Difference, Spot
from stalkplan.history.differences.words import DATED, JOINED, REWRITTEN
from stalkplan.record.nodes import lines_of_node
from stalkplan.record.problems import Place, Problem, Severity, body_of
from stalkplan.record.register import Places, Register
from stalkplan.reports.blocks import Frame, Line, Prose, Report, Rewriting, Section, head_view
from stalkplan.reports.check import NO_TEXT, PROBLEM_FIELDS, problem_row
from stalkplan.verdict import marks, words

LATE = "recorded-late"
"""The code of an addition that is dated before the revision, or not dated at all."""


class _Rewritten(NamedTuple):
    """A rewriting of the record: the difference with its commit, and as a problem."""

    traced: Traced
    problem: Problem

    @property
    def is_allowed(self) -> bool:
        return self.problem.severity is Severity.WARNING


class _Findings(NamedTuple):
    """What the comparison shows, and the errors of the files as they are now."""

    rewritten: list[_Rewritten]
    timely: list[Difference]
    late: list[Problem]
    errors: list[Problem]

    @property
    def faults(self) -> int:
        """How many rewritings are not allowed."""
        return sum(not each.is_allowed for each in self.rewritten)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in order."""
        rewritten = (each.problem for each in self.rewritten)
        return tuple(sorted([*self.errors, *self.late, *rewritten]))


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
    """Report what was rewritten, what was recorded late, and the errors of the files.

    With `strict`, what was recorded late fails the check too; with `allow_wording`, a new wording
    does not fail it.
    """
    finder = _Finder(register, against, allow_wording=allow_wording)
    findings = finder.findings(problems)
    code = _exit_code(findings, strict=strict)
    reason = _reason(findings, strict=strict)
    ordered = findings.problems
    return Report(
        sections=lambda: _sections(finder, against, texts, findings),
        lines=lambda: ((line,) for line in _lines(findings)),
        view=lambda: {
            **head_view("check", register, on=on),
            "against": _commit_view(against),
            "problems": [problem_row(problem) for problem in ordered],
            "record": [_view(finder, traced) for traced in against.differences],
        },
        fields=_FIELDS,
        rows=lambda: _rows(finder, findings),
        verdict=() if code else (reason,),
        exit_code=code,
        exit_reason=reason if code else "",
        problems=ordered,
        passed=tuple(c for c in REWRITTEN if c not in {p.code for p in ordered}),
    )


def _exit_code(findings: _Findings, *, strict: bool) -> int:
    """Return 2 if a file cannot be read, 1 if something fails the check, else 0."""
    if any(problem.code in NO_TEXT for problem in findings.errors):
        return 2
    return int(bool(findings.errors or findings.faults or (strict and findings.late)))


def _reason(findings: _Findings, *, strict: bool) -> str:
    """Return the counts that decide the check."""
    errors, faults, late = len(findings.errors), findings.faults, len(findings.late)
    counts = [words.count(errors, "error")] if errors else []
    if faults or not errors:
        counts.append(f"{words.count(faults, 'rewriting')} of the record")
    if late and strict:
        counts.append(f"{late} recorded late")
    return ", ".join(counts)


_FIELDS = (*PROBLEM_FIELDS, "before", "after", "was_file", "was_line", "commit", "authored")


class _Finder:
    """Turns differences into problems, with their places before and after."""

    def __init__(self, register: Register, against: Against, *, allow_wording: bool) -> None:
        self._register = register
        self._against = against
        self._allow_wording = allow_wording

    def findings(self, problems: Sequence[Problem]) -> _Findings:
        """Sort out all differences, and the errors among the problems of the files."""
        against = self._against
        added = [t.difference for t in against.differences if t.difference.change.is_addition]
        return _Findings(
            [
                self._rewritten(t)
                for t in against.differences
                if not t.difference.change.is_addition
            ],
            [difference for difference in added if not _is_late(difference, against)],
            [self._late(difference) for difference in added if _is_late(difference, against)],
            sorted(problem for problem in problems if problem.severity is Severity.ERROR),
        )

    def _rewritten(self, traced: Traced) -> _Rewritten:
        """Return a rewriting as an error, or as a warning if it is a new wording and allowed."""
        difference = traced.difference
        phrases = REWRITTEN[difference.change]
        message = phrases.message.format(
            name=_subject(difference),
            before=difference.before or "nothing",
            after=difference.after or "nothing",
            field=difference.now.path[-1] if difference.now else "",
        )
        is_allowed = difference.change is Change.WORDING_CHANGED and self._allow_wording
        severity = Severity.WARNING if is_allowed else Severity.ERROR
        place, code = self.now(difference), str(difference.change)
        hint = f"{phrases.hint}; {_culprit(traced)}"
        return _Rewritten(traced, Problem(place, code, message, hint, severity, difference.name))

    def title(self, difference: Difference) -> str:
        """Return what was changed: an update with its day, a recommendation with its theme."""
        parts = [f"{REWRITTEN[difference.change].title}: {_subject(difference)}"]
        if difference.day:
            parts.append(words.long_date(difference.day))
        if not difference.organisation:
            number = difference.name.split("/")[0].split(".")[0]
            asked = self._against.before.recommendations
            parts += [r.theme for r in asked if r.theme and str(r.number) == number]
        return ", ".join(parts)

    def _late(self, difference: Difference) -> Problem:
        """Return an addition as a warning: it is dated before the revision, or has no day."""
        what = DATED[difference.change].format(name=difference.name)
        own = f"is dated {difference.day}" if difference.day else "has no day of its own"
        trusted = self._against.trusted.authored
        message = f"{what} {own} and was not there on {trusted}"
        hint = "say in a note why it was recorded late"
        severity = Severity.WARNING
        return Problem(self.now(difference), LATE, message, hint, severity, difference.name)

    def now(self, difference: Difference) -> Place:
        """Return the place of what is there now, or else of what was nearest to it."""
        spot = difference.now
        if spot is None:
            return Place(difference.was.file if difference.was else "")
        return self._register.places.find(spot.file, spot.path)

    def was(self, difference: Difference) -> Place | None:
        """Return the place in the old text."""
        spot = difference.was
        return self._against.before.places.find(spot.file, spot.path) if spot else None

    def lines(self, difference: Difference) -> Iterator[tuple[int, str, str]]:
        """Yield the old lines, then the new ones, with their numbers and `-` or `+`."""
        if difference.was and difference.before is not None:
            yield from _numbered(self._against.before.places, difference.was, "-")
        if difference.now and difference.after is not None:
            yield from _numbered(self._register.places, difference.now, "+")


def _numbered(places: Places, spot: Spot, sign: str) -> Iterator[tuple[int, str, str]]:
    """Yield the lines of a value, with their numbers and a sign."""
    body = body_of(places.texts[spot.file])
    first, last = lines_of_node(body, places.node(spot.file, spot.path))
    for number, line in enumerate(body.split("\n")[first - 1 : last], start=first):
        yield number, sign, line


def _subject(difference: Difference) -> str:
    """Return what a difference is about: an id, or a recommendation by its number."""
    if difference.organisation or not difference.name.split("/")[0].isdigit():
        return difference.name
    return f"recommendation {difference.name}"


def _is_late(difference: Difference, against: Against) -> bool:
    """Whether an addition says that it was there before the revision, or does not say when.

    The revision counts, not the commit that it shares with HEAD. That commit may be old, and then
    every day since could be filled in afterwards.
    """
    day = difference.day
    return difference.change in DATED and (day is None or day < against.trusted.authored)


def _sections(
    finder: _Finder, against: Against, texts: Mapping[str, str], findings: _Findings
) -> Iterator[Section]:
    """Yield first what was rightly added, as the check is not there to stop work."""
    rewritten = "The record was not rewritten"
    if findings.faults:
        rewritten = f"The record was rewritten in {words.count(findings.faults, 'place')}"
    since = f"since {against.revision}, {words.long_date(against.trusted.authored)}"
    yield (Line(rewritten, since, is_bold=True),)
    if findings.timely:
        title = f"Added, as it should be: {len(findings.timely):,}"
        added = [Line(f"{each.name}  {_what_joined(each)}") for each in findings.timely]
        yield (Line(title, is_bold=True, mark=marks.COMPLETE), *added)
    if findings.late:
        title = f"Recorded late: {len(findings.late):,}"
        late = [Prose(f"{problem.name}  {problem.message}") for problem in findings.late]
        yield (Line(title, is_bold=True, mark=marks.CANNOT_TELL), *late)
    for each in sorted(findings.rewritten, key=lambda each: each.problem):
        yield _rewriting(finder, each)
    for problem in findings.errors:
        source = body_of(texts.get(problem.place.file, "")).split("\n")
        yield (Frame(problem, source[problem.place.line - 1] if problem.place.line else ""),)


def _rewriting(finder: _Finder, rewritten: _Rewritten) -> Section:
    """Return a rewriting with its lines before and after, and the commit that did it."""
    difference = rewritten.traced.difference
    mark = marks.NOT_DUE if rewritten.is_allowed else marks.OVERDUE_SILENT
    problem = rewritten.problem._replace(hint=REWRITTEN[difference.change].hint)
    lines = tuple(finder.lines(difference))
    return (
        Line(finder.title(difference), is_bold=True, mark=mark),
        Rewriting(problem, lines, _culprit(rewritten.traced)),
    )


def _what_joined(difference: Difference) -> str:
    of = f" of {words.long_date(difference.day)}" if difference.day else ""
    return f"{JOINED[difference.change]}{of}"


def _culprit(traced: Traced) -> str:
    """Return which commit did it, without the name of its author and its message."""
    commit = traced.commit
    if commit is None:
        return "not committed yet"
    return f"by commit {commit.short} of {words.long_date(commit.authored)}"


def _lines(findings: _Findings) -> Iterator[str]:
    """Yield a line for each problem; a rewriting has both values too."""
    traced = {each.problem: each.traced for each in findings.rewritten}
    for problem in findings.problems:
        if problem in traced:
            difference = traced[problem].difference
            both = f"was: {difference.before or 'nothing'}; is: {difference.after or 'nothing'}"
            yield f"{problem} [{both}]"
        else:
            yield str(problem)


def _rows(finder: _Finder, findings: _Findings) -> Iterator[dict[str, Any]]:
    """Yield a row for each problem; a rewriting has both values, the old place and the commit."""
    traced = {each.problem: each.traced for each in findings.rewritten}
    for problem in findings.problems:
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
