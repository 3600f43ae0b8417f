"""`update` as typed where nobody can be asked; what it, `add` and `respond` refuse to write."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_texts import REFUSED
from typing_at_a_plan import ON, SEVERAL, Desk

from conftest import DATA, Result


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


@pytest.fixture
def three(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of three plans in one folder."""
    return Desk(stalkplan, tmp_path, SEVERAL, "2025-06-30")


FIELDS = {
    # options of `update 12.1a`: the lines of the update below its date
    "--note x": ["note: x"],
    "--note 'a: b # c'": ["note: 'a: b # c'"],
    "--note '  as typed '": ["note: '  as typed '"],
    "--status blocked": ["status: blocked"],
    "--status 'In Progress'": ["status: in-progress"],
    "--status COMPLETE": ["status: complete"],
    "--evidence https://b.org/b --evidence https://a.org/a --evidence minutes.txt": [
        "evidence:", "  - https://b.org/b", "  - https://a.org/a", "  - minutes.txt",
    ],
    "--note x --marking Official-Sensitive": ["note: x", "marking: official-sensitive"],
    "--promise 2027-01-31": ["promise: {by: 2027-01-31}"],
    "--promise 2027-01": ["promise: {by: 2027-01}"],
    "--promise 2027-Q1": ["promise: {by: 2027-Q1}"],
    "--promise 2027": ["promise: {by: 2027}"],
    "--not-before 2027-02": ["promise: {not_before: 2027-02}"],
    "--wording 'when we can'": ["promise: {wording: when we can}"],
    "--wording 'by May, or so' --promise 2027-05": [
        "promise: {by: 2027-05, wording: 'by May, or so'}"
    ],
    "--owner Registrar": ["owner: Registrar"],
    "--verified-on 2026-11-20 --verified-by Board": ["verified: {by: Board, on: 2026-11-20}"],
    "--marking official-sensitive --owner B --note x --status complete --verified-by C "
    "--verified-on 2026-11-20 --wording w --promise 2027 --evidence https://a.org": [
        "status: complete", "note: x", "evidence:", "  - https://a.org",
        "promise: {by: 2027, wording: w}", "owner: B", "verified: {by: C, on: 2026-11-20}",
        "marking: official-sensitive",
    ],
}  # fmt: skip


NO_TEXT = [
    "update 7.1a --note", "update 7.1a --owner", "update 7.1a --evidence", "update 7.1a --wording",
    "update 7.1a --verified-on 2026-11-20 --verified-by", "add 7.1 --summary",
    "respond 7.2 --position",
]  # fmt: skip


@pytest.mark.parametrize("line", NO_TEXT)
def test_bytes_that_are_no_text_are_told(line: str, desk: Desk) -> None:
    old = desk.text
    command, _, option = line.rpartition(" ")
    result = desk.type(command, option, "Caf\udce9", "--dry-run")
    assert result.code == 2
    assert "it has a byte that is no text, 0xe9; type it again" in result.err
    assert desk.text == old


def test_a_text_that_is_pasted_from_windows_has_line_feeds(desk: Desk) -> None:
    assert desk.type("update 7.1a", "--note", "One.\r\n\r\n- Two: all.").code == 0
    assert desk.answer("7.1")["actions"][0]["updates"][0]["note"] == "One.\n\n- Two: all."


@pytest.mark.parametrize("options", FIELDS)
def test_each_option_lands_in_its_field(options: str, desk: Desk) -> None:
    (desk.folder.parent / "minutes.txt").touch()
    old = desk.lines
    entry = [f"          - date: {ON}", *(f"            {line}" for line in FIELDS[options])]
    result = desk.type(f"update 12.1A {options}")
    assert (result.code, result.err) == (0, "")
    assert desk.lines == [*old[:39], "        updates:", *entry, *old[39:]]
    desk.type(f"update 12.1a {options} --date 2026-11-22")
    before = ["          - date: 2026-11-22", *entry[1:]]
    assert desk.lines == [*old[:39], "        updates:", *entry, *before, *old[39:]]
    assert desk.errors() == []


