"""A plan that is written to by commands and by hands, in any order, is what a dictionary says."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from datetime import date, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from examples import how_many
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from plan_as_dictionary import HANDS, by_name, elsewhere, rewritten, said
from plan_edits import Record, writable_texts
from repositories import ALONE
from typer.main import get_command

from stalkplan.cli.help import app
from stalkplan.cli.main import load, run
from stalkplan.record.choices import Acceptance, Status
from stalkplan.record.register import build
from stalkplan.record.yaml import read
from stalkplan.verdict.items import assess
from stalkplan.verdict.same_text import REDACTED, letters

PUBLICATION = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 7
    addressed_to: [chief-constables]
    requirements: [{ref: 7.1}, {ref: 7.2}, {ref: 7.3}]
  - number: 28
    addressed_to: [chief-constables]
    deadlines: [{milestone: publish, due: 2024-11-22}, {milestone: report, due: 2025-03-27}]
"""
REFS = ("7.1", "7.2", "7.3", "28")
MILESTONES = {"28": ("publish", "report")}
START = date(2025, 6, 30)
PLAN = """\
# Our plan, by hand
organisation: {id: northshire, name: Northshire, answers_for: [chief-constables]}
responses:
  - ref: 7.1
    position: |
      We record.

      # no comment

    # Actions follow
    actions:
      - id: 7.1a
        updates:   # newest last
      - id: 7.1c
        owner: Registrar
  - ref: 28
    position:  # to do
"""
AS_READ = {
    "organisation": {
        "id": "northshire",
        "name": "Northshire",
        "answers_for": ["chief-constables"],
    },
    "responses": {
        "7.1": {
            "position": "We record.\n\n# no comment\n",
            "actions": {"7.1a": {}, "7.1c": {"owner": "Registrar"}},
        },
        "28": {},
    },
}

TEXTS = {"update": "--note", "add": "--summary", "respond": "--position"}
UNSAVED = {
    # what saves nothing, whatever text comes with it, or for what is put behind the text
    **dict.fromkeys(["update 7.9a", "update 7.1", "add 7.1a", "add 7.9", "respond 7.1"], ""),
    **dict(zip(("update 7.1a", "add 7.2", "respond 7.3"), "\x1b\x00\ufffe", strict=True)),
    "update 7.1a --dry-run": " x",
    "add 7.1 --dry-run": "",  # a note says something
}

load(())
COMMANDS = partial(get_command(app), standalone_mode=False)

typed = (
    writable_texts()
    .map(lambda text: text.replace("\r\n", "\n"))
    .filter(lambda text: text.strip() != "-")
)
"""Line feeds of Windows, and `-`, which reads from a pipe, have tests of their own."""
maybe_typed = st.none() | typed
notes = typed.map(lambda text: text if letters(text) else f"{text} x")
links = st.from_regex(r"https://example\.org/[\w?=&#:,{}\[\]-]{0,9}", fullmatch=True)
windows = st.none() | st.sampled_from(["2025", "2026-Q2", "2026-03", "2027-01-31"])
statuses = st.none() | st.sampled_from(Status).map(str)
acceptances = st.none() | st.sampled_from(Acceptance).map(str)


