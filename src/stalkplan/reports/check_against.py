"""`check --against`: what was rewritten since a trusted revision, and what was added."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.history.against import Against
from stalkplan.history.data_folders import folder_label
from stalkplan.history.differences import Change, Difference, Spot
from stalkplan.history.differences.difference import repeats
from stalkplan.history.differences.words import DATED, JOINED, NOTED, REWRITTEN
from stalkplan.history.effects import Effects
from stalkplan.history.trail import Traced
from stalkplan.record.files import file_in, name_within
from stalkplan.record.nodes import lines_of_node, private_lines
from stalkplan.record.problems import Place, Problem, Severity, body_of
from stalkplan.record.register import Places, Register
from stalkplan.reports.blocks import Frame, Line, Prose, Report, Section, head_view, missing_here
from stalkplan.reports.blocks_of_records import Facts, Rewriting
from stalkplan.reports.check import NO_TEXT, PROBLEM_FIELDS, problem_row
from stalkplan.reports.rewritten import LATE, day_in_words
from stalkplan.verdict import marks, words
from stalkplan.verdict.nouns import publication_noun

NOTHING_COMPARED = "nothing-compared"
"""The code of a notice: the revision has no plan."""

_FEWEST_ALIKE = 3
"""As many rewritings of a kind, by one commit, are shown together."""

_MOST_EFFECTS = 5
"""As many items are named in a message; a program gets all of them."""


class _Told(NamedTuple):
    """A difference with its commit, the problem that it is, and what it does to verdicts."""

    traced: Traced
    problem: Problem
    effects: Sequence[str] = ()


class _Findings(NamedTuple):
    """What the comparison shows, and the errors of the files as they are now."""

    rewritten: list[_Told]
    timely: list[_Told]
    late: list[_Told]
    noted: list[_Told]
    errors: list[Problem]
    first: list[Problem]

    def failing(self, *, strict: bool) -> "_Findings":
        """Return what fails the check; with `strict` what was recorded late or redacted too."""
        guilty = [each for each in self.rewritten if each.problem.severity is Severity.ERROR]
        redacted = [each for each in self.noted if each.problem.severity is Severity.WARNING]
        late, redacted = (self.late, redacted) if strict else ([], [])
        return self._replace(rewritten=guilty, timely=[], late=late, noted=redacted)

    @property
    def told(self) -> list[_Told]:
        """Every difference."""
        return [*self.rewritten, *self.timely, *self.late, *self.noted]

    @property
    def faults(self) -> int:
        """How many rewritings are not allowed."""
        return sum(each.problem.severity is Severity.ERROR for each in self.rewritten)

    @property
    def redacted(self) -> int:
        """How many texts were taken out."""
        return sum(each.problem.severity is Severity.WARNING for each in self.noted)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in order; that nothing was compared comes first."""
        return tuple(problem for problem, _ in self.paired)

    @property
    def paired(self) -> list[tuple[Problem, _Told | None]]:
        """The same, each with the difference that it is about; several may share one place."""
        told = [(each.problem, each) for each in self.told]
        others = [(problem, None) for problem in self.errors]
        first = [(problem, None) for problem in self.first]
        return [*first, *sorted([*others, *told], key=lambda pair: pair[0])]


def against_report(
    register: Register,
    problems: Sequence[Problem],
    against: Against,
    *,
    strict: bool,
    quiet: bool = False,
    allow_wording: bool,
    on: date,
) -> Report:
    """Report what was rewritten, what was added and when, and the errors of the files.

    With `strict`, what was recorded late or redacted fails the check too; with `allow_wording`, a
    new wording does not fail it; with `quiet`, only what fails it is shown. What an addition does
    to verdicts is shown as at the day `on`.
    """
    finder = _Finder(register, against, allow_wording=allow_wording, on=on)
    findings = finder.findings(problems)
    code = _exit_code(findings, strict=strict)
    reason = _reason(findings, strict=strict)
    if quiet:
        findings = findings.failing(strict=strict)
    ordered = findings.problems
    return Report(
        sections=lambda: _sections(finder, findings),
        lines=lambda: ((line,) for line in _lines(findings)),
        view=lambda: {
            **head_view("check", register, on=on),
            "against": _commit_view(against),
            "problems": [problem_row(p) for p in ordered if p.severity is not Severity.NOTICE],
            "record": [_view(finder, told) for told in findings.told],
        },
        fields=_FIELDS,
        rows=lambda: _rows(finder, findings),
        verdict=() if code or findings.first else (reason,),
        not_recorded=missing_here(register, on=on),
        exit_code=code,
        exit_reason=reason if code else "",
        problems=ordered,
        passed=tuple(c for c in REWRITTEN if c not in {p.code for p in ordered}),
    )


