"""Every call of the writing commands that touches the data folder, failed; each change, killed.

Whatever happens, a file is the old one or the new one in full, and "saved" is never said falsely.
A kill comes before the call: what is left after the call is what the next one is killed before.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from end_of_a_run import FAULTS_SHOWN
from tracing import (
    COMMANDS,
    EVERYTHING,
    LEFT,
    Call,
    Run,
    begun,
    forked,
    not_flushed,
    typed,
)

from conftest import Result

pytestmark = pytest.mark.system

Stalkplan = Callable[..., Result]

FAULTS = {"EIO": "error=EIO", "ENOSPC": "error=ENOSPC", "KILL": "signal=KILL"}
LOOKS = re.compile(r"read|stat|seek|dents|access|ioctl|fcntl|flock|getcwd|chdir")
"""Calls that change nothing in a folder, as `openat` of what is there. They may fail; but no full
disk fails them, and a kill before one leaves what a kill before the next change leaves."""

KILLED = -9
LOCK = ".stalkplan.lock"
UNSTEADY = {("undo", "read")}
"""Calls whose number among all of their name differs from run to run: git answers in pieces."""
AGAIN = "do not run the command again"


class Case(NamedTuple):
    """A command, and the texts of the folder before and after it."""

    command: str
    old: dict[str, str]
    new: dict[str, str]

    @property
    def can_be_repeated(self) -> bool:
        return self.command.startswith("init")

    def is_new(self, run: Run) -> bool:
        return _texts(run.data) == self.new


def _texts(folder: Path) -> dict[str, str]:
    """Return the texts of a folder by name, without what stalkplan keeps for itself."""
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != LOCK and not _is_temporary(path)
    }


def _is_temporary(path: Path) -> bool:
    return path.match(".stalkplan-*.tmp")


def _temporary(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if _is_temporary(path)]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "undo"])  # git comes between
def test_a_fork_does_to_the_folder_what_the_typed_command_does(
    command: str, tmp_path: Path
) -> None:
    """What is found out below, in forks, is true of the command."""
    person = typed(command, tmp_path / "typed")
    [fork] = forked(command, [["-e", EVERYTHING]], tmp_path / "forked")
    assert (person.code, fork.code) == (0, 0), person.err
    first, second = ([call.told(run.root) for call in run.touching] for run in (person, fork))
    assert first == second
    assert {"openat", "flock", "write", "fsync", "rename", "close"} <= {
        call.name for call in person.touching
    }
    assert person.touching[-1].says_saved
    assert _texts(person.data) == _texts(fork.data)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_at_each_call(
    command: str,
    fault: str,
    stalkplan: Stalkplan,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """Each run's log shows that it was this call that was hit; how many were is said at the end."""
    [clean] = forked(command, [["-e", EVERYTHING]], tmp_path / "clean")
    assert clean.code == 0, clean.err
    case = Case(command, begun(command), _texts(clean.data))
    calls = [call for call in clean.touching if (command, call.name) not in UNSTEADY]
    if fault != "EIO":
        calls = [call for call in calls if _changes(call)]
    runs = forked(command, [_options(call, fault) for call in calls], tmp_path / "hit")
    found, seen, hits = [], set(), 0
    for call, run in zip(calls, runs, strict=True):
        missed = [*_not_hit(run, call.told(clean.root), call, fault)]
        hits += not missed
        wrong = [*missed, *_spoilt(run, case)]
        judge = _wrong_after_kill if fault == "KILL" else _wrong_after_error
        wrong += judge(run, call, case)
        if (state := _state(run.data)) not in seen:
            seen.add(state)
            wrong += _wrong_next_time(run, case, stalkplan)
        place = f"{call.told(clean.root)}, call {call.ordinal}"
        said = run.err.strip().replace(str(run.root), "~")
        found += [f"{place}: {what} {said!r}" for what in wrong]
    record_property(FAULTS_SHOWN, hits)
    assert not found, "\n".join(["", *found])


