"""Eight invented forces: what each has done about each recommendation, drawn as marks.

The drawing is that of the design, but for two things in it that cannot be: an `○` of Force H for
an update a year and a half old, and a copy of what Force D does not answer.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from conftest import DATA
from stalkplan.record.register import Register, build

NUMBERS = (7, 10, 11, 12, 13, 14, 16, 17, 18, 20, 22, 23, 25, 27, 28)
FORCES = {
    # name: marks by recommendation, last update
    "A": ("■ ■ ▪ ■ ■ ■ ■ ■ ■ ■ ■ ▪ ■ ■ ■", "2026-10-02"),
    "B": ("○ ■ ○ ▪ ■ - ○ ■ - ○ ■ ○ ■ ■ ■", "2026-06-11"),
    "C": ("■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■", "2025-09-24"),
    "D": ("□ □ □ × □ - □ □ - □ □ □ □ ■ ■", ""),
    "E": ("□ □ □ □ □ - □ □ - □ □ □ □ ■ ■", "2025-01-30"),
    "F": ("■ ○ ■ ■ ○ ■ ■ ■ - ■ ○ ■ ■ ■ ■", "2026-09-30"),
    "G": ("× × × × × × × × × × × × × ■ ■", ""),
    "H": ("□ ■ □ □ ■ - □ ■ - □ □ □ ○ ■ ■", "2026-06-02"),
}
REFS = {7: ("7.1", "7.2"), 12: ("12.1", "12.2")}
COPIES = {
    # whose answer to what is whose to what
    **{("E", ref): ("D", ref) for ref in ("7.1", "10.2", "16.1", "23.1")},
    ("B", "22.1"): ("B", "18.1"),
    ("H", "23.1"): ("H", "7.1"),
    ("H", "13.1"): ("H", "12.1"),
}
STOCK = """\
reports calls victim advocate panel order breach review training officers supervisor evidence
phone stalking pattern suspect history search warrant custody bail housing school partners council
figures audit sample quarter minutes policy guidance district response patrol visit letter record
crime registrar referral letterbox camera neighbour workplace solicitor court hearing remand
statement interview digital download laptop account harassment risk checklist
"""
WORDS = tuple(STOCK.split())


def write_eight(folder: Path) -> None:
    """Write a data folder with the plans of the eight."""
    (folder / "responses").mkdir(parents=True)
    for name, text in plans().items():
        (folder / name).write_text(text, encoding="utf-8")


def plans() -> Mapping[str, str]:
    """Return the files of the folder."""
    asked = (DATA / "recommendations.yaml").read_text(encoding="utf-8")
    files = {f"responses/force-{f.lower()}.yaml": "\n".join(_plan(f)) for f in FORCES}
    return {"recommendations.yaml": asked, **files}


def _plan(force: str) -> Iterator[str]:
    marks, last = FORCES[force]
    whose = f"id: force-{force.lower()}, name: Force {force}, answers_for: [chief-constables]"
    yield f"organisation: {{{whose}}}"
    yield "responses:"
    for number, mark in zip(NUMBERS, marks.split(), strict=True):
        if mark == "×" or number > 25:
            continue
        for ref in REFS.get(number, (f"{number}.{2 if number == 10 else 1}",)):
            yield f"  - ref: {ref}"
            yield f"    position: {_position(*COPIES.get((force, ref), (force, ref)))}"
            yield "    actions:"
            yield f"      - id: {ref}a"
            yield from (f"        {line}" for line in _updates(mark, last, number))


def _position(force: str, ref: str) -> str:
    return " ".join(Random(f"{force} {ref}").sample(WORDS, 14))


def _updates(mark: str, last: str, number: int) -> Iterator[str]:
    """Yield the update behind a mark, as its words say."""
    in_time = last if number == 22 and last < "2025-09-27" else "2025-03-20"
    told = {
        "■": (in_time, "complete"),
        "▪": (last, "complete"),
        "○": (last, "in-progress"),
        "□": (last if last < "2025-02-27" else "", "not-started"),
        "-": ("", ""),
    }
    day, status = told[mark]
    if day:
        yield "updates:"
        yield f"  - {{date: {day}, status: {status}}}"


def small(responses: str) -> Register:
    """Return one plan under three recommendations: with a deadline, without, and ended."""
    asked = """\
publication: {id: r, title: A report, published: 2024-09-27}
recommendations:
  - {number: 1, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}
  - {number: 2, addressed_to: [chief-constables]}
  - number: 3
    addressed_to: [chief-constables]
    ended: [{for: kent, by: HMICFRS, on: 2025-01-02}]
"""
    whose = "{id: kent, name: Kent Police, answers_for: [chief-constables]}"
    plan = f"organisation: {whose}\nresponses:\n{responses}"
    return build({"data/recommendations.yaml": asked, "data/responses.yaml": plan})
