"""What stands on the page of several organisations: what stands out, then the worst first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicPublication, PublicRecord
from stalkplan.publish.pages.counted import Counted, counted
from stalkplan.publish.pages.matrix import MatrixLine, matrix_legend, matrix_lines, matrix_sheets
from stalkplan.publish.pages.recommendation import RecommendationView
from stalkplan.publish.pages.stands_out import StandOut, stand_outs
from stalkplan.publish.pages.whose_word import word_of_plans
from stalkplan.verdict.comparison import Comparison
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.nouns import body_noun
from stalkplan.verdict.recorded_words import KEEPER, made_later
from stalkplan.verdict.words import count, numbers


class Overview(NamedTuple):
    """A page of several organisations, those with most overdue first; `names` are from A to Z.

    Every count is of recommendations, each once for each organisation it was made to. `noun` is
    what an organisation is called, `columns` are the recommendations, `legend` has each mark of the
    cells with the words that they say of it. `sheets` are the lines, as many as one page has room
    for; the first stand on the page itself, and `files` are the names of all. `word` says on whose
    word the plans stand. `without_plan` are the forces that are asked and have no plan on record,
    `others_without_plan` the other addressees for which none answers.
    """

    on: date
    publication: PublicPublication
    noun: str
    counted: Counted
    columns: tuple[RecommendationView, ...]
    lines: tuple[MatrixLine, ...]
    sheets: tuple[tuple[MatrixLine, ...], ...]
    files: tuple[str, ...]
    names: tuple[MatrixLine, ...]
    legend: tuple[tuple[Mark, tuple[str, ...]], ...]
    stands_out: tuple[StandOut, ...]
    word: str
    without_plan: tuple[str, ...]
    others_without_plan: tuple[str, ...]
    withheld: int

    @property
    def coverage(self) -> str:
        """How many of the publication's recommendations are compared, and what of the others."""
        compared, held = len(self.columns), self.publication.recommendations
        recorded = self.publication.recorded
        of, missing, contact = recorded.of, recorded.missing, recorded.contact
        others = held - compared
        if others:
            told = f"{count(compared, 'recommendation')} {_are(compared)} compared here; "
            told += f"{others} more {_are(others)} on record, made to none of these {self.noun}s."
        elif compared == 1:
            told = "One recommendation is compared here."
        else:
            all_ = f"All {compared} recommendations"
            told = f"{all_ if of == compared else f'{all_} on record'} are compared here."
        told += made_later(recorded)
        if of is None:
            return f"{told} How many there are in all is not known."
        if not missing:
            return told
        told += f" The wording of {len(missing)} more was not found: {numbers(missing)}"
        return f"{told}; send it to {contact or KEEPER}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def overview_of(
    record: PublicRecord,
    comparison: Comparison,
    folders: Mapping[str, str],
    recommendations: Sequence[RecommendationView],
    without_plan: tuple[Iterable[str], Iterable[str]],
) -> Overview:
    """Return what stands on the page; `folders` are those of the organisations' own, by their ids.

    The comparison gives marks, words, counts and days, and no text of a plan; `recommendations` are
    the views of those that it compares. `without_plan` are names: of forces, then of other
    addressees.
    """
    forces, others = without_plan
    lines = tuple(matrix_lines(comparison, folders))
    sheets = tuple(matrix_sheets(lines))
    cells = [cell for row in comparison.rows for cell in row.cells.values()]
    noun = body_noun(row.organisation for row in comparison.rows)
    return Overview(
        record.on,
        record.publication,
        noun,
        counted(cells),
        tuple(recommendations),
        lines,
        sheets,
        ("index.html", *(f"index_{n}.html" for n in range(2, len(sheets) + 1))),
        tuple(sorted(lines, key=lambda line: line.name.casefold())),
        tuple(matrix_legend(cells)),
        tuple(stand_outs(comparison, lines, recommendations, noun)),
        word_of_plans(record.organisations, noun),
        tuple(forces),
        tuple(others),
        record.withheld,
    )
