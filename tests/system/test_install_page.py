"""Every line of docs/install.md that this machine can run, each block in an environment of its own.

After each the program goes from `init` to `publish`. The lines for Windows are only read.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from conftest import ROOT

pytestmark = pytest.mark.system

PAGE = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WINDOWS = re.findall(r"^```bat\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "wheelhouse", ".*_cache", ".hypothesis")

JOURNEY = """\
mkdir work && cd work && git init -q
stalkplan init data --org kent
stalkplan respond 7.1 --position 'We do.' --as-of 2024-11-20
stalkplan add 7.1 --summary 'Add a flag.' --promise 2025-03 --as-of 2024-11-20
stalkplan update 7.1a --status complete --date 2025-03-20 --evidence https://example.org/flag
stalkplan check
git add data && git commit -qm plan
stalkplan check --against HEAD
stalkplan overdue --since 2025-06-30 --as-of 2025-07-31 >/dev/null
stalkplan publish public --as-of 2025-07-31
"""


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with pipx and uv, which the page takes as given."""
    folder = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "pipx", "uv"]
    subprocess.run(pip, check=True, capture_output=True)
    (folder / "bin").mkdir()
    for name in ("pipx", "uv"):
        (folder / "bin" / name).symlink_to(folder / "venv" / "bin" / name)
    return folder / "bin"


@pytest.fixture
def empty(tmp_path: Path, tools: Path) -> dict[str, str]:
    """Return an environment with Python alone: a new home, and nothing else that is installed."""
    home = tmp_path / "home"
    home.mkdir()
    bins = (home / ".local" / "bin", home / "stalkplan" / "bin", home / "clone" / ".venv" / "bin")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL", "XDG"))}
    python = Path(sys.base_prefix) / "bin"
    path = os.pathsep.join(map(str, (*bins, tools, python, "/usr/local/bin", "/usr/bin", "/bin")))
    person = {
        f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    shutil.copytree(ROOT, home / "clone", ignore=LEFT_OUT)
    return {**kept, **person, "HOME": str(home), "PATH": path}


def _run(script: str, folder: Path, environment: dict[str, str]) -> str:
    result = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[-1])
def test_each_block_installs_what_goes_from_init_to_publish(
    block: str, empty: dict[str, str]
) -> None:
    clone = Path(empty["HOME"]) / "clone"
    start = monotonic()
    _run(block, clone, empty)
    if "uninstall" in block:
        assert shutil.which("stalkplan", path=empty["PATH"]) is None
        return
    said = _run(JOURNEY, clone.parent, empty)
    print(f"{monotonic() - start:.0f} s")  # noqa: T201  for who measures
    has_extras = "office" in block or "extras" in block
    assert ("published without plan.xlsx" in said) == (not has_extras)
    work = clone.parent / "work"
    assert (work / "public" / "plan.xlsx").exists() == has_extras
    if not has_extras:
        _type_what_it_says(work, empty)


def _type_what_it_says(work: Path, environment: dict[str, str]) -> None:
    """Type the line that the program says where a package is missing, and ask again."""
    said = _run("stalkplan status --output plan.xlsx 2>&1 || true", work, environment)
    found = re.search("^here: (.*)$", said, re.MULTILINE)
    assert found, said
    _run(f"{found[1]} && stalkplan status --output plan.xlsx", work, environment)


def test_windows_has_the_lines_of_the_others() -> None:
    """What is installed there is what is installed here; the shell alone differs."""
    others = [block for block in BLOCKS if "~/" in block]
    said = {re.sub(r".*(?:bin|Scripts).(?=pip|stalkplan)", "", line)
            for block in WINDOWS for line in block.splitlines()}  # fmt: skip
    here = {re.sub(r".*bin.(?=pip|stalkplan)", "", line)
            for block in others for line in block.splitlines()}  # fmt: skip
    assert {line for line in said if line.startswith("pip ")} <= here
    assert len(WINDOWS) == 3
