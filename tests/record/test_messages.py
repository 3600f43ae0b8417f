"""What is said of a fault, word for word: the place, the value, what was expected, the fix."""

import pytest
from small_plan import FILES, PLAN, PUBLICATION, with_line

from stalkplan.record.register import Register, build

IN_A_PLAN = {
    # the line that is put in: what is said
    "    acceptance: yes": "7:17: error: 'yes' is not an acceptance; write accepted, "
    "or one of: accepted-in-principle, partly-accepted, rejected, under-consideration, "
    "not-stated (bad-choice)",
    "    acceptance: no": "7:17: error: 'no' is not an acceptance; write rejected, "
    "or one of: accepted, accepted-in-principle, partly-accepted, under-consideration, "
    "not-stated (bad-choice)",
    "    acceptance: partially accepted": "7:17: error: 'partially accepted' is not an acceptance; "
    "write partly-accepted (bad-choice)",
    "    acceptance: perhaps": "7:17: error: 'perhaps' is not an acceptance; "
    "write one of: accepted, accepted-in-principle, partly-accepted, rejected, "
    "under-consideration, not-stated (bad-choice)",
    "    acceptance: [rejected]": "7:17: error: a list is not an acceptance; "
    "write one of: accepted, accepted-in-principle, partly-accepted, rejected, "
    "under-consideration, not-stated (bad-choice)",
    "    marking: secret": "7:14: error: what is here is not a marking; "
    "write one of: official-sensitive (bad-choice)",
    "            status: done": "11:21: error: 'done' is not a status; write complete, "
    "or one of: not-started, in-progress, blocked, withdrawn (bad-choice)",
    "            status: In progress": "11:21: error: 'In progress' is not a status; "
    "write in-progress (bad-choice)",
    f"            status: {'x' * 80}": f"11:21: error: '{'x' * 57}...' is not a status; "
    "write one of: not-started, in-progress, blocked, complete, withdrawn (bad-choice)",
    "    stated_deadline: 27/03/2025": "7:22: error: '27/03/2025' is not a date; "
    "write 2025-03-27 (bad-date)",
    "    stated_deadline: March 2025": "7:22: error: 'March 2025' is not a date or none; "
    "write it as 2025-03-27 (bad-date)",
    "    added: 27th March 2025": "7:12: error: '27th March 2025' is not a date; "
    "write 2025-03-27 (bad-date)",
    "    added: 2025-3-7": "7:12: error: '2025-3-7' is not a date; write 2025-03-07 (bad-date)",
    "    added: 2025-02-30": "7:12: error: '2025-02-30' is not a date, as "
    "there is no 30 February 2025; write the one that is meant (bad-date)",
    "    stated_deadline: 31/06/2025": "7:22: error: '31/06/2025' is not a date or none, as "
    "there is no 31 June 2025; write the one that is meant (bad-date)",
    "        promise: {by: 2025-13}": "9:23: error: '2025-13' is not a date or month, as "
    "there is no month 13; write the one that is meant (bad-date)",
    "    added: 2025\u201101\u201110": "7:12: error: '2025\u201101\u201110' is not a date; "
    "write 2025-01-10 (bad-date)",
    "    added: [2025-03-27]": "7:12: error: expected a date; write it as 2025-03-27 (bad-date)",
    "        promise: {by: march}": "9:23: error: 'march' is not a date or month; "
    "write 2025-03 (bad-date)",
    "        promise: {by: 27.3.25}": "9:23: error: '27.3.25' is not a date; "
    "write 2025-03-27 (bad-date)",
    "        promise: {not_before: TBC}": "9:31: error: 'TBC' is not a date or month; "
    "write it as 2025-03 (bad-date)",
    "            verified: {on: soon}": "11:28: error: 'soon' is not a date; "
    "write it as 2025-03-27 (bad-date)",
    "    postion: We do": "7:5: error: unknown key 'postion'; write position (unknown-key)",
    "    acceptence: accepted": "7:5: error: unknown key 'acceptence'; "
    "write acceptance (unknown-key)",
    "        ownr: Registrar": "9:9: error: unknown key 'ownr'; write owner (unknown-key)",
    "        promise: {wordng: soon}": "9:19: error: unknown key 'wordng'; "
    "write wording (unknown-key)",
    "    marking: Jane Example rang": "7:14: error: what is here is not a marking; "
    "write one of: official-sensitive (bad-choice)",
    "    marking: Official-Sensitiv": "7:14: error: what is here is not a marking; "
    "write official-sensitive (bad-choice)",
    "        DCI Jane Example rang: on Monday": "9:9: error: what is here is not a key; "
    "known here: id, added, summary, owner, promise, milestone, updates, marking, internal "
    "(unknown-key)",
    "        Jane: rang": "9:9: error: what is here is not a key; "
    "known here: id, added, summary, owner, promise, milestone, updates, marking, internal "
    "(unknown-key)",
    '    position: "\\ud83d"': "7:15: error: half an emoji, U+D83D; write the character "
    "(control-character)",
    '    position: "\\udc4d\\ud83d"': "7:15: error: half an emoji, U+DC4D; write the character "
    "(control-character)",
    "  phone: 101": "5:3: error: unknown key 'phone'; "
    "known here: id, name, answers_for, contact, help (unknown-key)",
    "        updates: []": "10:9: error: 'updates' is twice in one record; "
    "keep one (duplicate-key)",
    "    position: [We do]": "7:15: error: 'position' is a list; write text, in quotes: '[...]' "
    "(not-text)",
    "            note: {a: b}": "11:19: error: 'note' is a record; write text (not-text)",
    "            evidence: https://a.example": "11:23: error: 'evidence' is text; "
    "write a list (not-a-list)",
    "    updates: {date: 2025-03-20}": "7:14: error: 'updates' is a record; "
    "write a list (not-a-list)",
    "    updates: [done]": "7:15: error: this entry is text; "
    "write a record of keys and values (not-a-record)",
    "        promise: by March": "9:18: error: 'promise' is text; "
    "write a record of keys and values (not-a-record)",
    "    updates: [{note: said}]": "7:15: error: 'date' is missing; "
    "add date: to this record (missing-key)",
    "            note: &a said": "11:19: error: an anchor; take it out (yaml-anchor)",
    "            *a : x": "11:13: error: an alias; write the text out (yaml-alias)",
    "            note: *a": "11:19: error: an alias; write the text out (yaml-alias)",
    "            note: !!str said": "11:19: error: a tag; "
    "take it out; all values are text (yaml-tag)",
    "            <<: {}": "11:13: error: a merge key; write the lines out (yaml-merge)",
    '            note: "\\e[31m"': "11:19: error: a control character, U+001B; "
    "take it out (control-character)",
    "    position: {{ position }}": "7:16: error: a list or record as a key; "
    "use a word as the key (bad-key)",
    "    position: We do: this": "7:20: error: not YAML: "
    "a colon where no key can be; "
    "put text that holds ': ' in quotes, or line the key up with those above (not-yaml)",
    "    acceptance:\u00a0accepted": "7:16: error: not YAML: "
    "U+00A0 (no-break space) where a plain one belongs; write a plain space (not-yaml)",
    "    acceptance\uff1a accepted": "7:15: error: not YAML: "
    "U+FF1A (fullwidth colon) where a plain one belongs; write a plain colon (not-yaml)",
    "    \u00a0acceptance: accepted": "7:5: error: what is here is not a key: "
    "it has U+00A0 (no-break space) in it; write acceptance (unknown-key)",
    "    acceptance\u00a0: accepted": "7:5: error: what is here is not a key: "
    "it has U+00A0 (no-break space) in it; write acceptance (unknown-key)",
    "    position: @all": "7:15: error: not YAML: '@' at the start of a text; "
    "put the text in quotes (not-yaml)",
    "\t- ref: 7.1": "6:1: error: not YAML: a tab; indent with spaces (not-yaml)",
}

