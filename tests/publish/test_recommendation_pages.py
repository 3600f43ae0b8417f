"""The pages of recommendations: one count everywhere, links that lead somewhere, copies marked."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from publications import EXAMPLES
from published_folder import ON, SEVERAL, files

from conftest import ROOT, Result
from stalkplan.publish.pages.entries import undivided
from stalkplan.publish.pages.recommendation import page_names
from stalkplan.publish.pages.repeated import repeated

Run = Callable[..., Result]

LONG = (
    "We search every record of every system for other offences, each week, and say what we found."
)
NEAR = LONG.replace("each week", "each month")
OTHER = "Nothing here is like what the others say; it speaks of clinics, of courts and of housing."

_PLAN = """\
organisation: {id: %s, name: %s Police, answers_for: [chief-constables]}
responses:
  - {ref: 1, position: "%s"%s}
"""


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        ("7 12 4a", "recommendation-7 recommendation-12 recommendation-4a"),
        ("AFI_2 AFI-2", "recommendation-afi-2 recommendation_2"),
        ("4a 4A", "recommendation-4a recommendation_2"),
        ("1.2 é", "recommendation-1.2 recommendation_2"),
    ],
)
def test_each_recommendation_has_a_page_that_any_system_can_name(numbers: str, names: str) -> None:
    given = [number.replace("_", " ") for number in numbers.split()]
    assert list(page_names(given)) == names.split()


@pytest.mark.parametrize(
    ("answers", "first", "near"),
    [
        ({"a": LONG, "b": LONG.upper(), "c": OTHER}, {"b": "a"}, {}),
        ({"a": LONG, "b": NEAR, "c": OTHER}, {}, {"a": ("b",), "b": ("a",)}),
        ({"a": LONG, "b": NEAR, "c": NEAR}, {"c": "b"}, {"a": ("b",), "b": ("a",)}),
        ({"a": "Accepted.", "b": "Accepted."}, {}, {}),
        ({"a": "[redacted]", "b": "[redacted]"}, {}, {}),
    ],
)
def test_which_answers_repeat_which(
    answers: dict[str, str], first: dict[str, str], near: dict[str, tuple[str, ...]]
) -> None:
    found = repeated(answers)
    assert {name: each.first for name, each in found.items() if each.first} == first
    assert {name: each.near for name, each in found.items() if each.near} == near


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"1.1": "a", "1.2": "a"}, (("1.1", "1.2"),)),
        ({"1.1": "a", "1.2": "b", "1.3": "a", "1.4": "b"}, (("1.1", "1.3"), ("1.2", "1.4"))),
        ({"1.1": "a", "1.2": "b"}, ()),
        ({"1.1": None, "1.2": None}, ()),
        ({"1.1": "a"}, ()),
    ],
)
def test_which_requirements_have_one_text_between_them(
    asked: dict[str, str | None], told: tuple[tuple[str, ...], ...]
) -> None:
    """Of those without any text nothing is known at all, which is said of each."""
    assert undivided(asked.items()) == told


def test_a_page_says_which_requirements_its_record_cannot_tell_apart(
    stalkplan: Run, public: Path
) -> None:
    folder = public.parent / "data"
    _plans(folder, ash=(LONG, ""), elm=(OTHER, ""))
    asked = folder / "recommendations.yaml"
    text = asked.read_text(encoding="utf-8").replace(
        "{number: 1,", "{number: 1, summary: Do it, requirements: [{ref: 1.1}, {ref: 1.2}],"
    )
    asked.write_text(text, encoding="utf-8")
    assert stalkplan("publish", public, "--data", folder, *ON).code == 0
    for name in ("recommendation-1.html", "ash/index.html"):
        page = (public / name).read_text(encoding="utf-8")
        assert page.count("1.1 and 1.2: our record has one text for both.") == 1
    across = '<a href="../recommendation-1.html">All organisations on 1</a>'
    assert across in (public / "ash" / "index.html").read_text(encoding="utf-8")


def _links(site: Path) -> Iterator[tuple[str, str]]:
    for name, made in files(site).items():
        if name.endswith(".html"):
            for href in re.findall(r'<a href="([^"]*)"', made.decode()):
                yield name, unescape(href)


@pytest.mark.parametrize("data", [SEVERAL, SEVERAL.parent / "publications"], ids=["one", "many"])
def test_every_link_leads_to_a_file_and_to_a_place_in_it(
    data: Path, stalkplan: Run, public: Path
) -> None:
    assert stalkplan("publish", public, "--data", data, *ON).code == 0
    found = files(public)
    assert any("recommendation-1.html" in name for name in found)
    broken = []
    for name, href in _links(public):
        if re.match("https?:|mailto:", href):
            continue
        path, _, anchor = href.partition("#")
        target = normpath(join(dirname(name), path)) if path else name
        made = found.get(target, b"")
        if not made or (anchor and f'id="{anchor}"'.encode() not in made):
            broken.append((name, href))
    assert broken == []


def test_sources_stand_on_the_page_of_the_recommendation_alone(
    stalkplan: Run, public: Path
) -> None:
    assert stalkplan("publish", public, "--data", SEVERAL, *ON).code == 0
    pages = {path: path.read_text("utf-8") for path in public.rglob("*.html")}
    assert {path.name for path, text in pages.items() if "Sources of what" in text} == set()
    plans = [text for path, text in pages.items() if path.parent != public]
    assert plans
    assert all(
        "says where we read what it asks for: follow “All organisations on …”" in t for t in plans
    )
    assert all("All organisations on 2</a>" in text for text in plans)
    assert "Sources and data" in pages[public / "recommendation-2.html"]


def test_headline_figures_and_tables_count_the_same(stalkplan: Run, public: Path) -> None:
    assert stalkplan("publish", public, "--data", SEVERAL, *ON).code == 0
    compared = stalkplan("compare", "--data", SEVERAL, *ON).err
    overdue, number = map(int, re.findall(r"^(\d+) of (\d+) recommendations, counted", compared)[0])
    index = (public / "index.html").read_text(encoding="utf-8")
    assert f'<span class="late">{overdue} of {number} recommendations are overdue</span>' in index
    foot = re.findall(r"<td>(\d*)</td>", index.partition("<tfoot>")[2].partition("</tfoot>")[0])
    *columns, whole, _ = foot
    assert int(whole) == overdue == sum(map(int, columns))
    pages = sorted(public.glob("recommendation-*.html"))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    late = [each.count('<p class="late">') for each in texts]
    asked = [each.count('class="answering"') for each in texts]
    assert [*map(str, late)] == columns
    assert sum(asked) == number
    told = [re.search('<p class="verdict"><span[^>]*>(.*?) overdue on it', t) for t in texts]
    for found, own, of in zip(told, late, asked, strict=True):
        assert found
        if own == of:
            assert re.match(f"Both|All {own}|The one", found[1])
        else:
            assert found[1].startswith(f"{own} of {of} ")


def _plans(folder: Path, **answers: tuple[str, str]) -> Path:
    (folder / "responses").mkdir(parents=True)
    publication = "publication: {id: p, title: Invented, published: 2024-09-27, count: 1}\n"
    asked = "recommendations: [{number: 1, addressed_to: [chief-constables]}]\n"
    (folder / "recommendations.yaml").write_text(publication + asked, encoding="utf-8")
    for name, (position, more) in answers.items():
        plan = _PLAN % (name, name.title(), position, more)
        (folder / "responses" / f"{name}.yaml").write_text(plan, encoding="utf-8")
    return folder


def test_a_copy_is_marked_and_a_withheld_answer_gives_nothing_away(
    stalkplan: Run, public: Path, tmp_path: Path
) -> None:
    data = _plans(
        tmp_path / "plans",
        durham=(LONG, ""),
        essex=(LONG, ", acceptance: rejected"),
        kent=(LONG, ", marking: official-sensitive"),
        main=(NEAR, ""),
        surrey=(OTHER, ", acceptance: partly-accepted"),
    )
    assert stalkplan("publish", public, "--data", data, *ON).code == 0
    page = (public / "recommendation-1.html").read_text(encoding="utf-8")
    assert page.count(LONG) == 1
    assert 'word for word the answer of <a href="#durham">Durham Police</a>' in page
    assert "all but a few letters are as in the answer of Main Police" in page
    assert "all but a few letters are as in the answer of Durham Police" in page
    listed = {
        what: re.findall(">([A-Z][a-z]+) Police<", who)
        for what, who in re.findall("<li[^>]*><b>(.*?):</b> (.*?)</li>", page)
    }
    assert listed == {
        "Rejected": ["Essex"],
        "Partly accepted": ["Surrey"],
        "Copied": ["Durham", "Essex", "Main"],
    }
    table = page.partition("<tbody>")[2].partition("</table>")[0]
    assert re.findall("Police</a></th><td>(.*?)</td>", table) == [
        "Answered; copied",
        "Rejected; copied",
        "Withheld",
        "Answered; copied",
        "Partly accepted",
    ]
    figures = page.partition('<dl class="figures">')[2].partition("</dl>")[0]
    counted = re.findall('<a href="#([a-z]+)">.*?</dt><dd[^>]*>([0-9]+)</dd>', figures)
    assert counted == [("declined", "2"), ("copied", "3"), ("standing", "5")]
    kent = page.partition('id="kent"')[2].partition("</section>")[0]
    assert "Withheld" in kent
    assert "Copied" not in kent
    assert 'id="main_"' in page, "an organisation's anchor is none of the page's own"


def test_answers_that_one_page_has_no_room_for_stand_on_the_next(
    stalkplan: Run, public: Path, tmp_path: Path
) -> None:
    answers = {f"force{letter}": (f"{letter} " * 9_000, "") for letter in "abcdefgh"}
    data = _plans(tmp_path / "plans", **answers)
    assert stalkplan("publish", public, "--data", data, *ON).code == 0
    pages = {page.name: page.read_text(encoding="utf-8") for page in public.glob("rec*.html")}
    assert sorted(pages) == ["recommendation-1.html", "recommendation-1_2.html",
                                   "recommendation-1_3.html"]  # fmt: skip
    assert all(len(page.encode()) < 100_000 for page in pages.values())
    for name in answers:
        assert [f'id="{name}"' in page for page in pages.values()].count(True) == 1
    assert 'href="recommendation-1_3.html#forceh"' in pages["recommendation-1.html"]
    smaller = _plans(tmp_path / "smaller", **dict.fromkeys(answers, ("In short.", "")))
    assert stalkplan("publish", public, "--data", smaller, *ON).code == 0
    assert [page.name for page in public.glob("rec*.html")] == ["recommendation-1.html"]


def test_a_whole_report_over_43_organisations_has_no_page_over_100_kb(
    stalkplan: Run, public: Path, tmp_path: Path
) -> None:
    names = [f"exampleshire-and-elsewhere-{number}" for number in range(43)]
    data = _plans(tmp_path / "plans", **dict.fromkeys(names, ("In short.", "")))
    head = "publication: {id: p, title: Invented, published: 2024-09-27, count: 29}\n"
    each = "  - {number: %d, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}\n"
    text = "".join((head, "recommendations:\n", *(each % number for number in range(1, 30))))
    (data / "recommendations.yaml").write_text(text, encoding="utf-8")
    assert stalkplan("publish", public, "--data", data, *ON).code == 0
    pages = {path: path.read_text(encoding="utf-8") for path in public.rglob("*.html")}
    assert len(pages) == 43 + 29 + 2
    assert [path for path, page in pages.items() if len(page.encode()) > 100_000] == []
    sheets = [pages[public / "index.html"], pages[public / "index_2.html"]]
    for name in names:
        heads = [f'<tr><th scope="row"><a href="{name}/index.html">' in sheet for sheet in sheets]
        assert heads.count(True) == 1
    assert all("1,247</td><td></td></tr></tfoot>" in sheet for sheet in sheets)


def test_a_page_lists_what_is_asked_of_each_and_who_answers_a_part(
    stalkplan: Run, public: Path, tmp_path: Path
) -> None:
    """Whoever comes first by name is asked for the second requirement alone."""
    data = tmp_path / "plans"
    (data / "responses").mkdir(parents=True)
    (data / "recommendations.yaml").write_text(
        """\
