"""The forces by their ids on data.police.uk: the 43 of England and Wales, and one other."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache

from stalkplan.record.files import bundled_folder

FORCES = "forces.csv"

_OTHERS = {"btp": "British Transport Police"}
"""Forces whose data stand on data.police.uk under an id that its list of forces leaves out.

Read in https://data.police.uk/docs/method/forces/ (all forces "except the British Transport
Police") and in the names of the monthly files there, such as 2023-01-btp-street.csv.
"""


@cache
def forces() -> Mapping[str, str]:
    """Return the names of the 43 forces by id, as data.police.uk spells them."""
    return {row["data_police_uk_id"]: row["name_on_data_police_uk"] for row in _rows()}


def area_code(identifier: str) -> str | None:
    """Return the code that the ONS gives the police force area of one of the 43, by its id."""
    return _area_codes().get(identifier)


@cache
def _area_codes() -> Mapping[str, str]:
    return {row["data_police_uk_id"]: row["ons_pfa_code"] for row in _rows()}


@cache
def _rows() -> Sequence[Mapping[str, str]]:
    with (bundled_folder() / FORCES).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@cache
def known_forces() -> Mapping[str, str]:
    """Return the names of all forces that are known by id: the 43, then the others."""
    return {**forces(), **_OTHERS}
