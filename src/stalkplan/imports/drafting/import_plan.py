"""From a document to the draft of a plan, and the report on it."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from stalkplan.imports.drafting.answers import Answer, to_requirements
from stalkplan.imports.drafting.draft import DraftQuestion, draft_of
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.drafting.left_out import left_out
from stalkplan.imports.drafting.not_answers import set_aside
from stalkplan.imports.drafting.summary import ReadPlan, summary_of
from stalkplan.imports.drafting.understand import PlanOwner, restates_deadlines, understand
from stalkplan.imports.drafting.updates import PublishedPage, add_updates, page_window
from stalkplan.imports.drafting.walk_document import gather
from stalkplan.imports.phrases.statuses import STATUS_WORDS, StatusWords
from stalkplan.imports.readers.document import Document, Paragraph
from stalkplan.record.choices import Addressee
from stalkplan.record.model import Publication, Recommendation


class ImportedPlan(NamedTuple):
    """The text of a draft, the lines of the report on it, and how many answers it has.

    `read` are those answers, `page_day` the day that the page gives for itself, if it gives one.
    """

    text: str
    summary: Sequence[str]
    answers: int
    questions: Sequence[DraftQuestion]
    read: Sequence[Answer]
    page_day: date | None


class AnsweredPublication(NamedTuple):
    """The publication that a plan answers."""

    publication: Publication
    recommendations: Sequence[Recommendation]


def plan_of(
    document: Document,
    asked: AnsweredPublication,
    force: tuple[str, str],
    source: str | None,
    file: str,
    *,
    on: date,
    statuses: StatusWords = STATUS_WORDS,
    answers_for: Sequence[str] = (Addressee.CHIEF_CONSTABLES,),
) -> ImportedPlan:
    """Return the draft of the plan of a force, its id and its name.

    `source` is the address of the page, `file` the name of the file that was read. A date after the
    day `on` is not taken for that of an update. `statuses` are the words that are a status.
    """
    force_id, name = force
    gathered = gather(document)
    names = {*answers_for, force_id}
    expected = _refs_for(names, asked.recommendations)
    preface, overlooked = _parted(gathered.preface, expected)
    answers = to_requirements(gathered.entries, asked.recommendations, names)
    set_aside(answers, asked.recommendations)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    page = PublishedPage(source, page_window(texts), asked.publication, on, statuses)
    plan_owner = PlanOwner(name, restates_deadlines(answers), statuses)
    for answer in answers:
        understand(answer, plan_owner)
        add_updates(answer, page)
    organisation = {"id": force_id, "name": name, "answers_for": answers_for}
    draft = draft_of(answers, organisation, source, gathered.headings, file)
    read = ReadPlan(answers, expected, preface, gathered.notes, draft.questions)
    unused = [*overlooked, *gathered.unused]
    said = "\n".join([draft.text, *summary_of(read, unused)])
    unused += left_out(document, preface, gathered.headings, said)
    page_day = min(page.window.last, on) if page.window else None
    summary = [*summary_of(read, unused)]
    return ImportedPlan(draft.text, summary, len(answers), draft.questions, answers, page_day)


def _refs_for(names: AbstractSet[str], recommendations: Iterable[Recommendation]) -> list[str]:
    """Return the requirements that are made to these addressees."""
    return [
        requirement.ref
        for recommendation in recommendations
        for requirement in recommendation.required
        if not names.isdisjoint(recommendation.addressees_of(requirement))
    ]


def _parted(
    preface: Sequence[Piece], expected: Sequence[str]
) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Return the texts before the first that names an expected ref, and those from it on."""
    for at, piece in enumerate(preface):
        if not set(expected).isdisjoint(re.findall(r"[0-9]+\.[0-9]+", piece.text)):
            return preface[:at], preface[at:]
    return preface, ()
