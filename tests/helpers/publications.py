"""Other publications than the bundled one: `examples/`, and `cases/publications/*.yaml`.

A case says what it is about, the day `as_of`, the publication and its recommendations, plans by
organisation, and what to `expect`: the verdict of an item, in the words of `cases/verdicts`. Where
there are several plans an item is called by its organisation, a colon, and its id.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from plain_yaml import plain

from conftest import ROOT, Result
from stalkplan.record.files import read_folder
from stalkplan.record.register import Register, build
from stalkplan.verdict.items import Item, assess

EXAMPLES_ON = date(2025, 12, 1)
EXAMPLES = {
    path.parent.name: path.parent for path in sorted(ROOT.glob("examples/*/recommendations.yaml"))
}
CASES = {
    path.stem: path for path in sorted((ROOT / "tests" / "cases" / "publications").glob("*.yaml"))
}
PUBLICATIONS = [
    *(f"example {name}" for name in EXAMPLES),
    *(f"case {name}" for name in CASES),
]
_KEYS = {"about", "as_of", "publication", "recommendations", "plans", "expect"}


@cache
def case_of(name: str) -> Mapping[str, Any]:
    """Return a case, every value as text."""
    case: Mapping[str, Any] = plain(CASES[name].read_text("utf-8"))
    assert case.keys() == _KEYS
    return case


def write_publication(which: str, folder: Path) -> date:
    """Write the data folder of one of PUBLICATIONS, and return the day on which to judge it."""
    kind, _, name = which.partition(" ")
    if kind == "example":
        shutil.copytree(EXAMPLES[name], folder)
        return EXAMPLES_ON
    case = case_of(name)
    main = {key: case[key] for key in ("publication", "recommendations")}
    files: dict[str, Any] = {"recommendations.yaml": main}
    for id_, given in case["plans"].items():
        organisation = {"id": id_, "name": given["name"], "answers_for": given["answers_for"]}
        plan = {"organisation": organisation, "responses": given["responses"]}
        files[f"responses/{id_}.yaml"] = plan
    for file, record in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(record, sort_keys=False, allow_unicode=True)
        path.write_text(text, encoding="utf-8")
    for evidence in _evidence_in(case):
        (folder.parent / evidence).touch()
    return date.fromisoformat(case["as_of"])


def _evidence_in(value: Any) -> list[str]:
    """Return the names of files that updates give as evidence."""
    if isinstance(value, list):
        return [name for inner in value for name in _evidence_in(inner)]
    if not isinstance(value, dict):
        return []
    own = value.get("evidence", [])
    names = [name for name in own if isinstance(own, list) and "/" not in name]
    return [*names, *(name for inner in value.values() for name in _evidence_in(inner))]


def judged(folder: Path, *, on: date) -> tuple[Register, dict[str, Item]]:
    """Return the register of a folder, and its items by the names that they have in a case."""
    register = build(read_folder(folder).texts)
    several = len(register.plans) > 1
    items = assess(register, on=on)
    return register, {
        (f"{item.organisation.id}:" if several else "") + item.id: item for item in items
    }


def page_of(
    which: str, top: Path, stalkplan: Callable[..., Result], day: str, page: str
) -> tuple[str, str]:
    """Publish one of PUBLICATIONS below `top`; return a page's HTML, and the text that is read."""
    write_publication(which, top / "data")
    result = stalkplan("publish", top / "site", "--data", top / "data", "--as-of", day)
    assert result.code == 0, result.err
    text = (top / "site" / page).read_text(encoding="utf-8")
    return text, " ".join(re.sub("<[^>]*>", "", text).split())
