"""The register: everything the files of one data folder say, with every problem found in them.

It is built from a mapping of file name to text, so the working tree, a git revision and a test are
the same call.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from stalkplan.record.faults import Fault, faults_of, mend
from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.model import Plan, Publication, Recommendation, Recommendations, quoted
from stalkplan.record.problems import Lines, Place, Problem
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
        """Read a file in which places will be wanted: what `yamltext.read` gives, for one pass."""
        text = self.texts[file]
        root, plain, problems = read_placed(file, text)
        self._composed[file] = root, lines_of(text)
        return plain, problems

    def find(self, file: str, path: RecordPath = (), *, key: bool = False) -> Place:
        """Return the place of the value at `path`, or of its key; of the nearest above if none."""
        root, lines = self._nodes(file)
        node = find(root, path, key=key)
        return lines.place(file, node.start, node.end)

    def node(self, file: str, path: RecordPath) -> Node:
        """Return the node of the value at `path`; the nearest above if there is none."""
        return find(self._nodes(file)[0], path)

    def _nodes(self, file: str) -> tuple[Node, Lines]:
        if file not in self._composed:
            text = self.texts[file]
            self._composed[file] = compose(text), lines_of(text)
        return self._composed[file]


@dataclass(frozen=True)
class Register:
    """One publication, the plans that answer it by file name, and what is wrong in the files.

    `unread` names the files that could not be read as what they should be: the others stand.
    """

    publication: Publication | None
    recommendations: tuple[Recommendation, ...]
    plans: Mapping[str, Plan]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    recommendations_file: str
    places: Places = field(compare=False, repr=False)


def build(
    texts: Mapping[str, str], unreadable: Iterable[Problem] = (), *, partial: bool = False
) -> Register:
    """Build the register of `{file name: text}`.

    The file named `recommendations.yaml` holds the publication (the one nearest the top, should a
    plan have the same name), all others a plan each, in the order of the mapping. `unreadable` are
    the problems of files that gave no text. Nothing is raised for what the files say: it comes back
    as problems, sorted by place.

    With `partial`, a file with faults is read as if they were mended, where that can be told: for
    checks that have more to say of it, never for a verdict. It stays among the unread.
    """
    problems = list(unreadable)
    unread = [problem.place.file for problem in problems]
    places = Places(texts)
    publication = None
    recommendations: tuple[Recommendation, ...] = ()
    named = (file for file in texts if file.rpartition("/")[2] == RECOMMENDATIONS)
    main = min(named, key=lambda file: file.count("/"), default=RECOMMENDATIONS)
    plans: dict[str, Plan] = {}
    holders: dict[str, str] = {}
    for file, text in texts.items():
        if file == main:
            record, is_whole = _read(Recommendations, file, text, places, problems, partial=partial)
            if record:
                publication, recommendations = record.publication, record.recommendations
            if not is_whole:
                unread.append(file)
            continue
        plan, is_whole = _read(Plan, file, text, places, problems, partial=partial)
        if not is_whole:
            unread.append(file)
        if plan is None:
            continue
        if (holder := holders.setdefault(plan.organisation.id, file)) != file:
            problems.append(_second_plan(file, plan.organisation.id, holder, places))
            unread.append(file)
        else:
            plans[file] = plan
    return Register(
        publication, recommendations, plans, tuple(sorted(problems)), tuple(unread), main, places
    )


def recorded(register: Register) -> tuple[list[int], int | None, list[int]]:
    """Return the numbers recorded here, how many the publication makes, and those missing."""
    held = sorted({recommendation.number for recommendation in register.recommendations})
    of = register.publication.count if register.publication else None
    return held, of, [number for number in range(1, (of or 0) + 1) if number not in held]


def _read(
    model: type[_Model],
    file: str,
    text: str,
    places: Places,
    problems: list[Problem],
    *,
    partial: bool,
) -> tuple[_Model | None, bool]:
    """Return the record that a file holds, and whether that is all it says.

    What is wrong is added to `problems`, and then there is no record; with `partial` the record as
    if it were mended, where that can be told.
    """
    plain, refused = places.read(file) if partial else read(file, text)
    problems += refused
    if plain is None:
        if not refused:
            problems.append(Problem(Place(file), "empty-file", "nothing is in it", "fill it in"))
        return None, False
    try:
        record = model.model_validate(plain)
    except ValidationError as error:
        faults = faults_of(model, plain, error.errors(include_url=False, include_input=False))
    else:
        return (record if partial or not refused else None), not refused
    problems += (_problem(file, fault, plain, places) for fault in faults[:MAX_PROBLEMS])
    if len(faults) > MAX_PROBLEMS:
        problems.append(Problem(places.find(file, faults[MAX_PROBLEMS].path), *TOO_MANY))
    if not partial:
        return None, False
    for fault in faults:
        mend(plain, fault)
    try:
        return model.model_validate(plain), False
    except ValidationError:
        return None, False


def _problem(file: str, fault: Fault, plain: Plain, places: Places) -> Problem:
    """Return a fault with its place. Of a marked record it says nothing: a CI would publish it."""
    place = places.find(file, fault.path, key=fault.at_key)
    if _is_marked(plain, fault.path):
        told = "what stands here, in a marked record, is not what it should be"
        return Problem(place, fault.code, told, "look at the line")
    return Problem(place, fault.code, fault.message, fault.hint)


def _is_marked(plain: Plain, path: RecordPath) -> bool:
    """Whether a value stands in a record with a marking, which is not itself at fault."""
    value: Any = plain
    for step in path:
        if isinstance(value, dict) and value.get("marking") and step != "marking":
            return True
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return False


def _second_plan(file: str, organisation: str, holder: str, places: Places) -> Problem:
    return Problem(
        places.find(file, ("organisation", "id")),
        "duplicate-organisation",
        f"the plan of {quoted(organisation)} is in {holder} already",
        "keep one of the two files",
    )