class Keeping(RuleBasedStateMachine):
    """Somebody types commands and edits the file; `plan` is what it has to say, by ref and id."""

    def __init__(self) -> None:
        super().__init__()
        self._above = TemporaryDirectory()
        self.repository = Path(self._above.name)
        self.git("init", "-q")
        self.file = Path(self._above.name) / "data" / "responses.yaml"
        self.file.parent.mkdir()
        self.file.with_name("recommendations.yaml").write_text(PUBLICATION, encoding="utf-8")
        self.file.write_text(PLAN, encoding="utf-8")
        self.day = START
        self.plan: Record = deepcopy(AS_READ)

    def teardown(self) -> None:
        self._above.cleanup()

    @property
    def responses(self) -> dict[str, Record]:
        held: dict[str, Record] = self.plan["responses"]
        return held

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=A. Person", "-c", "user.email=person@example.org")
        alone = {**os.environ, **ALONE}
        subprocess.run(["git", *who, *arguments], cwd=self.repository, env=alone, check=True)

    @rule(days=st.integers(1, 90))
    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(
        data=st.data(),
        given=st.fixed_dictionaries(
            {
                "status": statuses,
                "note": notes,
                "promise": windows,
                "wording": maybe_typed,
                "owner": maybe_typed,
                "verified-by": maybe_typed,
            }
        ),
        evidence=st.lists(links, max_size=2),
        ago=st.integers(0, 270),
    )
    def update(
        self, data: st.DataObject, given: dict[str, str | None], evidence: list[str], ago: int
    ) -> None:
        name, record = data.draw(st.sampled_from([*_updatable(self.plan)]))
        milestones = MILESTONES.get(name)
        milestone = data.draw(st.sampled_from(milestones)) if milestones else None
        day = str(self.day - timedelta(days=ago))
        verified_on = day if given["verified-by"] else None
        options = {**given, "date": day, "verified-on": verified_on, "milestone": milestone}
        promise = said({"by": given["promise"], "wording": given["wording"]})
        verified = said({"by": given["verified-by"], "on": verified_on})
        told: Record = {"date": day, "evidence": evidence, "promise": promise}
        told |= {"verified": verified, "milestone": milestone}
        told |= {key: given[key] for key in ("status", "note", "owner")}
        links = [("--evidence", link) for link in evidence]
        if self.is_new(record, said(told), "update", name, options, links):
            record.setdefault("updates", []).append(said(told))

    @rule(
        data=st.data(),
        ref=st.sampled_from(REFS),
        summary=typed,
        owner=maybe_typed,
        by=windows,
    )
    def add(
        self, data: st.DataObject, ref: str, summary: str, owner: str | None, by: str | None
    ) -> None:
        milestones = MILESTONES.get(ref)
        milestone = data.draw(st.sampled_from(milestones)) if milestones else None
        given = {"summary": summary, "owner": owner, "milestone": milestone}
        self.save("add", ref, {**given, "promise": by})
        response = self.responses.setdefault(ref, {"added": str(self.day)})
        actions = response.setdefault("actions", {})
        letter = chr(ord(max(actions, default=f"{ref}`")[-1]) + 1)
        promise = said({"by": by})
        actions[f"{ref}{letter}"] = said({"added": str(self.day), **given, "promise": promise})

    @precondition(lambda self: any(_standing(record) for _, record in _correctable(self.plan)))
    @rule(data=st.data(), note=maybe_typed)
    def retract(self, data: st.DataObject, note: str | None) -> None:
        """Take back all entries of a day."""
        records = [(name, r) for name, r in _correctable(self.plan) if _standing(r)]
        name, record = data.draw(st.sampled_from(records))
        day = data.draw(st.sampled_from([update["date"] for update in _standing(record)]))
        self.save("update", name, {"retracts": day, "note": note})
        record["updates"].append(said({"date": str(self.day), "retracts": day, "note": note}))

    @precondition(lambda self: self.responses)
    @rule(data=st.data(), acceptance=st.sampled_from(Acceptance).map(str), note=maybe_typed)
    def accept(self, data: st.DataObject, acceptance: str, note: str | None) -> None:
        """Say of an answer, whatever stands under it, what is accepted now."""
        ref = data.draw(st.sampled_from([*self.responses]))
        update = said({"date": str(self.day), "note": note, "acceptance": acceptance})
        options = {"acceptance": acceptance, "note": note}
        if self.is_new(self.responses[ref], update, "update", ref, options):
            self.responses[ref].setdefault("updates", []).append(update)

    @precondition(lambda self: any(_redactable(self.plan)))
    @rule(data=st.data())
    def redact(self, data: st.DataObject) -> None:
        """Take a text out of a record, or out of its updates of a day."""
        name, day, field, holders = data.draw(st.sampled_from([*_redactable(self.plan)]))
        old = self.file.read_bytes()
        options = ["--date", day] if day else []
        out, _ = self.said(COMMANDS, "redact", name, "--field", field, *options)
        assert out.endswith("nothing else changed\n"), out
        assert old != self.file.read_bytes()
        for holder in holders:
            holder[field] = REDACTED

    @rule(data=st.data(), what=st.sampled_from(["update", "retract", "accept", "add", "respond"]))
    def change_ones_mind(self, data: st.DataObject, what: str) -> None:
        """Commit, record something, and undo it: the bytes are those of before."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        old, line = self.file.read_bytes(), self._line(data, what)
        if not line:
            return
        self.said(COMMANDS, *line)
        new = self.file.read_bytes()
        assert new != old
        out, _ = self.said(COMMANDS, "undo")
        assert out.endswith("nothing else changed\n"), out
        back = self.file.read_bytes()
        assert by_name(read("", back.decode())[0]) == self.plan
        if what != "respond":  # which may put its own value in the place of another
            assert back.rstrip() == old.rstrip()

    def _line(self, data: st.DataObject, what: str) -> list[str]:
        """Return a command line to record something; nothing if nothing can be."""
        names: dict[str, list[str]] = {
            "update": [name for name, _ in _updatable(self.plan) if name not in MILESTONES],
            "retract": [name for name, record in _correctable(self.plan) if _standing(record)],
            "accept": [*self.responses],
            "add": [ref for ref in REFS if ref not in MILESTONES],
            "respond": self._blank(),
        }
        if not names[what]:
            return []
        name = data.draw(st.sampled_from(names[what]))
        if what == "retract":
            standing = _standing(dict(_correctable(self.plan))[name])
            return ["update", name, "--retracts", standing[-1]["date"]]
        options = {"accept": ["--acceptance=rejected"], "add": ["--summary=x"]}
        if what in ("update", "accept"):  # a note that no update has
            return ["update", name, "--note=On second thoughts 7c1e", *options.get(what, [])]
        return [what, name, *options.get(what, ["--position=x"])]

    @precondition(lambda self: self._blank())
    @rule(data=st.data(), position=notes, acceptance=acceptances)
    def respond(self, data: st.DataObject, position: str, acceptance: str | None) -> None:
        ref = data.draw(st.sampled_from(self._blank()))
        given = {"position": position, "acceptance": acceptance}
        self.save("respond", ref, given)
        response = self.responses.get(ref)
        if response is not None and acceptance == "not-stated":
            given["acceptance"] = None  # that is what its silence says
        if not response or not ("actions" in response or "updates" in response):
            given["added"] = str(self.day)
        self.responses[ref] = {**(response or {}), **said(given)}

    def _blank(self) -> list[str]:
        return [ref for ref in REFS if "position" not in self.responses.get(ref, {})]

    def is_new(
        self,
        record: Record,
        update: Record,
        command: str,
        name: str,
        options: dict[str, str | None],
        more: Sequence[tuple[str, str]] = (),
    ) -> bool:
        """Type a command that has to be saved, but for an update that is there already."""
        if update not in _standing(record):
            self.save(command, name, options, more)
            return True
        old = self.file.read_bytes()
        told = [*((f"--{key}", value) for key, value in options.items() if value), *more]
        _, code = self.said(run, command, name, *(word for each in told for word in each))
        assert (code, self.file.read_bytes()) == (2, old)
        return False

    def save(
        self,
        command: str,
        name: str,
        options: dict[str, str | None],
        more: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Type a command that has to be saved, and look at what it did to the bytes."""
        old = self.file.read_bytes()
        told = [*((f"--{key}", value) for key, value in options.items() if value), *more]
        out, _ = self.said(COMMANDS, command, name, *(word for each in told for word in each))
        assert out.endswith("nothing else changed\n"), out
        new = self.file.read_bytes()
        if command != "respond":
            before = _shared(old, new)
            behind = _shared(old[before:][::-1], new[before:][::-1])
            assert before + behind == len(old) < len(new)
        for kept in (rb"\A\xef\xbb\xbf", rb"(?<!\r)\n", rb"\r\n", rb"\n\Z"):
            assert bool(re.search(kept, new)) == bool(re.search(kept, old)), (kept, new)

    def said(self, main: Callable[..., Any], *arguments: str) -> tuple[str, Any]:
        """Return what a command line says, and returns, with nobody to ask."""
        where = ["--data", str(self.file.parent), "--as-of", str(self.day)]
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(StringIO()):
            code = main([*arguments, *where])
        return out.getvalue(), code

    @rule(line=st.sampled_from(sorted(UNSAVED)), text=typed)
    def try_out(self, line: str, text: str) -> None:
        command, name, *flags = line.split()
        old = self.file.read_bytes()
        out, code = self.said(run, command, name, TEXTS[command], text + UNSAVED[line], *flags)
        assert (code, bool(out)) == ((0, True) if flags else (2, False))
        assert "saved" not in out
        assert self.file.read_bytes() == old

    @rule(hands=st.lists(st.sampled_from(HANDS), min_size=1, max_size=4), at=st.integers(0, 99))
    def edit_by_hand(self, hands: list[Callable[[str, int], str]], at: int) -> None:
        """Edit the file as a person might; what would say something else is undone."""
        old = self.file.read_bytes().decode()
        assert elsewhere(old) == self.plan
        for number, hand in enumerate(hands):
            new = hand(old, at + 7 * number)
            if elsewhere(new) == self.plan:
                old = new
        self.file.write_bytes(old.encode())

    @precondition(lambda self: any("updates" in record for _, record in _updatable(self.plan)))
    @rule(data=st.data(), at=st.integers(0, 15))
    def take_back_by_hand(self, data: st.DataObject, at: int) -> None:
        """Take an update out of the file, as nobody should; all of it is written again."""
        plan = elsewhere(self.file.read_bytes().decode())
        assert plan == self.plan
        updated = [record for _, record in _updatable(plan) if "updates" in record]
        record = updated[data.draw(st.integers(0, len(updated) - 1))]
        record["updates"].pop(data.draw(st.integers(0, len(record["updates"]) - 1)))
        if not record["updates"]:
            del record["updates"]
        if elsewhere(written := rewritten(plan, at)) == plan:
            self.file.write_bytes(written.encode())
            self.plan = plan

    @invariant()
    def the_file_says_what_the_dictionary_does(self) -> None:
        value, problems = read("responses.yaml", self.file.read_bytes().decode())
        assert not problems
        assert by_name(value) == self.plan

    @invariant()
    def updates_are_known_by_date(self) -> None:
        files = {path.name: path.read_bytes().decode() for path in self.file.parent.glob("*.yaml")}
        register = build(files)
        assert not register.problems
        items = {item.id: item for item in assess(register, on=self.day) if item.action}
        for response in self.responses.values():
            for name, action in response.get("actions", {}).items():
                known = _standing(action)
                state = items.pop(name).state
                assert [u.date.isoformat() for u in state.updates] == [u["date"] for u in known]
                notes = [u.get("note", "").strip() for u in known]
                assert [u.note or "" for u in state.updates] == notes
                assert state.status == _newest([action, *known], "status")
                assert state.owner == _newest([action, *known], "owner")
        assert not items


