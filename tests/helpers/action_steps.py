"""The `run:` steps of `action.yml`, executed by bash as a runner of GitHub Actions does it."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from conftest import ROOT

ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[Mapping[str, Any]] = ACTION["runs"]["steps"]
INSTALL, RUN = STEPS
_INPUT = re.compile(r"\$\{\{ inputs\.([a-z]+) \}\}")


def environment(step: Mapping[str, Any], inputs: Mapping[str, str]) -> dict[str, str]:
    """Return what a step adds to the environment: each value is an input, or its default."""
    added: dict[str, str] = {}
    for name, expression in step.get("env", {}).items():
        asked = _INPUT.fullmatch(expression)
        assert asked, expression
        added[name] = inputs.get(asked[1], ACTION["inputs"][asked[1]]["default"])
    return added


def run_step(
    step: Mapping[str, Any], folder: Path, temp: Path, *, action: Path = ROOT, **inputs: str
) -> subprocess.CompletedProcess[str]:
    """Return what a step says in a checkout, and its exit code; the summary is in `temp`."""
    script = temp / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    assert step["shell"] == "bash"
    runner = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(action),
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        "GITHUB_WORKSPACE": str(folder),
        "RUNNER_TEMP": str(temp),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env={**os.environ, **runner, **environment(step, inputs)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
