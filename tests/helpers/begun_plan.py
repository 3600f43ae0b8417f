"""The files of a plan of a force that is begun and not answered, as `init` writes them."""

from stalkplan.edit.new_plan import asked_of_organisation, blank_plan
from stalkplan.record.choices import Addressee
from stalkplan.record.forces import known_forces
from stalkplan.record.model import Organisation
from stalkplan.record.register import build


def begun_plan(force: str, publication: str) -> dict[str, str]:
    """Return texts by file name; `publication` is the text of `recommendations.yaml`."""
    organisation = Organisation(
        id=force, name=known_forces()[force], answers_for=(Addressee.CHIEF_CONSTABLES,)
    )
    register = build({"recommendations.yaml": publication})
    asked = asked_of_organisation(organisation, register.recommendations)
    return blank_plan(organisation, asked, publication)
