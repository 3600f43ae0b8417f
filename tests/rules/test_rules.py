"""Every rule has a case in a file, a page in its docstring, and examples that do what they say.

A comment in a file of `cases/rules`, `# expect: no-owner`, stands on each line where the rule that
the file is named after must find something; on all others it must find nothing. A file whose top
holds `publication:` is a publication file, the others are plans.
"""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from rule_cases import PUBLICATION, files_of, page_of, problems_of

from conftest import ROOT, Result
from stalkplan import rules
from stalkplan.record.problems import Severity
from stalkplan.rules import RULES, answers
from stalkplan.rules.rule import Rule, warning
from stalkplan.verdict.flags import FLAGS, Flag

CASES = sorted((ROOT / "tests" / "cases" / "rules").glob("*.yaml"))
CODES = [rule.code for rule in RULES]

every_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def _code(path: Path) -> str:
    """Return the rule that a case is about: `bad-evidence.discharge.yaml` is a second one."""
    return path.name.partition(".")[0]


def _expected(path: Path) -> list[tuple[int, str]]:
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    return [(n, code) for n, line in lines for code in re.findall(r"# expect: ([a-z-]+)", line)]


@every_case
def test_a_rule_finds_what_its_case_says_and_no_more(path: Path, parser: str) -> None:
    text = path.read_text("utf-8")
    texts = files_of(text)
    (file,) = (name for name in texts if texts[name] is text)
    found = [p for p in problems_of(texts) if p.code == _code(path) and p.place.file == file]
    assert [(p.place.line, p.code) for p in found] == _expected(path), (parser, *map(str, found))


@every_case
def test_a_case_expects_its_own_rule_alone(path: Path) -> None:
    assert {code for _, code in _expected(path)} == {_code(path)}


@every_case
def test_a_problem_stands_on_a_value_and_says_what_to_do(path: Path) -> None:
    text = path.read_text("utf-8")
    for problem in problems_of(files_of(text)):
        for told in (problem.message, problem.hint):
            assert told == told.strip().removesuffix("."), str(problem)
            assert not re.search(r"\w\(\w+=", told), "how Python writes a value"
            assert told, str(problem)
            assert not re.match("[A-Z][a-z]", told), str(problem)
        assert problem.place.line > 0, str(problem)
        assert problem.name, str(problem)


KEPT_BACK = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 28.1
    marking: official-sensitive
    position: CANARY
    updates:
      - {date: 2025-01-14, note: CANARY, internal: CANARY, status: complete}
      - {date: 2025-02-14, retracts: 2025-01-15, owner: CANARY, note: CANARY}
    actions:
      - id: 28.1a
        owner: CANARY
        milestone: CANARY
        promise: {by: 2025, not_before: 2025, wording: CANARY}
      - id: 28.1b
        owner: canary
        milestone: publish
        updates:
          - {date: 2999-01-14, internal: CANARY}
          - {date: 2025-01-15, evidence: [CANARY, /CANARY/x, CANARY\\x], verified: {by: CANARY}}
  - ref: 7.1
    internal: "CONFIDENTIAL: CANARY"
    position: CANARY  # but for the answer to 28.1 it would be no secret
    actions:
      - id: 7.1a
        owner: cANARY
        marking: official-sensitive
        updates:
          - {date: 2025-01-14, internal: CANARY}
          - {date: 2024-01-14, note: "CONFIDENTIAL: CANARY", milestone: CANARY}
