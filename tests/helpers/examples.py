"""How many random examples a test tries: some in `make test`, many in `make test-long`."""

import os

from hypothesis import HealthCheck, settings

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
TIMES = 50
"""How many times as many examples the long run tries."""

_BUSY = [HealthCheck.too_slow]  # a busy machine is no fault of the plan


def how_many(quick: int) -> int:
    """Return how many examples to try, where `make test` tries so many."""
    return quick * TIMES if IS_LONG else quick


def load_profile() -> None:
    """Try the same examples everywhere in `make test`, so that a red run is red again.

    The long run draws other ones each night, and prints what brings a failure back.
    """
    quick = settings(
        derandomize=True, deadline=None, max_examples=how_many(40), suppress_health_check=_BUSY
    )
    settings.register_profile("quick", quick)
    settings.register_profile("long", quick, derandomize=False, database=None, print_blob=True)
    settings.load_profile("long" if IS_LONG else "quick")
