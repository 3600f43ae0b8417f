"""Write a data folder of plausible plans, as large as a measurement needs; same seed, same bytes.

    python bench/generate.py DIR --organisations 43 --actions 24 --seed 1

43 organisations with 233 actions each are 10,019 actions in about 7.5 MB. Every word is drawn from
`phrases.py`: nothing written here is anything that a force has said.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from string import ascii_lowercase
from textwrap import wrap

import phrases
from stalkplan.record.choices import Addressee
from stalkplan.record.forces import forces
from stalkplan.record.register import build

RECOMMENDATIONS = Path(__file__).parents[1] / "data" / "recommendations.yaml"

STATUSES = ("in-progress", "complete", "not-started", "blocked", "withdrawn")
ACCEPTANCES = ("accepted", "not-stated", "partly-accepted", "rejected")
STATED_DEADLINES = ("2025-03-27", "2025-09-27", "2025-06-30", "none")

_DECIDED = "  - number: 22\n"
_DECISIONS = """\
    extended:
      - {for: kent, to: 2025-12-31, on: 2025-04-28, by: HMICFRS}
    ended:
      - {for: essex, on: 2025-06-01, by: HMICFRS, how: superseded by another report}
"""
"""What others decided about one recommendation, below its number."""

PLANS_PUBLISHED = date(2024, 11, 22)
DAYS = 700
"""After that day: the life of the plans, and of what they promise."""


def write_folder(folder: Path, *, organisations: int, actions: int, seed: int) -> int:
    """Write a data folder with `actions` for each organisation; return the bytes written.

    An organisation's plan depends on the seed, its id and `actions` alone. FileExistsError if the
    folder has plans already.
    """
    publication = RECOMMENDATIONS.read_text(encoding="utf-8")
    publication = publication.replace(_DECIDED, _DECIDED + _DECISIONS)
    questions = dict(_questions(publication))
    responses = folder / "responses"
    responses.mkdir(parents=True)
    written = (folder / RECOMMENDATIONS.name).write_bytes(publication.encode())
    for identifier, name in _organisations(organisations):
        plan = _Plan(Random(f"{seed} {identifier}"), identifier, questions)
        text = "\n".join((*plan.heading(name), *plan.responses(actions), ""))
        written += (responses / f"{identifier}.yaml").write_bytes(text.encode())
    return written


def _questions(publication: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is asked of chief constables: a ref, and its milestones if there are several."""
    for recommendation in build({RECOMMENDATIONS.name: publication}).recommendations:
        if Addressee.CHIEF_CONSTABLES in recommendation.addressed_to:
            milestones = tuple(d.milestone for d in recommendation.deadlines if d.milestone)
            several = milestones if len(milestones) > 1 else ()
            yield from ((requirement.ref, several) for requirement in recommendation.required)


def _organisations(count: int) -> Iterator[tuple[str, str]]:
    known = list(forces().items())
    yield from known[:count]
    yield from ((f"force-{n:03}", f"Force {n}") for n in range(len(known) + 1, count + 1))


