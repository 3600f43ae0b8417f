"""What looks like personal data is found however the file writes it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import PUBLICATION
from test_looks_like import LINES

from stalkplan.privacy.looks_like import looks_like
from stalkplan.privacy.personal import is_above_official, personal, texts_above_official
from stalkplan.record.register import build

PLAN = """organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 12.2
    actions:
      - id: 12.2a
        summary: %s
"""

WRITTEN = {
    "plain": "Ask Sgt Jane Marple about it.",
    "over two lines": "Ask Sgt\n          Jane Marple about it.",
    "folded": ">-\n          Ask Sgt\n          Jane Marple about it.",
    "kept as lines": "|\n          Ask\n          Sgt Jane Marple about it.",
    "single quotes": "'Ask Sgt O''Hara Marple about it.'",
    "double quotes": '"Ask Sgt Jane Marple about it."',
    "escapes": '"Ask S\\u0067t Jane Marple about it."',
    "a line that goes on": '"Ask Sgt \\\n          Jane Marple about it."',
    "an address": "jane.marple@example.org",
    "an escaped address": '"jane.marple\\x40example.org"',
    "a number": "Ring 0161 272 0321.",
    "a number over two lines": "Ring 0161 272\n          0321.",
    "a collar number": "PC 4321 will do it.",
    "a number with stops": "Ring 0161.272.0321.",
    "a number with spaces that do not break": "Ring 0161\u00a0272\u00a00321.",
    "a number with dashes": "Ring 0161\u2013272\u20130321.",
    "a rank with a stop": "Ask Supt. Marple about it.",
    "an initial without a stop": "Ask PC J Marple about it.",
    "a name of several words": "Ask Insp de Marple about it.",
    "a deputy assistant": "Ask DAC Marple about it.",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_found_however_it_is_written(name: str) -> None:
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": PLAN % WRITTEN[name]}
    register = build(texts)
    assert register.problems == ()
    (finding,) = personal(register)
    assert (finding.name, finding.field) == ("12.2a", "summary")


def test_what_a_plan_itself_says_is_named_as_its_organisation() -> None:
    plan = f"source: Ring 0161 272 0321.\n{PLAN % 'Do it.'}"
    (finding,) = personal(
        build({"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": plan})
    )
    assert (finding.name, finding.field) == ("kent", "source")


PROSE = (
    "The DCI Homicide and the DCI Complex Crime were told.",
    "The Superintendent Call Handling and the Chief Inspector Neighbourhoods own it.",
    "A Detective Chief Inspector Honour Based Abuse is in post.",
    "It was raised with every Chief Constable. Council members asked for it.",
    "Between 01.04.2025 and 30.06.2025 12 cases were looked at.",
    "Owned by the Supt. The rest follows.",
    "Seen 01.04.2025-30.06.2025 and 01-07-2025 31-12-2025.",
)


@pytest.mark.parametrize("prose", PROSE)
def test_a_post_and_a_date_are_nobody(prose: str) -> None:
    plan = PLAN % f'"{prose}"'
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": plan}
    assert [*personal(build(texts))] == []


def test_what_stands_in_a_comment_or_a_private_note_is_not_published() -> None:
    note = "Ask them. # Sgt Jane Marple\n        internal: Ring Sgt Jane Marple"
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": PLAN % note}
    assert [*personal(build(texts))] == []


OWNED = """organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 12.2
    actions: [{id: 12.2a, owner: "%s"}]
