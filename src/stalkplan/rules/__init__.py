"""Rules: checks across records, one function each, whose docstring is its page in the docs.

A rule's name is its code. Its first line says what is wrong, then why that matters, then one
example that passes and one that fails. To add one: the function, a line in RULES, a case file. A
rule that reports a flag is made from the row of that flag in `verdict.flags`.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from stalkplan.record.problems import Problem, Severity
from stalkplan.rules import (
    answers,
    dates,
    milestones,
    publication,
    publishing,
    refs,
    texts,
)
from stalkplan.rules.context import Context, Found
from stalkplan.rules.flagged import rule_of
from stalkplan.verdict.flags import FLAGS


class Rule(NamedTuple):
    """A check, its code, and whether what it finds fails `check`.

    What a warning finds is counted on a screen: `one` and `many` say what, and the
    lines with the lowest `on_screen` stand first.
    """

    severity: Severity
    find: Callable[[Context], Iterator[Found]]
    one: str = ""
    many: str = ""
    on_screen: int = 0

    @property
    def code(self) -> str:
        """The name of the function, with hyphens."""
        return self.find.__name__.replace("_", "-")


def error(find: Callable[[Context], Iterator[Found]]) -> Rule:
    """Return a rule whose every finding is shown where it stands, and fails `check`."""
    return Rule(Severity.ERROR, find)


def warning(
    find: Callable[[Context], Iterator[Found]], one: str, many: str, on_screen: int
) -> Rule:
    """Return a rule whose findings are counted on a screen. ValueError if it does not say as what.

    A warning that nobody can see would be worse than none.
    """
    if not (one.strip() and many.strip()):
        raise ValueError(f"{find.__name__} does not say what it counts")
    return Rule(Severity.WARNING, find, one, many, on_screen)


RULES: tuple[Rule, ...] = (
    error(publication.duplicate_recommendation),
    error(publication.duplicate_requirement),
    error(publication.mismatched_requirement),
    error(publication.number_over_count),
    error(publication.long_theme),
    error(publication.wrong_within),
    error(publication.unclear_deadlines),
    error(refs.unknown_ref),
    error(refs.not_asked),
    error(refs.duplicate_ref),
    error(refs.duplicate_id),
    error(refs.mismatched_id),
    error(refs.mismatched_file),
    error(milestones.unknown_milestone),
    error(milestones.missing_milestone),
    error(dates.too_early),
    error(dates.in_the_future),
    error(dates.both_dates),
    error(texts.bad_evidence),
    error(publishing.above_official),
    warning(
        publishing.personal_data, "text may be about a person", "texts may be about a person", 10
    ),
    warning(texts.cut_short, "text is cut short by a #", "texts are cut short by a #", 20),
    warning(texts.null_word, "value is the word null", "values are the word null", 30),
    warning(
        answers.missing_response,
        "requirement is not in the plan",
        "requirements are not in the plan",
        160,
    ),
    warning(answers.blank_response, "answer is blank", "answers are blank", 150),
    warning(answers.no_action, "answer has no action", "answers have no action", 60),
    warning(
        answers.copied,
        "answer repeats another word for word",
        "answers repeat another word for word",
        40,
    ),
    *(
        warning(rule_of(flag, rule), rule.one, rule.many, rule.on_screen)
        for flag, rule in ((flag, entry.rule) for flag, entry in FLAGS.items())
        if rule
    ),
)


def check(context: Context) -> list[Problem]:
    """Return what every rule finds, sorted by place."""
    return sorted(
        Problem(found.place, rule.code, found.message, found.hint, rule.severity, found.name)
        for rule in RULES
        for found in rule.find(context)
    )
