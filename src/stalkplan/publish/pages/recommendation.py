"""What stands on the page of a recommendation: how each organisation stands, then its answers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicAnswer,
    PublicItem,
    PublicPublication,
    PublicRecommendation,
    PublicRecord,
    PublicRequirement,
)
from stalkplan.publish.pages.counted import Counted, counted
from stalkplan.publish.pages.entries import anchor_of, undivided
from stalkplan.publish.pages.organisation import Figure
from stalkplan.publish.pages.repeated import Repeated, repeated
from stalkplan.publish.pages.whose_word import word_of_one
from stalkplan.record.choices import Acceptance
from stalkplan.verdict.comparison import Cell, Comparison, has_answer
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.marks import (
    CANNOT_TELL,
    COMPLETE,
    COMPLETE_LATE,
    NO_ANSWER,
    NO_DATE,
    NO_DATE_NO_ANSWER,
    NOT_DUE,
    OVERDUE_SILENT,
    OVERDUE_UPDATED,
    Mark,
)
from stalkplan.verdict.nouns import body_noun
from stalkplan.verdict.state_words import Standing
from stalkplan.verdict.timeliness import Timeliness
from stalkplan.verdict.words import listed

ROOM = 62_000
"""Bytes of answers on one sheet, which leave a third of a page of 100 KB for all the rest."""

_OF_AN_ORGANISATION, _OF_AN_ANSWER = 400, 120
"""Bytes of the HTML around them, more or less."""


class RepeatedAnswer(NamedTuple):
    """A page that a link leads to, and what the link says."""

    address: str
    words: str


class Given(NamedTuple):
    """What an organisation answers to one requirement.

    `repeats` is whose answer it repeats word for word, so that its text need not stand twice;
    `alike` says whose answers differ from it in a few letters, and is empty if nobody's do.
    """

    ref: str
    answer: PublicAnswer | None
    repeats: RepeatedAnswer | None
    alike: str

    @property
    def in_a_word(self) -> str:
        """Whether it is accepted, as far as the plan says."""
        if self.answer is None or (self.answer.position is None and self._states_nothing):
            return _UNANSWERED
        return _ANSWERED if self._states_nothing else self.answer.acceptance.replace("-", " ")

    @property
    def _states_nothing(self) -> bool:
        return self.answer is None or self.answer.acceptance == Acceptance.NOT_STATED

    @property
    def is_copied(self) -> bool:
        """Whether another gave the same answer before it, or nearly the same."""
        return bool(self.repeats or self.alike)


_ANSWERED, _UNANSWERED = "answered", "not answered"


class Answering(NamedTuple):
    """An organisation with its anchor, where it stands, and its answers.

    `own` is the address of this recommendation on the organisation's page. `share` is how many of
    its items stand where the worst does; `late_by` is of the item that is overdue longest, where
    what is public says it, and `days_late` the same as a number. It `lacks_answers` if a
    requirement has none and nobody met it. `extended` are the dates that were extended for it, each
    with its milestone.
    """

    name: str
    anchor: str
    address: str
    own: str
    acceptances: tuple[str, ...]
    mark: Mark
    word: str
    share: str
    late_by: str
    days_late: int
    last_update: date | None
    has_answered: bool
    lacks_answers: bool
    extended: tuple[str, ...]
    given: tuple[Given, ...]

    @property
    def is_copied(self) -> bool:
        """Whether any of its answers is copied."""
        return any(given.is_copied for given in self.given)

    @property
    def said(self) -> str:
        """What it answers, in a few words: where that differs, what is no yes, with its refs."""
        refs: dict[str, list[str]] = {}
        for given in self.given:
            refs.setdefault(given.in_a_word, []).append(given.ref)
        if len(refs) == 1:
            told = [*refs]
        else:
            yes = ("accepted", _ANSWERED)
            told = [f"{word} ({', '.join(of)})" for word, of in refs.items() if word not in yes]
        return "; ".join([*(told or [_ANSWERED]), *(["copied"] if self.is_copied else [])])


class AskedFor(NamedTuple):
    """What has to be shown, in words if they are known, and of whom that is asked.

    `of` are the names if it is not asked of all that the recommendation was made to.
    """

    ref: str
    text: str | None
    of: tuple[str, ...]


class StandingGroup(NamedTuple):
    """The organisations that stand alike, from A to Z."""

    mark: Mark
    word: str
    members: tuple[Answering, ...]

    @property
    def late_by(self) -> str:
        """The days late of several, if they are the same for all of them."""
        days = {each.late_by for each in self.members}
        return days.pop() if len(days) == 1 and len(self.members) > 1 else ""


class RecommendationView(NamedTuple):
    """A recommendation over all organisations that it was made to.

    `sheets` are the answers, as many as one page has room for; the first stand on the page itself,
    and `files` are the names of all. `unanswered` answer nothing of it, `answered_in_part` not all,
    `declined` are those who reject it or a part of it. `copied` repeat another's answer. It
    `is_asked` if it was made by the day of the page. `asked_for` is what it asks of any of them,
    and `elsewhere` how many of its requirements are asked of nobody here. `word` says on whose word
    it is complete.
    """

    on: date
    publication: PublicPublication
    recommendation: PublicRecommendation
    asked_for: tuple[AskedFor, ...]
    elsewhere: int
    noun: str
    is_asked: bool
    counted: Counted
    groups: tuple[StandingGroup, ...]
    unanswered: tuple[Answering, ...]
    answered_in_part: tuple[Answering, ...]
    declined: tuple[tuple[str, tuple[Answering, ...]], ...]
    copied: tuple[Answering, ...]
    sheets: tuple[tuple[Answering, ...], ...]
    files: tuple[str, ...]
    word: str

    @property
    def late_by(self) -> str:
        """How late those are that are overdue, in a sentence; empty if what is public has no days.

        Of several the longest is told, unless all are as late.
        """
        late = [each for group in self.groups if group.mark in _LATE for each in group.members]
        if not any(each.late_by for each in late):
            return ""
        is_same = len({each.late_by for each in late}) == 1
        all_are = {1: "It is", 2: "Both are"}.get(len(late), "Each is")
        longest = max(late, key=lambda each: each.days_late)
        return f"{all_are if is_same else 'The longest is'} {longest.late_by} late."

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What the headline does not say: each counts organisations, and leads to their names."""
        number, silent = self.counted.complete, self.counted.silent
        unanswered = len(self.unanswered) + len(self.answered_in_part)
        declined = len({each.anchor for _, entries in self.declined for each in entries})
        rest = self.asked - self.counted.overdue - number
        figures = (
            Figure(number, "complete", "done", "standing"),
            Figure(silent, "overdue without a recent update on all of it", "late", "standing"),
            Figure(unanswered, "with no answer to it, or to a part", "late", "unanswered"),
            Figure(declined, "rejected it, or accepted only a part", "late", "declined"),
            Figure(len(self.copied), "copied an answer", "wait", "copied"),
            Figure(rest, f"others: {listed(self.counted.others)}", "wait", "standing"),
        )
        return tuple(each for each in figures if each.number or each.style == "done")

    @property
    def asked(self) -> int:
        """How many organisations it was made to."""
        return self.counted.number

    @property
    def undivided(self) -> tuple[tuple[str, ...], ...]:
        """The refs of requirements for which one text is all that is known."""
        whole = self.recommendation.summary
        return undivided((each.ref, each.text or whole) for each in self.asked_for)

    @property
    def short_title(self) -> str:
        """What it is about, and in brackets its number."""
        number, theme = self.recommendation.number, self.recommendation.theme
        return f"{theme} ({number})" if theme else number

    @property
    def title(self) -> str:
        """Its number and what it is about."""
        number, theme = self.recommendation.number, self.recommendation.theme
        return f"Recommendation {number}: {theme}" if theme else f"Recommendation {number}"


