"""A flag is known wherever a new one has to be added: each place is asked for each flag."""

from pathlib import Path

import pytest

from conftest import ROOT
from stalkplan.rules import RULES
from stalkplan.verdict.flags import FLAGS, Flag

JUDGE = ROOT / "tests" / "helpers" / "independent" / "judge.py"
PAPERS = [
    ROOT / "src" / "stalkplan" / "publish" / "brief" / "board_questions.py",
    ROOT / "src" / "stalkplan" / "publish" / "pages" / "gaps.py",
]

every_flag = pytest.mark.parametrize("flag", Flag)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_flag_says_when_it_applies_and_what_it_says() -> None:
    assert FLAGS.keys() == set(Flag)
    assert all(entry.sentence for entry in FLAGS.values())


@every_flag
def test_check_warns_of_a_flag_under_its_own_name(flag: Flag) -> None:
    if flag is not Flag.EXTENDED:  # what was granted is no fault
        assert flag in {rule.code for rule in RULES}


@every_flag
def test_a_page_or_a_brief_asks_about_a_flag(flag: Flag) -> None:
    entry = FLAGS[flag]
    if flag is Flag.EXTENDED:  # the deadline says it
        return
    assert entry.gap or entry.question or any(f"Flag.{flag.name}" in _text(p) for p in PAPERS)


@every_flag
def test_a_flag_has_a_case_and_a_row_in_the_docs(flag: Flag) -> None:
    case = ROOT / "tests" / "cases" / "verdicts" / f"flag-{flag}.yaml"
    assert str(flag) in _text(case).partition("expect:")[2]
    assert f"| `{flag}` |" in _text(ROOT / "docs" / "verdicts.md")


@every_flag
def test_the_second_judge_raises_a_flag(flag: Flag) -> None:
    assert f'"{flag}":' in _text(JUDGE)
