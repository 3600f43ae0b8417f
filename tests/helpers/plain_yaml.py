"""A second reader of YAML, which takes every scalar for a text: in C where PyYAML has that."""

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def plain(text: str | bytes) -> Any:
    """Return lists, mappings and texts."""
    return yaml.load(text, _LOADER)