def _exit_code(findings: _Findings, *, strict: bool) -> int:
    """Return 2 if a file cannot be read, 1 if something fails the check, else 0."""
    if any(problem.code in NO_TEXT for problem in findings.errors):
        return 2
    listed = strict and (findings.late or findings.redacted)
    return int(bool(findings.errors or findings.faults or listed))


def _reason(findings: _Findings, *, strict: bool) -> str:
    """Return the counts that decide the check."""
    errors, faults, late = len(findings.errors), findings.faults, len(findings.late)
    counts = [words.count(errors, "error")] if errors else []
    if faults or not errors:
        counts.append(f"{words.count(faults, 'rewriting')} of the record")
    if late and strict:
        counts.append(f"{late} recorded late")
    if findings.redacted and strict:
        counts.append(f"{findings.redacted} redacted")
    return ", ".join(counts)


_FIELDS = (*PROBLEM_FIELDS, "before", "after", "was_file", "was_line", "commit", "authored")


class _Finder:
    """Turns differences into problems, with their places before and after."""

    def __init__(
        self, register: Register, against: Against, *, allow_wording: bool, on: date
    ) -> None:
        self.register = register
        self.against = against
        self._allow_wording = allow_wording
        self.on = on
        self._effects: dict[tuple[int, int], Effects] = {}
        self._taken_out = {t for each in against.differences for t in each.difference.taken_out}

    def findings(self, problems: Sequence[Problem]) -> _Findings:
        """Sort out all differences, and the errors among the problems of the files."""
        against = self.against
        changes = [(traced, traced.difference.change) for traced in against.differences]
        added = [self._added(traced) for traced, change in changes if change.is_addition]
        return _Findings(
            [self._rewritten(traced) for traced, change in changes if change.is_rewriting],
            [each for each in added if each.problem.severity is Severity.NOTICE],
            [each for each in added if each.problem.severity is Severity.WARNING],
            [self._noted(traced) for traced, change in changes if change.is_noted],
            sorted(problem for problem in problems if problem.severity is Severity.ERROR),
            [] if against.compared else [self._nothing()],
        )

    def _nothing(self) -> Problem:
        """Return that nothing was compared: a green answer that looks like a good one must say."""
        message = f"nothing was compared: {self.against.revision} has no plan"
        hint = "compare with a revision that has one"
        place = Place(self.register.recommendations_file)
        return Problem(place, NOTHING_COMPARED, message, hint, Severity.NOTICE)

    def _rewritten(self, traced: Traced) -> _Told:
        """Return a rewriting as an error, or as a warning if it is a new wording and allowed."""
        difference = traced.difference
        phrases = REWRITTEN[difference.change]
        says_what = difference.change in (Change.RECOMMENDATION_REMOVED, Change.REQUIREMENT_REMOVED)
        message = phrases.message.format(
            name=difference.name if says_what else _subject(difference),
            before=difference.before or "nothing",
            after=difference.after or "nothing",
            field=_field(difference),
        )
        is_allowed = difference.change is Change.WORDING_CHANGED and self._allow_wording
        severity = Severity.WARNING if is_allowed else Severity.ERROR
        place, code = self.now(traced), str(difference.change)
        hint = f"{self.hint(traced)}; {_culprit(traced)}"
        return _Told(traced, Problem(place, code, message, hint, severity, difference.name))

    def hint(self, traced: Traced) -> str:
        """Return what to do about a rewriting."""
        noun = publication_noun(self.register)
        return REWRITTEN[traced.difference.change].hint.format(noun=noun)

    def whose(self, told: _Told) -> str:
        """Return what was changed, behind the organisation whose it is where there are several."""
        difference = told.traced.difference
        whose = difference.organisation if len(self.register.plans) > 1 else ""
        return f"{whose} {difference.name}".strip()

    def title(self, traced: Traced) -> str:
        """Return what was changed: an update with its day, a recommendation with its theme."""
        difference = traced.difference
        parts = [f"{REWRITTEN[difference.change].title}: {_subject(difference)}"]
        if difference.day:
            parts.append(words.long_date(difference.day))
        if not difference.organisation:
            number = difference.name.split("/")[0].split(".")[0]
            asked = traced.pair.before.recommendations
            parts += [r.theme for r in asked if r.theme and str(r.number) == number]
        return ", ".join(parts)

    def _added(self, traced: Traced) -> _Told:
        """Return an addition as a notice; if it was recorded late, as a warning.

        That is if it is dated before the revision, or has no day.
        """
        difference = traced.difference
        effects = self._effects_of(traced)
        place, name = self.now(traced), difference.name
        if not _is_late(difference, self.against):
            message = _with_effects(f"{_what_joined(difference)} joined: {name}", effects)
            code, severity = str(difference.change), Severity.NOTICE
            return _Told(traced, Problem(place, code, message, "", severity, name), effects)
        what = DATED[difference.change].format(name=name)
        dated = difference.window.text if difference.window else difference.day
        own = f"is dated {dated}" if difference.day else "has no day of its own"
        message = f"{what} {own} and was not there on {self.against.late}"
        hint = "say in a note why it was recorded late"
        told = _with_effects(message, effects)
        return _Told(traced, Problem(place, LATE, told, hint, Severity.WARNING, name), effects)

    def _noted(self, traced: Traced) -> _Told:
        """Return what may be changed: a redaction as a warning, all else as a notice."""
        difference = traced.difference
        name = _subject(difference)
        message = NOTED[difference.change].format(name=name, field=_field(difference))
        is_redaction = difference.change is Change.REDACTED
        severity = Severity.WARNING if is_redaction else Severity.NOTICE
        place, code = self.now(traced), str(difference.change)
        return _Told(traced, Problem(place, code, message, "", severity, difference.name))

    def _effects_of(self, traced: Traced) -> Sequence[str]:
        key = id(traced.pair.before), id(traced.pair.after)
        if key not in self._effects:
            additions = [
                each.difference
                for each in self.against.differences
                if each.difference.change.is_addition and each.pair is traced.pair
            ]
            self._effects[key] = Effects(traced.pair, additions, on=self.on)
        return self._effects[key].of(traced.difference)

    def now(self, traced: Traced) -> Place:
        """Return the place of what is there now, or else of what was nearest to it."""
        spot, was = traced.difference.now, traced.difference.was
        places = traced.pair.after.places
        if spot is None or spot.file not in places.texts:
            place = Place(spot.file if spot else was.file if was else "")
        else:
            place = places.find(spot.file, spot.path)
        return self._in_its_folder(place, traced.folders[1]) if traced.folders else place

    def was(self, traced: Traced) -> Place | None:
        """Return the place in the old text."""
        spot = traced.difference.was
        if spot is None:
            return None
        place = traced.pair.before.places.find(spot.file, spot.path)
        return self._in_its_folder(place, traced.folders[0]) if traced.folders else place

    def _in_its_folder(self, place: Place, folder: str) -> Place:
        """Return a place in a folder that is not the judged one, whose name stands before it."""
        name = name_within(folder_label(self.register), place.file)
        return place._replace(file=file_in(folder, name))

    def line(self, problem: Problem) -> str | None:
        """Return the line that an error is about, unless it is kept back."""
        return self.register.places.line(problem.place)

    def lines(self, traced: Traced) -> Iterator[tuple[int, str, str]]:
        """Yield the old lines, then the new ones, with their numbers and `-` or `+`.

        None of them is of a text that is marked, private or redacted.
        """
        difference, pair = traced.difference, traced.pair
        if difference.is_withheld or difference.taken_out:
            return
        if difference.was and difference.before is not None:
            yield from self._numbered(pair.before.places, difference.was, "-")
        if difference.now and difference.after is not None:
            yield from self._numbered(pair.after.places, difference.now, "+")

    def _numbered(self, places: Places, spot: Spot, sign: str) -> Iterator[tuple[int, str, str]]:
        """Yield the lines of a value, with their numbers and a sign."""
        body, node = body_of(places.texts[spot.file]), places.node(spot.file, spot.path)
        first, last = lines_of_node(body, node)
        hidden = private_lines(body, places.node(spot.file, ()))  # others may share the lines
        private = {n for begin, end in hidden for n in range(begin, end + 1)}
        lines = body.split("\n")[first - 1 : last]
        if any(repeats("\n".join(lines), text) for text in self._taken_out):
            return
        for number, line in enumerate(lines, start=first):
            if number not in private:
                yield number, sign, line


