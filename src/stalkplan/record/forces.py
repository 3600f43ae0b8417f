"""The forces of England and Wales by their ids on data.police.uk."""

import csv
from collections.abc import Mapping
from functools import cache

from stalkplan.record.files import bundled_folder

FORCES = "forces.csv"


@cache
def forces() -> Mapping[str, str]:
    """Return the names of the 43 forces by id, as data.police.uk spells them."""
    with (bundled_folder() / FORCES).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["data_police_uk_id"]: row["name_on_data_police_uk"] for row in rows}
