"""What is installed: the wheel carries the plan, and the lock files carry hashes and no address."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from conftest import DATA, ROOT

LOCKS = ["requirements.txt", "requirements-office.txt", "requirements-dev.txt"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_the_data(installed: Path) -> None:
    for name in ("recommendations.yaml", "responses.yaml"):
        assert (installed / "stalkplan" / "data" / name).read_bytes() == (DATA / name).read_bytes()
    assert (installed / "stalkplan" / "py.typed").exists()


@pytest.mark.parametrize(("command", "code", "lines"), [("status", 0, 19), ("overdue", 2, 0)])
def test_the_installed_package_in_an_empty_folder(
    command: str, code: int, lines: int, installed: Path, tmp_path: Path
) -> None:
    program = (
        f"import sys, stalkplan; assert stalkplan.__file__.startswith({str(installed)!r});"
        f"from stalkplan.cli.main import run; sys.exit(run([{command!r}]))"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment = {**kept, "PYTHONPATH": str(installed)}
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, len(result.stdout.splitlines())) == (code, lines), result.stderr


def test_the_c_parser_is_in_use() -> None:
    """Without its wheel ruamel.yaml is pure Python, six times slower, and says nothing."""
    assert YAML(typ="safe").Parser.__module__ == "ruamel.yaml.clib._ruamel_yaml"


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][a-z0-9._-]*==\S+", text, re.MULTILINE)
    assert len(packages) > 10
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?:|--index|--find-links|@ file|-e ", text)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = [spec for specs in project["optional-dependencies"].values() for spec in specs]
    for lock, specs in ((LOCKS[0], []), (LOCKS[1], extra)):
        names = {re.split(r"[\[<>=;]", spec)[0] for spec in (*project["dependencies"], *specs)}
        assert {name.replace(".", "-") for name in names} <= _locked(lock).keys()


def test_the_lock_files_agree() -> None:
    """So that the extras change nothing that is installed, and the tests run what people run."""
    every = _locked(LOCKS[2])
    for lock in LOCKS[:2]:
        assert _locked(lock).items() <= every.items()


def _locked(lock: str) -> dict[str, str]:
    """Return what a lock file says of each package: the version and the hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    return {entry.split("==")[0]: entry for entry in entries}