def _changes(call: Call) -> bool:
    """Whether a call may change something in a folder."""
    if call.name.startswith("open"):
        return "O_CREAT" in call.given or "O_TMPFILE" in call.given
    return not LOOKS.search(call.name)


def _options(call: Call, fault: str) -> list[str]:
    return [
        *("-e", f"trace={call.name},fsync,/^rename"),
        *("-e", f"inject={call.name}:{FAULTS[fault]}:when={call.ordinal}"),
    ]


def _not_hit(run: Run, told: str, call: Call, fault: str) -> Iterator[str]:
    """Say if the log does not show that this call was hit, and no other."""
    same = [hit for hit in run.calls if (hit.name, hit.ordinal) == (call.name, call.ordinal)]
    if [hit.told(run.root) for hit in same] != [told]:
        yield f"it was not hit: {same}"
    elif fault == "KILL" and (run.calls[-1] != same[0] or same[0].result != "?"):
        yield f"it was not killed there: {same}"
    elif fault != "KILL" and not re.search(rf"\b{fault}\b.*\(INJECTED\)$", same[0].result):
        yield f"it did not fail: {same}"


def _spoilt(run: Run, case: Case) -> Iterator[str]:
    """Say what is neither old nor new, and whether "saved" is said of what is not."""
    texts = _texts(run.data)
    for name in texts.keys() | case.old.keys():
        allowed = [files.get(name) for files in (case.old, case.new)]
        if texts.get(name) not in allowed:
            yield f"{name} is neither old nor new: {texts.get(name)!r}"
    if re.search("^saved ", run.out, re.MULTILINE):
        if not case.is_new(run):
            yield "saved is said, and the old file stands"
        for what in not_flushed(run.calls):
            yield f"saved is said, and not flushed was {what}"


def _wrong_after_kill(run: Run, call: Call, case: Case) -> Iterator[str]:
    """Say what a killed run may not leave."""
    del call, case
    if run.code != KILLED:
        yield f"exit {run.code}"
    if len(left := _temporary(run.data)) > 2:
        yield f"left {left}"


def _wrong_after_error(run: Run, call: Call, case: Case) -> Iterator[str]:
    """Say what a run that could not do one thing may not leave or say."""
    is_new, has_saved = case.is_new(run), "\nsaved " in f"\n{run.out}"
    if (run.code, has_saved) not in ((0, True), (2, False)):
        yield f"exit {run.code}" + (" and saved is said" if has_saved else "")
    if run.code == 0 and not is_new:
        yield "exit 0 and the old file"
    if run.code == 2 and not re.search("^stalkplan: ", run.err, re.MULTILINE):
        yield "no message"
    if re.search("this is a bug|Traceback|Errno", run.err):
        yield "a crash"
    if run.code == 2 and is_new and AGAIN not in run.err and not case.can_be_repeated:
        yield f"the change is in the file, and nothing says {AGAIN!r}"
    if not is_new and AGAIN in run.err:
        yield f"not all is there, and {AGAIN!r} is said"
    may_be_left = {LEFT} if call.name.startswith("unlink") or not is_new else set()
    if left := {*_temporary(run.data)} - may_be_left:
        yield f"left {left}"


def _state(folder: Path) -> frozenset[tuple[str, str]]:
    """Return what a folder holds, whatever the names of temporary files."""
    return frozenset(
        (
            re.sub(r"-\w{8}\.tmp$", "", str(path.relative_to(folder))),
            path.read_text(encoding="utf-8") if path.is_file() else "",
        )
        for path in folder.rglob("*")
    )


def _wrong_next_time(run: Run, case: Case, stalkplan: Stalkplan) -> Iterator[str]:
    """Say what is not in order after the same once more; `init` can always be repeated."""
    if (was_new := case.is_new(run)) and not case.can_be_repeated:
        return
    again = stalkplan(*run.arguments)
    if again.code:
        yield f"the next run: exit {again.code} {again.err!r}"
    if not case.is_new(run):
        yield "the next run does not bring the new file"
    if not was_new and (left := _temporary(run.data)):
        yield f"the next run leaves {left}"
