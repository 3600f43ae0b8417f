"""`schema`: the JSON Schema of either file, draft 7, which editors know.

It agrees with a reader to whom all is text: an editor takes `ref: 7.1` for a number and accepts it.
"""

import json
from typing import Any

from pydantic import BaseModel

from stalkplan.record.choices import SchemaOf
from stalkplan.record.meanings import KEY_MEANINGS
from stalkplan.record.model import Plan, Recommendations

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_of(file: SchemaOf) -> str:
    """Return the schema of a file as JSON text that ends with a line feed."""
    model: type[BaseModel] = Recommendations if file is SchemaOf.RECOMMENDATIONS else Plan
    whole = model.model_json_schema(by_alias=True)
    definitions = whole.pop("$defs")
    schema = {
        "$schema": DRAFT,
        "title": f"{file}.yaml of stalkplan",
        **_described(model.__name__, _for_editors(whole)),
        "definitions": {
            name: _described(name, _for_editors(part)) for name, part in definitions.items()
        },
    }
    return json.dumps(schema, indent=2) + "\n"


def _for_editors(part: Any) -> Any:
    """Return a part of a schema in draft 7; like the reader it accepts YAML's own types."""
    if isinstance(part, list):
        return [_for_editors(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return {"$ref": part["$ref"].replace("#/$defs/", "#/definitions/")}
    fields = part.get("properties")
    kept = {k: _for_editors(v) for k, v in part.items() if k not in _DROPPED and k != "properties"}
    if kept.get("type") == "string" and "enum" not in kept:
        kept["type"] = ["string", "number", "boolean"]
    if kept.get("type") == "array" and "minItems" not in kept:
        kept["type"] = ["array", "null"]
    if fields:
        required = part.get("required", ())
        kept["properties"] = {
            name: _for_editors(field) if name in required else _or_nothing(_for_editors(field))
            for name, field in fields.items()
        }
    return kept


def _described(record: str, part: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a record in which each key says what it means."""
    if "properties" not in part:  # a list of words
        return part
    fields = part["properties"].items()
    return {
        **part,
        "properties": {name: _saying(KEY_MEANINGS[record][name], f) for name, f in fields},
    }


def _saying(meaning: str, field: dict[str, Any]) -> dict[str, Any]:
    """Return a field with its meaning; beside a `$ref` draft 7 would not read it."""
    whole = {"allOf": [field]} if "$ref" in field else field
    return {"description": meaning, **whole}


_DROPPED = frozenset({"title", "default"})


def _or_nothing(part: dict[str, Any]) -> dict[str, Any]:
    """Allow an optional key without a value."""
    return part if "anyOf" in part else {"anyOf": [part, {"type": "null"}]}
