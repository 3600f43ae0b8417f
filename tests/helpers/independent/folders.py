"""Random but legal data folders, hostile where the design leaves room for a slip.

The same seed writes the same bytes. The days in a folder lie around the days it is judged at.
"""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, Any]
T = TypeVar("T")

FIRST, LAST = date(2024, 10, 1), date(2028, 12, 31)
TURNING_POINTS = [
    *(date(2024, 11, day) for day in (21, 22, 23, 30)),
    *(date(2025, 3, day) for day in (1, 26, 27, 28, 31)),
    *(date(2025, 9, day) for day in (26, 27, 28, 30)),
    *(date(2028, 2, day) for day in (28, 29)),
    *(date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28), date(2025, 4, 1)),
    *(date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31), date(2028, 3, 1)),
]
STEPS = [0, 0, 0, 1, 1, 2, 7, 14, 27, 28, 29, 30, 31, 60, 91, 182, 183, 184, 300]
DUES = [date(2024, 11, 22), date(2025, 3, 27), date(2025, 9, 27), date(2028, 2, 29)]
WITHIN = {"2024-11-22": "P56D", "2025-03-27": "P6M", "2025-09-27": "P12M"}
FORCES = ["kent", "essex", "gwent", "city-of-london", "avon-and-somerset", "durham", "north-wales"]
ADDRESSEES = ["chief-constables", "local-policing-bodies", "npcc", "college-of-policing", "cps"]
MILESTONES = ["publish", "report", "review"]
STATUSES = [None, None, "not-started", "in-progress", "blocked", *["complete", "withdrawn"] * 2]
ACCEPTANCES = [None, "", "accepted", "partly-accepted", "rejected", "not-stated"]
SYLLABLES = ["bram", "tol", "ver", "nis", "ket", "lor", "dun", "sef", "gar", "ost", "ŵyn"]
PLAIN = re.compile(r"[A-Za-z0-9][\w .;'()/&+-]*(?<! )")


def dates(seed: int) -> list[date]:
    """Return the six days a folder is judged at, in order."""
    rng = random.Random(f"dates {seed}")
    span = range(FIRST.toordinal(), LAST.toordinal() + 1)
    anywhere = [date.fromordinal(number) for number in rng.sample(span, 6)]
    points = rng.sample(TURNING_POINTS, 4)
    return sorted([*points, *(day for day in anywhere if day not in points)][:6])


def write_folder(folder: Path, seed: int) -> None:
    """Write the data folder of a seed."""
    author = Author(seed)
    scribe = Scribe(random.Random(f"scribe {seed}"))
    (folder / "responses").mkdir(parents=True, exist_ok=True)
    (folder / "recommendations.yaml").write_bytes(scribe.file(author.register()))
    ids = author.rng.sample(FORCES, author.rng.randint(1, 4))
    single = author.rng.random() < (0.7 if len(ids) == 1 else 0.4)
    for place, identifier in enumerate(ids):
        name = "responses.yaml" if single and place == 0 else f"responses/{identifier}.yaml"
        (folder / name).write_bytes(scribe.file(author.plan(identifier)))


