"""`stalkplan import` as it is typed: what it writes, where, and what it says when it cannot."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import plan_layouts
import pytest
from drafts import answers, errors_in, record_at

from conftest import DATA, ROOT, Result
from stalkplan.imports.readers import bounds

Run = Callable[..., Result]
PAGE = "https://www.kent.police.uk/plan"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(plan_layouts.sources("key-value")["html"])
    return path


def _import(stalkplan: Run, file: Path, *more: str | Path) -> Result:
    return stalkplan("import", file, "--org", "kent", "--as-of", "2026-11-25", *more)


def test_the_draft_goes_to_stdout_and_the_rest_to_stderr(stalkplan: Run, page: Path) -> None:
    result = _import(stalkplan, page)
    assert result.code == 0
    assert list(answers(result.out)) == ["7.1", "12.2", "27.1"]
    assert "refs found: 3\n  7.1  12.2  27.1\n" in result.err
    assert errors_in(result.out) == []


def test_every_question_names_its_line_of_the_draft(stalkplan: Run, page: Path) -> None:
    result = _import(stalkplan, page)
    lines = result.out.splitlines()
    asked = result.err.partition("questions: ")[2].splitlines()[1:]
    assert asked
    for number, line in enumerate(asked, 1):
        shown, _, place, name, text = line.split(maxsplit=4)
        assert shown == f"{number}:"
        assert name.strip(":") in record_at(lines, int(place.strip(":")))
        assert f"# ask {number}: {text}" in map(str.strip, lines[: int(place.strip(":"))])


def test_check_counts_the_questions_until_the_last_one_is_gone(
    stalkplan: Run, page: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    plan = folder / "responses.yaml"
    plan.write_text(_import(stalkplan, page).out, encoding="utf-8")
    told = stalkplan("check", "--data", folder, "--format", "plain").out
    assert [line for line in told.splitlines() if "open-question" in line] == [
        f"{place}: warning: question {number} of the import is still open; correct the line below "
        "it or leave it, then delete the comment (open-question)"
        for number, place in enumerate(_comments(plan), 1)
    ]
    kept = [line for line in plan.read_text("utf-8").splitlines() if "# ask " not in line]
    plan.write_text("\n".join(kept), encoding="utf-8")
    told = stalkplan("check", "--data", folder, "--format", "plain").out
    assert "open-question" not in told


def _comments(plan: Path) -> list[str]:
    """Return the places of the questions in a plan."""
    return [
        f"data/responses.yaml:{number}:{line.index('#') + 1}"
        for number, line in enumerate(plan.read_text("utf-8").splitlines(), 1)
        if re.match(" *# ask [0-9]+:", line)
    ]


def test_a_file_is_written_once_and_never_over_another(
    stalkplan: Run, page: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.yaml"
    written = _import(stalkplan, page, "--output", draft)
    assert written.code == 0
    told = "a draft of the plan of Kent Police, 3 answers, 5 questions"
    assert written.out == f"saved {draft}: {told}\n"
    text = draft.read_text("utf-8")
    assert text == _import(stalkplan, page).out
    draft.write_text("mine\n", encoding="utf-8")
    again = _import(stalkplan, page, "--output", draft)
    assert (again.code, again.out) == (2, "")
    assert again.err == f"stalkplan: {draft} is there already and is left as it is\n"
    assert draft.read_text("utf-8") == "mine\n"


def test_a_link_to_nothing_is_not_written_over(stalkplan: Run, page: Path, tmp_path: Path) -> None:
    link = tmp_path / "draft.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    assert _import(stalkplan, page, "--output", link).code == 2
    assert link.is_symlink()
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_the_source_is_the_evidence(stalkplan: Run, page: Path) -> None:
    result = _import(stalkplan, page, "--source", PAGE)
    assert f"\nsource: {PAGE}\n" in result.out
    assert answers(result.out)["7.1"]["updates"] == [
        {"date": "2025-03-27", "status": "complete", "evidence": [PAGE]}
    ]
    without = _import(stalkplan, page)
    assert "\nsource:" not in without.out
    assert answers(without.out)["7.1"]["updates"] == [{"date": "2025-03-27", "status": "complete"}]
    assert "7.1: the page is the evidence of it: what is its address?" in without.err


def test_what_is_still_to_come_is_no_update(stalkplan: Run, page: Path) -> None:
    result = stalkplan("import", page, "--org", "kent", "--as-of", "2025-03-26")
    assert "updates" not in answers(result.out)["7.1"]
    assert "an update of 2025-03-27 in table 1, row 5 would be still to come" in result.err


def test_refs_are_held_against_the_data_folder(stalkplan: Run, page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    file = folder / "recommendations.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("ref: 12.2", "ref: 12.3"), encoding="utf-8")
    result = _import(stalkplan, page, "--data", folder)
    assert list(answers(result.out)) == ["7.1", "27.1"]
    assert "12.2 is no requirement in recommendations.yaml, which has 12.1 and 12.3" in result.err
    file.write_text("recommendations: [", encoding="utf-8")
    assert _import(stalkplan, page, "--data", folder).code == 2


PAGE_WITH_DATE = """\
<p>Last updated 3 June 2025</p>
<table><tr><th>Ref</th><th>Force update</th><th>Status</th></tr>
<tr><td>7.1</td><td>We record.</td><td>Complete</td></tr></table>
"""


GROWING = """publication: {id: register, title: A register, published: 2025-01-10}
recommendations:
  - {number: 1, made: 2024-06-03, addressed_to: [kent]}
  - {number: 2, addressed_to: [kent]}
  - {number: 3, made: 2025-06-02, addressed_to: [chief-constables]}
  - number: 4
    addressed_to: [npcc]
    requirements: [{ref: 4.1}, {ref: 4.2, addressed_to: [kent]}]
