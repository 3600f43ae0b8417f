"""What falls due next, which the screen and the page of several publications say alike."""

from datetime import date

import pytest

from stalkplan.verdict.timeliness import Timeliness, next_due

ON = date(2025, 3, 1)
BEFORE, LATER = date(2025, 2, 28), date(2025, 6, 1)


@pytest.mark.parametrize(
    ("items", "due"),
    [
        ([], None),
        ([(Timeliness.NO_DEADLINE, None)], None),
        ([(Timeliness.OVERDUE, BEFORE)], None),
        ([(Timeliness.DUE_SOON, ON), (Timeliness.NOT_YET_DUE, LATER)], ON),
        ([(Timeliness.OVERDUE, BEFORE), (Timeliness.NOT_YET_DUE, LATER)], LATER),
        ([(Timeliness.COMPLETE, ON), (Timeliness.NOT_YET_DUE, LATER)], LATER),
        ([(Timeliness.WITHDRAWN, LATER)], None),
    ],
)
def test_next_due(items: list[tuple[Timeliness, date | None]], due: date | None) -> None:
    assert next_due(items, on=ON) == due
