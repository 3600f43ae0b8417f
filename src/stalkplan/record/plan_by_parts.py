"""A plan read by its answers: of a later edition only those that are not as they stood are read."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from pydantic import ValidationError

from stalkplan.record.model import Plan, Response
from stalkplan.record.problems import body_of
from stalkplan.record.register import Register
from stalkplan.record.yaml import Plain, read

_LIST = re.compile(
    r"^responses:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-[ ]", re.MULTILINE
)
"""The head of the list, blank lines and comments, then its first entry."""

_END_OF_DOCUMENT = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)


class PlanByParts:
    """Reads plans from their texts, and each text of an answer only once.

    What the `registers` say was read in full: their answers are not read again. An answer means in
    a file what it means alone: it is parsed to its end before the next begins, and the files have
    no anchors.
    """

    def __init__(self, *registers: Register) -> None:
        self._heads: dict[tuple[str, frozenset[str]], Plan | None] = {}
        self._answers: dict[str, Response | None] = {}
        for register in registers:
            for file, plan in register.plans.items():
                if file not in register.unread:
                    self._know(register.places.texts[file], plan)

    def plan(self, text: str, names: Collection[str] = ()) -> Plan | None:
        """Return the plan of a text; None if it has to be read in full to know, or has a fault.

        `names` are addressees beside the built-in ones; no answer names any.
        """
        head, *entries = _parts(body_of(text))
        key = head, frozenset(names)
        if key not in self._heads:
            self._heads[key] = self._head(*key)
        plan = self._heads[key]
        if plan is None or not entries:
            return None
        answers: list[Response] = []
        for entry in entries:
            if entry not in self._answers:
                self._answers[entry] = self._answer(entry)
            if (answer := self._answers[entry]) is None:
                return None
            answers.append(answer)
        return plan.model_copy(update={"responses": tuple(answers)})

    def _know(self, text: str, plan: Plan) -> None:
        """Take the answers of a plan, all but the last, which other keys of the plan may follow."""
        _, *entries = _parts(body_of(text))
        begins = [entry.partition("\n")[0] for entry in entries]
        if len(entries) == len(plan.responses) and all(
            answer.ref in begin for answer, begin in zip(plan.responses, begins, strict=True)
        ):
            self._answers.update(zip(entries[:-1], plan.responses, strict=False))

    def _head(self, text: str, names: frozenset[str]) -> Plan | None:
        plain = _read(text)
        if not isinstance(plain, dict) or plain.get("responses", "") is not None:
            return None
        organisation = plain.get("organisation")
        own = organisation.get("id") if isinstance(organisation, dict) else None
        names |= {own.strip()} if isinstance(own, str) else set()
        try:
            return Plan.model_validate(plain, context=names)
        except ValidationError:
            return None

    def _answer(self, text: str) -> Response | None:
        plain = _read(text)
        if _END_OF_DOCUMENT.search(text) or not isinstance(plain, list) or len(plain) != 1:
            return None
        try:
            return Response.model_validate(plain[0])
        except ValidationError:
            return None


def _read(text: str) -> Plain:
    """Return the plain value of a text; None if anything in it is refused."""
    plain, problems = read("", text)
    return None if problems else plain


def _parts(body: str) -> Sequence[str]:
    """Return the text before the first answer, and that of each; all in one where none is found."""
    found = _LIST.search(body)
    if found is None:
        return [body]
    begins = re.compile(f"\n{found[1]}- ").finditer(body, found.start(1) - 1)
    places = [0, *(begin.start() + 1 for begin in begins), len(body)]
    return [body[place:following] for place, following in pairwise(places)]
