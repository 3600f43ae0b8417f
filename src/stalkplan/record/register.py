"""The register: everything the files of one data folder say, with every problem in them.

It is built from a mapping of file name to text, so the working tree, a git revision and a test are
the same call.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from stalkplan.record.faults import Fault, faults_of, mend
from stalkplan.record.fields import PRIVATE_NOTES
from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.model import Plan, Publication, Recommendation, Recommendations, quoted
from stalkplan.record.nodes import private_lines
from stalkplan.record.problems import Lines, Place, Problem, body_of
from stalkplan.record.yaml import (
    MAX_PROBLEMS,
    TOO_MANY,
    Node,
    Plain,
    RecordPath,
    compose,
    find,
    lines_of,
    read,
    read_placed,
)

_Model = TypeVar("_Model", bound=BaseModel)


class Places:
    """Finds the place of a value in the files. Each file is read again at most once, on demand."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._composed: dict[str, tuple[Node, Lines]] = {}

    def read(self, file: str) -> tuple[Plain, list[Problem]]:
        """Return what `yaml.read` returns, and keep the places: some will surely be wanted."""
        text = self.texts[file]
        root, plain, problems = read_placed(file, text)
        self._composed[file] = root, lines_of(text)
        return plain, problems

    def find(self, file: str, path: RecordPath = (), *, key: bool = False) -> Place:
        """Return the place of the value at `path`, with `key` that of its key.

        If there is none, the place of the nearest value above it.
        """
        root, lines = self._nodes(file)
        node = find(root, path, key=key)
        return lines.place(file, node.start, node.end)

    def node(self, file: str, path: RecordPath) -> Node:
        """Return the node of the value at `path`; if there is none, the nearest above it."""
        return find(self._nodes(file)[0], path)

    def line(self, place: Place) -> str | None:
        """Return the line of a file at a place; None if it is kept back, or there is none.

        What is marked and private notes are kept back. Of a file that cannot be read to its end
        nobody knows which lines those are: if it may have some, all are.
        """
        if not place.line or place.file not in self.texts:
            return None
        body, (root, _) = body_of(self.texts[place.file]), self._nodes(place.file)
        if root.value is None:
            is_kept_back = any(key in body for key in ("marking", *PRIVATE_NOTES))
        else:
            lines = private_lines(body, root)
            is_kept_back = any(first <= place.line <= last for first, last in lines)
        return None if is_kept_back else body.split("\n")[place.line - 1].rstrip("\r")

    def _nodes(self, file: str) -> tuple[Node, Lines]:
        if file not in self._composed:
            text = self.texts[file]
            self._composed[file] = compose(text), lines_of(text)
        return self._composed[file]


@dataclass(frozen=True)
class Register:
    """One publication, the plans that answer it by file name, and what is wrong in the files.

    `unread` names the files that could not be read as what they should be. The others count.
    """

    publication: Publication | None
    recommendations: tuple[Recommendation, ...]
    plans: Mapping[str, Plan]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    recommendations_file: str
    places: Places = field(compare=False, repr=False)


PlanOf = Callable[[str, Collection[str]], Plan | None]
"""Returns the plan of a text, with the addressees it may name; None if it has to be read in full.

For texts that are much like others: `PlanByParts.plan` reads what they share once.
"""


def _read_in_full(_text: str, _names: Collection[str]) -> None:
    return None