def _field(difference: Difference) -> str:
    """Return the name of the field that a difference is in."""
    spot = difference.now or difference.was
    return str(spot.path[-1]).rstrip("_") if spot and spot.path else ""


def _with_effects(message: str, effects: Sequence[str]) -> str:
    """Return a message with what an addition does to verdicts."""
    shown = [*effects[:_MOST_EFFECTS]]
    if len(effects) > len(shown):
        shown.append(f"and {len(effects) - len(shown):,} more")
    return "; ".join([message, *shown])


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
    return difference.change in DATED and (day is None or day < against.late)


def _sections(finder: _Finder, findings: _Findings) -> Iterator[Section]:
    """Yield first what was rightly added, as the check is not there to stop work."""
    against = finder.against
    rewritten = "The record was not rewritten"
    if findings.first:
        rewritten = f"Nothing was compared: {against.revision} has no plan"
    if findings.faults:
        rewritten = f"The record was rewritten in {words.count(findings.faults, 'place')}"
    since = f"since {against.revision}, {words.long_date(against.trusted.authored)}"
    yield (Line(rewritten, since, is_bold=True),)
    if findings.timely:
        title = f"Properly added: {len(findings.timely):,}"
        added = tuple(
            (finder.whose(each), _with_effects(_what_joined(each.traced.difference), each.effects))
            for each in findings.timely
        )
        yield (Facts(added, title, marks.COMPLETE, is_snug=True),)
    for title, mark, listed in (
        ("Recorded late", marks.CANNOT_TELL, findings.late),
        ("Changed, as is allowed", marks.NOT_DUE, findings.noted),
    ):
        if listed:
            rows = tuple((finder.whose(each), each.problem.message) for each in listed)
            yield (Facts(rows, f"{title}: {len(listed):,}", mark, is_snug=True),)
    rewritten_in_order = sorted(findings.rewritten, key=lambda each: each.problem)
    for alike in _alike(finder, rewritten_in_order):
        yield _rewriting(finder, alike)
    for problem in findings.errors:
        yield (Frame(problem, finder.line(problem)),)


