"""The forces: each of the 43 has the area that the list gives it, and no other has one."""

import csv

from conftest import DATA
from stalkplan.record.forces import area_code, forces, known_forces


def test_every_force_has_its_area() -> None:
    with (DATA / "forces.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert len(rows) == 43
    for row in rows:
        assert area_code(row["data_police_uk_id"]) == row["ons_pfa_code"]
        assert forces()[row["data_police_uk_id"]] == row["name_on_data_police_uk"]
    others = known_forces().keys() - forces().keys()
    assert [area_code(each) for each in (*others, "northshire")] == [None] * (len(others) + 1)