IN_A_PUBLICATION = {
    # the line that is put at the end: what is said
    "    discharged: [{for: everybody, by: NPCC, on: 2024-11}]": "8:24: error: "
    "'everybody' is not an addressee; write one of: chief-constables, local-policing-bodies, "
    "npcc, apcc, college-of-policing, home-office, ministry-of-justice, cps, northshire "
    "(bad-choice)",
    "    discharged: [{for: PCC, by: NPCC, on: 2024-11}]": "8:24: error: "
    "'PCC' is not an addressee; write local-policing-bodies (bad-choice)",
    "    discharged: [{for: npcc, by: NPCC, on: 2024}]": "8:44: error: "
    "'2024' is not a day or month; write 2025-03 (bad-date)",
    "    deadlines: [{due: 2025-3}]": "8:23: error: '2025-3' is not a date or month; "
    "write it as 2025-03 (bad-date)",
    "    certainty: sure": "8:16: error: 'sure' is not a certainty; "
    "write one of: confirmed, single-source (bad-choice)",
    "    requirments: []": "8:5: error: unknown key 'requirments'; "
    "write requirements (unknown-key)",
    "  - {number: -12, addressed_to: [npcc]}": "8:14: error: '-12' is not a number; "
    "write it as printed, such as 12, 4a or AFI 2 (bad-number)",
    "  - {number: [], addressed_to: [npcc]}": "8:14: error: expected a number; "
    "write it as printed, such as 12, 4a or AFI 2 (bad-number)",
    "  - {number: 13, addressed_to: [the npcc]}": "8:33: error: 'the npcc' is not an addressee; "
    "write npcc (bad-choice)",
    "  - {number: 13, addressed_to: []}": "8:32: error: 'addressed_to' is empty; "
    "write at least one entry (empty-list)",
}