def build(
    texts: Mapping[str, str],
    unreadable: Sequence[Problem] = (),
    *,
    partial: bool = False,
    organisations: Iterable[str] = (),
    plan_of: PlanOf = _read_in_full,
) -> Register:
    """Return the register of `{file name: text}`.

    The file named `recommendations.yaml` holds the publication (the one nearest the top, should a
    plan have the same name), all others a plan each, in the order of the mapping. `unreadable` are
    the problems of files that gave no text. Nothing is raised for what the files say: it comes back
    as problems, sorted by place.

    With `partial`, a file with faults is read as if they were fixed, as far as it is clear what
    was meant: for checks that have more to say of it, never for a verdict. It stays unread.
    `organisations` are the ids of those whose plans are not among the texts: a recommendation may
    name them.
    """
    reader = _Reader(texts, partial=partial)
    reader.organisations |= {*organisations}
    named = (file for file in texts if file.rpartition("/")[2] == RECOMMENDATIONS)
    main = min(named, key=lambda file: file.count("/"), default=RECOMMENDATIONS)
    publication = None
    recommendations: tuple[Recommendation, ...] = ()
    plans: dict[str, Plan] = {}
    holders: dict[str, str] = {}  # organisations, and the file that holds their plan
    asked = reader.plain(main) if main in texts else None
    declared = _names_in(asked, "publication", "addressees")
    for file in texts:
        if file == main:
            continue
        plan = plan_of(texts[file], declared)
        if plan is None:
            plain = reader.plain(file)
            own = _names_in(plain, "organisation", "id")
            reader.organisations |= own
            plan = reader.record(Plan, file, plain, declared | own)
        if plan is not None:
            reader.organisations.add(plan.organisation.id)
            holder = holders.setdefault(plan.organisation.id, file)
            if holder == file:
                plans[file] = plan
            else:
                reader.refuse_second_plan(file, plan.organisation.id, holder)
    if main in texts:
        names = declared | reader.organisations
        if record := reader.record(Recommendations, main, asked, names):
            publication, recommendations = record.publication, record.recommendations
    problems = tuple(sorted([*unreadable, *reader.problems]))
    unread = (*(problem.place.file for problem in unreadable), *reader.unread)
    return Register(publication, recommendations, plans, problems, unread, main, reader.places)


class Recorded(NamedTuple):
    """The number of recommendations recorded here, of how many, and which of these are missing.

    Where the total is known only whole numbers are counted, otherwise all. `contact` is where to
    send what is missing. Those of `later` were made after the day that is judged; where all were,
    `is_nothing_asked`.
    """

    number: int
    of: int | None
    missing: tuple[int, ...]
    contact: str | None = None
    later: tuple[str, ...] = ()
    is_nothing_asked: bool = False

    def view(self) -> dict[str, Any]:
        """Return the same as a view has it."""
        missing, later = list(self.missing), list(self.later)
        return {"count": self.number, "of": self.of, "missing": missing, "later": later}


def why_unread(register: Register) -> dict[str, str]:
    """Return the files that could not be read, each with the line and the code of its first fault.

    No text of them: nobody knows what in them is private. What git has and is no UTF-8 came here
    as an empty text.
    """
    first = {fault.place.file: fault for fault in reversed(register.problems)}
    found = {file: first[file] for file in register.unread}
    said = {"empty-file": "no text in UTF-8"}
    return {
        file: f"line {fault.place.line}: {fault.code}"
        if fault.place.line
        else said.get(fault.code, fault.code)
        for file, fault in found.items()
    }


def begun(register: Register) -> date | None:
    """Return the day of the publication, or of a recommendation that was made before it."""
    if not (publication := register.publication):
        return None
    made = (each.made for each in register.recommendations)
    return min(filter(None, (publication.published, *made)))


def recorded(register: Register, *, on: date) -> Recorded:
    """Return how much of the publication is recorded here, and what of it is made after a day."""
    printed = {recommendation.number for recommendation in register.recommendations}
    publication = register.publication
    if publication is None:
        return Recorded(len(printed), None, ())
    asked = {each.number: publication.asked_on(each) for each in register.recommendations}
    later = tuple(number for number, day in asked.items() if day > on)
    are_all = len(later) == len(asked) > 0
    if publication.count is None:
        return Recorded(len(printed), None, (), None, later, are_all)
    held = {int(number) for number in printed if number.isdecimal()}
    missing = tuple(number for number in range(1, publication.count + 1) if number not in held)
    return Recorded(len(held), publication.count, missing, publication.contact, later, are_all)


