"""What the guard tells: what additions do to verdicts, whether they are late, who did it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from formats_offered import OF_GATES
from guard_answers import compared
from repositories import ASKED, SECOND, SWAPS, THIRD, TOLD, Repository, take

from conftest import Result

Run = Callable[..., Result]
CHANGED, DELETED = "update-changed 12.1a", "update-deleted 12.1a"
WHERE = ("--as-of", "2025-06-30", "--data")
FORMATS = ("plain", "csv", "github", "table", "markdown", "junit", "json")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


ON_12 = "    addressed_to: [chief-constables, local-policing-bodies]\n    deadlines:"
DISCHARGED = ON_12.replace(
    "    deadlines",
    "    discharged:\n"
    "      - {for: chief-constables, by: NPCC, on: 2024-10-01}\n"
    "      - {for: local-policing-bodies, by: NPCC, on: 2024-10-01}\n"
    "    deadlines",
)
EFFECTS = {
    # what is added: a text, another in its place, and a part of what is said of it
    "discharge": (ON_12, DISCHARGED, "12.1a is now complete"),
    "extension": (
        ON_12,
        ON_12.replace(
            "    deadlines",
            "    extended:\n"
            "      - {for: northshire, to: 2025-12-31, on: 2025-05-01, by: X}\n"
            "    deadlines",
        ),
        "12.1a is now not due yet (was overdue",
    ),
    "deadline": (
        "  - number: 14\n",
        "  - number: 14\n    deadlines: [{due: 2099-01-01}]\n",
        "14 is now not due yet",
    ),
    "completion": (
        THIRD,
        f"{THIRD}          - date: 2025-05-01\n            status: complete\n",
        "12.1a is now completed late (was overdue",
    ),
    "action": (
        "      - id: 12.2a\n",
        "      - {id: 12.2b, added: 2025-05-01}\n      - id: 12.2a\n",
        "12.2b is new: overdue",
    ),
    "requirement": (
        "      - ref: 12.3\n",
        "      - ref: 12.4\n      - ref: 12.3\n",
        "12.4 is new: overdue",
    ),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", EFFECTS)
def test_what_an_addition_does_is_told_in_every_format(
    name: str, form: str, repository: Repository, stalkplan: Run
) -> None:
    old, new, told = EFFECTS[name]
    repository.swap(old, new)
    result = stalkplan("check", "--against", "trusted", *WHERE, repository.data, "--format", form)
    assert told in " ".join(result.out.split())
    assert result.code == 0


def test_late_is_measured_by_the_committer(repository: Repository, stalkplan: Run) -> None:
    """An author's day may be any, and a rebase keeps it."""
    repository.git("checkout", "--quiet", "trusted")
    repository.commit("2025-04-10", "--date=2025-01-15T12:00:00+00:00")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "trusted")
    repository.swap(*SWAPS["one"])
    found = compared(stalkplan, repository)
    assert found.late() == ["update-added 14"]
    assert found.view["against"]["late_before"] == "2025-04-10"


def test_late_is_measured_by_the_newest_of_the_revision_and_its_parents(
    repository: Repository, stalkplan: Run
) -> None:
    repository.git("checkout", "--quiet", "trusted")
    repository.commit("2025-04-10")
    repository.commit("2025-01-15")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "trusted")
    repository.swap(*SWAPS["one"])
    assert compared(stalkplan, repository).late() == ["update-added 14"]


def test_who_mends_the_syntax_is_not_blamed(repository: Repository, stalkplan: Run) -> None:
    """One commit rewords and spoils the file, the next one mends it."""
    guilty = take(repository, "then: reword, spoil")
    take(repository, "then: mend")
    assert compared(stalkplan, repository).rewritten() == [(CHANGED, guilty)]


def test_who_puts_back_is_not_blamed(repository: Repository, stalkplan: Run) -> None:
    """One commit rewords, and makes the plan another in all else; the next one mends that."""
    whole = repository.read(TOLD).replace("No tool fits", "A tool fits")
    first, _, _ = whole.partition("  - ref: 13\n")
    other = first.replace("id: northshire", "id: north").replace("We share", "We do share")
    (repository.top / TOLD).unlink()
    repository.write({"data/responses/north.yaml": other})
    guilty = repository.commit("2025-04-20")
    (repository.top / "data/responses/north.yaml").unlink()
    repository.write({TOLD: whole})
    repository.commit("2025-04-21")
    assert compared(stalkplan, repository).rewritten() == [(CHANGED, guilty)]


