"""The register: everything the files of one data folder say, with every problem found in them.

It is built from a mapping of file name to text, so the working tree, a git revision and a test are
the same call.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from stalkplan.model import Plan, Publication, Recommendation, Recommendations, quoted
from stalkplan.problems import Place, Problem
from stalkplan.yamltext import Lines, Node, Path, compose, find, lines_of, read

RECOMMENDATIONS = "recommendations.yaml"

_Model = TypeVar("_Model", bound=BaseModel)

_EXPECTED = {
    "string_type": ("not-text", "text"),
    "tuple_type": ("not-a-list", "a list"),
    "model_type": ("not-a-record", "a record of keys and values"),
    "too_short": ("empty-list", "at least one entry"),
}


class Places:
    """Finds the place of a value in the files. Each file is read again at most once, on demand."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._composed: dict[str, tuple[Node, Lines]] = {}

    def find(self, file: str, path: Path = (), *, key: bool = False) -> Place:
        """Return the place of the value at `path`, or of its key; of the nearest above if none."""
        if file not in self._composed:
            text = self._texts[file]
            self._composed[file] = compose(text), lines_of(text)
        root, lines = self._composed[file]
        return lines.place(file, find(root, path, key=key).start)


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


def build(texts: Mapping[str, str], unreadable: Iterable[Problem] = ()) -> Register:
    """Build the register of `{file name: text}`.

    The file named `recommendations.yaml` holds the publication (the one nearest the top, should a
    plan have the same name), all others a plan each, in the order of the mapping. `unreadable` are
    the problems of files that gave no text. Nothing is raised for what the files say: it comes back
    as problems, sorted by place.
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
            record = _read(Recommendations, file, text, places, problems)
            if record:
                publication, recommendations = record.publication, record.recommendations
            else:
                unread.append(file)
            continue
        plan = _read(Plan, file, text, places, problems)
        if plan is None:
            unread.append(file)
        elif (holder := holders.setdefault(plan.organisation.id, file)) != file:
            problems.append(_second_plan(file, plan.organisation.id, holder, places))
            unread.append(file)
        else:
            plans[file] = plan
    return Register(
        publication, recommendations, plans, tuple(sorted(problems)), tuple(unread), main, places
    )


def _read(
    model: type[_Model], file: str, text: str, places: Places, problems: list[Problem]
) -> _Model | None:
    """Return the record that a file holds, or None with the reasons added to `problems`."""
    plain, refused = read(file, text)
    problems += refused
    if plain is None:
        if not refused:
            problems.append(Problem(Place(file), "empty-file", "nothing is in it", "fill it in"))
        return None
    try:
        record = model.model_validate(plain)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        problems += (_problem(model, file, plain, fault, places) for fault in faults)
        return None
    return None if refused else record


def _problem(
    model: type[BaseModel], file: str, plain: Any, fault: Mapping[str, Any], places: Places
) -> Problem:
    """Turn one fault that pydantic found into a problem with its place, value and mending."""
    kind: str = fault["type"]
    path: tuple[str | int, ...] = fault["loc"]
    context = fault.get("ctx", {})
    if kind == "missing":
        *above, name = path
        hint = f"add {name}: to this record"
        return Problem(places.find(file, above), "missing-key", f"{name!r} is missing", hint)
    value = _value(plain, path)
    if kind == "extra_forbidden":
        name = str(path[-1])
        known = _keys(model, path[:-1])
        near = get_close_matches(name, known, 1, 0.6)
        hint = f"write {near[0]}" if near else "known here: " + ", ".join(known)
        place = places.find(file, path, key=True)
        return Problem(place, "unknown-key", f"unknown key {quoted(name)}", hint)
    place = places.find(file, path)
    if kind == "enum":
        return Problem(place, "bad-choice", *_bad_choice(path, value, context["expected"]))
    if kind in _EXPECTED:
        code, expected = _EXPECTED[kind]
        name = f"{path[-1]!r}" if path and isinstance(path[-1], str) else "this entry"
        told = f"{name if path else 'the file'} is {_shape(value)}"
        return Problem(place, code, told, f"write {expected}")
    return Problem(place, kind, context["message"], context["hint"])


def _bad_choice(path: Path, value: Any, expected: str) -> tuple[str, str]:
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    name = next(step for step in reversed(path) if isinstance(step, str))
    article = "an" if name[0] in "aeio" else "a"
    told = quoted(value) if isinstance(value, str) else _shape(value)
    meant = get_close_matches(_SAME_AS.get(told.strip("'").lower(), told.lower()), choices, 1, 0.5)
    hint = f"write {meant[0]}" if meant else "write one of: " + ", ".join(choices)
    return f"{told} is not {article} {_SINGULAR.get(name, name)}", hint


_SAME_AS = {
    "yes": "accepted",
    "true": "accepted",
    "agreed": "accepted",
    "no": "rejected",
    "done": "complete",
    "ongoing": "in-progress",
    "pcc": "local-policing-bodies",
}
_SINGULAR = {"addressed_to": "addressee", "answers_for": "addressee", "for": "addressee"}


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the record at `path` may have, in the order of the model."""
    for step in path:
        if isinstance(step, str):
            model = _record_type(model, step)
    return [field.alias or name for name, field in model.model_fields.items()]


def _record_type(model: type[BaseModel], key: str) -> type[BaseModel]:
    """Return the model of the records under a key, whatever list or option it is wrapped in."""
    waiting: list[Any] = [
        field.annotation for name, field in model.model_fields.items() if key in (name, field.alias)
    ]
    while waiting:
        found = waiting.pop()
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
        waiting += getattr(found, "__args__", ())
    raise AssertionError(key)  # pydantic reports an unknown key only inside a record


def _value(plain: Any, path: Path) -> Any:
    for step in path:
        plain = plain[step]
    return plain


def _shape(value: Any) -> str:
    """Say what a value is, never what it holds: it may be private."""
    if value is None or value == []:
        return "empty"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a record"


def _second_plan(file: str, organisation: str, holder: str, places: Places) -> Problem:
    return Problem(
        places.find(file, ("organisation", "id")),
        "duplicate-organisation",
        f"the plan of {quoted(organisation)} is in {holder} already",
        "keep one of the two files",
    )