class Author:
    """Invents the publication and the plans of one seed."""

    def __init__(self, seed: int) -> None:
        """Fix the days to crowd around and the phrases to copy."""
        self.rng = random.Random(f"author {seed}")
        self.anchors = [*dates(seed), *dates(seed), *DUES]
        self.phrases = [self.words(2, 5) for _ in range(3)]
        self.recommendations: list[Record] = []

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
        """Return a day near those that matter, or any."""
        if self.chance(0.2):
            return FIRST + timedelta(days=self.rng.randrange((LAST - FIRST).days))
        step = self.rng.choice(STEPS) * (-1 if self.chance(0.6) else 1)
        return max(FIRST, self.rng.choice(self.anchors) + timedelta(days=step))

    def iso(self) -> str:
        """Return a day as text."""
        return self.day().isoformat()

    def span(self) -> str:
        """Return a day, a month, a quarter or a year as text."""
        day = self.day()
        month, quarter = f"{day:%Y-%m}", f"{day:%Y}-Q{(day.month + 2) // 3}"
        return self.rng.choice([f"{day}", month, quarter, f"{day:%Y}"])

    def register(self) -> Record:
        """Invent the publication's file."""
        published = self.rng.choice(["2024-09-27", "2024-09-27", "2024-09-20"])
        numbers = self.rng.sample(range(1, 30), self.rng.randint(8, 11))
        if self.chance(0.8):
            numbers.sort()
        self.recommendations = [self.recommendation(number, published) for number in numbers]
        publication = {"id": "tolver", "title": "Tolver", "published": published, "count": "29"}
        return {"publication": publication, "recommendations": self.recommendations}

    def recommendation(self, number: int, published: str) -> Record:
        """Invent a recommendation."""
        addressees = self.rng.sample(ADDRESSEES, self.rng.choice([1, 2, 2, 3]))
        addressees = ADDRESSEES[:1] if self.chance(0.4) else addressees
        deadlines = self.deadlines(published)
        milestones = [deadline["milestone"] for deadline in deadlines]
        step, parts = self.rng.choice([1] * 9 + [10]), self.rng.choice([0, 1, 1, 2, 2, 3])
        refs = [f"{number}.{step * part}" for part in range(1, 1 + parts)]
        return {
            "number": str(number),
            "theme": self.maybe(0.9, self.word()[:19]),
            "summary": self.maybe(0.75, self.words(3, 8)),
            "addressed_to": addressees,
            "deadlines": deadlines,
            "requirements": [
                {"ref": r, "summary": self.maybe(0.7, self.words(3, 8))} for r in refs
            ],
            "discharged": self.discharges(addressees, milestones) if self.chance(0.35) else [],
            "certainty": self.rng.choice([None, "confirmed", "single-source"]),
            "sources": self.maybe(0.5, [self.link()]),
        }

    def deadlines(self, published: str) -> list[Record]:
        """Invent no, one or more deadlines, not always in order of time."""
        count = self.rng.choice([0, 0, 0, 1, 1, 1, 2, 2, 3])
        days = {self.rng.choice([*DUES, self.day()]) for _ in range(count)}
        dues = self.rng.sample([day.isoformat() for day in sorted(days)], len(days))
        names = MILESTONES if len(dues) > 1 or self.chance(0.2) else [None]
        within = WITHIN if published == "2024-09-27" else {}
        named = zip(names, dues, strict=False)
        return [{"milestone": name, "due": due, "within": within.get(due)} for name, due in named]

    def discharges(self, addressees: list[str], milestones: list[str]) -> list[Record]:
        """Invent discharges for all or some addressees, one or two for each."""
        told = addressees if self.chance(0.8) else addressees[:1]
        names = [name for name in told for _ in range(self.rng.choice([1, 1, 1, 2]))]
        return [
            {
                "for": name,
                "by": self.words(1, 1),
                "on": self.iso() if self.chance(0.5) else self.iso()[:7],
                "milestone": self.maybe(0.3, self.rng.choice([None, *milestones])),
                "how": self.maybe(0.7, self.words(2, 4)),
                "evidence": self.maybe(0.6, self.link()),
            }
            for name in self.rng.sample(names, len(names))
        ]

    def plan(self, identifier: str) -> Record:
        """Invent an organisation's file: what was asked of it, and now and then what was not."""
        others = self.maybe(0.6, self.rng.sample(ADDRESSEES[1:], 2)) or []
        answers_for = [*ADDRESSEES[:1], *others] if self.chance(0.9) else others or ADDRESSEES[2:3]
        self.rng.shuffle(answers_for)
        responses: list[Record] = []
        for asked in self.recommendations:
            strange = not set(asked["addressed_to"]) & set(answers_for)
            refs = [each["ref"] for each in asked["requirements"]] or [asked["number"]]
            for ref in [] if strange and self.chance(0.7) else refs:
                count = self.rng.choices([0, 1, 2, 3], weights=[12, 70, 15, 3])[0]
                responses += [self.response(ref, asked) for _ in range(count)]
            if self.chance(0.05):
                responses.append(self.response(f"{asked['number']}.99", asked))
        if self.chance(0.3):
            self.rng.shuffle(responses)
        actions = [action for response in responses for action in response["actions"] or []]
        for action in self.rng.sample(actions, (len(actions) + 9) // 20):
            action["id"] = self.rng.choice(actions)["id"]
        organisation = {"id": identifier, "name": self.words(2, 3), "answers_for": answers_for}
        return {"organisation": organisation, "source": self.link(), "responses": responses}

    def response(self, ref: str, asked: Record) -> Record:
        """Invent a response, blank or not."""
        milestones = [each["milestone"] for each in asked["deadlines"]]
        dues = [each["due"] for each in asked["deadlines"]]
        stated = [None, None, "none", *dues, *dues, self.iso()]
        letters = "abc"[: self.rng.choice([0, 0, 1, 1, 2, 3])]
        actions = [self.action(ref + letter, milestones) for letter in letters]
        return {
            "ref": ref,
            "added": self.maybe(0.12, self.iso()),
            "position": self.position(),
            "acceptance": self.rng.choice(ACCEPTANCES),
            "stated_deadline": self.rng.choice(stated),
            **self.private(),
            "updates": self.maybe(0.3 if actions else 0.6, self.updates(milestones)),
            "actions": actions,
        }

    def position(self) -> str | None:
        """Invent a position: none, next to none, much the same as another, or a new one."""
        phrase = self.rng.choice(self.phrases)
        dashed, spaced = phrase.replace(" ", "-"), phrase.replace(" ", "  ")
        copies = [phrase, phrase.upper(), f"“{phrase}!”", f"{dashed}.", f"{spaced}_"]
        blanks = [None, None, "", "  ", "...", "(!)"]
        return self.rng.choice([*[self.words(3, 8)] * 20, *copies, *blanks])

    def private(self) -> Record:
        """Invent what must stay in the folder."""
        marking = self.maybe(0.06, "official-sensitive")
        return {"marking": marking, "internal": self.maybe(0.06, self.words(2, 5))}

    def milestone(self, milestones: list[str], share: float) -> str | None:
        """Name a milestone: mostly one of several, sometimes none, at times an unknown one."""
        name = self.rng.choice([*milestones * 3, "tolver"])
        return self.maybe(share if len(milestones) > 1 else 0.04, name)

    def action(self, identifier: str, milestones: list[str]) -> Record:
        """Invent an action."""
        return {
            "id": identifier,
            "added": self.maybe(0.12, self.iso()),
            "summary": self.words(3, 8),
            "owner": self.maybe(0.6, self.rng.choice(["no", self.words(1, 3)])),
            "milestone": self.milestone(milestones, 0.85),
            "promise": self.maybe(0.6, self.promise()),
            **self.private(),
            "updates": self.maybe(0.85, self.updates()),
        }

    def promise(self) -> Record:
        """Invent a promise of any kind."""
        wording = self.words(2, 5)
        keys = self.rng.choice([["by"]] * 5 + [["not_before"]] * 2 + [["by", "not_before"], []])
        promise = {key: self.span() for key in keys}
        return promise if keys and self.chance(0.3) else {**promise, "wording": wording}

    def updates(self, milestones: list[str] | None = None) -> list[Record]:
        """Invent updates, several on a day at times, and not always in order of time."""
        days = [self.iso() for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3, 4]))]
        days += [self.rng.choice(days) for _ in days if self.chance(0.2)]
        if self.chance(0.7):
            days.sort()
        return [self.update(day, milestones) for day in days]

    def update(self, day: str, milestones: list[str] | None) -> Record:
        """Invent an update."""
        return {
            "date": day,
            "status": self.rng.choice(STATUSES),
            "note": self.words(2, 7),
            "milestone": None if milestones is None else self.milestone(milestones, 0.6),
            "evidence": self.rng.choice([None, None, [], [self.link()], [self.link()] * 2]),
            "promise": self.maybe(0.25, self.promise()),
            "owner": self.maybe(0.1, self.rng.choice(["no", self.words(1, 3)])),
            "verified": self.maybe(0.25, {"by": self.words(1, 2), "on": self.iso()}),
            **self.private(),
        }