"""


def test_an_update_is_held_against_the_day_its_recommendation_was_made(
    stalkplan: Run, tmp_path: Path
) -> None:
    sheet = (
        "Ref,Response,Status,Date\n1,We do one.,In progress,03/06/2024\n"
        "2,We do two.,In progress,09/01/2025\n3,We do three.,In progress,01/06/2025\n"
    )
    (tmp_path / "recommendations.yaml").write_text(GROWING, encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(sheet, encoding="utf-8")
    result = _import(stalkplan, tmp_path / "sheet.csv", "--data", tmp_path)
    assert re.findall("an update of .*", result.err) == [
        "an update of 2025-01-09 in table 1, row 3 would be before the publication: what is meant?",
        (
            "an update of 2025-06-01 in table 1, row 4 would be before 2025-06-02, when the "
            "recommendation was made: what is meant?"
        ),
    ]
    assert re.findall("- date: .*", result.out) == ["- date: 2024-06-03"]


def test_what_is_asked_of_the_organisation_itself_is_for_its_plan(
    stalkplan: Run, tmp_path: Path
) -> None:
    sheet = "Ref,Response\n1,We do one.\n4.1,We do half.\n4.2,We do the rest.\n"
    (tmp_path / "recommendations.yaml").write_text(GROWING, encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(sheet, encoding="utf-8")
    result = _import(stalkplan, tmp_path / "sheet.csv", "--data", tmp_path)
    assert list(answers(result.out)) == ["1", "4.2"]
    assert "4.1: 4.1 is made to npcc: is it for this plan?" in result.err
    assert "asked, and not found: 2\n  2  3\n" in result.err


def test_the_date_of_the_page_is_that_of_its_status(stalkplan: Run, page: Path) -> None:
    page.write_text(PAGE_WITH_DATE, encoding="utf-8")
    found = answers(_import(stalkplan, page, "--source", PAGE).out)
    assert found["7.1"]["updates"] == [
        {"date": "2025-06-03", "status": "complete", "evidence": [PAGE]}
    ]


COLOURS = PAGE_WITH_DATE.replace("Complete", "Green")


def test_a_word_of_a_plan_is_given_its_meaning(stalkplan: Run, page: Path) -> None:
    page.write_text(COLOURS, encoding="utf-8")
    asked = _import(stalkplan, page, "--source", PAGE)
    assert "updates" not in answers(asked.out)["7.1"]
    assert "'Green' is not a status here" in asked.err
    mapped = _import(
        stalkplan, page, "--source", PAGE, "--map", "Amber=blocked", "--map", "green=Complete"
    )
    assert answers(mapped.out)["7.1"]["updates"] == [
        {"date": "2025-06-03", "status": "complete", "evidence": [PAGE]}
    ]
    twice = _import(stalkplan, page, "--map", "Green=complete", "--map", "green=blocked")
    assert (twice.code, twice.out) == (2, "")
    assert "gives 'green' two statuses" in twice.err


NO_PLAN = {
    # what a file holds: what is said of it
    "<html><body><p>Nothing here.</p></body></html>": "no plan found in it",
    "%PDF-1.7": "is a PDF",
    "": "is empty",
    "12\n": "no plan found in it",
}


@pytest.mark.parametrize("text", NO_PLAN, ids=ascii)
def test_a_file_without_a_plan_is_one_message(text: str, stalkplan: Run, page: Path) -> None:
    page.write_text(text, encoding="utf-8")
    result = _import(stalkplan, page, "--output", page.with_suffix(".yaml"))
    assert (result.code, result.out) == (2, "")
    assert NO_PLAN[text] in result.err
    assert result.err.count("\n") == 1
    assert not page.with_suffix(".yaml").exists()


WRONG = {
    # what is typed besides: what is said
    ("--org", "kemt"): "did you mean 'kent'?",
    ("--source", "kent.police.uk"): "is not a link",
    ("--map", "Green=done"): "write one of not-started, in-progress, blocked, complete, withdrawn",
    ("--map", "Green"): "write a word and its status",
    ("--map", "=complete"): "write a word and its status",
    ("--output", "/nowhere/at/all.yaml"): "there is no folder /nowhere/at",
}


@pytest.mark.parametrize("more", WRONG)
def test_a_wrong_call_is_refused(more: tuple[str, str], stalkplan: Run, page: Path) -> None:
    org = () if "--org" in more else ("--org", "kent")
    result = stalkplan("import", page, *org, *more)
    assert (result.code, result.out) == (2, "")
    assert WRONG[more] in result.err


def test_a_force_that_is_not_known_is_refused(stalkplan: Run, page: Path) -> None:
    result = stalkplan("import", page, "--org", "kemt")
    assert (result.code, result.out) == (2, "")
    assert "did you mean 'kent'" in result.err


def test_a_file_that_is_not_there(stalkplan: Run, tmp_path: Path) -> None:
    result = _import(stalkplan, tmp_path / "page.html")
    assert (result.code, result.out) == (2, "")
    assert "page.html: cannot be read: no such file" in result.err


def test_text_of_a_page_cannot_act_on_the_terminal(stalkplan: Run, page: Path) -> None:
    page.write_text(
        "7.1 | We do.\x1b]0;x\x07 | Done. |\n::error::x | \u202eevil |\n", encoding="utf-8"
    )
    result = _import(stalkplan, page)
    assert not {"\x1b", "\x07", "\u202e"} & set(result.err + result.out)
    assert "\n::" not in result.err + result.out


def test_the_bounds_are_published() -> None:
    page = (ROOT / "docs" / "importing.md").read_text("utf-8").partition("## Bounds")[2]
    unpacked = f"{bounds.MAX_UNPACKED // 1024**2} MB, {bounds.MAX_RATIO} times what is packed"
    assert re.findall(r"^\| .+ \| ([0-9].+) \|$", page, re.MULTILINE) == [
        f"{bounds.MAX_SOURCE_BYTES // 1024**2} MB",
        f"{unpacked}, {bounds.MAX_PARTS:,} parts",
        f"{bounds.MAX_ROWS:,}",
        f"{bounds.MAX_CELLS:,}",
        f"{bounds.MAX_ELEMENTS:,}",
        str(bounds.MAX_SOURCE_DEPTH),
    ]