def page_names(numbers: Iterable[str]) -> Iterator[str]:
    """Yield for each recommendation the name of its page, without `.html`.

    It is its number where a file can be named by that, else its place in the list; no two have the
    same name, whatever the capitals.
    """
    taken: set[str] = set()
    for place, number in enumerate(numbers, start=1):
        plain = number.lower().replace(" ", "-")
        fits = re.fullmatch(r"[0-9a-z]+(?:[.-][0-9a-z]+)*", plain) and plain not in taken
        taken.add(plain)
        yield f"recommendation-{plain}" if fits else f"recommendation_{place}"


def recommendation_views(
    record: PublicRecord, comparison: Comparison, folders: Mapping[str, str]
) -> Iterator[RecommendationView]:
    """Yield a view of each recommendation that is compared, in their order.

    `folders` are those of the organisations' own pages by id. The comparison gives marks, words and
    counts, the record every text.
    """
    made: dict[str, dict[str, PublicRecommendation]] = {}
    for organisation in record.organisations:
        for recommendation in organisation.recommendations:
            made.setdefault(recommendation.number, {})[organisation.id] = recommendation
    rows = sorted(comparison.rows, key=lambda row: row.organisation.name.casefold())
    unanswered = {row.organisation.id: row.unanswered for row in rows}
    numbers = [each.number for each in comparison.recommendations]
    for made_by, name in zip(comparison.recommendations, page_names(numbers), strict=True):
        number, refs = made_by.number, [requirement.ref for requirement in made_by.required]
        asked = [
            _Asked(
                row.organisation.name,
                folders[row.organisation.id],
                row.cells[number],
                made[number][row.organisation.id],
                not set(refs).isdisjoint(unanswered[row.organisation.id]),
            )
            for row in rows
            if number in row.cells
        ]
        noun = body_noun(row.organisation for row in rows)
        yield _view(record, name, noun, asked, refs)