publication: {id: p, title: Invented, published: 2024-09-27, count: 1}
recommendations:
  - number: 1
    summary: Search and report.
    addressed_to: [chief-constables, local-policing-bodies, npcc]
    deadlines: [{due: 2025-03-27}]
    requirements:
      - {ref: 1.1, summary: Search., addressed_to: [chief-constables]}
      - {ref: 1.2, summary: Report., addressed_to: [chief-constables, local-policing-bodies]}
      - {ref: 1.3, summary: Watch., addressed_to: [npcc]}
""",
        encoding="utf-8",
    )
    for name, whom, answers in (
        ("avon", "local-policing-bodies", "{ref: 1.2, position: We report.}"),
        ("kent", "chief-constables", "{ref: 1.1, position: We search.}"),
    ):
        head = f"organisation: {{id: {name}, name: {name.title()}, answers_for: [{whom}]}}\n"
        (data / "responses" / f"{name}.yaml").write_text(f"{head}responses: [{answers}]\n", "utf-8")
    assert stalkplan("publish", public, "--data", data, *ON).code == 0
    page = (public / "recommendation-1.html").read_text(encoding="utf-8")
    asked = page.partition('id="asked"')[2].partition("</section>")[0]
    assert re.findall("<dt>(.*?)</dt><dd><p>(.*?)</p>", asked) == [
        ("1.1", "Search."),
        ("1.2", "Report."),
    ]
    assert re.findall('<p class="terms">Asked of (.*?)</p>', asked) == ["Kent."]
    assert "One more part of it is asked of others" in asked
    assert "Both organisations are overdue on it." in page
    assert "<p>1 organisation answers all of it, 1 only a part.</p>" in page
    assert '<li id="unanswered"><b>No answer to a part of it:</b> <a' in page
    assert page.partition("No answer to a part of it:")[2].partition("</li>")[0].count("<a ") == 1


@pytest.mark.parametrize(
    ("late", "said"),
    [
        ("", "No organisation is overdue on it."),
        ("ab", "1 of 2 organisations is overdue on it."),
        ("abc", "2 of 3 organisations are overdue on it."),
        ("a", "The one organisation here that it was made to is overdue on it."),
    ],
)
def test_the_first_sentence_says_how_many_are_overdue(
    late: str, said: str, stalkplan: Run, public: Path, tmp_path: Path
) -> None:
    """The last of several is complete; a second recommendation is made to somebody else."""
    data = tmp_path / "plans"
    (data / "responses").mkdir(parents=True)
    asked = "publication: {id: p, title: Invented, published: 2024-09-27, count: 2}\n"
    asked += "recommendations:\n  - {number: 1, addressed_to: [chief-constables], "
    asked += "deadlines: [{due: 2025-03-27}]}\n  - {number: 2, addressed_to: [npcc]}\n"
    (data / "recommendations.yaml").write_text(asked, encoding="utf-8")
    done = "[{ref: 1, position: p, updates: [{date: 2025-01-02, status: complete}]}]"
    for name in late or "a":
        is_done = not late or (len(late) > 1 and name == late[-1])
        head = f"organisation: {{id: force-{name}, name: F, answers_for: [chief-constables]}}\n"
        text = f"{head}responses: {done if is_done else '[]'}\n"
        (data / "responses" / f"{name}.yaml").write_text(text, encoding="utf-8")
    other = "organisation: {id: council, name: Council, answers_for: [npcc]}\nresponses: []\n"
    (data / "responses" / "council.yaml").write_text(other, encoding="utf-8")
    assert stalkplan("publish", public, "--data", data, *ON).code == 0
    page = (public / "recommendation-1.html").read_text(encoding="utf-8")
    assert said in page
    told = re.findall('<p class="quote">(.*?)</p>', page)
    quoted = said[0].lower() + said[1:].replace("on it.", "on recommendation 1 of Invented,")
    assert told[0].startswith(f"As at 23 November 2026, {quoted}")


@pytest.mark.parametrize(
    ("extended", "heading", "cells"),
    [
        ("", ": 2, both 606 days late", ["", ""]),
        ("extended: [{for: elm, to: 2025-04-27, by: B, on: 2025-01-02}],", ": 2", ["606", "575"]),
    ],
)
def test_days_late_that_are_the_same_for_all_stand_once(
    extended: str, heading: str, cells: list[str], stalkplan: Run, public: Path
) -> None:
    folder = _plans(public.parent / "data", ash=(LONG, ""), elm=(OTHER, ""))
    asked = folder / "recommendations.yaml"
    text = asked.read_text(encoding="utf-8")
    due = f"{{number: 1, deadlines: [{{due: 2025-03-27}}], {extended}"
    asked.write_text(text.replace("{number: 1,", due), encoding="utf-8")
    assert stalkplan("publish", public, "--data", folder, *ON).code == 0
    page = (public / "recommendation-1.html").read_text(encoding="utf-8")
    table = page.partition('<table class="standings each">')[2].partition("</table>")[0]
    assert re.findall('"rowgroup".*</span> [^:]*(:.*)</th>', table) == [heading]
    assert re.findall("items?</span>(?:, ([0-9]*) days late)?</td>", table) == cells


def test_what_has_no_date_is_not_said_to_be_late(stalkplan: Run, public: Path) -> None:
    """Norland completed one part of 10a.iii two days late; the worst is that the other has none."""
    inquiry = ROOT / "examples" / "inquiry"
    assert stalkplan("publish", public, "--data", inquiry, "--as-of", "2025-12-01").code == 0
    page = (public / "recommendation-10a.iii.html").read_text(encoding="utf-8")
    assert "No date: 1" in page
    assert "days late" not in page
    assert ", 102 days late</td>" in (public / "recommendation-1.html").read_text(encoding="utf-8")


def test_days_late_are_explained_where_the_date_was_extended(
    stalkplan: Callable[..., Result], tmp_path: Path
) -> None:
    """The page says above which date the report set, from which a reader would count."""
    where = ("--data", EXAMPLES["coroner"], "--as-of", "2025-10-01")
    assert stalkplan("publish", tmp_path / "public", *where).code == 0
    page = (tmp_path / "public" / "recommendation-2.html").read_text(encoding="utf-8")
    told = "by the Coroner for Eastvale; first due 28 April 2025 (answer)."
    assert f"<p>Extended to 2 June 2025 {told}</p>" in page
