"""`init` for any publication and any body; `init --refresh`: a newer publication beside a plan."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from plain_yaml import plain
from terminal_in_memory import begin_typed, environment
from typing_at_a_plan import LOCK, ON

from conftest import Result

Run = Callable[..., Result]


def _files(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder but the lock, which is empty."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


PEEL = """publication: {id: peel, title: An inspection, published: 2025-01-31}
recommendations:
  - number: AFI 2
    theme: Custody
    summary: |
      First line.
      responses: not a key
    addressed_to: [kent]
  - {number: 4a, addressed_to: [chief-constables, npcc], requirements: *}
""".replace("*", "[{ref: 4a.1, addressed_to: [npcc]}]")
BODIES = {
    # what is typed: the ids and addressees of the plan, and the refs that it answers
    "--org kent": ("kent", "Kent Police", ["chief-constables"], ["AFI 2"]),
    "--org NPCC --name 'The NPCC'": ("npcc", "The NPCC", ["npcc"], ["4a.1"]),
    "--org x --name 'X: \\n# Y' --answers-for npcc --answers-for kent": (
        "x",
        "X: \\n# Y",
        ["npcc", "kent"],
        ["AFI 2", "4a.1"],
    ),
}


@pytest.fixture
def peel(tmp_path: Path) -> Path:
    """Return the file of another publication."""
    file = tmp_path / "peel.yaml"
    file.write_text(PEEL, encoding="utf-8")
    return file


def _begin(
    stalkplan: Run, monkeypatch: pytest.MonkeyPatch, file: Path, typed: str, folder: str = "new"
) -> Result:
    monkeypatch.chdir(file.parent)
    of = () if "--publication" in typed else ("--publication", file.name)
    return stalkplan("init", folder, *of, *shlex.split(typed))


@pytest.mark.parametrize("typed", BODIES)
def test_a_plan_for_any_publication_and_any_body(
    typed: str, peel: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, name, answers_for, refs = BODIES[typed]
    result = _begin(stalkplan, monkeypatch, peel, typed)
    assert (result.code, f"{len(refs)} blank answer" in result.out) == (0, True), result
    assert shlex.quote(refs[0]) in result.err
    written = plain((peel.parent / "new" / "responses.yaml").read_text("utf-8"))
    assert written["organisation"] == {"id": id_, "name": name, "answers_for": answers_for}
    assert [answer["ref"] for answer in written["responses"]] == refs
    checked = stalkplan("check", "--data", "new", "--as-of", ON)
    assert (checked.code, checked.out.count("blank-response")) == (0, len(refs))


def test_a_publication_that_lies_in_the_folder_stays(
    peel: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = peel.parent / "data" / "recommendations.yaml"
    there.parent.mkdir()
    there.write_text(f"\ufeff{PEEL}", encoding="utf-8", newline="\r\n")
    before = there.read_bytes()
    monkeypatch.chdir(peel.parent)
    typed = ("init", "data", "--org", "kent", "--publication", "data/recommendations.yaml")
    assert (stalkplan(*typed).code, there.read_bytes()) == (0, before)


NUMBERS = {
    # the numbers of a report: the ids of two actions that are added to the first
    "AFI 2": ["AFI 2a", "AFI 2b"],
    "4 4a": ["4b", "4c"],
    "4a 4": ["4aa", "4ab"],
    "FIN-24-1": ["FIN-24-1a", "FIN-24-1b"],
    "10a.iii": ["10a.iiia", "10a.iiib"],
}


@pytest.mark.parametrize("numbers", NUMBERS)
def test_actions_of_any_number_have_ids_of_their_own(
    numbers: str, peel: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = [numbers] if numbers.startswith("AFI") else numbers.split()
    asked = "".join(f"  - {{number: {number}, addressed_to: [kent]}}\n" for number in each)
    peel.write_text(PEEL.partition("  - ")[0] + asked, encoding="utf-8")
    _begin(stalkplan, monkeypatch, peel, "--org kent")
    where = ("--data", "new", "--as-of", ON)
    for summary in ("One", "Two"):
        assert stalkplan("add", each[0], "--summary", summary, *where).code == 0
    answers = plain((peel.parent / "new" / "responses.yaml").read_text("utf-8"))["responses"]
    assert [action["id"] for action in answers[0]["actions"]] == NUMBERS[numbers]
    assert stalkplan("check", *where).code == 0


REFUSED = {
    "": "say whose plan it is; give --org, such as --org kent",
    "--org british-transport-police": "no force 'british-transport-police'; did you mean 'btp'? ",
    "--org 'Kent PCC' --name 'Kent PCC'": "'Kent PCC' is not an id; write small letters, digits",
    "--org x --name X": "peel.yaml asks nothing of X: it is addressed to kent and npcc; say",
    "--org x --name X --answers-for npc": "'npc' is not an addressee; write npcc",
    "--org kent --publication none.yaml": "none.yaml: cannot be read: no such file or directory",
    "--org kent --publication .": ".: is a folder, not a file",
    "--refresh --org kent": "--refresh changes no plan; leave --org and what goes with it out",
    "--refresh": "no recommendations.yaml in new",
}


@pytest.mark.parametrize("typed", REFUSED)
def test_what_cannot_be_begun(
    typed: str, peel: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = _begin(stalkplan, monkeypatch, peel, typed)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"stalkplan: {REFUSED[typed]}")
    assert [*peel.parent.iterdir()] == [peel]


NEWER = {
    # what becomes of the publication: exit code, what is said on stdout, on stderr
    "nothing": ("", "", 0, "nothing to save: new/recommendations.yaml is the same already", ""),
    "a recommendation joins": (
        "",
        "  - {number: 5, addressed_to: [kent]}\n",
        0,
        "joins: a recommendation (5)\nsaved new/recommendations.yaml: no answer was touched",
        "",
    ),
    "a text is worded anew": (
        "First line",
        "A first line",
        0,
        "changes: summary of AFI 2 was reworded\nsaved",
        "",
    ),
    "a recommendation is gone": (
        "  - {number: 4a",
        "  # - {number: 4a",
        2,
        "is lost: recommendation 4a is gone\n",
        "1 thing in new/recommendations.yaml would be lost or changed, and there is no terminal",
    ),
    "what is answered is gone": ("AFI 2", "AFI 3", 2, "", "(unknown-ref); nothing was saved"),
    "what is answered is not asked": ("[kent]", "[npcc]", 2, "", "(not-asked); nothing was saved"),
    "another publication": (
        "id: peel",
        "id: other",
        2,
        "",
        "peel.yaml is the publication 'other', and new/recommendations.yaml is 'peel'; begin anot",
    ),
    "no publication": (
        "publication:",
        "publicatoin:",
        2,
        "",
        "peel.yaml: no publication is found in it\npeel.yaml:1:1: error: ",
    ),
    "a file with an error": (
        "[kent]",
        "[kent]\n    deadlines: [{due: 2025-02-01, within: P6M}]",
        2,
        "",
        "(wrong-within); nothing was saved",
    ),
}


@pytest.mark.parametrize("case", NEWER)
def test_a_newer_publication_beside_a_plan(
    case: str, peel: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, code, told, said_ = NEWER[case]
    _begin(stalkplan, monkeypatch, peel, "--org kent")
    folder = peel.parent / "new"
    before = _files(folder)
    text = PEEL.replace(old, new, 1) if old else PEEL + new
    peel.write_text(text, encoding="utf-8")
    result = _begin(stalkplan, monkeypatch, peel, "--refresh")
    assert (result.code, told in result.out, said_ in result.err) == (code, True, True), result
    after = _files(folder)
    written = after.pop("recommendations.yaml").decode()
    was = before.pop("recommendations.yaml").decode()
    assert after == before
    first, _, rest = written.partition("\n")
    assert first == was.partition("\n")[0]
    assert rest == (PEEL if code else text)


ANSWERS = {"y": (0, True), "n": (1, False), "": (1, False)}


@pytest.mark.parametrize("answer", ANSWERS)
def test_somebody_has_to_agree_to_what_is_lost(
    answer: str, peel: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(stalkplan, monkeypatch, peel, "--org kent")
    peel.write_text(PEEL.partition("  - {number: 4a")[0], encoding="utf-8")
    child = begin_typed(
        "stalkplan init new --refresh --publication peel.yaml",
        peel.parent,
        environment(),
        encoding="utf-8",
    )
    child.expect_exact("Save? [y/N] ")
    assert "is lost: recommendation 4a is gone" in (child.before or "")
    child.send(f"{answer}\r")
    child.expect_exact(pexpect.EOF)
    child.close()
    text = (peel.parent / "new" / "recommendations.yaml").read_text("utf-8")
    assert (child.exitstatus, "4a" not in text) == ANSWERS[answer]