def _alike(finder: _Finder, rewritten: Sequence[_Told]) -> Iterator[Sequence[_Told]]:
    """Yield rewritings in order, many of one kind together that one commit did.

    That is where each is one line in place of another, in one file; of what is not shown, none is.
    """
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for number, each in enumerate(rewritten):
        problem, commit = each.problem, each.traced.commit
        is_short = [sign for _, sign, _ in finder.lines(each.traced)] == ["-", "+"]
        kind = (problem.code, problem.severity, problem.place.file) if is_short else (number,)
        groups.setdefault((*kind, commit and commit.id), []).append(each)
    for group in groups.values():
        yield from [group] if len(group) >= _FEWEST_ALIKE else ([each] for each in group)


def _rewriting(finder: _Finder, told: Sequence[_Told]) -> Section:
    """Return a rewriting with its lines before and after, and the commit that did it.

    Several that are alike are one, with the lines of each.
    """
    first, *others = told
    traced = first.traced
    is_allowed = first.problem.severity is Severity.WARNING
    mark = marks.NOT_DUE if is_allowed else marks.OVERDUE_SILENT
    title, problem = finder.title(traced), first.problem._replace(hint=finder.hint(traced))
    named: tuple[Prose, ...] = ()
    if others:
        title = f"{REWRITTEN[traced.difference.change].title}: {len(told)} in the same way"
        problem = problem._replace(message=f"{problem.message}, and so are {len(others)} more")
        named = (Prose(f"Line by line: {', '.join(_subject(t.traced.difference) for t in told)}"),)
    lines = tuple(line for each in told for line in finder.lines(each.traced))
    block = Rewriting(problem, lines, _culprit(traced))
    return (Line(title, is_bold=True, mark=mark), *named, block)


def _what_joined(difference: Difference) -> str:
    of = f" of {day_in_words(difference)}" if difference.day else ""
    return f"{JOINED[difference.change]}{of}"


def _culprit(traced: Traced) -> str:
    """Return which commit did it, without the name of its author and its message."""
    commit = traced.commit
    if commit is None:
        return "not committed yet"
    return f"by commit {commit.short} of {words.long_date(commit.authored)}"


def _lines(findings: _Findings) -> Iterator[str]:
    """Yield a line for each problem; a rewriting has both values too."""
    for problem, told in findings.paired:
        if told and told.traced.difference.change.is_rewriting:
            difference = told.traced.difference
            both = f"was: {difference.before or 'nothing'}; is: {difference.after or 'nothing'}"
            yield f"{problem} [{both}]"
        else:
            yield str(problem)


def _rows(finder: _Finder, findings: _Findings) -> Iterator[dict[str, Any]]:
    """Yield a row for each problem; a difference has both values, the old place and the commit."""
    for problem, told in findings.paired:
        row = problem_row(problem)
        if told:
            view = _view(finder, told)
            was = view["was"] or {"file": None, "line": None}
            row |= {name: view[name] for name in _FIELDS if name in view and name != "severity"}
            row |= {"was_file": was["file"], "was_line": was["line"]}
        yield row


def _view(finder: _Finder, told: _Told) -> dict[str, Any]:
    difference, commit = told.traced.difference, told.traced.commit
    was, now = finder.was(told.traced), finder.now(told.traced)
    return {
        "change": difference.change,
        "severity": told.problem.severity,
        "organisation": difference.organisation or None,
        "id": difference.name,
        "date": difference.day.isoformat() if difference.day else None,
        "before": difference.before,
        "after": difference.after,
        "effects": [*told.effects],
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
        "late_before": against.late.isoformat(),
        "compared": [*against.compared],
        "unread": [*against.unread],
    }