PLACED = {
    # what is typed: the lines of the update, and the one above it
    "update 12.1a --note x --date 2024-09-27": "        updates:|          - date: 2024-09-27",
    "update 27.1 --note x": "    updates:|      - date: 2026-11-23|        note: x",
    "update 28.1/REPORT --note x": "        note: x|        milestone: report",
    "update 28.1 --milestone Report --note x": "        note: x|        milestone: report",
    "update 28.1/publish --note x": "        note: x|        milestone: publish",
}


NEW_RECORDS = {
    # what is typed: the lines of the record
    "add 7.2 --summary x --promise 2027-03 --wording 'by March' --owner Registrar": (
        "  - ref: 7.2|    added: 2026-11-23|    actions:|      - id: 7.2a|"
        "        added: 2026-11-23|        summary: x|        owner: Registrar|"
        "        promise: {by: 2027-03, wording: by March}"
    ),
    "add 7.2 --summary x --wording soon --evidence https://b.org/b --evidence https://a.org/a": (
        "        summary: x|        promise: {wording: soon}|        updates:|"
        "          - date: 2026-11-23|            evidence:|              - https://b.org/b|"
        "              - https://a.org/a"
    ),
    "respond 7.2 --position x --stated-deadline 2025-09": (
        "    position: x|    stated_deadline: 2025-09"
    ),
    "respond 7.2 --position x --acceptance accepted --stated-deadline None": (
        "    position: x|    acceptance: accepted|    stated_deadline: none"
    ),
}


@pytest.mark.parametrize("line", NEW_RECORDS)
def test_what_a_new_record_says(line: str, desk: Desk) -> None:
    assert desk.type(line).code == 0
    assert NEW_RECORDS[line].replace("|", "\n") + "\n" in desk.text
    assert desk.errors() == []


@pytest.mark.parametrize("line", PLACED)
def test_where_an_update_lands(line: str, desk: Desk) -> None:
    assert desk.type(line).code == 0
    assert PLACED[line].replace("|", "\n") + "\n" in desk.text
    assert desk.errors() == []


