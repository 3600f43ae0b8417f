"""Rules: checks across records, one function each, whose docstring is its page in the docs.

A rule's name is its code. Its first line says what is wrong, then why that matters, then one
example that passes and one that fails. To add one: the function, a line in RULES, a case file.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from stalkplan.record.problems import Problem, Severity
from stalkplan.rules import (
    answers,
    dates,
    milestones,
    promises,
    publication,
    publishing,
    refs,
    texts,
)
from stalkplan.rules.context import Context, Found


class Rule(NamedTuple):
    """A check, its code, and whether what it finds fails `check`."""

    severity: Severity
    find: Callable[[Context], Iterator[Found]]

    @property
    def code(self) -> str:
        """The name of the function, with hyphens."""
        return self.find.__name__.replace("_", "-")


ERROR, WARNING = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule(ERROR, publication.duplicate_recommendation),
    Rule(ERROR, publication.duplicate_requirement),
    Rule(ERROR, publication.mismatched_requirement),
    Rule(ERROR, publication.number_over_count),
    Rule(ERROR, publication.long_theme),
    Rule(ERROR, publication.wrong_within),
    Rule(ERROR, publication.unclear_deadlines),
    Rule(ERROR, refs.unknown_ref),
    Rule(ERROR, refs.not_asked),
    Rule(ERROR, refs.duplicate_ref),
    Rule(ERROR, refs.duplicate_id),
    Rule(ERROR, refs.mismatched_id),
    Rule(ERROR, refs.mismatched_file),
    Rule(ERROR, milestones.unknown_milestone),
    Rule(ERROR, milestones.missing_milestone),
    Rule(ERROR, dates.too_early),
    Rule(ERROR, dates.in_the_future),
    Rule(ERROR, dates.both_dates),
    Rule(ERROR, texts.bad_evidence),
    Rule(ERROR, publishing.above_official),
    Rule(WARNING, publishing.personal_data),
    Rule(WARNING, texts.cut_short),
    Rule(WARNING, texts.null_word),
    Rule(WARNING, answers.missing_response),
    Rule(WARNING, answers.blank_response),
    Rule(WARNING, answers.no_action),
    Rule(WARNING, answers.copied),
    Rule(WARNING, answers.deadline_restated),
    Rule(WARNING, answers.no_owner),
    Rule(WARNING, answers.no_evidence),
    Rule(WARNING, answers.dropped),
    Rule(WARNING, answers.dormant),
    Rule(WARNING, promises.vague_promise),
    Rule(WARNING, promises.promised_late),
    Rule(WARNING, promises.promise_moved),
    Rule(WARNING, promises.promise_broken),
)


def check(context: Context) -> list[Problem]:
    """Return what every rule finds, sorted by place."""
    return sorted(
        Problem(found.place, rule.code, found.message, found.hint, rule.severity, found.name)
        for rule in RULES
        for found in rule.find(context)
    )
