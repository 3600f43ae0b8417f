"""Saving: links, modes, what others write meanwhile; nobody's change is lost."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest
from plain_yaml import plain
from small_plan import PLAN, PUBLICATION
from terminal_in_memory import BIN, begin, environment

from conftest import Result
from stalkplan.errors import SaveError
from stalkplan.record import saving

Stalkplan = Callable[..., Result]

ASKED = f"{PUBLICATION}    requirements: [{{ref: 12.2}}]\n"
OTHERS = f"{PLAN}            note: Somebody else was here.\n"
UPDATE = ["update", "12.2a", "--note", "Ours.", "--as-of", "2026-11-24", "--data"]
OURS = "          - date: 2026-11-24\n            note: Ours.\n"
LEFT, LEFT_TOO = ".stalkplan-left.tmp", ".stalkplan-x1_b2c3d.tmp"
CHANGED = "was changed meanwhile, and is left as it is; try again"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder without anything but its two files."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "recommendations.yaml").write_text(ASKED, encoding="utf-8")
    (folder / "responses.yaml").write_text(PLAN, encoding="utf-8")
    return folder


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _process(program: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )


def _ended(process: subprocess.Popen[str]) -> Result:
    out, err = process.communicate(timeout=120)
    return Result(process.returncode, out, err)


MANY = """
import os, sys
from stalkplan.cli.main import run
name, *arguments = sys.argv[1:]
sys.stdout = open(os.devnull, "w")
for number in range(20):
    if code := run([*arguments, "--note", f"{name} {number}"]):
        sys.exit(code)
"""


def test_four_that_write_at_once_lose_nothing(stalkplan: Stalkplan, data: Path) -> None:
    """Each of 80 updates is in the file once, those of one process in their order."""
    (data / "responses.yaml").write_text(f"{PLAN}            status: blocked\n", encoding="utf-8")
    typed = ["update", "12.2a", "--as-of", "2026-11-24", "--data", str(data)]
    (data / "responses.yaml").write_text(f"{PLAN}            status: in-progress\n", "utf-8")
    names = "abcd"
    for process in [_process(MANY, name, *typed) for name in names]:
        result = _ended(process)
        assert result.code == 0, result.err
    lines = _text(data / "responses.yaml").splitlines()
    notes = [line.split("note: ")[1] for line in lines if "note: " in line]
    assert len(notes) == 80
    for name in names:
        assert [note for note in notes if note[0] == name] == [f"{name} {n}" for n in range(20)]
    assert stalkplan("check", "--data", data, "--as-of", "2026-11-24").code == 0


CORRECT = """
import os, sys
from stalkplan.cli.main import run
command, *arguments = sys.argv[1:]
sys.stdout = open(os.devnull, "w")
for number in range(1, 11):
    day = f"2026-10-{number:02}"
    typed = {
        "update": ["update", "12.2a", "--note", f"Jane {number}", "--date", day],
        "accept": ["update", "12.2", "--acceptance", "accepted", "--date", day],
        "retract": ["update", "12.2b", "--retracts", day],
        "redact": ["redact", "12.2b", "--date", day],
        "add": ["add", "12.2", "--summary", f"x {number}"],
    }[command]
    if code := run([*typed, *arguments]):
        sys.exit(code)
"""


def test_corrections_that_are_made_at_once_lose_nothing(stalkplan: Stalkplan, data: Path) -> None:
    days = [f"2026-10-{number:02}" for number in range(1, 11)]
    slips = [f"          - date: {day}\n            note: Jane\n" for day in days]
    other = "      - id: 12.2b\n        updates:\n"
    text = f"{PLAN}            status: blocked\n{other}{''.join(slips)}"
    (data / "responses.yaml").write_text(text, encoding="utf-8")
    where = ("--as-of", "2026-11-24", "--data", str(data))
    commands = ("update", "accept", "retract", "redact", "add")
    for process in [_process(CORRECT, command, *where) for command in commands]:
        result = _ended(process)
        assert result.code == 0, result.err
    (answer,) = plain(_text(data / "responses.yaml"))["responses"]
    first, second, *others = answer["actions"]
    assert [u.get("note") for u in first["updates"]] == [None, *(f"Jane {n}" for n in range(1, 11))]
    assert [u["date"] for u in answer["updates"]] == days
    assert [u["note"] for u in second["updates"][:10]] == ["[redacted]"] * 10
    assert [u["retracts"] for u in second["updates"][10:]] == days
    assert [action["summary"] for action in others] == [f"x {n}" for n in range(1, 11)]
    assert stalkplan("check", "--data", data, "--as-of", "2026-11-24").code == 0


MEANWHILE = """
import sys
import tempfile
from pathlib import Path
from stalkplan.cli.main import main
event, part, file, text, *arguments = sys.argv[1:]
written = []
def meanwhile(name, given):
    if name == event and part in str(given[0]) and not written:
        written.append(True)
        Path(file).write_text(text, encoding="utf-8") if text else Path(file).unlink()
