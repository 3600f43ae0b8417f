"""A process that is forked off remembers nothing: no mutant is judged by what the original said.

A plugin of pytest for `make mutants`, which runs all tests once and then forks for each mutant.
"""

import gc
import os
from functools import _lru_cache_wrapper

from stalkplan.verdict import visible


def _forget() -> None:
    gc.unfreeze()  # what is frozen is on no list
    for held in gc.get_objects():
        if isinstance(held, _lru_cache_wrapper):
            held.cache_clear()
    vars(visible)["_SHOWN"].clear()


os.register_at_fork(after_in_child=_forget)
