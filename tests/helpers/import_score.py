"""What a draft is worth: each fact of its source right, asked or silent, and what is false live."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from import_corpus import Case
from plain_yaml import plain

Record = Mapping[str, Any]


class Asked(NamedTuple):
    """A question of import: about which ref or action, and its words."""

    name: str
    text: str


class Draft(NamedTuple):
    """What import said of a source."""

    text: str
    told: str

    @property
    def responses(self) -> Mapping[str, Record]:
        """The live answers by ref."""
        return {r["ref"]: r for r in (plain(self.text) or {}).get("responses") or ()}

    @property
    def questions(self) -> list[Asked]:
        """What is asked."""
        found = re.findall(r"^ +(?:\S+ )?line \d+: ([^:]+): (.*)$", self.told, re.MULTILINE)
        return [Asked(*each) for each in found]

    def beside(self, ref: str) -> str:
        """Return the comments of the answer to a ref, letters only."""
        parts = re.split(r"\n(?=  # [^\n]*(?:table|paragraph|sheet)|  (?:# )?- ref: )", self.text)
        marks = [i for i, part in enumerate(parts) if re.match(rf"  (# )?- ref: {ref}\b", part)]
        lines = [
            line
            for i in marks
            for part in parts[max(0, i - 1) : i + 1]
            for line in part.split("\n")
        ]
        return letters(" ".join(line for line in lines if "#" in line))


@dataclass
class Score:
    """The facts of one source by what became of them; what fails is in words."""

    right: int = 0
    asked: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def facts(self) -> int:
        """How many facts the source holds."""
        return self.right + len(self.asked) + len(self.silent)


def letters(text: str) -> str:
    """Return the letters and digits of a text, in one case."""
    return "".join(filter(str.isalnum, text.casefold()))


def is_one_of(text: str, truth: str | Sequence[str]) -> bool:
    """Whether a text says what is true, which may be put in several ways."""
    return letters(text) in {letters(t) for t in ([truth] if isinstance(truth, str) else truth)}


class Judge:
    """Compares the draft of a case with what is true of its source."""

    def __init__(self, case: Case, draft: Draft) -> None:
        """Take the case, and the draft made of it."""
        self.case, self.draft, self.score = case, draft, Score()

    def judged(self) -> Score:
        """Return what became of every fact, and of every doubt."""
        facts, live = self.case.get("facts", {}), self.draft.responses
        for ref in live.keys() - facts.keys():
            self.score.false.append(f"{ref} is live")
        for ref, truth in facts.items():
            self._answer(ref, truth, live.get(ref))
        self._doubts()
        return self.score

    def _answer(self, ref: str, truth: Record, live: Record | None) -> None:
        said = live or {}
        self._position(ref, truth, live)
        acceptance = said.get("acceptance", "")
        self._value(
            f"{ref} acceptance",
            truth.get("acceptance"),
            acceptance.replace("not-stated", ""),
            ["accept"],
        )
        due = said.get("stated_deadline", "")
        if f"{ref} stated_deadline {due}" not in self.case.get("may_have", ()):
            self._value(
                f"{ref} deadline",
                truth.get("stated_deadline"),
                due,
                ["deadline", *_dates(truth.get("stated_deadline"))],
            )
        actions = list(said.get("actions") or ())
        true_actions = truth.get("actions", [])
        for number, true in enumerate(true_actions, 1):
            found = next(
                (a for a in actions if is_one_of(a.get("summary", ""), true["summary"])), None
            )
            if found is not None:
                actions.remove(found)
            self._action(
                f"{ref} action {number}", true, found, said if len(true_actions) == 1 else {}
            )
        self.score.false += [f"{ref} action {a.get('summary')!r} is live" for a in actions]
        is_of_the_action = len(true_actions) == 1 and "updates" not in truth
        if not is_of_the_action:
            self._updates(f"{ref}", truth, said.get("updates") or ())

    def _position(self, ref: str, truth: Record, live: Record | None) -> None:
        position = (live or {}).get("position", "")
        if "position" not in truth:
            if position:
                self.score.false.append(f"{ref} answer {position!r} is live")
        elif live is not None and is_one_of(position, truth["position"]):
            self.score.right += 1
        elif position:
            self.score.false.append(f"{ref} answer {position!r} is live")
            self._missing(f"{ref} answer", [position])
        else:
            true = truth["position"]
            self._missing(f"{ref} answer", [true] if isinstance(true, str) else true)

    def _action(self, name: str, true: Record, live: Record | None, response: Record) -> None:
        if live is None:
            self._missing(name, [true["summary"]])
        else:
            self.score.right += 1
        said = live or {}
        owner = true.get("owner")
        self._value(f"{name} owner", owner, said.get("owner", ""), [owner or ""])
        self._promise(f"{name} promise", true.get("promise"), said.get("promise") or {})
        self._updates(name, true, [*(said.get("updates") or ()), *(response.get("updates") or ())])

    def _promise(self, name: str, true: Any, live: Record) -> None:
        said = live.get("by") or live.get("not_before") or ""
        if isinstance(true, dict):
            self._value(name, true["wording"], said or live.get("wording", ""), [true["wording"]])
        elif said or not live:
            self._value(name, true, said, _dates(true))
        elif true is None:
            self.score.false.append(f"{name} {live!r} is live")
        else:
            self._missing(name, _dates(true))

    def _updates(self, name: str, truth: Record, live: Sequence[Record]) -> None:
        left = list(live)
        for number, true in enumerate(truth.get("updates", ()), 1):
            found = next((u for u in left if _is_update(u, true)), None)
            if found is not None:
                left.remove(found)
            if found is not None and ("note" in found or "note" not in true):
                self.score.right += 1
            else:
                note = true.get("note", true.get("status", ""))
                self._missing(f"{name} update {number}", [note] if isinstance(note, str) else note)
        self.score.false += [f"{name} update {dict(update)!r} is live" for update in left]

    def _value(self, name: str, true: str | None, live: str, quoted: Sequence[str]) -> None:
        if live and (true is None or letters(live) != letters(true)):
            self.score.false.append(f"{name} {live!r} is live")
        if true is None:
            return
        if letters(live) == letters(true):
            self.score.right += 1
        else:
            self._missing(name, quoted)

    def _missing(self, name: str, quoted: Sequence[str]) -> None:
        """Enter a fact that is not in the draft: it is asked, or nothing is said of it."""
        fine = self.case.get("fine_to_ask", ())
        is_exact = name.rsplit(maxsplit=1)[-1] in {"acceptance", "deadline", "owner", "promise"}
        if not self._is_asked(name.split(maxsplit=1)[0], quoted, is_exact=is_exact):
            self.score.silent.append(name)
        elif name in fine or "*" in fine:
            self.score.right += 1
        else:
            self.score.asked.append(name)

    def _is_asked(self, ref: str, quoted: Sequence[str], *, is_exact: bool) -> bool:
        """Whether a question on a ref quotes one of these, or what stands beside it does."""
        about = [q.text for q in self.draft.questions if _is_about(q, ref)]
        seen = letters(" ".join(about))
        if about and not is_exact:
            seen += self.draft.beside(ref) + letters(self.draft.told)
        return bool(about) and any(letters(quote)[:20] in seen for quote in quoted)

    def _doubts(self) -> None:
        for doubt in self.case.get("ask", ()):
            ref, _, quoted = doubt.partition(": ")
            if not self._is_asked(ref, quoted.split("|"), is_exact=len(quoted) < 30):
                self.score.unasked.append(f"what was to be asked, {doubt!r}")
        said = letters(self.draft.told)
        self.score.unasked += [
            f"told: {t}" for t in self.case.get("told", ()) if letters(t) not in said
        ]
        self.score.false += [
            f"told: {t}" for t in self.case.get("not_told", ()) if t in self.draft.told
        ]
        asked = " ".join(q.text for q in self.draft.questions)
        self.score.false += [
            f"asked: {t}" for t in self.case.get("not_asked", ()) if f"'{t}'" in asked
        ]


def _is_about(question: Asked, ref: str) -> bool:
    """Whether a question is about a ref, an action of it, or the whole source with its place."""
    if re.fullmatch(r"\d+(\.\d+)?[a-z]*", question.name):
        return re.fullmatch(rf"{re.escape(ref)}[a-z]*", question.name) is not None
    return (
        re.search(r"(table|paragraph|sheet|row) \S*\d", question.name + question.text) is not None
    )


def _is_update(live: Record, true: Record) -> bool:
    if live.get("date") != true.get("date") or live.get("status") != true.get("status"):
        return False
    note = live.get("note")
    if note is None:
        return True
    if "note" not in true:
        return len(letters(note)) < 25
    return is_one_of(note, true["note"]) or is_one_of(_undated(note), true["note"])


def _undated(note: str) -> str:
    """Return a note without the date with which it begins."""
    return re.sub(r"^\W*\d[\w/.]*( \w+ \d{4})?\W+", "", note)


def _dates(window: Any) -> list[str]:
    """Return how a date of a plan may be written in a source."""
    if not isinstance(window, str):
        return []
    parts = window.split("-")
    if len(parts) == 3:
        on = date.fromisoformat(window)
        return [f"{on.day} {on:%B %Y}", f"{on:%d/%m/%Y}", f"{on:%d/%m/%y}", window]
    if parts[-1].isdigit() and len(parts) == 2:
        return [f"{date.fromisoformat(window + '-01'):%B %Y}", window]
    return [window, " ".join(reversed(parts))]
