"""Modules that wait: a run that needs none loads none, and one that is used is the real one."""

import os
import subprocess
import sys

import pytest

from stalkplan.cli import later

NAMES = sorted(later.LATER)


def output_of(program: str) -> str:
    """Return what a program writes in a process of its own; it begins with the modules waiting."""
    begun = f"import sys; from stalkplan.cli import later; later.load_later(); {program}"
    unsized = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        (sys.executable, "-c", begun),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=unsized,
    )
    return done.stdout


@pytest.mark.parametrize(("typed", "loaded"), [("status", ["ipaddress"]), ("--help", ["shutil"])])
def test_what_a_run_loads_of_them(typed: str, loaded: list[str]) -> None:
    """pydantic takes classes of addresses, for whatever field may hold one; help asks its width."""
    program = (
        f"from stalkplan.cli.main import run; code = run([{typed!r}]);"
        f"print([n for n in {NAMES} if type(sys.modules[n]) is not later._Later], code)"
    )
    assert output_of(program).splitlines()[-1] == f"{loaded} 0"


def test_the_program_loads_none_before_they_wait() -> None:
    program = f"import sys, stalkplan.cli.main; print([n for n in {NAMES} if n in sys.modules])"
    done = subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_module_that_is_used_is_the_real_one(name: str) -> None:
    program = f"import importlib; module = importlib.import_module({name!r});"
    names = "print(sorted(set(vars(module)) - {'__builtins__', '__cached__'}))"
    real = (sys.executable, "-c", program + names)
    there = subprocess.run(real, capture_output=True, text=True, check=True, timeout=60).stdout
    assert output_of(program + names) != there
    assert output_of(f"{program} hasattr(module, 'nothing'); {names}") == there


def test_what_is_lent_loads_its_module_and_is_replaced_by_the_real_one() -> None:
    program = (
        "from importlib.metadata import entry_points as lent; import importlib.metadata as module;"
        "waits = type(module) is later._Later; found = lent(group='console_scripts');"
        "print(waits, type(module) is later._Later, lent is module.entry_points,"
        " found == module.entry_points(group='console_scripts'), bool(found))"
    )
    assert output_of(program) == "True False False True True\n"


def test_a_module_that_is_loaded_already_stays() -> None:
    program = (
        "import sys, subprocess; from stalkplan.cli import later; later.load_later();"
        "print(sys.modules['subprocess'] is subprocess, type(subprocess) is later._Later)"
    )
    done = subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "True False\n"


@pytest.mark.parametrize("typed", ["--help", "-h", "--version"])
def test_the_front_page_loads_no_command(typed: str) -> None:
    program = (
        f"from stalkplan.cli.main import load, run; code = run([{typed!r}]);"
        "loaded = [n for n in sys.modules if n.startswith('stalkplan.cli.commands.')];"
        f"load(()); print(loaded, code, run([{typed!r}]))"
    )
    *told, last = output_of(program).splitlines()
    assert last == "[] 0 0"
    assert told[: len(told) // 2] == told[len(told) // 2 :] != []
