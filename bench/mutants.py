"""Change one thing at a time in the code, and see which changes no test notices: `make mutants`.

    python bench/mutants.py verdict record/dates --sample 100 --seed 2

mutmut says what to change. The tests are collected once and run once, to see which lines each runs.
Then each mutant meets, in a process of its own, the tests that run the statement it changes, the
quickest first, until one fails. A line for each module says how many mutants there are, how many
were tried and how many of them are killed; below stand those that survive. MUTANTS.md says why.
"""

import argparse
import ast
import gc
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from functools import _lru_cache_wrapper, partial
from importlib import import_module
from inspect import getattr_static
from itertools import accumulate, zip_longest
from pathlib import Path
from random import Random
from textwrap import dedent
from time import process_time
from types import CodeType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol
from coverage import Coverage, CoverageData

from stalkplan.verdict import visible

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "stalkplan"

TESTS: Mapping[str, tuple[str, ...]] = {
    "record": (
        "record", "rules", "cli/test_hostile_files.py", "cli/test_publications.py",
        "imports/test_every_word.py",
    ),
    "privacy": (
        "privacy", "cli/test_personal_data.py", "cli/test_round.py", "publish/test_brief.py",
        "publish/test_first_screen.py", "publish/test_gaps.py", "publish/test_history_on_a_page.py",
        "publish/test_pages.py", "publish/test_return.py",
    ),
    "edit": (
        "edit", "cli/test_corrections.py", "cli/test_init.py", "cli/test_not_recorded.py",
        "cli/test_record.py", "cli/test_record_joining.py", "cli/test_record_shown.py",
    ),
    "verdict": (
        "verdict", "rules/test_rules.py", "reports/test_changes.py", "reports/test_compare.py",
        "reports/test_golden.py", "publish/test_pages.py",
    ),
}  # fmt: skip
"""The tests that can tell, by the package that is changed."""

SEED = 1129
LONGEST_TEST = 3.0
"""Seconds of processor time; a test that takes longer meets no mutant."""
ENOUGH = 4.0
"""Seconds of processor time for the tests that one mutant meets."""
_FOR_EVER = 1800
"""Seconds on the clock, for what waits: on a busy machine four of the processor take minutes."""
_MEMORY = 6 << 30


class Mutant(NamedTuple):
    """A changed function: what it is called, what it does instead, and which lines it changes."""

    module: str
    name: str
    code: CodeType
    arguments: ast.arguments
    lines: range
    diff: str

    def replace(self) -> None:
        """Let the function do what the mutant does, in this process."""
        held: Any = import_module(f"stalkplan.{self.module.replace('/', '.')}")
        *classes, function = self.function.removeprefix("x_").removeprefix("xǁ").split("ǁ")
        for name in classes:
            held = getattr(held, name)
        found = getattr_static(held, function)
        found = getattr(found, "__func__", found)
        found.__code__ = self.code
        space, given = found.__globals__, self.arguments
        if given.defaults:
            found.__defaults__ = tuple(_value(node, space) for node in given.defaults)
        if found.__kwdefaults__:
            found.__kwdefaults__ = {
                argument.arg: _value(node, space)
                for argument, node in zip(given.kwonlyargs, given.kw_defaults, strict=True)
                if node
            }

    @property
    def function(self) -> str:
        """The function, as mutmut calls it."""
        return self.name.rpartition("__mutmut_")[0]


def _value(node: ast.expr, space: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "", "eval"), space)  # noqa: S307  our own source


def modules_in(given: Sequence[str]) -> list[str]:
    """Return the modules of packages, as in `record/dates`."""
    found = []
    for name in given:
        paths = sorted((SOURCE / name).glob("*.py")) or [SOURCE / f"{name}.py"]
        found += [path.relative_to(SOURCE).with_suffix("").as_posix() for path in paths]
    return found


