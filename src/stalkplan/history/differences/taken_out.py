"""A register without some of what joined it: what it would say if that had not been written."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from stalkplan.history.differences.difference import Change, Difference
from stalkplan.record.model import Record
from stalkplan.record.register import Register

_Tree = dict[int | str, Any]
"""What is to be taken out of a value, by the steps that lead there; at the end a name or None."""


def without_additions(register: Register, additions: Iterable[Difference]) -> Register:
    """Return a register without some additions to it: records, or texts where there were none."""
    trees: dict[str, _Tree] = {}
    gone = set()
    for each in additions:
        if each.now is None:
            continue
        if each.change is Change.PLAN_ADDED:
            gone.add(each.now.file)
        else:
            _plant(trees.setdefault(each.now.file, {}), each)
    plans = {
        file: _pruned(plan, trees.get(file, {}))
        for file, plan in register.plans.items()
        if file not in gone
    }
    asked = trees.get(register.recommendations_file, {})
    return replace(
        register,
        plans=plans,
        publication=_pruned(register.publication, asked.get("publication", {})),
        recommendations=_pruned(register.recommendations, asked.get("recommendations", {})),
    )


def _plant(tree: _Tree, addition: Difference) -> None:
    """Add what is to be taken out; what stands in a record that is to be taken out goes with it."""
    assert addition.now  # noqa: S101  an addition is there
    *steps, last = addition.now.path
    for step in steps:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            return
    tree[last] = addition.values[1] if addition.change is Change.ADDRESSEE_ADDED else None


def _pruned(value: Any, tree: Any) -> Any:
    """Return a value without what a tree says: all of it for None, or a name of a list."""
    if not isinstance(tree, dict):
        return tuple(each for each in value if each != tree) if isinstance(value, tuple) else None
    if isinstance(value, tuple):
        kept = ((each, tree.get(place, {})) for place, each in enumerate(value))
        return tuple(_pruned(each, sub) for each, sub in kept if sub is not None)
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if tree.get(key, key) != key}
    if not isinstance(value, Record) or not tree:
        return value
    fields = type(value).model_fields
    told = {
        name: fields[name].get_default() if sub is None else _pruned(getattr(value, name), sub)
        for step, sub in tree.items()
        if (name := str(step)) in fields
    }
    return value.model_copy(update=told)