sys.addaudithook(meanwhile)
sys.argv = ["stalkplan", *arguments]
main()
"""
"""Another writes, without our lock, at the moment at which Python tells of an event."""
BEFORE_THE_LOCK = ("open", ".stalkplan.lock")
BEFORE_THE_FILE_IS_REPLACED = ("tempfile.mkstemp", ".stalkplan-")
HALF = PLAN[: PLAN.index("actions") + 3]


def test_what_others_wrote_before_the_lock_stays(data: Path) -> None:
    """The file is read again: both changes are in it."""
    plan = data / "responses.yaml"
    result = _ended(_process(MEANWHILE, *BEFORE_THE_LOCK, plan, OTHERS, *UPDATE, data))
    assert result.code == 0, result.err
    assert _text(plan) == f"{OTHERS}{OURS}"


GONE = "is not changed: no such file or directory"


@pytest.mark.parametrize(
    ("moment", "text", "told"),
    [
        (BEFORE_THE_LOCK, HALF, "nothing to judge: no plan can be read"),
        (BEFORE_THE_LOCK, PLAN.replace("12.2a", "12.2x"), "no requirement or action '12.2a'"),
        (BEFORE_THE_LOCK, "", GONE),
        (BEFORE_THE_FILE_IS_REPLACED, OTHERS, CHANGED),
        (BEFORE_THE_FILE_IS_REPLACED, HALF, CHANGED),
        (BEFORE_THE_FILE_IS_REPLACED, "", GONE),
    ],
    ids=["half, before", "renamed", "gone, before", "changed, last", "half, last", "gone, last"],
)
def test_what_others_made_of_it_is_left(
    moment: tuple[str, str], text: str, told: str, data: Path
) -> None:
    """It is read again under the lock, and compared once more when the new file is ready."""
    plan = data / "responses.yaml"
    result = _ended(_process(MEANWHILE, *moment, plan, text, *UPDATE, data))
    assert (result.code, "saved" in result.out) == (2, False)
    assert told in result.err.splitlines()[-1]
    assert (_text(plan) if plan.exists() else "") == text
    assert _names(data) <= {"recommendations.yaml", "responses.yaml"}


@contextmanager
def _asked_to_save(data: Path) -> Iterator["pexpect.spawn[str]"]:
    """Have somebody at a terminal who looks at the change and has not answered yet."""
    typed = ["update", "12.2a", "--as-of", "2026-11-24", "--data", str(data)]
    program = str(BIN / "stalkplan")
    child = begin(program, typed, Path.cwd(), environment(), timeout=30, encoding="utf-8")
    for question in ("Status", "Note", "Date", "Evidence", "New promise"):
        child.expect(question + r".*?\]: ")
        child.sendline("Ours." if question == "Note" else "")
    child.expect_exact("Save? [Y/n] ")
    try:
        yield child
    finally:
        child.close(force=True)


def _answered(child: "pexpect.spawn[str]") -> tuple[int | None, str]:
    child.sendline("y")
    child.expect(pexpect.EOF)
    said = child.before or ""
    child.close()
    return child.exitstatus, " ".join(said.split())


def test_what_is_changed_while_somebody_looks_stays(stalkplan: Stalkplan, data: Path) -> None:
    """Another stalkplan need not wait for the answer; what was looked at is not saved then."""
    plan = data / "responses.yaml"
    with _asked_to_save(data) as child:
        assert stalkplan("update", "12.2a", "--note", "Theirs.", "--data", data).code == 0
        theirs = _text(plan)
        code, said = _answered(child)
    assert (code, "saved data" in said) == (2, False)
    assert said.endswith(f"stalkplan: {plan} {CHANGED}")
    assert _text(plan) == theirs
    assert "Theirs." in theirs


def test_only_what_was_read_is_replaced(data: Path) -> None:
    plan = data / "responses.yaml"
    plan.write_text(OTHERS, encoding="utf-8")
    with pytest.raises(SaveError, match=CHANGED):
        saving.replace(plan, PLAN.encode(), b"new")
    assert _text(plan) == OTHERS
    assert _names(data) == {"recommendations.yaml", "responses.yaml"}


HOLDER = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(100)
"""


