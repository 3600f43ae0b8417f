"""No test remembers what another found: each meets a mutant anew, and is known to meet it.

A plugin of pytest for `make mutants`, which runs all tests once, notes which code each runs, and
forks for each mutant.
"""

import gc
from functools import _lru_cache_wrapper
from typing import Any

from stalkplan.verdict import visible

_HELD: list["_lru_cache_wrapper[Any]"] = []


def pytest_collection_finish() -> None:
    gc.unfreeze()  # what is frozen is on no list
    _HELD[:] = [held for held in gc.get_objects() if isinstance(held, _lru_cache_wrapper)]


def pytest_runtest_setup() -> None:
    for held in _HELD:
        held.cache_clear()
    vars(visible)["_SHOWN"].clear()
