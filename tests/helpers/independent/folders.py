"""Random but legal data folders, hostile where the design leaves room for a slip.

The same seed writes the same bytes. The days in a folder lie around the days it is judged at.
"""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from independent.scribe import Scribe

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, Any]
T = TypeVar("T")

SLIPS = 0.05  # the share of entries about extensions and the like that nobody can read
FIRST, LAST = date(2024, 10, 1), date(2028, 12, 31)
DUES = [date(2024, 11, 22), date(2025, 3, 27), date(2025, 9, 27), date(2028, 2, 29)]
JUST_AFTER = [
    *(due + timedelta(days=step) for due in DUES for step in (1, 28, 29)),
    *(date(2024, 12, 1), date(2025, 4, 1), date(2025, 10, 1)),
]
TURNING_POINTS = [
    *(due + timedelta(days=step) for due in DUES for step in (-30, 0, 183, 184)),
    *(date(2024, 11, 21), date(2024, 12, 31), date(2025, 3, 1), date(2025, 3, 31)),
    *(date(2025, 6, 30), date(2025, 7, 1), date(2025, 9, 30), date(2025, 12, 31)),
]
STEPS = [0, 0, 0, 1, 1, 2, 7, 14, 27, 28, 28, 29, 30, 31, 60, 91, 182, 183, 183, 184, 300]
EDGES = [-29, -28, -28, -1, 0, 0, 1, 28, 28, 29, 183]
TOS = ["2026-06", "2026-06-30", "2026-Q2"]
WITHIN = {"2024-11-22": "P56D", "2025-03-27": "P6M", "2025-09-27": "P12M"}
FORCES = ["kent", "essex", "gwent", "city-of-london", "avon-and-somerset", "durham", "north-wales"]
ADDRESSEES = ["chief-constables", "local-policing-bodies", "npcc", "college-of-policing", "cps"]
DECLARED = {"cabinet-office": "Cabinet Office", "tolver-board": "The Tolver Board"}
MILESTONES = ["publish", "report", "review"]
STATUSES = [None, None, "not-started", "in-progress", "blocked", *["complete", "withdrawn"] * 2]
ACCEPTANCES = [None, "", "accepted", "partly-accepted", "rejected", "not-stated"]
ACCEPTANCES += ["accepted-in-principle", "under-consideration"]
SYLLABLES = ["bram", "tol", "ver", "nis", "ket", "lor", "dun", "sef", "gar", "ost", "ŵyn"]
NOTHING_SAID = [".", "-", "…", " ", "(!)"]


def dates(seed: int) -> list[date]:
    """Return the six days a folder is judged at, in order."""
    rng = random.Random(f"dates {seed}")
    span = range(FIRST.toordinal(), LAST.toordinal() + 1)
    anywhere = [date.fromordinal(number) for number in rng.sample(span, 6)]
    points = [*rng.sample(JUST_AFTER, 2), *rng.sample(sorted({*TURNING_POINTS} - {*JUST_AFTER}), 2)]
    return sorted([*points, *(day for day in anywhere if day not in points)][:6])


def write_several(folder: Path, seed: int) -> None:
    """Write a data folder of two or three publications, each in a folder of its own.

    Their numbers and ids repeat between them; of the organisations some are in one alone.
    """
    rng = random.Random(f"several {seed}")
    names = rng.sample(["audit", "B-2025", "peel 2", "tolver", "zs"], rng.choice([2, 2, 3]))
    for place, name in enumerate(names):
        write_folder(folder / name, 1000 * (seed + 1) + place, publication=f"p-{name.split()[0]}")
    (folder / "notes").mkdir()  # it holds no publication
    for place in (1, 2):  # deeper than one level down nothing is looked for
        write_folder(folder / "notes" / names[0] / str(place), seed)


def write_folder(folder: Path, seed: int, publication: str | None = None) -> None:
    """Write the data folder of a seed; its publication's id is given or invented."""
    author = Author(seed, publication)
    scribe = Scribe(random.Random(f"scribe {seed}"))
    (folder / "responses").mkdir(parents=True, exist_ok=True)
    (folder / "recommendations.yaml").write_bytes(scribe.file(author.register()))
    single = author.chance(0.7 if len(author.ids) == 1 else 0.4)
    for place, identifier in enumerate(author.ids):
        name = "responses.yaml" if single and place == 0 else f"responses/{identifier}.yaml"
        (folder / name).write_bytes(scribe.file(author.plan(identifier)))


