"""What a run of the tests says at its end, and when it fails though every test passed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from end_of_a_run import CORPUS, FAULTS_SHOWN

from conftest import ROOT

TOLD = """
def test_{name}(record_property):
    record_property({property!r}, {faults})
"""
NOTHING = "\ndef test_nothing():\n    pass\n"
SKIP = "\ndef test_skipped():\n    pytest.skip('no strace')\n"
ONE, MANY = (
    TOLD.format(name=name, property=FAULTS_SHOWN, faults=faults)
    for name, faults in (("one", 1), ("many", 1233))
)
WORTH = TOLD.format(name="worth", property=CORPUS, faults="'5 of 6 facts right'")
NONE = "0 faults injected, which is a failure here"
FOUND = "1,234 faults injected, the log of each run shows its own"

RUNS = {
    # the tests, and what pytest gets: the exit code, and a line that is shown
    (ONE + MANY, "-m system"): (0, FOUND),
    (ONE + MANY, "-m system -n 2"): (0, FOUND),
    (NOTHING, "-m system"): (1, NONE),
    (NOTHING, "-m system -n 2"): (1, NONE),
    (TOLD.format(name="none", property=FAULTS_SHOWN, faults=0), "-m system"): (1, NONE),
    (NOTHING, "-m system test_it.py"): (0, "1 passed"),
    (NOTHING, "-m system -k nothing"): (0, "1 passed"),
    (NOTHING, ""): (0, "1 passed"),
    (WORTH, "-n 2"): (0, "5 of 6 facts right"),
    (SKIP + ONE, "-n 2"): (1, "a skip is a failure here: test_it.py::test_skipped"),
}


@pytest.mark.parametrize(("tests", "options"), RUNS)
def test_what_a_run_says_at_its_end(tests: str, options: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "helpers" / "end_of_a_run.py", tmp_path / "conftest.py")
    head = "import pytest\n\npytestmark = pytest.mark.system\n"
    (tmp_path / "test_it.py").write_text(head + tests, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\ntestpaths = .\nmarkers = system: as ours\n", encoding="utf-8"
    )
    plugins = ["-p", "no:cacheprovider", *(["-p", "xdist"] if "-n" in options else [])]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *options.split()],
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    code, told = RUNS[tests, options]
    assert (result.returncode, told in result.stdout) == (code, True), result.stdout