class _Asked(NamedTuple):
    name: str
    folder: str
    cell: Cell
    recommendation: PublicRecommendation
    lacks_answers: bool


_Same = Mapping[str, Mapping[str, Repeated]]
"""Answers that repeat others, by requirement and by the organisation's folder."""


def _view(
    record: PublicRecord, name: str, noun: str, asked: Sequence[_Asked], refs: Sequence[str]
) -> RecommendationView:
    """Return the view of one; `refs` are those of its requirements, as the publication has them."""
    same = _same(asked)
    sheets = [*_sheets(asked, same)]
    files = [f"{name}.html", *(f"{name}_{n}.html" for n in range(2, len(sheets) + 1))]
    places = {
        each.folder: (each.name, file, _anchor(each.folder))
        for file, sheet in zip(files, sheets, strict=True)
        for each in sheet
    }
    shown = [tuple(_answering(each, same, places) for each in sheet) for sheet in sheets]
    everybody = [each for sheet in shown for each in sheet]
    asked_for = sorted(_asked_for(asked), key=lambda each: refs.index(each.ref))
    return RecommendationView(
        record.on,
        record.publication,
        asked[0].recommendation,
        tuple(asked_for),
        len(refs) - len(asked_for),
        noun,
        any(item.is_asked for each in asked for item in each.cell.items),
        counted([each.cell for each in asked]),
        tuple(_groups(everybody)),
        tuple(each for each in everybody if not each.has_answered),
        tuple(each for each in everybody if each.has_answered and each.lacks_answers),
        tuple(_declined(everybody)),
        tuple(each for each in everybody if each.is_copied),
        tuple(shown),
        tuple(files),
        word_of_one([each.recommendation for each in asked], noun),
    )


def _asked_for(asked: Sequence[_Asked]) -> Iterator[AskedFor]:
    """Yield what is asked of anybody, once for each requirement."""
    texts: dict[str, str | None] = {}
    of: dict[str, list[str]] = {}
    for each in asked:
        for requirement in each.recommendation.requirements:
            texts.setdefault(requirement.ref, requirement.asked)
            of.setdefault(requirement.ref, []).append(each.name)
    for ref, text in texts.items():
        yield AskedFor(ref, text, () if len(of[ref]) == len(asked) else tuple(of[ref]))


def _same(asked: Sequence[_Asked]) -> _Same:
    said: dict[str, dict[str, str]] = {}
    for each in asked:
        for requirement in each.recommendation.requirements:
            answer = requirement.answer
            if answer and answer.position and not answer.is_withheld:
                said.setdefault(requirement.ref, {})[each.folder] = answer.position
    return {ref: repeated(answers) for ref, answers in said.items()}


def _sheets(asked: Sequence[_Asked], same: _Same) -> Iterator[list[_Asked]]:
    """Yield who stands on each sheet, as many as there is room for, and one at least."""
    sheet: list[_Asked] = []
    taken = 0
    for each in asked:
        size = _OF_AN_ORGANISATION
        for requirement in each.recommendation.requirements:
            again = same.get(requirement.ref, {}).get(each.folder)
            position = requirement.answer.position if requirement.answer else None
            is_shown = position and not (again and again.first)
            size += _OF_AN_ANSWER + (len(position.encode()) if position and is_shown else 0)
        if sheet and taken + size > ROOM:
            yield sheet
            sheet, taken = [], 0
        sheet.append(each)
        taken += size
    yield sheet


