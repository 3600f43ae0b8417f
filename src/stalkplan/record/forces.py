"""The forces by their ids on data.police.uk: the 43 of England and Wales, and one other."""

import csv
from collections.abc import Mapping
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
    with (bundled_folder() / FORCES).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["data_police_uk_id"]: row["name_on_data_police_uk"] for row in rows}


@cache
def area_codes() -> Mapping[str, str]:
    """Return the codes of the 43 police force areas by force id, as the ONS gives them."""
    with (bundled_folder() / FORCES).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["data_police_uk_id"]: row["ons_pfa_code"] for row in rows}


@cache
def known_forces() -> Mapping[str, str]:
    """Return the names of all forces that are known by id: the 43, then the others."""
    return {**forces(), **_OTHERS}
