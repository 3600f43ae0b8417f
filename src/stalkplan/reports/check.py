"""`check`: every problem in the files, with its place, its reason and how to fix it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from stalkplan.record.problems import Problem, Severity
from stalkplan.record.register import Register
from stalkplan.reports.blocks import (
    OTHERS,
    Column,
    Fit,
    Frame,
    Line,
    NextStep,
    Prose,
    Report,
    Section,
    Table,
    Tally,
    head_view,
    missing_here,
)
from stalkplan.rules import RULES
from stalkplan.verdict import marks
from stalkplan.verdict.words import count, few, short_names_of

NO_TEXT = frozenset(
    {"empty-file", "lfs-pointer", "not-a-file", "not-read", "not-utf-8", "too-large", "unreadable"}
)
"""Codes of files that give nothing to check: the question cannot be answered, exit 2."""

PROBLEM_FIELDS = ("severity", "code", "message", "hint", "file", "line", "column")


def check_report(
    register: Register,
    problems: Sequence[Problem],
    *,
    strict: bool,
    quiet: bool = False,
    on: date,
) -> Report:
    """Report the problems of all files; with `strict`, warnings fail the check too.

    With `quiet` only what fails it is shown; the verdict counts all.
    """
    ordered = tuple(sorted(problems))
    errors = [p for p in ordered if p.severity is Severity.ERROR]
    warnings = [p for p in ordered if p.severity is Severity.WARNING]
    files = len({*register.places.texts, *(p.place.file for p in ordered)})
    code = 1 if errors or (strict and warnings) else 0
    if any(p.code in NO_TEXT for p in errors):
        code = 2
    counts = f"{count(len(errors), 'error')}, {count(len(warnings), 'warning')}"
    verdict = f"{counts} in {count(files, 'file')}"
    found = {p.code for p in ordered}
    if quiet and not strict:
        ordered, warnings = tuple(errors), []
    return Report(
        sections=lambda: _sections(register, errors, warnings, verdict, strict=strict),
        lines=lambda: ((str(problem),) for problem in ordered),
        view=lambda: {
            **head_view("check", register, on=on),
            "problems": [problem_row(problem) for problem in ordered],
        },
        fields=PROBLEM_FIELDS,
        rows=lambda: map(problem_row, ordered),
        verdict=() if code else (verdict,),
        not_recorded=missing_here(register, on=on, in_full=True),
        next_steps=_EVERY_ONE if _is_shortened(errors, warnings) else (),
        exit_code=code,
        exit_reason=verdict if code else "",
        problems=ordered,
        passed=tuple(rule.code for rule in RULES if rule.code not in found),
    )


def problem_row(problem: Problem) -> dict[str, Any]:
    """Return a problem under PROBLEM_FIELDS."""
    place = problem.place
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "file": place.file,
        "line": place.line or None,
        "column": place.column or None,
    }


def _sections(
    register: Register,
    errors: Sequence[Problem],
    warnings: Sequence[Problem],
    verdict: str,
    *,
    strict: bool,
) -> Iterator[Section]:
    """Yield warnings by kind, for eight places with one cause are one decision; errors last.

    Of very many errors the first of each kind is shown, and how many others there are.
    """
    if len(register.plans) > 1 and (errors or warnings):
        yield (Prose(f"{verdict}.", is_bold=True),)
        yield (_by_organisation(register, [*errors, *warnings]),)
    if warnings:
        which = ", which fail the check" if strict else ", which do not fail the check"
        title = f"Warnings: {len(warnings):,}"
        yield (
            Line(title, is_bold=True, tail=which, mark=marks.NOT_DUE),
            *_tallies(register, warnings),
        )
    above: Section = (Line(f"Errors: {len(errors):,}", is_bold=True, mark=marks.OVERDUE_SILENT),)
    for shown, others in _by_kind(errors):
        below = [Prose(_more_of(register, shown, others))] if others else []
        yield (*above, Frame(shown, register.places.line(shown.place)), *below)
        above = ()
    if not errors:
        is_clean = ", 0 warnings" in verdict
        yield (Prose(f"Nothing to fix: {verdict}." if is_clean else f"{verdict}.", is_bold=True),)


_MOST_ERRORS, _MOST_NAMES = 20, 30
"""Errors that are all shown with their lines, and records that are all named under a warning."""

_EVERY_ONE = (NextStep(("check", "--format", "plain"), "every one, with its place", is_whole=True),)


def _of_kinds(problems: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    """Return problems by their code, in the order of the first of each."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    return kinds