def test_the_first_of_two_kinds_of_change_is_named(repository: Repository, stalkplan: Run) -> None:
    """A text that was emptied and then filled otherwise was taken back by the first commit."""
    repository.swap("position: We share.", "position:")
    guilty = repository.commit("2025-04-20")
    repository.swap("  - ref: 12.2\n    position:", "  - ref: 12.2\n    position: We care.")
    repository.commit("2025-04-21")
    assert compared(stalkplan, repository).rewritten() == [("wording-changed 12.2", guilty)]


def test_log_tells_what_a_merge_dropped(repository: Repository, stalkplan: Run) -> None:
    take(repository, "side: three")
    take(repository, "main: one")
    merge = repository.merge("side", "2025-04-21")
    told = stalkplan("log", "12.1a", *WHERE, repository.data).out.splitlines()
    assert [line for line in told if "update-deleted" in line and merge[:10] in line]
    take(repository, "then: two")
    again = stalkplan("log", "12.1a", *WHERE, repository.data).out
    assert again.count("update-deleted") == 1


def test_log_tells_a_blank_answer_from_another(repository: Repository, stalkplan: Run) -> None:
    at = ("--org", "northshire", "--format", "table", *WHERE, repository.data)
    assert "added an answer that is blank" in stalkplan("log", "13", *at).out
    assert "added an answer: We train." in stalkplan("log", "14", *at).out


def test_log_tells_no_merge_of_what_a_side_did(repository: Repository, stalkplan: Run) -> None:
    guilty = take(repository, "side: reword")
    take(repository, "main: one")
    take(repository, "merge side: one, reword")
    told = stalkplan("log", "12.1a", *WHERE, repository.data).out.splitlines()
    rewritten = [line for line in told if "update-changed" in line]
    assert len(rewritten) == 1
    assert guilty
    assert guilty[:10] in rewritten[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [("status: blocked", "status: complete"), SWAPS["reword"]],
    ids=["status", "note"],
)
def test_changes_count_no_reworded_update_as_progress(
    old: str, new: str, repository: Repository, stalkplan: Run
) -> None:
    repository.swap(old, new)
    repository.commit("2025-04-20")
    shown = stalkplan("changes", "--since", "trusted", *WHERE, repository.data, "--format", "table")
    assert "Nothing was recorded. The record was rewritten in 1 place." in shown.out
    assert "now complete" not in shown.out
    plain = stalkplan("changes", "--since", "trusted", *WHERE, repository.data).out
    kinds = {line.split("\t")[3] for line in plain.splitlines() if "12.1a" in line}
    assert kinds - {"silent", "timeliness"} == {"update-changed"}  # these two by time alone