class _Plan:
    """One organisation's plan as lines of YAML; how keenly it reports is drawn first."""

    def __init__(self, rng: Random, identifier: str, questions: dict[str, tuple[str, ...]]) -> None:
        self._rng = rng
        self._id = identifier
        self._questions = questions
        self._most_updates = rng.choice((0, 2, 4, 6))
        self._folds = rng.random() < 0.3

    def heading(self, name: str) -> Iterator[str]:
        """Yield whose plan it is."""
        yield "# Invented for measurements by bench/generate.py: no force has said any of this."
        yield f"organisation: {{id: {self._id}, name: {name}, answers_for: [chief-constables]}}"
        yield f"source: https://{self._id}.example/stalking-action-plan"

    def responses(self, actions: int) -> Iterator[str]:
        """Yield a response to most of what is asked: some blank, some copied, most with actions."""
        rng = self._rng
        missing, *blank = rng.sample(list(self._questions), rng.randint(1, 4))
        active = [ref for ref in self._questions if ref != missing and ref not in blank]
        acted_on = rng.sample(active, len(active) - rng.randint(0, 2))
        shares = Counter(rng.choices(acted_on, k=actions))
        positions: list[str] = []
        yield "responses:"
        for ref, milestones in self._questions.items():
            if ref == missing:
                continue
            yield f"  - ref: {ref}"
            if ref in blank:
                yield "    position:"
                continue
            is_copy = positions and rng.random() < 0.15
            positions.append(rng.choice(positions) if is_copy else self._position())
            yield from self._text("    position", positions[-1])
            yield f"    acceptance: {rng.choices(ACCEPTANCES, (5, 4, 1, 1))[0]}"
            if rng.random() < 0.6:
                yield f"    stated_deadline: {rng.choices(STATED_DEADLINES, (8, 1, 1, 1))[0]}"
            if not shares[ref]:
                yield from _indented(4, self._updates(PLANS_PUBLISHED, milestones))
                continue
            yield "    actions:"
            for number in range(shares[ref]):
                yield f"      - id: {ref}{_letters(number)}"
                yield from _indented(8, self._action(milestones))

    def _action(self, milestones: tuple[str, ...]) -> Iterator[str]:
        rng = self._rng
        added = PLANS_PUBLISHED
        if rng.random() < 0.1:
            added += timedelta(rng.randint(30, DAYS // 2))
            yield f"added: {added}"
        yield from self._text("summary", self._summary())
        if rng.random() < 0.8:
            yield f"owner: {rng.choice(phrases.OWNERS)}"
        if rng.random() < 0.7:
            yield self._promise(added)
        if milestones:
            yield f"milestone: {rng.choice(milestones)}"
        yield from self._updates(added, ())
        if rng.random() < 0.02:
            yield "marking: official-sensitive"

    def _updates(self, start: date, milestones: tuple[str, ...]) -> Iterator[str]:
        rng = self._rng
        days = sorted(rng.randint(1, DAYS) for _ in range(rng.randint(0, self._most_updates)))
        if days:
            yield "updates:"
        for number, after in enumerate(days, start=1):
            is_last = number == len(days)
            status = rng.choices(STATUSES, (4, 4, 1, 1, 1))[0] if is_last else "in-progress"
            day = start + timedelta(after)
            yield f"  - date: {day}"
            if is_last or rng.random() < 0.7:
                yield f"    status: {status}"
            if milestones:
                yield f"    milestone: {rng.choice(milestones)}"
            yield from _indented(4, self._told(day))
            if status == "complete" and rng.random() < 0.3:
                confirmed = day + timedelta(rng.randint(5, 60))
                yield f"    verified: {{by: {rng.choice(phrases.BODIES)}, on: {confirmed}}}"

    def _told(self, day: date) -> Iterator[str]:
        """Yield what an update says beside its status."""
        rng = self._rng
        yield from self._text("note", self._note())
        if rng.random() < 0.4:
            yield "evidence:"
            yield f"  - https://{self._id}.example/documents/{rng.randint(1000, 9999)}.pdf"
            if rng.random() < 0.3:
                yield f"  - {rng.choice(phrases.EVIDENCE)}, {_month(day)}"
        if rng.random() < 0.1:
            yield self._promise(day)
        if rng.random() < 0.05:
            yield f"owner: {rng.choice(phrases.OWNERS)}"
        if rng.random() < 0.05:
            yield f"internal: ask the {rng.choice(phrases.OWNERS).lower()} before the next return"

    def _promise(self, made: date) -> str:
        """Return a promise of any precision, in the organisation's own words."""
        rng = self._rng
        day = made + timedelta(rng.randint(20, DAYS - 200))
        month = _month(day)
        quarter = (day.month + 2) // 3
        kinds = (
            f"by: {day:%Y-%m}, wording: by {month}",
            f"by: {day}, wording: no later than {day.day} {month}",
            f"by: {day:%Y}-Q{quarter}, wording: in quarter {quarter} of {day.year}",
            f"by: {day:%Y}, wording: during {day.year}",
            f"not_before: {day:%Y-%m}, wording: not before {month}",
            f"wording: {rng.choice(phrases.WHENEVER)}",
        )
        return f"promise: {{{rng.choices(kinds, (8, 6, 3, 1, 1, 3))[0]}}}"

    def _position(self) -> str:
        rng = self._rng
        return " ".join(
            f"{who} {rng.choice(phrases.DOES)} {rng.choice(phrases.SO_THAT)}."
            for who in rng.sample(phrases.WHO, rng.randint(2, 5))
        )

    def _summary(self) -> str:
        first, second = (
            f"{do} {self._rng.choice(phrases.WHAT)} {self._rng.choice(phrases.AND_THEN)}"
            for do in self._rng.sample(phrases.DO, 2)
        )
        return f"{first.capitalize()}; {second}."

    def _note(self) -> str:
        rng = self._rng
        first, second = (
            news.format(n=rng.randint(2, 40), m=rng.randint(41, 90))
            for news in rng.sample(phrases.NEWS, 2)
        )
        opening = "Progress: " if rng.random() < 0.2 else ""
        return f"{opening}{first}; {rng.choice(phrases.DETAIL)}. {second}."

    def _text(self, key: str, text: str) -> Iterator[str]:
        """Yield a text after its key: on its line, or folded under it as some people do."""
        if self._folds:
            yield f"{key}: >-"
            yield from _indented(len(key) - len(key.lstrip()) + 2, wrap(text, 90))
        elif ": " in text:
            yield f'{key}: "{text}"'
        else:
            yield f"{key}: {text}"


def _indented(columns: int, lines: Iterable[str]) -> Iterator[str]:
    return (" " * columns + line for line in lines)


def _month(day: date) -> str:
    return f"{phrases.MONTHS[day.month - 1]} {day.year}"


def _letters(number: int) -> str:
    """Return the letters of an action's id: a to z, then aa, ab and so on."""
    above, last = divmod(number, len(ascii_lowercase))
    return (_letters(above - 1) if above else "") + ascii_lowercase[last]


def main() -> None:
    """Write the folder that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a data folder of plausible plans.")
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--organisations", type=int, default=43, help="how many [43]")
    parser.add_argument("--actions", type=int, default=24, help="of each organisation [24]")
    parser.add_argument("--seed", type=int, default=1, help="what the words are drawn by [1]")
    wanted = parser.parse_args()
    try:
        written = write_folder(
            wanted.folder,
            organisations=wanted.organisations,
            actions=wanted.actions,
            seed=wanted.seed,
        )
    except FileExistsError as error:
        parser.error(f"{error.filename} is there already; name a new folder")
    actions = wanted.organisations * wanted.actions
    print(f"{wanted.organisations} plans, {actions:,} actions, {written / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
