"""A release is what the tag says, the same from two builds, and listed in full."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.append(str(ROOT / ".ci"))

import release

DATED = "# Changes\n\n## 0.1.0, 2026-11-29\n\n- It begins.\n"


@pytest.mark.parametrize(
    ("tag", "changes", "expected"),
    [
        ("v0.1.0", DATED, []),
        ("0.1.0", DATED, ["the tag is 0.1.0 and pyproject.toml says 0.1.0; tag v0.1.0"]),
        ("v0.2.0", DATED, ["the tag is v0.2.0 and pyproject.toml says 0.1.0; tag v0.1.0"]),
        (
            "v0.1.0",
            DATED.replace("2026-11-29", "not released"),
            ["CHANGELOG.md begins with '0.1.0, not released'; write '## 0.1.0, ' and the day"],
        ),
        ("v0.1.0", "", ["CHANGELOG.md begins with 'no heading'; write '## 0.1.0, ' and the day"]),
    ],
)
def test_a_tag_that_the_files_do_not_bear_out(tag: str, changes: str, expected: list[str]) -> None:
    assert [*release.misnamed(tag, "0.1.0", changes)] == expected


def test_a_difference_between_builds_is_named() -> None:
    first = {"a.whl": b"1", "a.tar.gz": b"2", "only.here": b""}
    second = {"a.whl": b"1", "a.tar.gz": b"3"}
    assert [*release.differences(first, second)] == [
        "a.tar.gz is not the same in both builds",
        "only.here is not the same in both builds",
    ]


def test_two_builds_of_a_commit_are_the_same_and_their_parts_are_listed(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(("git", "clone", "--quiet", str(ROOT), str(clone)), check=True)
    shutil.copy(ROOT / ".ci" / "release.py", clone / ".ci" / "release.py")
    done = subprocess.run(
        (sys.executable, str(clone / ".ci" / "release.py")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("both builds are the same\n")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    written = {path.name: path.read_bytes() for path in (clone / "dist").iterdir()}
    sums = written.pop("SHA256SUMS").decode().splitlines()
    assert sums == [
        f"{hashlib.sha256(written[name]).hexdigest()}  {name}"
        for name in (
            f"stalkplan-{version}-py3-none-any.whl",
            f"stalkplan-{version}.tar.gz",
            f"stalkplan-{version}.cdx.json",
        )
    ]
    bill = json.loads(written[f"stalkplan-{version}.cdx.json"])
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    locked = re.findall(
        r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    assert {(each["name"], each["version"]) for each in bill["components"]} == {*locked}