MARKED = SECOND.replace("No tool fits.", "Sesame.\n            marking: official-sensitive")
SECRETS = {
    # what is trusted in place of the second update, and what that becomes
    "a marked note is reworded": (MARKED, MARKED.replace("Sesame", "Sesame too")),
    "a marked update is deleted": (MARKED, ""),
    "a note is marked": (SECOND.replace("No tool fits", "Sesame"), MARKED),
    "a marking is taken out": (MARKED, SECOND.replace("No tool fits", "Sesame")),
    "a marked update is added": (SECOND, SECOND + MARKED.replace("03-20", "04-20")),
    "a note is redacted": (
        SECOND.replace("No tool fits.", "Sesame."),
        SECOND.replace("No tool fits.", "'[redacted]'"),
    ),
    "a note is redacted, and more": (
        SECOND.replace("No tool fits.", "Sesame."),
        SECOND.replace("No tool fits.", "'[redacted]'").replace("blocked", "complete"),
    ),
    "a private note is reworded": (
        SECOND + "            internal: Sesame.\n",
        SECOND + "            internal: Sesame too.\n",
    ),
    "a private note beside a reworded one": (
        SECOND + "            internal: Sesame.\n",
        SECOND.replace("No tool", "A tool") + "            internal: Sesame.\n",
    ),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", SECRETS)
def test_nothing_repeats_what_is_marked_private_or_redacted(
    name: str, form: str, repository: Repository, stalkplan: Run
) -> None:
    trusted, now = SECRETS[name]
    repository.swap(SECOND, trusted)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.swap(trusted, now)
    typed = ("check", "--against", "trusted", *WHERE, repository.data, "--format", form)
    assert "Sesame" not in stalkplan(*typed).out
    repository.commit("2025-04-20")
    result = stalkplan(*typed)
    assert "Sesame" not in result.out + result.err
    assert "12.1a" in result.out
    if form in ("github", "junit"):
        return
    if "marking is taken out" not in name:  # what is public now may be said
        told = stalkplan("log", "12.1a", *WHERE, repository.data, "--format", form)
        assert "Sesame" not in told.out + told.err
        assert "12.1a" in told.out + told.err


@pytest.mark.parametrize("form", ["github", "junit"])
def test_no_text_of_a_record_is_in_a_format_of_ci(
    form: str, repository: Repository, stalkplan: Run
) -> None:
    repository.swap("note: No tool fits.", "note: Sesame.")
    repository.swap("position: We share.", "position: Sesame.")
    repository.swap("owner: Head of Risk", "owner: Sesame")
    repository.swap("title: A report", "title: Sesame")
    repository.swap("by: NPCC", "by: Sesame")
    repository.swap(*SWAPS["one"])
    repository.write({ASKED: repository.read(ASKED).replace("theme: Orders", "theme: Sesame")})
    assert form in OF_GATES
    shown = stalkplan("check", "--against", "trusted", *WHERE, repository.data, "--format", form)
    assert shown.code == 1
    assert "Sesame" not in shown.out
    for text in ("No tool fits", "We share", "Head of Risk", "A report", "NPCC", "Orders", "All."):
        assert text not in shown.out


def test_what_one_commit_did_to_many_is_told_together(
    repository: Repository, stalkplan: Run
) -> None:
    actions = "".join(
        f"      - id: 12.3{letter}\n        summary: s{letter}\n        promise: {{by: {{day}}}}\n"
        for letter in "abcde"
    )
    plan = repository.read(TOLD).replace(
        "  - ref: 13\n", "  - ref: 12.3\n    actions:\n{}  - ref: 13\n"
    )

    def of(*days: str) -> str:
        parts = actions.split("{day}")
        return plan.replace("{}", "".join(map("".join, zip(parts, (*days, ""), strict=True))))

    repository.write({TOLD: of(*["2025-03"] * 5)})
    repository.commit("2025-04-02")
    repository.git("branch", "base")
    repository.write({TOLD: of("2025-12", "2025-12", "2025-12", "2025-12", "2025-11")})
    repository.commit("2025-04-20")
    call = ("check", "--against", "base", *WHERE, repository.data, "--format")
    told = " ".join(stalkplan(*call, "table").out.split())
    assert "A promise was changed in place: 5 in the same way" in told
    assert "Line by line: 12.3a, 12.3b, 12.3c, 12.3d, 12.3e" in told
    assert told.count("by commit") == 1
    assert (told.count("{by: 2025-03}"), told.count("{by: 2025-11}")) == (5, 1)
    assert "The record was rewritten in 5 places" in told
    assert len(stalkplan(*call, "plain").out.splitlines()) == 5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("number: 13", "number: 15", ": recommendation 13 is gone;"),
        ("theme: Orders", "requirements: [{ref: 13.1}]", ": requirement 13 is gone;"),
    ],
)
def test_what_is_gone_is_called_once(
    old: str, new: str, told: str, repository: Repository, stalkplan: Run
) -> None:
    repository.swap(old, new)
    assert told in stalkplan("check", "--against", "trusted", *WHERE, repository.data).out


NOTED = "            note: No tool fits.\n"
KEPT = f"{NOTED}            internal: CANARY lives here.\n"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("trusted", "now"),
    [
        (KEPT, NOTED.replace("No tool fits", "CANARY lives here")),
        (KEPT.replace("internal", "note").replace(NOTED, ""), KEPT),
        (f"{KEPT}            marking: official-sensitive\n", KEPT.replace("internal", "owner")),
    ],
    ids=["private, then public", "public, then private", "marked, then public"],
)
def test_what_is_private_before_or_now_is_not_told(
    trusted: str, now: str, form: str, repository: Repository, stalkplan: Run
) -> None:
    """A note that was moved to the wrong key, or out of it, is not printed by CI."""
    repository.swap(NOTED, trusted)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.swap(trusted, now)
    result = stalkplan(
        "check", "--against", "trusted", *WHERE, repository.data, "--format", form, "--quiet"
    )
    assert result.code == 1
    assert "CANARY" not in result.out + result.err


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("note: No tool fits.", "note: No [redacted] fits."),
        ("position: We share.", "position: We [redacted]."),
        ("wording: in March", "wording: in [redacted]"),
        ("owner: Head of Risk", "owner: Head of [redacted]"),
        ("https://example.org/minutes", "https://example.org/[redacted]"),
    ],
)
def test_what_was_taken_out_of_a_text_is_not_told(
    old: str, now: str, form: str, repository: Repository, stalkplan: Run
) -> None:
    """Only a whole text may go; a part that went is not printed by CI all the same."""
    text = old.partition(": ")[2] or old
    repository.swap(old, now if "https" not in now else f"'{now}'")
    where = (*WHERE, repository.data, "--format", form)
    result = stalkplan("check", "--against", "trusted", *where)
    assert result.code == 1
    assert text not in result.out + result.err