REFUSED_LINES = {
    # what is typed: what is said after "stalkplan: "
    "update 12.1a": "give --status, --note or --evidence; there is no terminal to ask at",
    "update 12.1a --marking official-sensitive": "give --status, --note or --evidence; there",
    "add 7.2 --owner x": "give --summary; there is no terminal to ask at",
    "respond 7.2 --acceptance accepted": "give --position; there is no terminal to ask at",
    "update 12.1a --note x --date 2026-11-24": "an update of 2026-11-24, after 2026-11-23; record "
    "it once it has happened (in-the-future); nothing was saved",
    "update 12.1a --note x --date 2024-09-26": "an update of 2024-09-26, before the publication of "
    "2024-09-27; fix the date (too-early); nothing was saved",
    "update 12.1a --note x --date 1/2/2026": "invalid value for '--date': '1/2/2026' is not a "
    "date; write 2026-02-01",
    "update 12.1a --evidence minutes": "'minutes' is neither a link nor a file in this folder; "
    "write https://..., or a path that exists (bad-evidence); nothing was saved",
    "update 12.1a --evidence javascript:alert(1)": "'javascript:alert(1)' is neither a link",
    "update 12.1a --promise 2027 --not-before 2026-12": "a promise both by a date and not before "
    "one; keep one (both-dates); nothing was saved",
    "update 12.1a --promise 31/01/2027": "invalid value for '--promise': '31/01/2027' is not a "
    "date or month; write 2027-01-31",
    "update 12.1a --verified-by Board": "--verified-by and --verified-on go together",
    "update 12.1a --verified-on 2026-11-20": "--verified-by and --verified-on go together",
    "update 12.1a --verified-by Board --verified-on 2026-11-24": "verified on 2026-11-24, after "
    "2026-11-23; record it once it has happened (in-the-future); nothing was saved",
    "update 12.1a --status done": "invalid value for '--status': 'done' is not a status; write "
    "complete",
    "update 12.1a --status green": "invalid value for '--status': 'green' is not a status; write "
    "not-started, in-progress, blocked, complete or withdrawn",
    **{f"update 12.1a --org x --{option} ' \t'": f"invalid value for '--{option}': it is blank"
       for option in ("note", "evidence", "wording", "owner", "verified-by", "milestone")},
    "add 7.2 --summary x --evidence minutes": (
        "'minutes' is neither a link nor a file in this folder"
    ),
    **{
        f"add 7.2 --summary x --promise '{typed}'": f"invalid value for '--promise': '{typed}' "
        f"is not a date or month; write {meant}\n"
        for typed, meant in (
            ("end of March", "2027-03"),
            ("by the end of June 2028", "2028-06"),
            ("in May", "2027-05"),
            ("Q1 2028", "2028-Q1"),
            ("q4", "2027-Q4"),
            ("spring", "2027-01-31, 2027-01, 2027-Q1 or 2027"),
            ("by", "2027-01-31, 2027-01, 2027-Q1 or 2027"),
            ("soon 2027", "2027-01-31, 2027-01, 2027-Q1 or 2027"),
        )
    },
    "respond 7.2 --position x --stated-deadline 1/3/2025": "invalid value for '--stated-deadline': "
    "'1/3/2025' is not a date or month; write 2025-03-01",
    "add 7.2 --summary ''": "invalid value for '--summary': it is blank",
    "respond 7.2 --position ' '": "invalid value for '--position': it is blank",
    "update 12.1z --note x": "no requirement or action '12.1z'; did you mean 12.1, 12.1a or 28.1?",
    "add 7.3 --summary x": "no requirement or action '7.3'; did you mean 7.",
    "update 12.1 --note x": "12.1 has actions; update 12.1a",
    "update 10.2 --note x": "10.2 has actions; update 10.2a or 10.2b",
    "update 7.2 --note x": "7.2 has no answer in the plan yet; first type: "
    'stalkplan respond 7.2 --position "',
    "update 12.1a --note x --milestone report": "12.1a is an action and has its own milestone",
    "update 27.1 --note x --milestone report": "'report' is not a milestone of recommendation 27",
    "update 28.1 --note x": "recommendation 28 has 2 deadlines; add --milestone publish or report",
    "update 28.1 --note x --milestone x": "'x' is not a milestone of recommendation 28; write",
    "add 28.1 --summary x": "recommendation 28 has 2 deadlines; add --milestone publish or report",
    "add 7.2 --summary x --milestone x": "'x' is not a milestone of recommendation 7; leave",
    "add 12.1a --summary x": "12.1a is not a requirement; write 12.1",
    "respond 12.1a --position x": "12.1a is not a requirement; write 12.1",
    "respond 12.2 --position x": "12.2 is answered already, in data/responses.yaml:41; record "
    "progress with stalkplan update, or stalkplan add 12.2; a slip that is not committed yet goes "
    "with stalkplan undo",
    "update 12.1a --note x --org kent": "no organisation 'kent'; known here: city-of-london",
}  # fmt: skip


@pytest.mark.parametrize("line", REFUSED_LINES)
def test_what_is_refused_is_said_and_nothing_is_written(line: str, desk: Desk) -> None:
    before = desk.files()
    result = desk.type(line)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"stalkplan: {REFUSED_LINES[line]}"), result.err
    assert desk.files() == before


def test_the_wrong_milestone_of_an_id_is_not_blamed_on_actions(desk: Desk) -> None:
    result = desk.type("update 28.1/report --note x --milestone publish")
    assert result.code == 2
    assert "28.1 has actions" not in result.err  # it has none


FREE = (
    "update 12.1a --note",
    "update 12.1a --verified-on 2026-11-20 --verified-by",
    "add 7.2 --summary",
    "respond 7.2 --position",
)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("options", FREE)
def test_control_characters_are_named(options: str, text: str, desk: Desk) -> None:
    before = desk.files()
    line, _, option = options.rpartition(" ")
    result = desk.type(line, f"{option}={text}")
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(r"stalkplan: a control character, U\+[0-9A-F]{4}, .*\n", result.err)
    assert desk.files() == before