_Places = Mapping[str, tuple[str, str, str]]
"""By its folder the name of each organisation, with the file and the anchor of its answers."""


def _answering(asked: _Asked, same: _Same, places: _Places) -> Answering:
    name, folder, cell, recommendation, lacks_answers = asked
    _, file, anchor = places[folder]
    items = [item for requirement in recommendation.requirements for item in requirement.items]
    answers = [requirement.answer for requirement in recommendation.requirements]
    latest = _latest(items, cell)
    return Answering(
        name,
        anchor,
        f"{file}#{anchor}",
        f"{folder}/index.html#{anchor_of(recommendation.number)}",
        tuple(dict.fromkeys(answer.acceptance for answer in answers if answer)),
        cell.mark,
        cell.word,
        f"{cell.at_worst} of {len(cell.items)}",
        latest.late_by if latest else "",
        (latest and latest.days_late) or 0,
        cell.last_update,
        any(map(has_answer, cell.items)),
        lacks_answers,
        tuple(dict.fromkeys(_extended(items))),
        tuple(
            _given(requirement, same.get(requirement.ref, {}).get(folder), file, places)
            for requirement in recommendation.requirements
        ),
    )


def _extended(items: Iterable[PublicItem]) -> Iterator[str]:
    """Yield what the days late are counted from where that is not the date set first."""
    for item in items:
        for flag, said in item.flags:
            if flag is Flag.EXTENDED:
                yield f"{said} ({item.milestone})" if item.milestone else said


def _latest(items: Sequence[PublicItem], cell: Cell) -> PublicItem | None:
    """Return what is overdue longest; if all is complete, what was completed latest.

    None if the worst is neither overdue nor completed late.
    """
    if cell.is_overdue:
        late = [item for item in items if item.timeliness is Timeliness.OVERDUE]
    else:
        late = [item for item in items if cell.standing is Standing.COMPLETE_LATE]
    return max(late, key=lambda item: item.days_late or 0, default=None)


def _given(
    requirement: PublicRequirement, again: Repeated | None, file: str, places: _Places
) -> Given:
    if again is None:
        return Given(requirement.ref, requirement.answer, None, "")
    if again.first is None:
        near = [places[folder][0] for folder in again.near]
        more = [f"{len(near) - _NAMED} more"] if len(near) > _NAMED else []
        return Given(requirement.ref, requirement.answer, None, listed([*near[:_NAMED], *more]))
    name, its_file, anchor = places[again.first]
    address = f"#{anchor}" if its_file == file else f"{its_file}#{anchor}"
    return Given(requirement.ref, requirement.answer, RepeatedAnswer(address, name), "")


_NAMED = 5
"""Organisations with nearly the same answer that are named; of more only the number is given."""


def _groups(everybody: Sequence[Answering]) -> Iterator[StandingGroup]:
    """Yield those that stand alike, the worst first."""
    by_word: dict[tuple[int, str], list[Answering]] = {}
    for each in everybody:
        by_word.setdefault((FROM_THE_WORST.index(each.mark), each.word), []).append(each)
    for (place, word), members in sorted(by_word.items()):
        yield StandingGroup(FROM_THE_WORST[place], word, tuple(members))


FROM_THE_WORST = (NO_ANSWER, OVERDUE_SILENT, OVERDUE_UPDATED, CANNOT_TELL, NO_DATE_NO_ANSWER,
                   NO_DATE, NOT_DUE, COMPLETE_LATE, COMPLETE)  # fmt: skip

_LATE = (NO_ANSWER, OVERDUE_SILENT, OVERDUE_UPDATED)
"""The marks of what is overdue."""


def _declined(everybody: Sequence[Answering]) -> Iterator[tuple[str, tuple[Answering, ...]]]:
    for acceptance, told in (
        (Acceptance.REJECTED, "rejected"),
        (Acceptance.PARTLY_ACCEPTED, "partly accepted"),
    ):
        own = tuple(each for each in everybody if acceptance in each.acceptances)
        if own:
            yield told, own


def _anchor(folder: str) -> str:
    """Return the anchor of an organisation: its folder's name, unless the page has that itself."""
    return f"{folder}_" if folder in _OWN_ANCHORS else folder


_OWN_ANCHORS = frozenset({
    "main", "help", "contents", "asked", "standing", "unanswered", "declined", "copied", "answers",
    "quote", "cite", "words", "item", "no-update", "withheld", "data",
})  # fmt: skip
"""The anchors of the page's own parts."""