def same_days(written: str) -> str:
    """Write a month, a quarter or a year in another way: as the interval of its parts."""
    if "/" in written or len(written) == len("2025-03-27"):
        return written
    year, _, rest = written.partition("-")
    if "Q" in rest:
        return f"{year}-{3 * int(rest[1:]) - 2:02}/{year}-{3 * int(rest[1:]):02}"
    last = calendar.monthrange(int(year), int(rest))[1] if rest else 0
    return f"{written}-01/{written}-{last}" if rest else f"{year}-Q1/{year}-Q4"


class Author:
    """Invents the publication and the plans of one seed."""

    def __init__(self, seed: int, publication: str | None = None) -> None:
        """Fix the days to crowd around, the phrases to copy, and who there is."""
        self.publication = publication
        self.rng = random.Random(f"author {seed}")
        self.anchors = [*dates(seed), *dates(seed), *DUES]
        self.phrases = [self.words(2, 5) for _ in range(3)]
        self.recommendations: list[Record] = []
        forces = FORCES[:3] if publication else FORCES  # few, to be in several publications
        self.ids = self.rng.sample(forces, self.rng.randint(1, min(4, len(forces))))
        self.names = {identifier: self.words(2, 3) for identifier in self.ids}
        self.declared = DECLARED if self.chance(0.5) else {}
        self.addressees = [*ADDRESSEES, *self.declared]
        self.shared: list[date] = []
        self.due_days: list[date] = []
        self.gather()

    def gather(self) -> None:
        """Choose two days on which much happens in what comes next."""
        self.shared = [self.day(), self.rng.choice([self.day(), *self.anchors])]

    def chance(self, share: float) -> bool:
        """Be true in a share of cases."""
        return self.rng.random() < share

    def maybe(self, share: float, value: T) -> T | None:
        """Return a value in a share of cases, else nothing."""
        return value if self.chance(share) else None

    def word(self) -> str:
        """Invent a word."""
        return "".join(self.rng.choices(SYLLABLES, k=self.rng.randint(1, 3)))

    def words(self, least: int, most: int) -> str:
        """Invent some words, now and then with signs that YAML or a terminal could trip over."""
        text = " ".join(self.word() for _ in range(self.rng.randint(least, most))).capitalize()
        tails = ["", "", "", "", "", ", ket", ": tol #4", " [lor]", " 10.10", "'s ver", ", nis"]
        return text + self.rng.choice(tails)

    def link(self) -> str:
        """Invent a link."""
        return f"https://example.org/{self.word()}?a={self.word()}#{self.word()}"

    def day(self) -> date:
        """Return a day near those that matter, or one on which much happens, or any."""
        if self.shared and self.chance(0.3):
            return self.rng.choice(self.shared)
        if self.chance(0.25):
            due = self.rng.choice(self.due_days or DUES)
            return due + timedelta(days=self.rng.choice(EDGES))
        if self.chance(0.15):
            return FIRST + timedelta(days=self.rng.randrange((LAST - FIRST).days))
        step = self.rng.choice(STEPS) * (-1 if self.chance(0.7) else 1)
        return max(FIRST, self.rng.choice(self.anchors) + timedelta(days=step))

    def iso(self) -> str:
        """Return a day as text."""
        return self.day().isoformat()

    def after(self, written: str, steps: list[int]) -> str:
        """Return a day some days after another."""
        return (date.fromisoformat(written) + timedelta(days=self.rng.choice(steps))).isoformat()

    def span(self, near: date | None = None) -> str:
        """Return a day, a month, a quarter, a year or an interval of these as text."""
        near = near or self.day()
        if self.chance(0.15):
            year = f"{near:%Y}"
            return self.rng.choice([f"{year}-06", f"{year}-06-30", f"{year}-Q2", f"{year}-04"])
        length = timedelta(days=self.rng.choice([92, 120, 184, 400, 800]))
        first, later = (near, near + length) if self.chance(0.5) else (near - length, near)
        form = self.rng.choice(["{0}", "{0:%Y-%m}", "{0:%Y}-Q{1}", "{0:%Y}"])
        start, end = (form.format(each, (each.month + 2) // 3) for each in (first, later))
        return f"{start}/{end}" if start < end and self.chance(0.25) else start

    def register(self) -> Record:
        """Invent the publication's file."""
        published = self.rng.choice(["2024-09-27", "2024-09-27", "2024-09-20"])
        numbers = self.rng.sample(range(1, 13 if self.publication else 30), self.rng.randint(8, 11))
        if self.chance(0.8):
            numbers.sort()
        forms = ["{0}"] * 8 + ["{0}a", "AFI {0}", "0{0}"]
        self.recommendations = [
            self.recommendation(self.rng.choice(forms).format(number), published)
            for number in numbers
        ]
        publication = {
            "id": self.publication or self.rng.choice(["tolver", "ket-2025"]),
            "title": "Tolver",
            "published": published,
            "count": "29",
            "addressees": self.declared or None,
        }
        return {"publication": publication, "recommendations": self.recommendations}

    def recommendation(self, number: str, published: str) -> Record:
        """Invent a recommendation."""
        self.gather()
        addressees = self.rng.sample(self.addressees, self.rng.choice([1, 2, 2, 3]))
        addressees = ADDRESSEES[:1] if self.chance(0.3) else addressees
        if self.chance(0.1):
            addressees = [*(addressees if self.chance(0.6) else []), self.rng.choice(self.ids)]
        deadlines = self.deadlines(published)
        step, parts = self.rng.choice([1] * 9 + [10]), self.rng.choice([0, 1, 1, 2, 2, 3])
        refs = [f"{number}.{step * part}" for part in range(1, 1 + parts)]
        return {
            "number": number,
            "theme": self.maybe(0.9, self.word()[:19]),
            "summary": self.maybe(0.75, self.words(3, 8)),
            "addressed_to": addressees,
            "made": self.maybe(0.35, self.iso()),
            "deadlines": deadlines,
            "requirements": [self.requirement(ref, addressees) for ref in refs],
            "discharged": self.entries(0.4, "discharged", addressees, deadlines),
            "extended": self.entries(0.35, "extended", addressees, deadlines),
            "ended": self.entries(0.25, "ended", addressees, deadlines),
            "certainty": self.rng.choice([None, "confirmed", "single-source"]),
            "sources": self.maybe(0.5, [self.link()]),
        }

    def requirement(self, ref: str, addressees: list[str]) -> Record:
        """Invent a requirement, now and then addressed to fewer than its recommendation is."""
        fewer = [self.rng.choice(addressees)]
        if "chief-constables" in addressees and self.chance(0.5):
            fewer = [self.rng.choice(self.ids)]
        return {
            "ref": ref,
            "summary": self.maybe(0.7, self.words(3, 8)),
            "addressed_to": self.maybe(0.25, fewer) or self.maybe(0.1, []),
        }

    def deadlines(self, published: str) -> list[Record]:
        """Invent no, one or more deadlines, not always in order of time, nor each with a name."""
        count = self.rng.choice([0, 0, 0, 1, 1, 1, 2, 2, 3])
        days = {self.rng.choice([*DUES, self.day()]) for _ in range(count)}
        dues = {self.span(day) if self.chance(0.3) else day.isoformat() for day in days}
        if count > 1 and self.chance(0.15):
            dues = {"2025-Q1", "2025-03"} if self.chance(0.5) else {"2025-09", "2025-09-30"}
        if count == 1 and self.chance(0.15):
            dues = {self.rng.choice(["2023/2024", "2025/2026", "2024-10/2025-10", "2026/2027"])}
        several = self.rng.sample(sorted(dues), len(dues))
        within = WITHIN if published == "2024-09-27" else {}
        unnamed = 0.15 if len(several) > 1 else 0.8
        names = self.rng.sample(MILESTONES, len(several))
        return [
            {
                "milestone": self.maybe(1 - unnamed, name),
                "due": due,
                "within": within.get(due),
                "wording": self.maybe(0.1, self.words(2, 4)),
            }
            for name, due in zip(names, several, strict=True)
        ]

    def names_of(self, deadlines: list[Record]) -> list[str | None]:
        """Return what the milestones are called: one without a name among several by its date."""
        several = len(deadlines) > 1
        return [each["milestone"] or (each["due"] if several else None) for each in deadlines]

    def entries(
        self, share: float, key: str, addressees: list[str], deadlines: list[Record]
    ) -> list[Record]:
        """Invent what the body that asked granted: to all or some addressees, or to a force."""
        told = [self.rng.choice([*[addressees] * 4, addressees[:1], self.ids, self.ids[:1]])]
        if self.chance(0.2):
            told.append(self.ids[:1])
        counts = [1, 1, 2, 3] if key == "extended" else [1, 1, 1, 2]
        names = [name for each in told for name in each for _ in range(self.rng.choice(counts))]
        made = [self.granted(key, name, deadlines) for name in self.rng.sample(names, len(names))]
        return made if self.chance(share) else []

    def granted(self, key: str, name: str, deadlines: list[Record]) -> Record:
        """Invent one entry about a discharge, an extension or an end."""
        milestones = self.names_of(deadlines)
        month = self.chance(0.75 if key == "discharged" else 0)
        entry: Record = {
            "for": name,
            "by": self.grantor(),
            "on": self.month_about(self.shared[self.chance(0.8)]) if month else self.iso(),
            "milestone": self.maybe(0.35, self.rng.choice([*milestones * 4, "tolver"])),
            "how": self.maybe(0.7, self.words(2, 4)) if key != "extended" else None,
            "evidence": self.maybe(0.6, self.link()),
        }
        if key == "extended":
            entry["to"] = self.rng.choice([*TOS, self.span(), self.span(), *self.later(deadlines)])
        slips: list[Record] = [{"on": None}, {"for": None}]
        slips += [{"on": "2025-04"}, {"to": None}] if key == "extended" else []
        slips += [{"on": "2025-04"}] if key == "ended" else []
        return {**entry, **(self.rng.choice(slips) if self.chance(SLIPS) else {})}

    def month_about(self, day: date) -> str:
        """Return a day or its month, or the last day of that or its first."""
        last = calendar.monthrange(day.year, day.month)[1]
        forms = ["{0:%Y-%m}", "{0:%Y-%m}", "{0}", "{0}", "{0:%Y-%m}-{1}", "{0:%Y-%m}-01"]
        return self.rng.choice(forms).format(day, last)

    def later(self, deadlines: list[Record]) -> list[str]:
        """Return days around the last of some deadlines: as it is, or somewhat later."""
        days = [each["due"] for each in deadlines if len(each["due"]) == len("2025-03-27")]
        return [self.after(each, [0, 1, 28, 60, 95, 183]) for each in days]

    def grantor(self) -> str:
        """Name who granted something: a body, or now and then an organisation itself."""
        if self.chance(0.85):
            return self.words(1, 1)
        identifier = self.rng.choice(self.ids)
        name = self.names[identifier]
        spaced = identifier.replace("-", " ").title()
        return self.rng.choice([identifier, spaced, name, name.upper(), name.replace(" ", "-")])

    def plan(self, identifier: str) -> Record:
        """Invent an organisation's file: what was asked of it, and now and then what was not."""
        others = self.maybe(0.7, self.rng.sample(self.addressees[1:], 4)) or []
        answers_for = [*ADDRESSEES[:1], *others] if self.chance(0.9) else others or ADDRESSEES[2:3]
        self.rng.shuffle(answers_for)
        mine = {*answers_for, identifier}
        responses: list[Record] = []
        for asked in self.recommendations:
            for requirement in asked["requirements"] or [{"ref": asked["number"]}]:
                told = requirement.get("addressed_to") or asked["addressed_to"]
                strange = not set(told) & mine and self.chance(0.7)
                count = self.rng.choices([0, 1, 2, 3], weights=[12, 70, 15, 3])[0]
                ref = requirement["ref"]
                responses += [self.response(ref, asked) for _ in range(0 if strange else count)]
            if self.chance(0.05):
                responses.append(self.response(f"{asked['number']}.99", asked))
        if self.chance(0.3):
            self.rng.shuffle(responses)
        actions = [action for response in responses for action in response["actions"] or []]
        for action in self.rng.sample(actions, (len(actions) + 9) // 20):
            action["id"] = self.rng.choice(actions)["id"]
        organisation = {
            "id": identifier,
            "name": self.names[identifier],
            "answers_for": answers_for,
        }
        return {"organisation": organisation, "source": self.link(), "responses": responses}

    def response(self, ref: str, asked: Record) -> Record:
        """Invent a response, blank or not."""
        self.gather()
        self.due_days = [
            each for each in DUES if str(each) in map(itemgetter("due"), asked["deadlines"])
        ]
        on = [each["on"] or "" for each in asked["discharged"]]
        self.shared += [date.fromisoformat(each) for each in on if len(each) == len("2025-03-27")]
        milestones = self.names_of(asked["deadlines"])
        letters = "abc"[: self.rng.choice([0, 0, 1, 1, 2, 3])]
        actions = [self.action(ref + letter, milestones) for letter in letters]
        if self.chance(0.3):
            self.give_up(actions)
        if len(actions) > 1 and self.chance(0.4):
            self.start_again(*actions[:2])
        return {
            "ref": ref,
            "added": self.maybe(0.2, self.iso()),
            "position": self.position(),
            "acceptance": self.rng.choice(ACCEPTANCES),
            "stated_deadline": self.stated(asked),
            **self.private(),
            "updates": self.maybe(0.5 if actions else 0.6, self.updates(milestones)) or [],
            "actions": actions,
        }

    def give_up(self, actions: list[Record]) -> None:
        """Withdraw every action, each on a day of its own, some a second time."""
        for action in actions:
            days = [self.iso() for _ in range(self.rng.choice([1, 1, 2]))]
            gone = [{**self.update(day, None), "status": "withdrawn"} for day in days]
            action["updates"] = [*(action["updates"] or []), *gone]

    def start_again(self, old: Record, new: Record) -> None:
        """Let one action join about when another is withdrawn; this may be taken back later."""
        day = self.iso()
        gone = {**self.update(day, None), "status": "withdrawn"}
        back = self.retraction([gone], None)
        old["updates"] = [*(old["updates"] or []), gone, *[back] * self.chance(0.4)]
        new["added"] = self.after(day, [-1, 0, 0, 1, 28])
        old["added"] = self.maybe(0.3, self.after(new["added"], [-30, 0, 1, 7]))

    def stated(self, asked: Record) -> str | None:
        """Invent a deadline as a response restates it: mostly one of those that were set."""
        dues: list[str] = [each["due"] for each in asked["deadlines"]]
        moved: list[str] = [each["to"] for each in asked["extended"] if each["to"]]
        dues += [same_days(each) for each in [*dues, *moved]]
        return self.maybe(0.7, self.rng.choice(["none", *dues, *moved, self.iso(), self.span()]))

    def position(self) -> str | None:
        """Invent a position: none, next to none, much the same as another, or a new one."""
        phrase = self.rng.choice(self.phrases)
        dashed, spaced = phrase.replace(" ", "-"), phrase.replace(" ", "  ")
        copies = [phrase, phrase.upper(), f"“{phrase}!”", f"{dashed}.", f"{spaced}_"]
        blanks = [None, None, None, None, "", "  ", "...", "(!)", "[redacted]", "[redacted]"]
        return self.rng.choice([*[self.words(3, 8)] * 20, *copies, *blanks])

    def private(self) -> Record:
        """Invent what must stay in the folder."""
        marking = self.maybe(0.06, "official-sensitive")
        return {"marking": marking, "internal": self.maybe(0.06, self.words(2, 5))}

    def milestone(self, milestones: list[str | None], share: float) -> str | None:
        """Name a milestone: mostly one of several, sometimes none, at times an unknown one."""
        name = self.rng.choice([*milestones * 3, "tolver"])
        return self.maybe(share if len(milestones) > 1 else 0.04, name)

    def action(self, identifier: str, milestones: list[str | None]) -> Record:
        """Invent an action."""
        return {
            "id": identifier,
            "added": self.maybe(0.2, self.iso()),
            "summary": self.words(3, 8),
            "owner": self.maybe(0.6, self.rng.choice(["no", self.words(1, 3)])),
            "milestone": self.milestone(milestones, 0.85),
            "promise": self.maybe(0.5, self.promise()),
            **self.private(),
            "updates": self.maybe(0.85, self.updates()),
        }

    def promise(self, given: str | None = None) -> Record:
        """Invent a promise of any kind, often for a day soon after it was given."""
        wording = self.words(2, 5)
        keys = self.rng.choice([["by"]] * 5 + [["not_before"]] * 2 + [["by", "not_before"], []])
        promise = {key: self.span() for key in keys}
        if given and self.chance(0.5):
            promise = {key: self.after(given, [-1, 0, 1, 7, 28, 60]) for key in keys}
        return promise if keys and self.chance(0.3) else {**promise, "wording": wording}

    def updates(self, milestones: list[str | None] | None = None) -> list[Record]:
        """Invent updates, several on a day at times, and not always in order of time."""
        days = [self.iso() for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3, 4, 5]))]
        days += [self.rng.choice(days) for _ in days if self.chance(0.2)]
        if self.chance(0.7):
            days.sort()
        updates = [self.update(day, milestones) for day in days]
        for _ in range(self.rng.choice([0, 0, 0, 1, 1, 2])):
            place = len(updates) if self.chance(0.6) else self.rng.randint(0, len(updates))
            updates.insert(place, self.retraction(updates, milestones))
        return updates

    def retraction(self, updates: list[Record], milestones: list[str | None] | None) -> Record:
        """Invent a retraction: mostly of an update there is, some of nothing, some too early."""
        named = self.rng.choice(updates) if updates and self.chance(0.9) else {"date": self.iso()}
        steps = [0, 0, 1, 7, 28, 60, 183] if self.chance(0.85) else [-60, -1, 400]
        milestone = self.maybe(0.6, named.get("milestone"))
        other = self.maybe(0.2, self.rng.choice([*(milestones or []), "tolver"]))
        return {
            "date": self.after(named["date"], steps),
            "retracts": named["date"],
            "milestone": None if milestones is None else milestone or other,
            "note": self.maybe(0.7, self.words(2, 7)),
            **self.private(),
        }

    def update(self, day: str, milestones: list[str | None] | None) -> Record:
        """Invent an update; of a response it may also name a milestone or accept something."""
        beside = {
            "milestone": None if milestones is None else self.milestone(milestones, 0.6),
            "acceptance": self.maybe(0.2, self.rng.choice(ACCEPTANCES)),
        }
        if milestones is None:
            beside = {}
        said = self.next_to_nothing() if self.chance(0.25) else self.news(day)
        return {"date": day, **beside, **self.private(), **said}

    def news(self, day: str) -> Record:
        """Invent what an update says."""
        return {
            "status": self.rng.choice(STATUSES),
            "note": self.maybe(0.8, self.words(2, 7)),
            "evidence": self.rng.choice([None, None, [], [self.link()], [self.link()] * 2]),
            "promise": self.maybe(0.3, self.promise(day)),
            "owner": self.maybe(0.1, self.rng.choice(["no", self.words(1, 3)])),
            "verified": self.maybe(0.4, self.verified(day)),
        }

    def verified(self, day: str) -> Record:
        """Invent who verified something and when; sometimes one of the two is not told."""
        near = self.after(day, [-30, -1, 0, 0, 1, 7, 60])
        told = {"by": self.words(1, 2), "on": near if self.chance(0.7) else self.iso()}
        return {**told, **self.rng.choice([{}, {}, {}, {"by": None}, {"on": None}, {"on": ""}])}

    def next_to_nothing(self) -> Record:
        """Invent an update that is no news, or of which one could think so."""
        blank: Record = {"by": "", "wording": ""}
        kinds: list[Record] = [
            {"note": self.rng.choice(NOTHING_SAID)},
            {"owner": self.words(1, 3)},
            {"internal": self.words(2, 5)},
            {"marking": "official-sensitive", "note": ""},
            {"promise": self.rng.choice([{}, blank])},
            {"verified": self.rng.choice([{}, {"by": "", "on": ""}])},
            {"verified": {"by": self.words(1, 2)}},
            {"evidence": []},
            {"status": self.rng.choice(STATUSES)},
            {"note": self.words(1, 2)},
        ]
        return self.rng.choice(kinds)
