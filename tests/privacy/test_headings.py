"""Handling markings that head a text: found where the record has no marking, and in no sentence."""

import pytest

from stalkplan.privacy.headings import is_headed, unmarked_headings
from stalkplan.record.register import build

HEADED = [
    "OFFICIAL-SENSITIVE: the suspect lives near.",
    "OFFICIAL SENSITIVE - the suspect lives near.",
    "OFFICIAL \u2013 SENSITIVE\nThe suspect lives near.",
    "Official-Sensitive: the suspect lives near.",
    "official sensitive: the suspect lives near.",
    "[OFFICIAL-SENSITIVE] The suspect lives near.",
    "**OFFICIAL-SENSITIVE** The suspect lives near.",
    "OFFICIAL (SENSITIVE) The suspect lives near.",
    "OFFICIAL_SENSITIVE the suspect lives near.",
    "OFFICIAL-SENSITIVE PERSONAL: the suspect lives near.",
    "UK OFFICIAL-SENSITIVE the suspect lives near.",
    "Marking: Official-Sensitive. The suspect lives near.",
    "GSC: O-S",
    "O-S: the suspect lives near.",
    "RESTRICTED",
    "RESTRICTED - STAFF the suspect lives near.",
    "RESTRICTED: the suspect lives near.",
    "Restricted - the suspect lives near.",
    "CONFIDENTIAL The suspect lives near.",
    "Confidential: the suspect lives near.",
    "CONFIDENTIAL. The suspect lives near.",
    "Private and confidential - the suspect lives near.",
    "STRICTLY CONFIDENTIAL the suspect lives near.",
    "COMMERCIAL IN CONFIDENCE the price is high.",
    "In strict confidence: the suspect lives near.",
    "PROTECT - PERSONAL the suspect lives near.",
    "POLICE EYES ONLY the suspect lives near.",
    "UK EYES ONLY: the suspect lives near.",
    "NOT FOR PUBLICATION the suspect lives near.",
    "Not for disclosure: the suspect lives near.",
    "Not to be circulated - the suspect lives near.",
    "DO NOT SHARE the suspect lives near.",
    "FOR INTERNAL USE ONLY the suspect lives near.",
    "Internal only: the suspect lives near.",
    "FOR POLICE USE ONLY the suspect lives near.",
    "LAW ENFORCEMENT SENSITIVE the suspect lives near.",
    "LEGALLY PRIVILEGED counsel advises.",
    "Legal privilege: counsel advises.",
    "TLP:RED the suspect lives near.",
    "TLP AMBER: the suspect lives near.",
    "LOCSEN the suspect lives near.",
    "EMBARGOED: the report is out in May.",
    "Embargoed until 1 May: the report is out then.",
    "HMG OFFICIAL-SENSITIVE the suspect lives near.",
    "INTERNAL: the suspect lives near.",
    "LIMITED CIRCULATION the suspect lives near.",
    "Limited distribution: the suspect lives near.",
    "DRAFT - NOT FOR PUBLICATION the suspect lives near.",
    "Officers' eyes only: the suspect lives near.",
    "POLICE OFFICERS EYES ONLY the suspect lives near.",
    "Off\u0131cial-Sen\u017fitive: the suspect lives near.",
    "RESTR\u0130CTED: the suspect lives near.",
    "The meeting took place.\nOFFICIAL-SENSITIVE: the suspect lives near.",
]
SENTENCES = [
    "Internal: audit looked at it.",
    "INTERNAL AUDIT looked at it.",
    "Limited circulation of the paper was agreed.",
    "Embargoed until May.",
    "Draft: it is not for publication yet.",
    "OFFICIAL: the plan is published.",
    "NOT PROTECTIVELY MARKED",
    "Official-sensitive material is kept apart.",
    "OFFICIAL-SENSITIVE information is kept apart.",
    "OFFICIAL-SENSITIVE and above is kept apart.",
    "Records are marked OFFICIAL-SENSITIVE.",
    "Restricted access has been set up.",
    "Restricted licences are reviewed.",
    "Confidential advice is open to every victim.",
    "Confidential-line reports are recorded.",
    "Sensitive handling of digital evidence is trained.",
    "Victims may speak in confidence: the suite is private.",
    "In confidence surveys victims say more.",
    "PROTECT: we visit every victim.",
    "PROTECT officers visit every victim.",
    "Protect - we visit every victim.",
    "O/S - awaiting a reply.",
    "Not for the first time this was asked.",
    "Not to be done before March.",
    "Do not share passwords is part of the training.",
    "For police use only the short form is needed.",
    "Legal privilege is explained in the training.",
    "TLP is taught.",
    "Private space is offered.",
    "Embargoed reports are not counted.",
]
PLAN = """\
organisation: {{id: kent, name: Kent Police, answers_for: [chief-constables]}}
responses:
  - ref: 7.1
    position: We do.{marking}
    updates:
      - date: 2025-03-01
        note: {text}
"""


def found(text: str, marking: str = "") -> list[str]:
    quoted = '"' + text.replace("\n", "\\n") + '"'
    plan_text = PLAN.format(text=quoted, marking=marking)
    register = build({"data/responses.yaml": plan_text})
    (plan,) = register.plans.values()
    return [each.field for each in unmarked_headings(plan, plan_text)]


@pytest.mark.parametrize("text", HEADED)
def test_a_text_headed_by_a_marking_is_found(text: str) -> None:
    assert found(text) == ["note"]
    assert is_headed(text)


@pytest.mark.parametrize("text", HEADED)
def test_a_marked_record_says_so_already(text: str) -> None:
    assert found(text, "\n    marking: official-sensitive") == []


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert found(text) == []
    assert not is_headed(text)


def test_a_heading_that_is_escaped_is_found() -> None:
    """The file is looked at first, and there an escape hides what it says."""
    assert found(r"\x4fFFICIAL-\x53ENSITIVE: the suspect lives near.") == ["note"]
    assert found(r"\x4fFFICIAL: the plan is published.") == []


def test_a_heading_that_is_folded_is_found() -> None:
    """The file is looked at first, and there a text may go on in the next line."""
    text = PLAN.format(text="NOT FOR\n          PUBLICATION - the suspect lives near.", marking="")
    (plan,) = build({"data/responses.yaml": text}).plans.values()
    assert [each.field for each in unmarked_headings(plan, text)] == ["note"]