def _is_shortened(errors: Sequence[Problem], warnings: Sequence[Problem]) -> bool:
    """Tell whether a screen leaves any of them out."""
    most = max((len(own) for own in _of_kinds(warnings).values()), default=0)
    return len(errors) > _MOST_ERRORS or most > _MOST_NAMES


def _by_kind(errors: Sequence[Problem]) -> Iterator[tuple[Problem, Sequence[Problem]]]:
    """Yield the errors to show; of very many the first of each kind, with the others of it."""
    if len(errors) <= _MOST_ERRORS:
        yield from ((error, ()) for error in errors)
        return
    for first, *others in sorted(_of_kinds(errors).values(), key=len, reverse=True):
        yield first, others


def _more_of(register: Register, shown: Problem, others: Sequence[Problem]) -> str:
    """Return how many others of a kind there are, and where most of the kind are."""
    where = _most_in(register, [shown, *others]) if len(register.plans) > 1 else ()
    return ": ".join((f"and {len(others):,} more of this kind", *filter(None, [", ".join(where)])))


def _most_in(register: Register, problems: Sequence[Problem]) -> Sequence[str]:
    """Return the files with the most of these problems, each with how many, and how many others."""
    names = _names_of_files(register)
    found = Counter(names.get(p.place.file, p.place.file) for p in problems)
    return few([f"{name} {many:,}" for name, many in found.most_common()], "file")


def _names_of_files(register: Register) -> Mapping[str, str]:
    """Return the names of organisations as tables have them, by the files of their plans."""
    organisations = {file: plan.organisation for file, plan in register.plans.items()}
    short = short_names_of(organisations.values())
    return {file: short[organisation.id] for file, organisation in organisations.items()}


def _by_organisation(register: Register, problems: Sequence[Problem]) -> Table:
    """Return a row for each organisation: how many problems of which kinds, most errors first.

    What is in a file that is no plan stands under the name of the file.
    """
    names = _names_of_files(register)
    found: dict[str, list[Problem]] = {name: [] for name in names.values()}
    for problem in problems:
        found.setdefault(names.get(problem.place.file, problem.place.file), []).append(problem)

    def number(severity: Severity) -> Callable[[str], str]:
        return lambda name: f"{sum(p.severity is severity for p in found[name]):,}"

    def kinds(name: str) -> str:
        counted = Counter(problem.code for problem in found[name])
        return ", ".join(f"{code} {many:,}" for code, many in counted.most_common(_MOST_KINDS))

    columns = (
        Column("", 18, str, Fit.NAMED),
        Column("errors", 6, number(Severity.ERROR), is_number=True),
        Column("warnings", 8, number(Severity.WARNING), is_number=True),
        Column("most often", 40, kinds, Fit.GROWS),
    )
    errors = Counter(
        {n: sum(p.severity is Severity.ERROR for p in own) for n, own in found.items()}
    )
    rows = sorted(found, key=lambda name: (-errors[name], -len(found[name]), name.casefold()))
    return Table(columns, rows, "Most errors first", rest=OTHERS)


_MOST_KINDS = 2
"""Kinds of problems that are named in the row of an organisation."""


def _tallies(register: Register, warnings: Sequence[Problem]) -> Iterator[Tally]:
    rules = sorted(RULES, key=lambda rule: rule.on_screen)
    for rule in rules:
        found = [problem for problem in warnings if problem.code == rule.code]
        if found:
            text = f"{rule.one if len(found) == 1 else rule.many} ({rule.code})"
            if len(found) > _MOST_NAMES and len(register.plans) > 1:
                files = len({problem.place.file for problem in found})
                yield Tally(len(found), f"{text}, in {count(files, 'file')}", ())
            else:
                yield Tally(len(found), text, tuple(_named(register, found)))


def _named(register: Register, problems: Sequence[Problem]) -> Iterable[str]:
    """Return the ids of the records below a warning; of very many the first."""
    if len(problems) <= _MOST_NAMES:
        return _names(register, problems)
    return [
        *islice(_names(register, problems), _MOST_NAMES),
        f"{len(problems) - _MOST_NAMES:,} more",
    ]


def _names(register: Register, problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the ids of records in order; of several plans the first of each after its plan's id."""
    own: dict[str, list[str]] = {}
    for problem in problems:
        plan = register.plans.get(problem.place.file)
        id_ = plan.organisation.id if plan and len(register.plans) > 1 else ""
        own.setdefault(id_, []).append(problem.name)
    for id_, names in sorted(own.items()):
        first, *others = sorted(names, key=_by_number)
        yield from (f"{id_}: {first}" if id_ else first, *others)


def _by_number(name: str) -> list[tuple[int, str]]:
    """Sort key: 7.1 before 10.2."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split("([0-9]+)", name)]
