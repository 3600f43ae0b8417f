"""The schemas for editors: current, at the head of the files, and agreeing with the reader."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from model_records import MODEL_RECORDS

from conftest import DATA, ROOT, Result
from stalkplan.record.meanings import KEY_MEANINGS

SCHEMAS = ROOT / "schemas"
FILES = ["recommendations", "responses"]
CASES = ROOT / "tests" / "cases"
GOOD = sorted((CASES / "good").glob("*.yaml"))


def _core(value: Any) -> Any:
    """Return what an editor sees of values read as text: YAML's own numbers, words and nothing."""
    if isinstance(value, dict):
        return {key: _core(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_core(inner) for inner in value]
    if value in ("", "~", "null"):
        return None
    if value in ("true", "false"):
        return value == "true"
    if re.fullmatch(r"[0-9]+", value):
        return int(value)
    return float(value) if re.fullmatch(r"[0-9]+\.[0-9]+", value) else value


def _faults(text: str, file: str) -> list[str]:
    schema = json.loads((SCHEMAS / f"{file}.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    value = _core(yaml.load(text, yaml.BaseLoader))
    return [error.message for error in Draft7Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("file", FILES)
def test_schemas_are_current(file: str, stalkplan: Callable[..., Result]) -> None:
    """`stalkplan schema FILE --output schemas/FILE.schema.json` writes them again."""
    result = stalkplan("schema", file)
    committed = (SCHEMAS / f"{file}.schema.json").read_text(encoding="utf-8")
    assert (result.code, result.out) == (0, committed)


@pytest.mark.parametrize("file", FILES)
def test_data_files_name_their_schema_and_keep_it(file: str) -> None:
    text = (DATA / f"{file}.yaml").read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    assert (DATA / named[1]).resolve() == SCHEMAS / f"{file}.schema.json"
    assert _faults(text, file) == []


@pytest.mark.parametrize("file", FILES)
def test_every_key_says_what_it_means(file: str) -> None:
    """Where an editor looks: in the property itself, and never beside a `$ref`."""
    schema = json.loads((SCHEMAS / f"{file}.schema.json").read_text(encoding="utf-8"))
    parts = [schema, *schema["definitions"].values()]
    fields = [field for part in parts for field in part.get("properties", {}).values()]
    assert len(fields) > 20
    for field in fields:
        assert re.match(r"\S.*[^.]$", field["description"])
        assert "$ref" not in field


def test_the_page_says_the_same() -> None:
    page = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    for name, record in MODEL_RECORDS.items():
        section = re.split(r"\n#{2,3} ", page.split(f"\n### {name}\n", 1)[1])[0]
        rows = re.findall(r"^\| `(\w+)` \| [^|]* \| ([^|]*) \|", section, re.MULTILINE)
        said = {f: re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", m).replace("`", "") for f, m in rows}
        assert said == KEY_MEANINGS[name]
        fields = record.model_fields.items()
        assert said.keys() == {field.alias or key for key, field in fields}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_what_the_reader_reads_an_editor_accepts(path: Path) -> None:
    is_publication = path.name.startswith("recommendations-")
    text = path.read_bytes().decode("utf-8-sig")
    text = text.replace(" ~,", "")  # to an editor that entry is missing; the rule null-word says so
    assert _faults(text, FILES[0] if is_publication else FILES[1]) == []


PLAN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 7.1
    position: We do.
"""
FAULTS = {
    "    acceptance: yes": "'yes' is not",
    "    acceptence: accepted": "Additional properties are not allowed",
    "    stated_deadline: 27/03/2025": "'27/03/2025' is not valid",
    "    stated_deadline: 2025-3": "'2025-3' is not valid",
    "    actions: [{owner: A}]": "'id' is a required property",
    "    actions: [{id: 7.1a, promise: {by: march}}]": "'march' is not valid",
    "    updates: [{note: A}]": "'date' is a required property",
    "    position: [a, b]": "['a', 'b'] is not valid",
}


@pytest.mark.parametrize("line", FAULTS)
def test_an_editor_marks_what_the_reader_refuses(line: str) -> None:
    text = PLAN.replace("    position: We do.\n", "") if "position" in line else PLAN
    faults = _faults(f"{text}{line}\n", "responses")
    assert faults
    assert any("is not" in fault or FAULTS[line] in fault for fault in faults), faults


@pytest.mark.parametrize(
    "line",
    [
        "    stated_deadline: none",
        "    stated_deadline: 2025-03",
        "    stated_deadline:",
        "    acceptance:",
        "    actions:",
        "    actions: [{id: 7.1a, promise: {by: 2025}, owner: 12}]",
        "    updates: [{date: 2025-01-02, note: 12.5, evidence: }]",
    ],
)
def test_text_first_is_agreed_with(line: str) -> None:
    assert _faults(f"{PLAN}{line}\n", "responses") == []