def _told(register: Register) -> list[str]:
    return [str(problem) for problem in register.problems]


@pytest.mark.parametrize("line", IN_A_PLAN)
def test_what_is_said_of_a_plan(line: str) -> None:
    told = _told(build({**FILES, "data/responses.yaml": with_line(line)}))
    assert told == [f"data/responses.yaml:{IN_A_PLAN[line]}"]


@pytest.mark.parametrize("line", IN_A_PUBLICATION)
def test_what_is_said_of_a_publication(line: str) -> None:
    told = _told(build({**FILES, "data/recommendations.yaml": f"{PUBLICATION}{line}\n"}))
    assert told == [f"data/recommendations.yaml:{IN_A_PUBLICATION[line]}"]


COUNTS = {
    "[]": "expected a number",
    "12a": "'12a' is not a number",
    "0": "'0' is not a number",
    "10000": "'10000' is not a number",
    "\u0661": "'\u0661' is not a number",
}


@pytest.mark.parametrize("count", COUNTS)
def test_what_is_said_of_a_count(count: str) -> None:
    text = PUBLICATION.replace("  id: report\n", f"  id: report\n  count: {count}\n")
    told = _told(build({**FILES, "data/recommendations.yaml": text}))
    said = f"error: {COUNTS[count]}; write a whole number such as 12 (bad-number)"
    assert told == [f"data/recommendations.yaml:3:10: {said}"]


@pytest.mark.parametrize("count", ["", "1", "0029", " 9999 "])
def test_a_count_that_is_one(count: str) -> None:
    text = PUBLICATION.replace("  id: report\n", f"  id: report\n  count: {count}\n")
    publication = build({**FILES, "data/recommendations.yaml": text}).publication
    assert publication
    assert publication.count == (int(count) if count else None)