def _updatable(plan: Record) -> Iterator[tuple[str, Record]]:
    """Yield the actions, and the responses that have none, by what an update is to name."""
    for ref, response in plan["responses"].items():
        yield from response.get("actions", {ref: response}).items()


def _correctable(plan: Record) -> Iterator[tuple[str, Record]]:
    """Yield the responses and the actions by the name that corrects them."""
    for ref, response in plan["responses"].items():
        yield ref, response
        yield from response.get("actions", {}).items()


def _standing(record: Record) -> list[Record]:
    """Return the updates that are no retraction and not taken back, the oldest first."""
    updates = record.get("updates", [])
    taken = {
        id(update)
        for place, retraction in enumerate(updates)
        for update in updates[:place]
        if update["date"] == retraction.get("retracts")
    }
    left = (update for update in updates if "retracts" not in update and id(update) not in taken)
    return sorted(left, key=lambda update: str(update["date"]))


def _redactable(plan: Record) -> Iterator[tuple[str, str, str, list[Record]]]:
    """Yield what can be redacted: whose, of which day, the field, and the records that have it."""
    for name, record in _correctable(plan):
        for field in ("position", "summary", "owner"):
            if record.get(field, REDACTED).strip() != REDACTED:
                yield name, "", field, [record]
        for day in sorted({update["date"] for update in record.get("updates", ())}):
            for field in ("note", "owner"):
                holders = [
                    update
                    for update in record["updates"]
                    if update["date"] == day and update.get(field, REDACTED).strip() != REDACTED
                ]
                if holders:
                    yield name, day, field, holders


def _shared(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts begin with alike."""
    unlike = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(unlike, min(len(one), len(other)))


def _newest(records: Sequence[Record], key: str) -> str | None:
    return next((str(r[key]).strip() for r in reversed(records) if key in r), None)


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(
    max_examples=how_many(8),
    stateful_step_count=20,
    phases=[Phase.generate],  # making a failing run shorter takes minutes
)