class Scribe:
    """Writes records as YAML, in many of the styles that people write."""

    def __init__(self, rng: random.Random) -> None:
        """Take the dice."""
        self.rng = rng

    def file(self, record: Record) -> bytes:
        """Write one file, now and then with a byte order mark or Windows line ends."""
        lines = [*["---"] * (self.rng.random() < 0.05), *self.mapping(record)]
        mark = "\ufeff" if self.rng.random() < 0.05 else ""
        end = "\r\n" if self.rng.random() < 0.1 else "\n"
        return (mark + end.join([*lines, ""])).encode()

    def mapping(self, record: Record) -> list[str]:
        """Write a mapping; what is nothing is mostly left out, sometimes left empty."""
        keys = [key for key in record if record[key] is not None or self.rng.random() < 0.1]
        if self.rng.random() < 0.1:
            self.rng.shuffle(keys)
        return [line for key in keys for line in self.entry(key, record[key])]

    def entry(self, key: str, value: str | list[Any] | Record | None) -> list[str]:
        """Write one key with its value."""
        if value is None:
            return [f"{key}:"]
        flow = self.flow(value)
        if flow is not None and (len(value) == 0 or self.rng.random() < 0.5):
            return [f"{key}: {flow}"]
        if isinstance(value, str):
            return self.scalar(key, value)
        lines = self.mapping(value) if isinstance(value, dict) else self.items(value)
        indent = self.rng.choice(["  ", "    "] if isinstance(value, dict) else ["", "  "])
        return [f"{key}:", *(indent + line for line in lines)]

    def items(self, values: list[Any]) -> list[str]:
        """Write a list, one item after another, with a comment here and there."""
        lines: list[str] = []
        for value in values:
            if self.rng.random() < 0.03:
                lines += ["", "# tolver: nis #4"]
            flow = self.flow(value)
            if isinstance(value, str):
                body = [self.quoted(value)]
            else:
                body = [flow] if flow and self.rng.random() < 0.5 else self.mapping(value)
            lines += [f"{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(body)]
        return lines

    def scalar(self, key: str, text: str) -> list[str]:
        """Write a text after its key: on one line, folded, or as a block."""
        style, words = self.rng.random(), text.split()
        if len(words) < 3 or " ".join(words) != text or style < 0.7:
            return [f"{key}: {self.quoted(text)}"]
        if style < 0.8:
            return [f"{key}: |-", f"  {text}"]
        start, rest = " ".join(words[:2]), " ".join(words[2:])
        if style < 0.9 and PLAIN.fullmatch(text):
            return [f"{key}: {start}", f"  {rest}"]
        return [f"{key}: >-", f"  {start}", f"  {rest}"]

    def quoted(self, text: str, *, flow: bool = False) -> str:
        """Write a text plain if that is safe, or quoted in one of two ways."""
        safe = PLAIN.fullmatch(text) or (text.startswith("https://") and not flow)
        if safe and self.rng.random() < 0.8:
            return text
        doubled = text.replace("'", "''")
        return self.rng.choice([f"'{doubled}'", json.dumps(text, ensure_ascii=False)])

    def flow(self, value: str | list[Any] | Record) -> str | None:
        """Write a small list or mapping of texts on one line; nothing if it is not that."""
        parts = value.values() if isinstance(value, dict) else value
        if isinstance(value, str) or any(isinstance(part, list | dict) for part in parts):
            return None
        if isinstance(value, list):
            return f"[{', '.join(self.quoted(each, flow=True) for each in value)}]"
        told = [(key, text) for key, text in value.items() if text or self.rng.random() < 0.1]
        pairs = [f"{key}: {self.quoted(text, flow=True) if text else ''}" for key, text in told]
        line = f"{{{', '.join(pairs)}}}"
        return line if len(line) < 90 else None
