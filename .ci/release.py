"""Build a release twice from the last commit, hold one against the other, and list what is in it.

    make release-check               # any commit: both builds are the same, bytes and all
    .ci/release.py --tag v0.1.0      # in the workflow: the tag, the version and CHANGELOG agree too

Fetches nothing. Writes the wheel, the sdist, a bill of materials (CycloneDX) and their checksums
into `dist/`. Exit 1: a build differs from the other, or the tag from the files.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUILDS: dict[str, dict[str, str]] = {
    "first": {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"},
    "a second, elsewhere": {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "2", "LC_ALL": "C"},
}
"""Where each build is made, and what is different around it: none of it may show."""


def git(*arguments: str) -> bytes:
    """Return what git says here. Raises CalledProcessError."""
    return subprocess.run(("git", *arguments), cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def build(folder: Path, around: dict[str, str], moment: str) -> dict[str, bytes]:
    """Build the commit in a folder of its own; return the files by name."""
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=BytesIO(git("archive", "--format=tar", "HEAD"))) as archive:
        archive.extractall(folder, filter="data")
    subprocess.run(
        (sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel"),
        cwd=folder,
        env=os.environ | around | {"SOURCE_DATE_EPOCH": moment, "HATCH_QUIET": "1"},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return {path.name: path.read_bytes() for path in sorted((folder / "dist").iterdir())}


def differences(first: dict[str, bytes], second: dict[str, bytes]) -> Iterator[str]:
    """Yield a line for each file that is not the same in both builds."""
    for name in sorted(first.keys() | second.keys()):
        if first.get(name) != second.get(name):
            yield f"{name} is not the same in both builds"


def misnamed(tag: str, version: str, changes: str) -> Iterator[str]:
    """Yield what is wrong with a tag: it names the version, and its changes have a date."""
    if tag != f"v{version}":
        yield f"the tag is {tag} and pyproject.toml says {version}; tag v{version}"
    heading = next(re.finditer(r"^## (.*)$", changes, re.MULTILINE), None)
    if heading is None or not re.fullmatch(rf"{re.escape(version)}, \d{{4}}-\d\d-\d\d", heading[1]):
        found = heading[1] if heading else "no heading"
        yield f"CHANGELOG.md begins with '{found}'; write '## {version}, ' and the day"


def bill_of_materials(moment: str) -> bytes:
    """Return what a locked install brings with it, as CycloneDX 1.6."""
    command = (
        sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.txt",
        "--pyproject", "pyproject.toml", "--output-reproducible", "--short-PURLs", "--validate",
    )  # fmt: skip
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": moment, "PYTHONWARNINGS": "ignore"},
        check=True,
        stdout=subprocess.PIPE,
    ).stdout


def release(tag: str | None) -> list[str]:
    """Build twice and write `dist/`; return what is wrong, nothing of it written then."""
    project: dict[str, Any] = tomllib.loads(git("show", "HEAD:pyproject.toml").decode())["project"]
    moment = git("show", "--no-patch", "--format=%ct", "HEAD").decode().strip()
    with TemporaryDirectory() as top:
        first, second = (build(Path(top, name), how, moment) for name, how in BUILDS.items())
    wrong = [*differences(first, second)]
    if tag is not None:
        changes = git("show", "HEAD:CHANGELOG.md").decode()
        wrong += misnamed(tag, project["version"], changes)
    if not wrong:
        first[f"stalkplan-{project['version']}.cdx.json"] = bill_of_materials(moment)
        sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in first.items())
        first["SHA256SUMS"] = "".join(sums).encode()
        (ROOT / "dist").mkdir(exist_ok=True)
        for name, data in first.items():
            (ROOT / "dist" / name).write_bytes(data)
            print(f"dist/{name}: {len(data):,} bytes")
    return wrong


def main() -> int:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description="Build a release twice from the last commit.")
    parser.add_argument("--tag", help="hold this tag against the version and CHANGELOG.md")
    wrong = release(parser.parse_args().tag)
    print(*wrong or ["both builds are the same"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
