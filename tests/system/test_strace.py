"""What the reading commands do to the machine, as the kernel saw it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import DATA

pytestmark = pytest.mark.system

COMMANDS = [
    ["status", "--as-of", "2026-11-23"],
    ["overdue", "--as-of", "2026-11-23"],
    ["show", "12.2", "--format", "json"],
    ["check", "--format", "github"],
]
WRITES = re.compile(
    r"O_WRONLY|O_RDWR|O_CREAT|\b(?:unlink|rename|mkdir|rmdir|link|symlink|chmod|truncate)\w*\("
)


def _calls(arguments: list[str], tmp_path: Path) -> list[str]:
    """Return the system calls of a command that touch files or the network."""
    log = tmp_path / "log"
    program = Path(sys.executable).parent / "stalkplan"
    trace = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=%file,%network,%process"]
    command = [*trace, str(program), *arguments, "--data", str(DATA)]
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert result.returncode in (0, 1), result.stderr
    return log.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_reading_writes_nothing_and_asks_nobody(arguments: list[str], tmp_path: Path) -> None:
    """No file is written or made, no socket opened, no other program started."""
    calls = _calls(arguments, tmp_path)
    assert any("responses.yaml" in call for call in calls), "the log shows the plan being read"
    assert not [call for call in calls if "socket(" in call or "connect(" in call]
    assert len([call for call in calls if "execve(" in call]) == 1
    written = [call for call in calls if WRITES.search(call)]
    assert [call for call in written if "/dev/null" not in call] == []