class _Reader:
    """Reads files into records. Keeps what is wrong in them, and the names of those with faults.

    With `partial` it returns the record of a file with faults as if they were fixed.
    """

    def __init__(self, texts: Mapping[str, str], *, partial: bool) -> None:
        self.places = Places(texts)
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self.organisations: set[str] = set()
        self._refused: set[str] = set()
        self._partial = partial

    def plain(self, file: str) -> Plain:
        """Return the plain value of a file, None if it has none."""
        if self._partial:
            plain, refused = self.places.read(file)
        else:
            plain, refused = read(file, self.places.texts[file])
        if plain is None and not refused:
            refused = [Problem(Place(file), "empty-file", "the file is empty", "fill it in")]
        if refused:
            self._refused.add(file)
            self.problems += refused
        return plain

    def record(
        self, model: type[_Model], file: str, plain: Plain, names: Collection[str]
    ) -> _Model | None:
        """Return the record that a file holds; None if that is not certain.

        `names` are addressees beside the built-in ones.
        """
        record, faults = _validated(model, plain, names)
        self._report(file, plain, faults)
        if file not in self._refused:
            if record is None and faults and all(map(_is_of_nobody, faults)):
                record = _mended(model, plain, [f._replace(meant=None) for f in faults], names)
            if record is not None:
                return record
        self.unread.append(file)
        if not self._partial:
            return None
        return record or _mended(model, plain, faults, names)

    def refuse_second_plan(self, file: str, organisation: str, holder: str) -> None:
        """Take a file for unread whose organisation has a plan already, in `holder`."""
        place = self.places.find(file, ("organisation", "id"))
        message = f"the plan of {quoted(organisation)} is in {holder} already"
        hint = "keep one of the two files"
        self.problems.append(Problem(place, "duplicate-organisation", message, hint))
        self.unread.append(file)

    def _report(self, file: str, plain: Plain, faults: Sequence[Fault]) -> None:
        listed = faults[:MAX_PROBLEMS]
        self.problems += (_problem(file, fault, plain, self.places) for fault in listed)
        if len(faults) > MAX_PROBLEMS:
            place = self.places.find(file, faults[MAX_PROBLEMS].path)
            self.problems.append(Problem(place, *TOO_MANY))


def _validated(
    model: type[_Model], plain: Plain, names: Collection[str]
) -> tuple[_Model | None, list[Fault]]:
    """Return the record of a plain value; None and its faults if it has some, or is nothing."""
    if plain is None:
        return None, []
    try:
        return model.model_validate(plain, context=names), []
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        return None, faults_of(model, plain, errors)


def _mended(
    model: type[_Model], plain: Plain, faults: Sequence[Fault], names: Collection[str]
) -> _Model | None:
    """Return the record as if its faults were fixed; None if it has others then."""
    for fault in faults:
        mend(plain, fault)
    try:
        return model.model_validate(plain, context=names)
    except ValidationError:
        return None


def _is_of_nobody(fault: Fault) -> bool:
    """Whether a fault is in what makes a decision count: then that counts for nobody, and no more.

    The rest of the file is judged all the same.
    """
    match fault.path:
        case ("recommendations", _, decision, _, "for" | "on" | "to"):
            return decision in _DECISIONS
    return False


_DECISIONS = ("discharged", "extended", "ended")


def _names_in(plain: Plain, record: str, key: str) -> set[str]:
    """Return the names under a key of a record: the keys of a mapping, or the one text there."""
    inner = plain.get(record) if isinstance(plain, dict) else None
    value = inner.get(key) if isinstance(inner, dict) else None
    if isinstance(value, str):
        return {value.strip()}
    return {str(name) for name in value} if isinstance(value, dict) else set()


def _problem(file: str, fault: Fault, plain: Plain, places: Places) -> Problem:
    """Return a fault with its place, without any text of a marked record: CI would publish it."""
    place = places.find(file, fault.path, key=fault.at_key)
    if _is_marked(plain, fault.path):
        message = "what is here, in a marked record, is not what it should be"
        return Problem(place, fault.code, message, "look at the line")
    return Problem(place, fault.code, fault.message, fault.hint)


def _is_marked(plain: Plain, path: RecordPath) -> bool:
    """Whether a value stands in a record with a marking, and is not the marking itself."""
    value: Any = plain
    for step in path:
        if isinstance(value, dict) and value.get("marking") and step != "marking":
            return True
        value = value[step]
    return False
