"""A document to a draft of a plan, and what is to be said of it."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from stalkplan.imports.drafting.answers import to_requirements
from stalkplan.imports.drafting.draft import DraftQuestion, draft_of
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.drafting.left_out import left_out
from stalkplan.imports.drafting.summary import told
from stalkplan.imports.drafting.understand import PlanOwner, restates_deadlines, understand
from stalkplan.imports.drafting.updates import PublishedPage, add_updates, page_window
from stalkplan.imports.drafting.walk_document import gather
from stalkplan.imports.readers.document import Document, Paragraph
from stalkplan.record.choices import Addressee
from stalkplan.record.model import Publication, Recommendation


class Planned(NamedTuple):
    """The text of the draft, and the lines to say of it; `found` is how many refs were."""

    text: str
    told: Sequence[str]
    found: int
    questions: Sequence[DraftQuestion]


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
) -> Planned:
    """Return the draft of the plan of a force, its id and name, as far as it was known on a day."""
    answers_for = [Addressee.CHIEF_CONSTABLES]
    gathered = gather(document)
    expected = [
        requirement.ref
        for recommendation in asked.recommendations
        if set(answers_for) & set(recommendation.addressed_to)
        for requirement in recommendation.required
    ]
    preface, overlooked = _parted(gathered.preface, expected)
    answers = to_requirements(gathered.entries, asked.recommendations, answers_for)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    page = PublishedPage(source, page_window(texts), asked.publication.published, on)
    plan_owner = PlanOwner(force[1], restates_deadlines(answers))
    for answer in answers:
        understand(answer, plan_owner)
        add_updates(answer, page)
    organisation = {"id": force[0], "name": force[1], "answers_for": answers_for}
    draft = draft_of(answers, organisation, source, gathered.headings, file)
    report = partial(
        told,
        answers,
        expected,
        preface=preface,
        notes=gathered.notes,
        questions=draft.questions,
    )
    unused = [*overlooked, *gathered.unused]
    said = "\n".join([draft.text, *report(unused=unused)])
    unused += left_out(document, preface, gathered.headings, said)
    return Planned(draft.text, [*report(unused=unused)], len(answers), draft.questions)


def _parted(
    preface: Sequence[Piece], expected: Sequence[str]
) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Return what surrounds a plan, and what stands from the first ref on that was overlooked."""
    for at, piece in enumerate(preface):
        if not set(expected).isdisjoint(re.findall(r"[0-9]+\.[0-9]+", piece.text)):
            return preface[:at], preface[at:]
    return preface, ()
