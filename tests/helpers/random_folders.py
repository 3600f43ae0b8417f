"""Random folders for hypothesis: a mapping of file name to what the file says, in plain values.

Everything in them is drawn from little, so that days meet, positions are copied, refs and ids stand
twice.
"""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from stalkplan.record.files import RECOMMENDATIONS

Record = dict[str, Any]
Folder = dict[str, Record]

STEPS = (0, 21, 29, 30, 59, 60, 75, 90, 151)
DAYS = [date(2024, 11, 1) + timedelta(days=step) for step in STEPS]
AFTER = (-1, 0, 1, 15, 28, 29, 184)
WINDOWS = [*map(str, DAYS[1::3]), "2024-11", "2024-12", "2025-Q1", "2025"]
REFS = ["1.1", "1.2", "2", "2.1", "9.1"]
ADDRESSEES = ["chief-constables", "local-policing-bodies"]
STATUSES = ["not-started", "in-progress", "blocked", "complete", "complete", "withdrawn"]

days = st.sampled_from(DAYS).map(str)
windows = st.sampled_from(WINDOWS)
milestones = st.sampled_from(["publish", "report", "unknown"])
as_of = st.builds(
    lambda day, more: day + timedelta(days=more), st.sampled_from(DAYS), st.sampled_from(AFTER)
)
promises = st.fixed_dictionaries({"by": windows}) | st.fixed_dictionaries(
    {}, optional={"by": windows, "not_before": windows, "wording": st.just("soon")}
)
verified = st.fixed_dictionaries({"by": st.just("Board")}, optional={"on": days})
updates = st.fixed_dictionaries(
    {"date": days},
    optional={
        "status": st.sampled_from(STATUSES),
        "owner": st.just("Registrar"),
        "promise": promises,
        "evidence": st.sampled_from([[], ["minutes"]]),
        "verified": verified,
        "milestone": milestones,
    },
)
actions = st.fixed_dictionaries(
    {"id": st.sampled_from("abc"), "updates": st.lists(updates, max_size=3)},
    optional={
        "added": days,
        "owner": st.just("Analyst"),
        "promise": promises,
        "milestone": milestones,
    },
)
responses = st.fixed_dictionaries(
    {
        "ref": st.sampled_from(REFS),
        "position": st.sampled_from(["", "We will", "we will!", "We have"]),
        "updates": st.lists(updates, max_size=2),
        "actions": st.lists(actions, max_size=2),
    },
    optional={
        "added": days,
        "acceptance": st.sampled_from(["accepted", "rejected"]),
        "stated_deadline": st.just("none") | days,
    },
)
discharges = st.fixed_dictionaries(
    {
        "for": st.sampled_from(ADDRESSEES),
        "by": st.just("NPCC"),
        "on": days | st.sampled_from(["2024-11", "2024-12"]),
    },
    optional={"milestone": milestones},
)


def _deadlines(*names: str) -> st.SearchStrategy[tuple[Record, ...]]:
    return st.tuples(
        *(st.fixed_dictionaries({"milestone": st.just(name), "due": days}) for name in names)
    )


def _recommendation(number: int) -> st.SearchStrategy[Record]:
    refs = [{"ref": f"{number}.1"}, {"ref": f"{number}.2"}]
    return st.fixed_dictionaries(
        {
            "number": st.just(str(number)),
            "addressed_to": st.sampled_from([ADDRESSEES[:1], ADDRESSEES]),
            "deadlines": _deadlines() | _deadlines("report") | _deadlines("report", "publish"),
            "requirements": st.sampled_from([refs[:1], refs, []]),
        },
        optional={"discharged": st.lists(discharges, max_size=2)},
    )


def _plan(name: str) -> st.SearchStrategy[Record]:
    answers_for = st.sampled_from([ADDRESSEES[:1], ADDRESSEES[1:], ADDRESSEES])
    return st.fixed_dictionaries(
        {
            "organisation": st.fixed_dictionaries(
                {"id": st.just(name), "name": st.just(name), "answers_for": answers_for}
            ),
            "responses": st.lists(responses, min_size=2, max_size=5),
        }
    )


def folders(*names: str) -> st.SearchStrategy[Folder]:
    """Draw a folder of two recommendations and a plan for each name."""
    publication = {"id": "report", "title": "A report", "published": "2024-09-27"}
    asked = {
        "publication": st.just(publication),
        "recommendations": st.tuples(_recommendation(1), _recommendation(2)).map(list),
    }
    plans = {f"responses/{name}.yaml": _plan(name) for name in names}
    return st.fixed_dictionaries({RECOMMENDATIONS: st.fixed_dictionaries(asked), **plans})
