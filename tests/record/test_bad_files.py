"""Files that people write: each bad one carries what must be said of it, and where.

A comment in a file of `cases/bad` names the codes that its line must get, `# expect: bad-date`;
where no comment can stand on the line it stands some lines away, `# expect -2: bad-date` being
about two lines above. `# expect file: empty-file` is about the file as a whole. The files of
`cases/good` get none. Names that begin with `recommendations-` are publication files, the others
plans.
"""

import re
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from stalkplan.record.register import Register, build
from stalkplan.record.yaml import Plain, read

CASES = ROOT / "tests" / "cases"
BAD = sorted((CASES / "bad").glob("*.yaml"))
GOOD = sorted((CASES / "good").glob("*.yaml"))

PUBLICATION, PLAN = "data/recommendations.yaml", "data/responses.yaml"
BESIDE = {
    PUBLICATION: "publication: {id: report, title: A report, published: 2024-09-27}\n",
    PLAN: "organisation: {id: city, name: City Police, answers_for: [chief-constables]}\n",
}
"""What stands beside a case: one of them, or both."""

CODES = {
    # the text as YAML
    "bad-key",
    "conflict-marker",
    "control-character",
    "duplicate-key",
    "many-documents",
    "not-yaml",
    "too-deep",
    "yaml-alias",
    "yaml-anchor",
    "yaml-directive",
    "yaml-merge",
    "yaml-tag",
    # the values as a plan or a publication
    "bad-choice",
    "bad-date",
    "bad-number",
    "duplicate-organisation",
    "empty-file",
    "empty-list",
    "missing-key",
    "not-a-list",
    "not-a-record",
    "not-text",
    "unknown-key",
}
"""What reading can say of a text. `too-many` takes a thousand faults: see test_bounds.py."""

_EXPECTATION = re.compile(r"# expect(?: (file|[+-]\d+))?: ([a-z -]+)")

bad_files = pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)


def _text(path: Path) -> str:
    """Return the text as it is, line ends and byte order mark included."""
    return path.read_bytes().decode("utf-8")


def _expected(path: Path) -> list[tuple[int, str]]:
    """Return the lines and codes that the comments of a file state, sorted."""
    found = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        for where, codes in _EXPECTATION.findall(line):
            about = 0 if where == "file" else number + int(where or 0)
            found += [(about, code) for code in codes.split()]
    return sorted(found)


def _register(path: Path) -> tuple[Register, str]:
    """Return the register of a case, and the name its file has there."""
    is_publication = path.name.startswith("recommendations-")
    name = PUBLICATION if is_publication else f"data/responses/{path.name}"
    return build({**BESIDE, name: _text(path)}), name


@bad_files
def test_bad_file(path: Path, parser: str) -> None:
    register, name = _register(path)
    said = [(p.place.line, p.code) for p in register.problems if p.place.file == name]
    expected = _expected(path)
    assert sorted(said) == expected, (parser, *map(str, register.problems))
    assert [line for line, _ in said] == [line for line, _ in expected]
    assert register.unread == (name,)


@bad_files
def test_a_problem_says_what_to_write_instead(path: Path, parser: str) -> None:
    register, _ = _register(path)
    for problem in register.problems:
        assert problem.hint, (parser, str(problem))
        for told in (problem.message, problem.hint):
            assert told == told.strip().removesuffix(".")
            assert told[0] == told[0].lower()


@bad_files
def test_every_bad_file_expects_something(path: Path) -> None:
    assert _expected(path)


def test_every_code_has_a_bad_file() -> None:
    assert {code for path in BAD for _, code in _expected(path)} == CODES


def _blank_is_nothing(value: Plain) -> Plain:
    """Return a value of the other parser as ours has it."""
    if isinstance(value, dict):
        return {key: _blank_is_nothing(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_blank_is_nothing(inner) for inner in value]
    return value if value and value.strip() else None


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_file(path: Path, parser: str) -> None:
    """It has no problem, and the meaning that a third parser gives it."""
    register, name = _register(path)
    assert (register.problems, register.unread) == ((), ()), parser
    assert name in {register.recommendations_file, *register.plans}
    independent: Plain = yaml.load(_text(path), Loader=yaml.BaseLoader)
    assert read(name, _text(path)) == (_blank_is_nothing(independent), [])