def mutants_of(module: str) -> list[Mutant]:
    """Return every mutant of a module."""
    from mutmut.mutation.file_mutation import mutate_file_contents  # noqa: PLC0415  made for this

    path = SOURCE / f"{module}.py"
    text = path.read_text(encoding="utf-8")
    made = mutate_file_contents(str(path), text)
    codes = dict(_codes(compile(made.code, str(path), "exec", dont_inherit=True)))
    functions = dict(_functions(ast.parse(text)))
    lines = made.code.splitlines()

    def body_of(name: str) -> list[str]:
        span = made.line_span_by_function_name[name]
        return _body(lines[span.start - 1 : span.end], name)

    found = []
    for name in (full.rpartition(".")[2] for full in made.mutant_names):
        function = name.rpartition("__mutmut_")[0]
        old, new = body_of(f"{function}__mutmut_orig"), body_of(name)
        first = next(at for at, pair in enumerate(zip_longest(old, new)) if pair[0] != pair[1])
        node = functions[function]
        changed = statement_at(node, node.lineno + first)
        diff = "\n".join([*unified_diff(old, new, lineterm="", n=0)][3:])
        arguments = next(
            made.args
            for made in ast.parse("\n".join(new)).body
            if isinstance(made, ast.FunctionDef)
        )
        found.append(Mutant(module, name, codes[name], arguments, changed, diff))
    return found


def _body(lines: Sequence[str], name: str) -> list[str]:
    """Return the lines of a function as mutmut wrote them, from its `def` on, without its name."""
    start = next(number for number, line in enumerate(lines) if "def " + name in line)
    return dedent("\n".join(lines[start:])).replace(name, "_").splitlines()


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner.co_name, inner
            yield from _codes(inner)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"x_{node.name}", node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"xǁ{node.name}ǁ{inner.name}", inner


def statement_at(function: ast.FunctionDef, line: int) -> range:
    """Return the lines of the statement on a line: of a block only its head, if that is meant."""
    around = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    inner: Any = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)))
    body = getattr(inner, "body", None)
    if body and inner is not function and line < body[0].lineno:
        return range(inner.lineno, body[0].lineno)
    return range(inner.lineno, inner.end_lineno + 1)


def sampled(mutants: Sequence[Mutant], sample: int, seed: int = SEED) -> list[Mutant]:
    """Return at most so many, of one seed always the same; a larger sample holds each smaller."""
    order = Random(seed).sample(range(len(mutants)), len(mutants))
    return [mutants[number] for number in sorted(order[:sample])]


class Hunt:
    """A plugin of pytest: it lets mutants meet the tests that were collected."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self.survivors: list[Mutant] = []
        self.screen = os.fdopen(os.dup(2), "w")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Meet every mutant, which is all that this run does."""
        items = {item.nodeid: item for item in session.items}
        _forget()  # and find out here, once for all children, what remembers
        met, took = self._runs(session)
        for number, mutant in enumerate(self.mutants, 1):
            names = {name for line in mutant.lines for name in met.get((mutant.module, line), ())}
            chosen = quickest(names, took)
            seconds = sum(took[name] for name in chosen)
            do = partial(_meet, mutant, [items[name] for name in chosen], seconds)
            code = in_a_child(do, session) if chosen else 0
            if code == 0:
                self.survivors.append(mutant)
            told = f"survives {len(chosen)} of {len(names)} tests"
            if code:
                told = f"ended by signal {code}" if os.WIFSIGNALED(code) else "killed"
            print(f"{number:5} {mutant.module} {mutant.name} {told}", file=self.screen, flush=True)
        return True

    def _runs(
        self, session: pytest.Session
    ) -> tuple[dict[tuple[str, int], set[str]], dict[str, float]]:
        """Run every test once; return which run a line, and how long each that passes takes."""
        modules = sorted({mutant.module for mutant in self.mutants})
        folder = Path(tempfile.mkdtemp())
        in_a_child(lambda: _cover(session.items, modules, folder), session)
        took = {
            name: float(seconds)
            for seconds, name in (
                line.split(" ", 1) for line in (folder / "took").read_text().splitlines()
            )
        }
        data = CoverageData(str(folder / "lines"))
        data.read()
        met: dict[tuple[str, int], set[str]] = {}
        for module in modules:
            contexts = data.contexts_by_lineno(str(SOURCE / f"{module}.py"))
            for line, names in contexts.items():
                met[module, line] = {name for name in names if name in took}
        shutil.rmtree(folder)
        return met, took