def test_what_slipped_to_a_key_twice_is_not_quoted() -> None:
    line = "        DCI Jane rang: on Monday\n        DCI Jane rang: on Sunday"
    _, twice = _told(build({**FILES, "data/responses.yaml": with_line(line)}))
    assert twice.endswith("error: what is here is twice in one record; keep one (duplicate-key)")


OF_A_FILE = {
    "": ": error: the file is empty; fill it in (empty-file)",
    "# organisation:\n": ": error: the file is empty; fill it in (empty-file)",
    "We accept it all.": ":1:1: error: the file is text; "
    "write a record of keys and values (not-a-record)",
    "\n- ref: 7.1\n": ":2:1: error: the file is a list; "
    "write a record of keys and values (not-a-record)",
    "responses: []": ":1:1: error: 'organisation' is missing; "
    "add organisation: to this record (missing-key)",
    f"{PLAN}---\n{PLAN}": ":11:1: error: a second document; use one file for each (many-documents)",
    f"# Ours\n%YAML 1.2\n{PLAN}": (
        ":2:1: error: a '%' directive; take the line out (yaml-directive)"
    ),
    f"%YAML 1.2\n---\n{PLAN}": ":1:1: error: a '%' directive; take the line out (yaml-directive)",
    f"# a\n%YAML 1.2\n---\n{PLAN}": ":2:1: error: a '%' directive; "
    "take the line out (yaml-directive)",
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n": ":1:1: error: "
    "is a pointer of Git LFS, not the text; type: git lfs pull, or in CI: lfs: true (lfs-pointer)",
    "[" * 21: ":1:21: error: more than 20 levels of nesting; a plan needs eight (too-deep)",
    "a: \x1b": ":1:4: error: a control character, U+001B; take it out (control-character)",
    "organisation: a\nresponses\uff1a": ":2:10: error: not YAML: U+FF1A (fullwidth colon) "
    "where a plain one belongs; write a plain colon (not-yaml)",
    "organisation\uff1a a\n  more\nresponses: b\n": ":1:13: error: not YAML: U+FF1A "
    "(fullwidth colon) where a plain one belongs; write a plain colon (not-yaml)",
    "a: 'b\n": ":1:4: error: not YAML: a quote that is not closed; close the quote (not-yaml)",
}


@pytest.mark.parametrize("text", OF_A_FILE)
def test_what_is_said_of_a_file(text: str) -> None:
    told = _told(build({**FILES, "data/responses.yaml": text}))
    assert told == [f"data/responses.yaml{OF_A_FILE[text]}"]


PRIVATE = [
    "            internal: [CANARY, CANARY]",
    "            internal: {said: CANARY}",
    "            internal: {CANARY: said}",
    "            internal: [[{said: CANARY}]]",
    "        internal: [CANARY]",
    "    internal: {said: CANARY}",
    "            note: [CANARY]",
    "            note: {said: CANARY}",
    "            owner: {CANARY: CANARY}",
    "            promise: CANARY",
    "            promise: [CANARY]",
    "            verified: CANARY",
    "            evidence: CANARY",
    "            evidence: [[CANARY]]",
    "            notes: CANARY",
    "            internel: CANARY",
    "            colour: {said: [CANARY]}",
    "            internal: CANARY: said",
    "            internal: 'CANARY' CANARY",
    "            internal: 'CANARY",
    "            internal: [CANARY",
    "            internal: @CANARY",
    '            internal: "\\e CANARY"',
    '            internal: "\\CANARY"',
    "            internal: %CANARY",
    "            internal: CANARY\x1b",
    "            internal: *CANARY*",
    "            internal: !CANARY said",
]


@pytest.mark.parametrize("line", PRIVATE)
def test_private_text_is_never_in_a_message(line: str, parser: str) -> None:
    told = _told(build({**FILES, "data/responses.yaml": with_line(line)}))
    assert told, parser
    assert "CANARY" not in "\n".join(told), parser