"""


def test_no_message_quotes_what_is_kept_back() -> None:
    found = problems_of(files_of(KEPT_BACK))
    assert {problem.code for problem in found} >= {
        "bad-evidence", "both-dates", "empty-update", "idle-retraction", "in-the-future",
        "overfull-retraction", "overruled-update", "owner-spelled-twice", "too-early",
        "unknown-milestone", "void-verification",
    }  # fmt: skip
    told = [text for problem in found for text in (problem.message, problem.hint, problem.name)]
    assert [text for text in told if "canary" in text.casefold()] == []


@pytest.mark.parametrize(
    "more",
    ["", "  - {ref: 7.2, marking: official-sensitive, position: CANARY: CANARY}\n"],
    ids=["read", "not read to its end"],
)
def test_no_line_is_shown_of_what_is_kept_back(
    stalkplan: Callable[..., Result], tmp_path: Path, more: str
) -> None:
    for name, text in files_of(KEPT_BACK + more).items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = stalkplan("check", "--format", "table", "--data", tmp_path / "data")
    assert "error:" in shown.out
    assert "canary" not in shown.out.casefold()


@every_rule
def test_a_rule_has_a_case(rule: Rule) -> None:
    assert rule.code in map(_code, CASES)


@every_rule
def test_the_example_that_passes_passes(rule: Rule, parser: str) -> None:
    found = problems_of(files_of(page_of(rule).passes))
    assert rule.code not in {problem.code for problem in found}, (parser, *map(str, found))


@every_rule
def test_the_example_that_fails_fails(rule: Rule, parser: str) -> None:
    found = problems_of(files_of(page_of(rule).fails))
    severities = {problem.severity for problem in found if problem.code == rule.code}
    assert severities == {rule.severity}, (parser, *map(str, found))


@every_rule
def test_a_rule_is_in_the_docs(rule: Rule) -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert f"\n### {rule.code}\n" in page


def test_no_rule_is_left_out() -> None:
    """A rule in a file that `rules/__init__.py` does not know would never be asked."""
    modules = [import_module(f"stalkplan.rules.{m.name}") for m in iter_modules(rules.__path__)]
    written = [rule for m in modules for rule in vars(m).values() if isinstance(rule, Rule)]
    assert written
    assert all(rule in RULES for rule in written)


def test_no_rule_stands_twice() -> None:
    assert len(set(CODES)) == len(CODES)


def test_every_flag_is_a_rule() -> None:
    """But what somebody else has granted is no fault of the plan."""
    assert set(Flag) - {Flag.EXTENDED} == set(Flag) & set(CODES)


def test_a_standard_plan_gets_no_error() -> None:
    """Else an example could pass for another reason than its own."""
    assert [p.code for p in problems_of(files_of(PUBLICATION)) if p.severity == "error"] == []


def test_what_people_and_programs_call_a_rule_is_one_word() -> None:
    for code in CODES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)


def test_a_warning_says_what_it_counts() -> None:
    """Else it would be found and never shown."""
    with pytest.raises(ValueError, match="blank_response does not say what it counts"):
        warning("answer is blank", " ", 1)(answers.blank_response.find)
    counted = [rule for rule in RULES if rule.severity is Severity.WARNING]
    assert all(rule.one and rule.many for rule in counted)
    assert len({rule.on_screen for rule in counted}) == len(counted)


@pytest.mark.parametrize("flag", Flag)
def test_a_flag_is_declared_with_all_its_words(flag: Flag) -> None:
    """Its row says what each place shows of it, or that the place words it itself."""
    entry = FLAGS[flag]
    assert entry.applies.__name__ == flag.replace("-", "_")
    assert entry.sentence
    rules = [rule for rule in RULES if rule.code == flag]
    if flag is Flag.EXTENDED:
        assert (entry.rule, rules) == (None, [])
        return
    (rule,) = rules
    if entry.rule:
        assert (rule.one, rule.many) == (entry.rule.one, entry.rule.many)
        assert page_of(rule).what
    else:
        assert rule is getattr(answers, entry.applies.__name__)
    assert "" not in (*(entry.rule or ()), *(entry.gap or ()))
    assert "" not in (entry.question or ())[:3]


def test_no_two_flags_stand_in_one_place() -> None:
    for parts in zip(*((e.gap, e.question) for e in FLAGS.values()), strict=True):
        places = [part.place for part in parts if part]
        assert len(places) == len(set(places))