def test_of_several_organisations_an_effect_says_whose(
    repository: Repository, stalkplan: Run
) -> None:
    old = "  - number: 14\n"
    repository.swap(old, f"{old}    deadlines: [{{due: 2099-01-01}}]\n")
    out = stalkplan("check", "--against", "trusted", *WHERE, repository.data).out
    assert "northshire/14 is now not due yet (was no date); southshire/14 is now" in out


HIDDEN = "Jane Roe asked for it"
_MARKED = f"note: {HIDDEN}\n            marking: official-sensitive"
HIDDEN_ONCE = {
    # what the note became in a commit on the way, whose text nobody may see since
    "marked": _MARKED,
    "private": f"internal: {HIDDEN}",
    "redacted": "note: '[redacted]'",
}
TELLING = ("log 12.1a", "changes --since trusted", "changes --since 2025-04-15")


@pytest.mark.parametrize("way", HIDDEN_ONCE)
def test_what_was_hidden_on_the_way_is_not_repeated(
    way: str, repository: Repository, stalkplan: Run
) -> None:
    """The text stood openly in what is trusted, and is gone by now."""
    repository.swap("note: No tool fits.", f"note: {HIDDEN}")
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-10"))
    repository.swap(f"note: {HIDDEN}", HIDDEN_ONCE[way])
    repository.commit("2025-04-20")
    repository.swap(HIDDEN_ONCE[way], "note: All is well.")
    repository.commit("2025-04-21")
    for command in (*TELLING, "check --against trusted"):
        for form in FORMATS if command.startswith("check") else ("plain", "table", "json"):
            typed = (*command.split(), *WHERE, repository.data, "--format", form)
            result = stalkplan(*typed)
            assert result.code == int(command.startswith("check"))
            assert "Jane" not in result.out, (command, form)


@pytest.mark.parametrize("said", ["JANE ROE ASKED FOR IT!", "'Jane Roe  asked for  it'"])
def test_what_was_taken_out_is_not_repeated_in_other_letters(
    said: str, repository: Repository, stalkplan: Run
) -> None:
    repository.swap("note: No tool fits.", f"note: {HIDDEN}")
    repository.swap("note: Money is short.", f"note: {said}")
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.swap(f"note: {HIDDEN}\n", "note: '[redacted]'\n")
    repository.swap(f"note: {said}", "note: Money is short.")
    for form in FORMATS:
        where = ("--against", "trusted", *WHERE, repository.data, "--format", form)
        assert "JANE" not in stalkplan("check", *where).out.upper(), form


def test_what_was_redacted_without_quotes_is_not_repeated(
    repository: Repository, stalkplan: Run
) -> None:
    """YAML reads it as a list: the file is no plan, and the text was for nobody all the same."""
    repository.swap("note: No tool fits.", f"note: {HIDDEN}")
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.swap(f"note: {HIDDEN}\n", "note: [redacted]\n")
    for form in FORMATS:
        where = ("--against", "trusted", *WHERE, repository.data, "--format", form)
        result = stalkplan("check", *where)
        assert "Jane" not in result.out + result.err, form
        assert result.code == 1, form


def test_a_private_note_on_the_line_of_another_text_is_not_shown(
    repository: Repository, stalkplan: Run
) -> None:
    """A record may stand on one line; what differs in it is not all that the line says."""
    line = f"  - {{ref: 13, position: We do., internal: {HIDDEN}}}\n"
    repository.swap("  - ref: 13\n    position:\n", line)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.swap("We do.", "We did.")
    for form in FORMATS:
        where = ("--against", "trusted", *WHERE, repository.data, "--format", form)
        result = stalkplan("check", *where)
        assert ("Jane" in result.out, result.code) == (False, 1), form


def test_each_of_several_in_one_place_has_its_own_values(
    repository: Repository, stalkplan: Run
) -> None:
    """What is gone has no line of its own: all of it is told where its record stands."""
    repository.swap(SECOND + THIRD, "")
    gone = ["2025-03-20 blocked: No tool fits.", "2025-03-20: Money is short."]
    for form in ("plain", "csv", "json"):
        where = ("--against", "trusted", *WHERE, repository.data, "--format", form)
        told = stalkplan("check", *where).out
        assert [told.count(text) for text in gone] == [1, 1], form