WRITES = ("update 12.1a --note x", "add 7.2 --summary x", "respond 7.2 --position x")


@pytest.mark.parametrize("line", WRITES)
def test_a_plan_with_a_fault_is_left_as_it_is(line: str, desk: Desk) -> None:
    desk.put("wording: by 27th March 2025}", "word: by 27th March 2025}")
    before = desk.files()
    result = desk.type(line)
    assert (result.code, result.out) == (2, "")
    assert "data/responses.yaml:39:35: error: unknown key 'word'; write wording" in result.err
    assert desk.files() == before


@pytest.mark.parametrize("line", WRITES)
def test_without_a_folder_the_bundled_plan_is_not_written(
    line: str, tmp_path: Path, stalkplan: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in DATA.iterdir() if path.is_file()}
    monkeypatch.chdir(tmp_path)
    result = stalkplan(*shlex.split(line))
    assert (result.code, result.out) == (2, "")
    assert "no data folder here" in result.err
    assert {path: path.read_bytes() for path in DATA.iterdir() if path.is_file()} == before
    assert [*tmp_path.iterdir()] == []


def test_ids_that_stand_twice(desk: Desk) -> None:
    desk.put("id: 10.2b", "id: 10.2A")
    before = desk.files()
    result = desk.type("update 10.2a --note x")
    assert result == (
        2,
        "",
        "stalkplan: 2 actions have the id 10.2a; stalkplan check shows where\n",
    )
    assert desk.files() == before


ONE_OF_SEVERAL = {
    # what is typed: the plan that is written to, or what is said
    "update 1.2b --note x": "kent",
    "update 1.1a --note x --org KENT": "kent",
    "update 3.1 --note x --milestone publish --org kent": "kent",
    "update 3.1 --note x --milestone publish --org essex": "essex",
    "add 4 --summary x": "kent-pcc",
    "respond 3.1 --position x --org essex": "essex",
    "update 1.1a --note x": "1.1a is in the plans of essex and kent; say which with --org",
    "add 6.1 --summary x": "6.1 is in the plans of essex and kent; say which with --org",
    "respond 6.1 --position x": "6.1 is in the plans of essex and kent; say which with --org",
    "update 1.1a --note x --org ken": "no organisation 'ken'; did you mean 'kent' or 'kent-pcc'?",
}


@pytest.mark.parametrize("line", ONE_OF_SEVERAL)
def test_one_plan_of_several(line: str, three: Desk) -> None:
    told = ONE_OF_SEVERAL[line]
    before = three.files()
    result = three.type(line)
    written = {name for name, data in three.files().items() if data != before[name]}
    if " " in told:
        assert (result.code, result.out, written) == (2, "", set())
        assert result.err.startswith(f"stalkplan: {told}"), result.err
    else:
        assert (result.code, result.err, written) == (0, "", {f"several/responses/{told}.yaml"})
        assert f"\nsaved several/responses/{told}.yaml: " in result.out
        assert three.errors() == []


@pytest.mark.parametrize("milestone", ["", "--milestone report"])
def test_where_an_action_has_the_milestone_it_is_named(milestone: str, three: Desk) -> None:
    result = three.type(f"update 3.1 --note x --org kent {milestone}")
    assert result.code == 2
    assert "3.1a" in result.err


@pytest.mark.parametrize("option", ["", "--org kent"])
def test_of_plans_one_of_which_has_a_fault_no_other_is_taken(option: str, three: Desk) -> None:
    """Kent and Essex have a 1.1a: while Kent's cannot be read, it still is not Essex's."""
    plan = three.folder / "responses" / "kent.yaml"
    plan.write_text(plan.read_text("utf-8").replace("status: withdrawn", "status: gone"), "utf-8")
    before = three.files()
    result = three.type(f"update 1.1a --note x {option}")
    assert "several/responses/kent.yaml:63:21: error: 'gone' is not a status" in result.err
    assert "did you mean" not in result.err
    assert (result.code, result.out) == (2, "")
    assert three.files() == before
