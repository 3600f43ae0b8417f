"""What is known of a plan that lost all that it says: more than any paper has room for."""

from dataclasses import replace
from datetime import date

from stalkplan.history.differences import differences
from stalkplan.history.git import Commit
from stalkplan.history.since import Late, Since
from stalkplan.history.trail import Pair, Traced
from stalkplan.record.register import Register

NO_GIT = "the folder is in no git repository"


def not_looked(day: date) -> Since:
    """Return what is known since a day where there is no git."""
    return Since(day, day, why_not=NO_GIT)


def lost(register: Register, day: date, *, on: date) -> Since:
    """Return a history in which all that was there on a day is gone, and all joined late again."""
    commit = Commit("0" * 40, (), "", on, on)
    plans = {f: p.model_copy(update={"responses": ()}) for f, p in register.plans.items()}
    pair = Pair(register, replace(register, plans=plans))
    gone = [Traced(difference, commit, pair) for difference in differences(*pair)]
    joined = [Traced(difference, commit, pair) for difference in differences(pair.after, register)]
    late = [Late(traced, traced.difference.day, on) for traced in joined]
    return Since(day, on, [commit], {commit.id: on}, gone, late)