"""
PEOPLE = (
    *(
        "Jane Example",
        "jane smith",
        "JANE SMITH",
        "J Smith",
        "J. Smith",
        "J.A. Smith",
        "Jane Smith",
    ),
    *("Jane A Smith", "Jane Smith-Jones", "Smith, Jane", "SMITH Jane", "Siobhan O'Reilly"),
    *("Aoife McCann", "Jane van den Berg", "Agnieszka Jones", "Mark Smith", "Grace Hill-Jones"),
    *("Jane Smith (Head of Crime)", "Jane Smith, Head of Crime", "Head of Crime - Jane Smith"),
    *("Head of Crime: J Smith", "Crime Registrar / Jane Smith", "Jane Smith and Head of Crime"),
    *("Head of Crime (Jane Smith)", "Jane Smith; John Brown", "Jane  Smith", "Jane Smith "),
    *("Head of Crime [Jane Smith]", "Jane Smith/Crime", "Crime \u2014 Jane Smith", "Jane|Smith"),
    *("jane Smith", "Jane smith", "jane hill", "JANE Marple", "Zelda Smith", "Jane Zorb"),
    *("Zelda O'Marple", "Zelda McMarple", "Jane Smith-Marple", "Jane A. B. Smith", "Smith, J"),
)
ROLES = (
    *("Head of Public Protection", "Crime Registrar", "Force Crime Registrar", "Chief of Staff"),
    *("Detective Superintendent, Vulnerability", "Detective Chief Inspector Stalking", "DCI PVP"),
    *(
        "T/Det Supt Public Protection",
        "Ch Supt Local Policing",
        "Ch Insp Neighbourhoods",
        "ACC Crime",
    ),
    *("Assistant Chief Constable (Crime)", "DCC", "Deputy Chief Constable", "Chief Constable"),
    *("Head of Learning and Development", "L&D", "Stalking Lead", "Stalking SPOC", "SPOC", "PVPU"),
    *("Domestic Abuse Co-ordinator", "Victim and Witness Care Manager", "Commander, Crime", "PSD"),
    *(
        "Norfolk and Suffolk Constabularies",
        "Kent and Essex Serious Crime Directorate",
        "TBC",
        "All",
    ),
    *("Superintendent Eastern", "Superintendent North Kent", "Victoria BCU", "Florence House"),
    *("Hammersmith and Fulham", "Alice Ruggles Trust", "Suzy Lamplugh Trust", "St John Ambulance"),
    *("Holmes Team", "King Street Custody", "Martin House", "Grant Manager", "Grants Officer"),
    *("Business Analyst", "Data Scientist", "Clare's Law Team", "Sarah's Law Unit", "Page Editor"),
    *("Field Officer", "Green Fleet Manager", "Crown Prosecutor", "Rose Centre", "Hope House"),
    *(
        "Chief Information Officer",
        "IT",
        "Director of Intelligence",
        "Det Sgt Training",
        "Mark Lead",
    ),
    *("Royal College", "Lead Cook", "Custody Ward", "Legal Services", "Welsh Language Officer"),
    *("Intelligence Manager", "Digital Forensics Unit", "Joint Head of Crime", "Ops Planning Sgt"),
    *("Will be named", "Mason Ward", "Bishop Auckland Station", "Dean Street Clinic", "Ray Unit"),
    *("J smith", "J. marple", "J Marple", "jane Marple", "zelda Smith", "Zelda Hill", "Zelda McAb"),
    *("Grace Hill", "Grace hill", "Grace Zorb", "Jane Crime", "Jane Team", "Jane Station", "Jane"),
    *("Police and Crime Commissioner", "Deputy PCC", "OPCC", "Office of the PCC", "NPCC", "CPS"),
)


@pytest.mark.parametrize("owner", PEOPLE)
def test_an_owner_is_a_role_and_no_person(owner: str) -> None:
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": OWNED % owner}
    found = [(f.name, f.field, f.what) for f in personal(build(texts))]
    assert found == [("12.2a", "owner", "a person's name")]


@pytest.mark.parametrize("owner", ROLES)
def test_a_role_is_nobody(owner: str) -> None:
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": OWNED % owner}
    assert [*personal(build(texts))] == []


@pytest.mark.parametrize("line", ["Letters go to 12 acacia street", "Seen by PC 4321"])
def test_what_follows_in_the_file_hides_nothing(line: str) -> None:
    plan = f"{PLAN % line}        updates: [{{date: 2025-01-02, status: complete}}]\n"
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": plan}
    (finding,) = personal(build(texts))
    assert finding.name == "12.2a"


@given(st.permutations(LINES), st.integers(1, len(LINES)))
@settings(max_examples=20)
def test_each_text_is_judged_alone(lines: list[str], number: int) -> None:
    """Whatever else stands in the plan, and in however many places."""
    said = [*lines[:number], *lines[:5]]
    actions = "".join(
        f"      - {{id: a{place}, summary: {json.dumps(line)}}}\n"
        for place, line in enumerate(said)
    )
    plan = f"{PLAN.partition('      - id')[0]}{actions}"
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": plan}
    found = [(finding.name, finding.what) for finding in personal(build(texts))]
    assert found == [
        (f"a{place}", what) for place, line in enumerate(said) for what in looks_like(line.strip())
    ]


PLACES = {
    # what is put into which file, in place of what: the path of the finding, and its record
    ("responses", "ref: 12.2", "ref: 12.2\n    position: TELL"): "responses 0 position, 12.2",
    ("responses", "summary: x", "summary: TELL"): "responses 0 actions 0 summary, 12.2a",
    (
        "responses",
        "summary: x",
        "updates: [{date: 2025-01-01}, {date: 2025-01-02, note: TELL, evidence: [a, b]}]",
    ): "responses 0 actions 0 updates 1 note, 12.2a",
    ("responses", "summary: x", "updates: [{date: 2025-01-01, evidence: [a, b, TELL]}]"): (
        "responses 0 actions 0 updates 0 evidence 2, 12.2a"
    ),
    ("responses", "summary: x", "promise: {by: 2025, wording: TELL}"): (
        "responses 0 actions 0 promise wording, 12.2a"
    ),
    ("recommendations", "A report", "TELL"): "publication title, report",
    ("recommendations", "  - number: 12\n", "  - number: 12\n    summary: TELL\n"): (
        "recommendations 0 summary, 12"
    ),
    (
        "recommendations",
        "  - number: 12\n",
        "  - number: 12\n    requirements: [{ref: 7, summary: TELL}]\n",
    ): ("recommendations 0 requirements 0 summary, 7"),
}


@pytest.mark.parametrize("change", PLACES)
@pytest.mark.parametrize("told", ["Sgt Jane Marple", "SECRET - it is"])
def test_where_it_is_found(change: tuple[str, str, str], told: str) -> None:
    name, old, new = change
    texts = {"recommendations": PUBLICATION, "responses": PLAN % "x"}
    texts[name] = texts[name].replace(old, new.replace("TELL", f'"{told}"'), 1)
    register = build({f"data/{file}.yaml": text for file, text in texts.items()})
    assert register.problems == ()
    where, _, record = PLACES[change].partition(", ")
    *_, field = (step for step in where.split() if not step.isdecimal())
    if told.startswith("Sgt"):
        (finding,) = personal(register)
        assert (finding.file, finding.name) == (
            f"data/{name}.yaml",
            record,
        )
        assert (" ".join(map(str, finding.path)), finding.field) == (where, field)
        return
    (problem,) = texts_above_official(register)
    line = next(n for n, line in enumerate(texts[name].splitlines(), 1) if told in line)
    assert (problem.place.file, problem.place.line) == (f"data/{name}.yaml", line)
    assert (problem.name, problem.message) == (record, f"the {field} is marked above OFFICIAL")


def test_what_names_no_record_is_named_by_its_key() -> None:
    text = "source: SECRET\n" + PLAN % "x"
    (problem,) = texts_above_official(build({"data/responses.yaml": text}))
    assert (problem.name, problem.place.line) == ("source", 1)


def test_an_owner_by_name_is_found_where_it_stands() -> None:
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": OWNED % "Jane Smith"}
    (finding,) = personal(build(texts))
    path = ("responses", 0, "actions", 0, "owner")
    assert (finding.path, finding.name, finding.field) == (path, "12.2a", "owner")


def test_what_is_above_official() -> None:
    assert is_above_official("SECRET\nWe do.")
    assert not is_above_official("It is no secret.")
    marked = PLAN % "x\n        marking: top secret papers"
    (problem,) = texts_above_official(build({"data/responses.yaml": marked}))
    assert problem.message == "the marking is marked above OFFICIAL"
    said = PLAN % "top secret papers"
    assert [*texts_above_official(build({"data/responses.yaml": said}))] == []