def test_a_lock_that_is_held_too_long(
    stalkplan: Stalkplan, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said so, and the file is as it was; a killed process holds no lock."""
    monkeypatch.setattr(saving, "_PATIENCE", 0.2)
    plan = data / "responses.yaml"
    holder = _process(HOLDER, data / saving.LOCK_NAME)
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        result = stalkplan(*UPDATE, data)
        told = f"stalkplan: {plan} is being written by another stalkplan; try again\n"
        assert (result.code, result.out, result.err) == (2, "", told)
        assert _text(plan) == PLAN
    finally:
        holder.kill()
        holder.communicate()
    assert stalkplan(*UPDATE, data).code == 0
    assert _text(plan) == f"{PLAN}{OURS}"


def test_a_lock_lets_in_one_at_a_time_and_does_not_stay(tmp_path: Path) -> None:
    """Who waits holds a file that is gone when the turn comes, and must not take it for a lock."""
    inside: list[int] = []
    most: list[int] = []

    def write(number: int) -> None:
        for _ in range(5):
            with saving.locked(tmp_path / "x"):
                inside.append(number)
                most.append(len(inside))
                os.sched_yield()
                inside.remove(number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert most == [1] * 20
    assert _names(tmp_path) == set()


@pytest.mark.parametrize(
    "links",
    [
        {"data/responses.yaml": "../real/kent.yaml"},
        {"data/responses.yaml": "between.yaml", "data/between.yaml": "{}/real/kent.yaml"},
        {"data/responses.yaml": "../between/to.yaml", "between/to.yaml": "../real/kent.yaml"},
    ],
    ids=["one", "two", "by another folder"],
)
def test_a_link_stays_a_link(
    links: dict[str, str], stalkplan: Stalkplan, data: Path, tmp_path: Path
) -> None:
    """What it points to is changed, there; what a killed run left there goes too."""
    (tmp_path / "between").mkdir()
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "kent.yaml"
    (data / "responses.yaml").rename(real)
    (real.parent / LEFT).touch()
    targets = {tmp_path / link: Path(target.format(tmp_path)) for link, target in links.items()}
    for link, target in targets.items():
        link.symlink_to(target)
    result = stalkplan(*UPDATE, data)
    assert result.code == 0, result.err
    assert {link: link.readlink() for link in targets} == targets
    assert _text(real) == f"{PLAN}{OURS}"
    assert _names(real.parent) == {real.name}
    assert saving.LOCK_NAME not in _names(data)


def test_two_links_to_one_file_have_one_lock(stalkplan: Stalkplan, data: Path) -> None:
    """Two folders whose plans are one file are written one after the other."""
    other = data.with_name("other")
    other.mkdir()
    (other / "recommendations.yaml").write_text(ASKED, encoding="utf-8")
    (other / "responses.yaml").symlink_to(data / "responses.yaml")
    with saving.locked(data / "responses.yaml"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(saving, "_PATIENCE", 0.2)
        result = stalkplan(*UPDATE, other)
    assert (result.code, "try again" in result.err) == (2, True)
    assert stalkplan(*UPDATE, other).code == 0
    assert _text(data / "responses.yaml") == f"{PLAN}{OURS}"


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000], ids=oct)
@pytest.mark.parametrize("mode", [0o640, 0o664, 0o600, 0o755], ids=oct)
def test_the_mode_stays(mode: int, mask: int, stalkplan: Stalkplan, data: Path) -> None:
    """Whoever could read the plan can still, and nobody else."""
    plan = data / "responses.yaml"
    plan.chmod(mode)
    with _umask(mask):
        assert stalkplan(*UPDATE, data).code == 0
    assert plan.stat().st_mode & 0o7777 == mode


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002], ids=oct)
def test_a_new_file_has_the_mode_of_any_other(
    mask: int, stalkplan: Stalkplan, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    with _umask(mask):
        assert stalkplan("init", folder, "--org", "kent").code == 0
        (folder / "other").touch()
    modes = {path.name: path.stat().st_mode for path in folder.rglob("*") if path.is_file()}
    assert len(modes) == 6
    assert {*modes.values()} == {modes["other"]}


def test_only_what_a_killed_run_left_is_cleaned(stalkplan: Stalkplan, data: Path) -> None:
    """Other names are not ours, nor are folders; there need be no .gitignore, and none is made."""
    (data / LEFT).write_text("organis", encoding="utf-8")
    (data / LEFT_TOO).touch()
    (data / ".stalkplan-folder.tmp").mkdir()
    for name in ("notes.tmp", ".stalkplan-notes.txt", "stalkplan-a.tmp", ".stalkplan.tmp"):
        (data / name).touch()
    theirs = _names(data) - {LEFT, LEFT_TOO}
    assert stalkplan(*UPDATE, data).code == 0
    assert _names(data) == theirs


@pytest.mark.parametrize("there", ["a file", "a folder", "a link to nothing"])
def test_create_overwrites_nothing(there: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    if there == "a file":
        path.write_text("theirs", encoding="utf-8")
    elif there == "a folder":
        path.mkdir()
    else:
        path.symlink_to("nothing")
    before = path.lstat()
    with pytest.raises(SaveError, match=f"^{path} is there already and is left as it is$"):
        saving.create(path, b"ours")
    assert path.lstat() == before
    assert _names(tmp_path) == {"file"}


def test_a_plan_that_is_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """By somebody who does not ask for the lock, when `init` has looked what is there."""
    folder = tmp_path / "data"
    plan = folder / "responses.yaml"
    typed = ["init", str(folder), "--org", "kent"]
    moment = ("tempfile.mkstemp", f"data{os.sep}.stalkplan-")
    result = _ended(_process(MEANWHILE, *moment, plan, "theirs", *typed))
    assert (result.code, "saved" in result.out) == (2, False)
    assert result.err == f"stalkplan: {plan} is there already and is left as it is\n"
    assert _text(plan) == "theirs"
    assert not [*folder.rglob("*.tmp")]


@pytest.mark.parametrize(
    ("folder", "told"),
    [("file/data", "schemas is not made: not a directory"), ("x" * 300, "file name too long")],
    ids=["below a file", "a long name"],
)
def test_a_folder_that_cannot_be_made(
    folder: str, told: str, stalkplan: Stalkplan, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    result = stalkplan("init", tmp_path / folder, "--org", "kent")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(f"{told}\n")
    assert result.err.startswith("stalkplan: ")
    assert _names(tmp_path) == {"file"}


TEAM = 65533


@contextmanager
def _colleague() -> Iterator[None]:
    """Act as another user of the team, if we are the one who may."""
    with _umask(0o022):
        if os.geteuid() != 0:
            yield
            return
        groups = os.getgroups()
        os.setgroups([TEAM])
        os.setresgid(65534, 65534, 0)
        os.setresuid(65534, 65534, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)
            os.setresgid(0, 0, 0)
            os.setgroups(groups)


@pytest.fixture
def shared_data() -> Iterator[Path]:
    """A data folder in which others may write, where every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir()
        folder.parent.chmod(0o755)
        (folder / "recommendations.yaml").write_text(ASKED, encoding="utf-8")
        (folder / "responses.yaml").write_text(PLAN, encoding="utf-8")
        yield folder


@pytest.mark.skipif(os.geteuid() != 0, reason="there is no second user")
@pytest.mark.parametrize("mode", [0o777, 0o775, 0o2775], ids=oct)
def test_who_may_write_in_the_folder_may_lock_it_after_another(
    mode: int, stalkplan: Stalkplan, shared_data: Path
) -> None:
    os.chown(shared_data, -1, TEAM)
    shared_data.chmod(mode)
    with _umask(0o022):
        assert stalkplan(*UPDATE, shared_data).code == 0
    with _colleague():
        assert stalkplan(*UPDATE, shared_data, "--status", "blocked").code == 0
    with _umask(0o022):
        assert stalkplan(*UPDATE, shared_data, "--status", "complete").code == 0
    assert _text(shared_data / "responses.yaml").count("note: Ours.") == 3


def test_a_lock_that_another_keeps_for_himself_is_named(
    stalkplan: Stalkplan, shared_data: Path
) -> None:
    """One of an earlier version: whoever made it was the only one who could lock."""
    stalkplan(*UPDATE, shared_data, "--dry-run")  # all is imported that the other may not read
    lock = shared_data / saving.LOCK_NAME
    lock.touch()
    lock.chmod(0o444)
    shared_data.chmod(0o777)
    with _colleague():
        result = stalkplan(*UPDATE, shared_data)
    told = f"the lock {lock} belongs to another user; delete it when nobody is recording"
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(f"responses.yaml is not changed: {told}\n")
    lock.unlink()
    with _colleague():
        assert stalkplan(*UPDATE, shared_data).code == 0


@pytest.mark.parametrize("mode", [0o555, 0o500], ids=oct)
def test_a_folder_in_which_nobody_may_write_is_named(
    mode: int, stalkplan: Stalkplan, shared_data: Path
) -> None:
    """Whoever may write all the same, as root may, saves; nobody meets a bug."""
    stalkplan(*UPDATE, shared_data, "--dry-run")  # all is imported that the other may not read
    shared_data.chmod(mode | 0o055)
    with _colleague():
        result = stalkplan(*UPDATE, shared_data)
    assert (result.code, result.out) == (2, "")
    assert "responses.yaml is not changed: " in result.err
    shared_data.chmod(mode)
    if os.geteuid() == 0:
        assert stalkplan(*UPDATE, shared_data).code == 0