def quickest(names: Iterable[str], took: Mapping[str, float]) -> list[str]:
    """Return the tests that one mutant meets, the quickest first."""
    order = sorted(names, key=lambda name: (took[name], name))
    ends = accumulate(took[name] for name in order)
    return [name for name, end in zip(order, ends, strict=True) if end <= ENOUGH]


def in_a_child(do: Callable[[], int], session: pytest.Session, for_ever: int = _FOR_EVER) -> int:
    """Return what a function says in a process of its own, or how that process ended."""
    folder = tempfile.mkdtemp()
    if not (child := os.fork()):
        os.setpgid(0, 0)
        signal.alarm(for_ever)
        vars(vars(session.config)["_tmp_path_factory"])["_basetemp"] = Path(folder)
        os._exit(do())
    _, status = os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)
    return status


def _cover(items: Sequence[pytest.Item], modules: Sequence[str], folder: Path) -> int:
    files = [str(SOURCE / f"{module}.py") for module in modules]
    coverage = Coverage(str(folder / "lines"), config_file=False, include=files)
    coverage.start()
    with (folder / "took").open("w", encoding="utf-8") as file:
        for item, after in zip_longest(items, items[1:]):
            _forget()
            coverage.switch_context(item.nodeid)
            start = process_time()
            passed = _passes(item, after)
            if passed and (seconds := process_time() - start) < LONGEST_TEST:
                file.write(f"{seconds:.4f} {item.nodeid}\n")
    coverage.stop()
    coverage.save()
    return 0


def _meet(mutant: Mutant, items: Sequence[pytest.Item], seconds: float) -> int:
    """Return 1 if a test notices the mutant. One that takes for ever ends this process."""
    _forget()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.setitimer(signal.ITIMER_PROF, 2 + 2 * seconds)
    mutant.replace()
    return int(not all(_passes(item, after) for item, after in zip_longest(items, items[1:])))


def _passes(item: pytest.Item, after: pytest.Item | None) -> bool:
    return all(not report.failed for report in runtestprotocol(item, log=False, nextitem=after))


def _forget() -> None:
    """Let nothing remember what the original said."""
    for held in _held():
        held.cache_clear()
    vars(visible)["_SHOWN"].clear()


_HELD: list["_lru_cache_wrapper[Any]"] = []


def _held() -> list["_lru_cache_wrapper[Any]"]:
    if not _HELD:
        gc.unfreeze()  # what is frozen is on no list
        _HELD[:] = [held for held in gc.get_objects() if isinstance(held, _lru_cache_wrapper)]
        gc.freeze()
    return _HELD


def told(
    all_of: Mapping[str, int], tried: Iterable[Mutant], survivors: Sequence[Mutant]
) -> Iterator[str]:
    """Yield a line for each module, then the mutants that survive."""
    modules = [mutant.module for mutant in tried]
    alive = [mutant.module for mutant in survivors]
    for module, number in all_of.items():
        if count := modules.count(module):
            killed = count - alive.count(module)
            yield f"{module:28}{number:6}{count:6}{killed:6}{100 * killed / count:6.0f} %"
    for mutant in survivors:
        yield f"\n{mutant.module} {mutant.lines.start} {mutant.name}\n{mutant.diff}"


def main() -> int:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(description="See which changes no test notices.")
    parser.add_argument("names", nargs="*", default=[*TESTS], help="packages, or modules as in a/b")
    parser.add_argument("--sample", type=int, default=250, help="at most so many of a module")
    parser.add_argument("--seed", type=int, default=SEED, help="a new one draws others")
    given = parser.parse_args()
    every = {module: mutants_of(module) for module in modules_in(given.names)}
    tried = [mutant for one in every.values() for mutant in sampled(one, given.sample, given.seed)]
    folders = dict.fromkeys(name for one in given.names for name in TESTS[one.partition("/")[0]])
    hunt = Hunt(tried)
    tests = [str(ROOT / "tests" / name) for name in folders]
    pytest.main(["-q", "--tb=line", "-p", "no:cacheprovider", *tests], plugins=[hunt])
    print("\n".join(told({name: len(one) for name, one in every.items()}, tried, hunt.survivors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
