"""Rules: checks across records, one function each, whose docstring is its page in the docs.

A rule's name is its code. Its first line says what is wrong, then why that matters, then one
example that passes and one that fails. To add one: the function, under `@error` or `@warning`, and
a case file. A rule that reports a flag is made from the row of that flag in `verdict.flags`.
"""

from stalkplan.record.problems import Problem, Severity
from stalkplan.rules import (
    answers,
    dates,
    decisions,
    evidence,
    milestones,
    owners,
    private,
    questions,
    recommendations,
    refs,
    retractions,
    texts,
    updates,
)
from stalkplan.rules.context import Context
from stalkplan.rules.flagged import rule_of
from stalkplan.rules.rule import Rule, warning
from stalkplan.verdict.flags import FLAGS

_MODULES = (
    *(recommendations, decisions, refs, milestones, dates, updates, retractions, evidence),
    *(private, texts, owners, answers, questions),
)
_WRITTEN = [rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule)]

RULES: tuple[Rule, ...] = (
    *(rule for rule in _WRITTEN if rule.severity is Severity.ERROR),
    *(rule for rule in _WRITTEN if rule.severity is Severity.WARNING),
    *(
        warning(entry.rule.one, entry.rule.many, entry.rule.on_screen)(rule_of(flag, entry.rule))
        for flag, entry in FLAGS.items()
        if entry.rule
    ),
)
"""Every rule, in the order in which the docs have them: errors, then warnings, then flags."""


def check(context: Context, *, only: Severity | None = None) -> list[Problem]:
    """Return what every rule finds, sorted by place; with `only`, every rule of one severity."""
    return sorted(
        Problem(found.place, rule.code, found.message, found.hint, rule.severity, found.name)
        for rule in RULES
        if only in (None, rule.severity)
        for found in rule.find(context)
    )
