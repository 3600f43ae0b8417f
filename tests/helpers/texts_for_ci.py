"""Texts full of what CI runners obey, plans that are made of them, and their reports."""

import json
import random
import re
from datetime import date
from functools import cache
from typing import Any

from examples import IS_LONG

from stalkplan.record.choices import FailOn
from stalkplan.record.register import Register
from stalkplan.reports.blocks import Judged, Report
from stalkplan.reports.check import check_report
from stalkplan.reports.gate import Gate
from stalkplan.reports.overdue import overdue_report
from stalkplan.reports.show import show_report
from stalkplan.reports.status import status_report
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.verdict.find_by_name import Page
from stalkplan.verdict.items import Item
from stalkplan.verdict.visible import visible

ON = date(2026, 11, 23)
LATE = "2026-10-30"
_PAIR = re.compile(r"\\ud[89ab]..\\ud[c-f]..")

PIECES = (
    *("::", ":", "##[", "##", "#", "[", "]", "%0A", "%0D", "%25", "%3A", "%2C", "%", "@name", "="),
    *("\r", "\n", "\r\n", "\t", " ", "\u00a0", "\u2028", "\u0085", "\u3000", "\ufeff", "\u200b"),
    *("\u202e", "\u2066", "\u2069", "\u061c", "\u00ad", "\ufe0f", "\u3164", "\U000e0100", "\u0301"),
    *("::error::x", "::error file=a,line=1::x", "::warning title=a::", "::stop-commands::t"),
    *(",", "::t::", "::add-mask::e", "::set-output name=a::b", "::group::a"),
    *("::debug::a", ",line=1", ";line=1"),
    *("##[error]x", "##[group]", "##[add-mask]e", "##[set-env name=PATH;]x", "%0A::error::x"),
    *("\U0001f469\u200d\U0001f692", "#\ufe0f\u20e3", "\u00e9", "\u6f22", "<", "&", "]]>", '"', "'"),
    *("|", "`", "\\", "a", "12.1a", "note", "e", "due 2025-03-27"),
)  # fmt: skip


@cache
def random_texts() -> list[str]:
    """Return 2,500 different texts, 10,000 in the long run; always the same ones."""
    return _texts(10_000 if IS_LONG else 2_500, seed=5)


def _texts(number: int, seed: int) -> list[str]:
    """Return different texts, each of a few pieces; none is blank."""
    draw = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < number:
        text = "".join(draw.choices(PIECES, k=draw.randint(1, 7)))
        if visible(text).strip() and text.strip():
            found[text] = None
    return list(found)


def files_of(texts: list[str], said: str = "") -> dict[str, str]:
    """Return a plan with an item for each text: its id and theme, and all it says but for `said`.

    The name of the file is made of them too. Every second item is silent, the first one too.
    """
    asked, answers = [], []
    for number, text in enumerate(texts, start=1):
        free = said or text
        day = "2025-01-02" if number % 2 else "2026-11-20"
        update = {"date": day, "status": "in-progress", "note": free}  # signs alone are no news
        promise = {"by": "2026", "wording": free}
        action = {"id": text, "summary": free, "owner": free, "promise": promise}
        question: dict[str, Any] = {"number": str(number), "theme": text, "summary": free}
        asked.append(
            question | {"addressed_to": ["chief-constables"], "deadlines": [{"due": LATE}]}
        )
        answers.append(
            {"ref": str(number), "position": free, "actions": [action | {"updates": [update]}]}
        )
    publication = {"id": "report", "title": said or texts[0], "published": "2024-09-27"}
    organisation = {"id": texts[0], "name": said or texts[0], "answers_for": ["chief-constables"]}
    plan = {"organisation": organisation, "responses": answers}
    return {
        "data/recommendations.yaml": _yaml({"publication": publication, "recommendations": asked}),
        f"data/responses/{''.join(texts[:9])}.yaml": _yaml(plan),
    }


def _yaml(record: Any) -> str:
    """Return JSON, which is YAML in quotes, but for characters that JSON writes as two."""
    return _PAIR.sub(_one, json.dumps(record))


def _one(pair: re.Match[str]) -> str:
    sign = json.loads(f'"{pair[0]}"')
    return f"\\U{ord(sign):08x}"


def report_of(command: str, files: dict[str, str], register: Register, items: list[Item]) -> Report:
    """Return the report of a command that judges a plan."""
    if command == "check":
        problems = check(Context(register, files, lambda _: False, on=ON))
        return check_report(register, problems, strict=False, on=ON)
    if command == "status":
        return status_report(register, items, on=ON)
    if command == "show":
        return show_report(register, [Page([item]) for item in items], on=ON)
    return overdue_report([Judged(register, items, ON)], by=ON, gate=Gate(FailOn.NO_UPDATE), on=ON)
