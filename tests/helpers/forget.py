"""No test remembers what the original said: each is known to meet a mutant, and meets it again.

A plugin of pytest for `make mutants`, which runs all tests once, notes which code each runs, and
then forks for each mutant. What a mutant said its own tests may remember.
"""

import gc
import os
from functools import _lru_cache_wrapper
from typing import Any

from stalkplan.verdict import visible

_HELD: list["_lru_cache_wrapper[Any]"] = []
_FIRST = os.getpid()


def pytest_collection_finish() -> None:
    gc.unfreeze()  # what is frozen is on no list
    _HELD[:] = [held for held in gc.get_objects() if isinstance(held, _lru_cache_wrapper)]


def pytest_runtest_setup() -> None:
    if os.getpid() == _FIRST:
        _forget()


def _forget() -> None:
    for held in _HELD:
        held.cache_clear()
    vars(visible)["_SHOWN"].clear()


os.register_at_fork(after_in_child=_forget)
