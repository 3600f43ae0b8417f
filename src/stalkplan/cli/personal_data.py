"""What may be about a person: asked before it is saved, and stopped before it is handed on."""

from collections import Counter
from collections.abc import Sequence

from stalkplan.cli.ask import can_ask, confirm
from stalkplan.cli.terminal import say
from stalkplan.errors import PersonalDataError
from stalkplan.privacy.personal import Finding, personal
from stalkplan.record.register import Register
from stalkplan.verdict.words import listed

_ADVICE = "name a role, not a person"


def new_personal(before: Register, after: Register) -> list[str]:
    """Return what a change brings that may be about a person: `the note seems to hold ...`."""
    found = Counter(map(_told, personal(after)))
    return [*(found - Counter(map(_told, personal(before)))).elements()] if found else []


def ask_about(doubts: Sequence[str]) -> bool:
    """Tell what may be about a person, and return whether to go on; without doubts it asks nothing.

    Without a terminal it raises PersonalDataError: nobody has looked at it.
    """
    if not doubts:
        return True
    if not can_ask():
        told = f"{listed(doubts)}; {_ADVICE}, or give --allow; nothing was saved"
        raise PersonalDataError(told)
    say(f"{listed(doubts)}; {_ADVICE}")
    return confirm("Keep it anyway? [y/N] ", is_yes=False)


def _told(found: Finding) -> str:
    return f"the {found.field} seems to hold {found.what}"


def stop_personal(registers: Sequence[Register], allowed: Sequence[str]) -> None:
    """Raise PersonalDataError if a text may be about a person and its record is not `allowed`.

    The error lists every place, once. `allowed` has ids such as `12.2a`, or `kent/12.2a` if there
    are several plans, behind that of the publication if there are several.
    """
    has_several = len({r.publication.id for r in registers if r.publication}) > 1
    names: list[str] = []
    lines: list[str] = []
    for register in registers:
        for found in personal(register):
            plan = register.plans.get(found.file)
            several = len(register.plans) > 1 and plan
            name = f"{plan.organisation.id}/{found.name}" if several and plan else found.name
            if has_several and register.publication:
                name = f"{register.publication.id}/{name}"
            names.append(name)
            if name not in allowed:
                place = register.places.find(found.file, found.path)
                lines.append(f"{place}: {_told(found)}; --allow {name}")
    if lines:
        why = "nothing is written: a text may be about a person; fix it, or allow its record"
        raise PersonalDataError(why, list(dict.fromkeys(lines)))
    unused = [name for name in allowed if name not in names]
    if unused:
        say(f"--allow was not needed for {listed(unused)}")
