"""The public pages in a real browser: for everyone, on every width, on paper, by keyboard alone."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browsing import HOSTILE, NODE, STYLED, VIEWS, look, start, violations, write_sites
from playwright.sync_api import Browser, Page, sync_playwright

from generate import write_folder
from stalkplan.cli.main import run

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("browser")]

KINDS = (
    *("nothing updated", "nothing due yet", "help and contact"),
    *("several", "one of several", "recommendation"),
)
ALL = "all recommendations"
PUBLICATIONS = "several publications"
EVERY = (*KINDS, ALL, PUBLICATIONS, *(f"hostile {name}" for name in HOSTILE))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_sites(tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = start(playwright)
        yield started
        started.close()


@pytest.mark.parametrize("view", STYLED)
@pytest.mark.parametrize("kind", [*KINDS, ALL, PUBLICATIONS])
def test_no_rule_of_wcag_is_broken(
    kind: str, view: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[kind], VIEWS[view]) as page:
        assert violations(page) == []


def test_a_broken_rule_is_found(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        "<!DOCTYPE html><html lang=en><title>x</title><main><h1>x</h1><img src=x.png>"
        "<p style='color:#999;background:#fff'>pale</p><table><tr><td colspan=4>Caption</td></tr>"
        + 4 * "<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>"
        + "</table></main>",
        encoding="utf-8",
    )
    with look(browser, path, VIEWS["desktop"]) as page:
        found = {told.partition(":")[0] for told in violations(page)}
    assert {"image-alt", "color-contrast", "td-has-header", "table-fake-caption"} <= found


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_scrolls_sideways(kind: str, pages: dict[str, Path], browser: Browser) -> None:
    for view in ("phone", "desktop"):
        with look(browser, pages[kind], VIEWS[view]) as page:
            wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide <= room, view
            beyond = page.evaluate(
                """[...document.querySelectorAll("main *:not(.wide *, .hidden, svg *)")].filter(
                each => each.getBoundingClientRect().right > innerWidth + 1).length"""
            )
            assert beyond == 0, view


@pytest.mark.parametrize("kind", ["nothing updated", "one of several"])
def test_what_is_overdue_begins_within_two_screens_of_a_phone(
    kind: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[kind], VIEWS["handset"]) as page:
        item = page.locator(".late-items th[scope=row] a").first.bounding_box()
    assert item
    assert item["y"] + item["height"] < 2 * 844


SMALL = """[...document.querySelectorAll("a[href], summary")].filter(
    each => each.checkVisibility() && !each.matches(".skip")).flatMap(
    each => [...each.getClientRects()].filter(box => box.height < 24).map(
    () => each.textContent))"""


@pytest.mark.parametrize("kind", [*KINDS, ALL, PUBLICATIONS])
def test_a_finger_finds_every_link(kind: str, pages: dict[str, Path], browser: Browser) -> None:
    with look(browser, pages[kind], VIEWS["handset"]) as page:
        assert page.evaluate(SMALL) == []


TINY = """(() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT),
    tiny = [];
    for (let node; node = walk.nextNode();) {
        const at = node.parentElement, range = document.createRange(), svg = at.closest("svg");
        range.selectNode(node);
        if (!node.data.trim() || !at.checkVisibility() || range.getBoundingClientRect().width < 3)
            continue;
        const size = parseFloat(getComputedStyle(at).fontSize) * (svg ? svg.getScreenCTM().a : 1);
        if (size < (at.closest("svg, td, th") ? 14 : 16) - .01) tiny.push([size, node.data]);
    }
    return tiny; })()"""


@pytest.mark.parametrize("width", ["handset", "phone"])
@pytest.mark.parametrize("kind", [*KINDS, PUBLICATIONS])
def test_no_text_is_small_on_a_phone(
    kind: str, width: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[kind], VIEWS[width]) as page:
        assert page.evaluate(TINY) == []


ROLES = """[...document.querySelectorAll("table")].filter(each => each.checkVisibility()).flatMap(
    table => [...table.rows].filter(row => row.checkVisibility()).map(row => ["row",
    ...[...row.cells].filter(cell => cell.checkVisibility()).map(
    cell => cell.tagName == "TD" ? "cell" :
    cell.scope.startsWith("row") ? "rowheader" : "columnheader")])).flat()"""


@pytest.mark.parametrize("kind", ["one of several", "recommendation", "several", PUBLICATIONS])
def test_a_table_stays_a_table_where_it_looks_like_cards(
    kind: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[kind], VIEWS["handset"]) as page:
        expected = Counter(page.evaluate(ROLES))
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        found = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    assert expected["row"] > 3
    assert {role: found[role] for role in expected} == expected


BROKEN = """[...document.querySelectorAll("table:is(.listing, .standings) :is(th, td)")].filter(
    cell => cell.getBoundingClientRect().width > 2 &&
    !(cell.closest("thead") && cell.closest("thead").clientWidth < 2)).flatMap(cell => {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
    for (let node; node = walk.nextNode();)
        for (const word of node.data.matchAll(/[A-Za-z]+/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (range.getClientRects().length > 1) broken.push(word[0]);
        }
    const label = getComputedStyle(cell, "::before").content;
    if (label.length > 6 && cell.clientWidth < 96) broken.push(label);
    return broken; })"""


@pytest.mark.parametrize("width", ["desktop", "tablet", "handset", "paper"])
@pytest.mark.parametrize(
    "kind", ["nothing updated", "one of several", "help and contact", "recommendation"]
)
def test_no_word_of_a_list_of_items_is_broken(
    kind: str, width: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[kind], VIEWS["print" if width == "paper" else width]) as page:
        if width == "paper":
            page.set_viewport_size({"width": 680, "height": 900})  # A4 between its margins
        assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("kind", ["help and contact", "several", PUBLICATIONS])
def test_words_have_the_width_of_a_phone(
    kind: str, pages: dict[str, Path], browser: Browser
) -> None:
    """What stands in columns on a wide screen stands in lines of its own here."""
    with look(browser, pages[kind], VIEWS["phone"]) as page:
        narrow = page.evaluate(
            """[...document.querySelectorAll(".about dd, .several tbody th")].filter(
            cell => cell.checkVisibility() && cell.clientWidth < innerWidth / 2).map(
            cell => cell.textContent)"""
        )
        assert narrow == []


@pytest.mark.parametrize("view", ["desktop", "print"])
def test_a_name_has_room_beside_every_recommendation(
    view: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[ALL], VIEWS[view]) as page:
        lines, over = page.evaluate(
            """(() => { const wide = document.querySelector(".wide"); return [
            Math.max(...[...wide.querySelectorAll("tbody th a")].map(
            a => a.getClientRects().length)),
            wide.scrollWidth - wide.clientWidth]; })()"""
        )
        assert lines <= 2
        assert over <= 0


@pytest.mark.parametrize("actions", [24, 200])
def test_a_brief_is_printed_on_two_sheets(actions: int, tmp_path: Path, browser: Browser) -> None:
    plans, paper = tmp_path / "plans", tmp_path / "brief.html"
    write_folder(plans, organisations=1, actions=actions, seed=1)
    given = ("--since", "2025-01-01", "--as-of", "2026-11-23", "--format", "html")
    assert run(["brief", *given, "--data", str(plans), "--output", str(paper)]) == 0
    with look(browser, paper, VIEWS["print"]) as page:
        page.pdf(path=paper.with_suffix(".pdf"), prefer_css_page_size=True)
    told = subprocess.run(
        ["pdfinfo", paper.with_suffix(".pdf")], check=True, capture_output=True, text=True
    ).stdout
    assert re.search(r"^Pages: +2$", told, re.MULTILINE), told


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_has_a_caption_and_scopes(
    kind: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[kind], VIEWS["desktop"]) as page:
        tables = page.evaluate(
            """[...document.querySelectorAll("table")].map(table => [
            table.caption?.textContent.trim().length > 0,
            [...table.querySelectorAll("th")].every(head => head.scope),
            [...table.rows].every(row => row.cells[0].tagName == "TH")])"""
        )
    assert tables
    assert all(all(table) for table in tables)


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_goes_down_the_page_and_is_seen(
    kind: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages[kind], VIEWS["phone"]) as page:
        expected = page.evaluate(
            """[...document.querySelectorAll("a[href], [tabindex], summary")].filter(
            each => each.checkVisibility()).length"""  # not what is folded away
        )
        places: list[tuple[float, float, str]] = []
        for _ in range(expected):
            page.keyboard.press("Tab")
            places.append(
                tuple(
                    page.evaluate(
                        """(() => { const it = document.activeElement, box =
                    it.getClientRects()[0]; return [box.top + scrollY, box.left,
                    `${it.textContent.slice(0, 40)}|${[...document.links].indexOf(it)}|`
                    + getComputedStyle(it).outlineStyle]; })()"""
                    )
                )
            )
    first, *rest = places
    assert first[2].startswith("Skip to the content|")
    assert all(told.endswith("|solid") for _, _, told in places)
    assert all(before[0] <= after[0] + 24 for before, after in pairwise(rest))
    assert len(set(places)) == len(places)


def test_the_skip_link_skips(pages: dict[str, Path], browser: Browser) -> None:
    with look(browser, pages["nothing updated"], VIEWS["desktop"]) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("kind", EVERY)
def test_a_page_asks_for_its_own_style_alone_and_does_nothing(
    kind: str, pages: dict[str, Path], browser: Browser
) -> None:
    with browser.new_page() as page:
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(pages[kind].as_uri())
        assert asked == [pages[kind].as_uri(), (pages[kind].parent / "style.css").as_uri()]
        assert said == []
        assert page.evaluate("document.scripts.length") == 0
        links = page.evaluate("[...document.links].map(link => link.protocol)")
        assert set(links) <= {"file:", "http:", "https:", "mailto:", "tel:"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_whole_on_the_page(
    name: str, pages: dict[str, Path], browser: Browser
) -> None:
    with browser.new_page() as page:
        page.goto(pages[f"hostile {name}"].as_uri())
        text = page.evaluate("document.body.textContent")
    assert text.count(HOSTILE[name]) > 12


SHOWN = {
    "desktop": "broad",
    "tablet": "broad",
    "phone": "tall",
    "print": "broad",
    "strict policy": "broad",
    "no style": "tall",
}


@pytest.mark.parametrize(("view", "shown"), SHOWN.items())
def test_one_drawing_is_shown(
    view: str, shown: str, pages: dict[str, Path], browser: Browser
) -> None:
    with look(browser, pages["nothing updated"], VIEWS[view]) as page:
        seen = page.evaluate(
            """["broad", "tall"].filter(name =>
            getComputedStyle(document.querySelector(`svg.${name}`)).display != "none")"""
        )
    assert seen == [shown]


@pytest.mark.parametrize("kind", ["nothing updated", "help and contact", "one of several"])
def test_a_drawing_is_the_same_without_any_style(
    kind: str, pages: dict[str, Path], browser: Browser
) -> None:
    for policy in ("strict policy", "no style"):
        with look(browser, pages[kind], VIEWS[policy]) as page:
            seen = page.evaluate(
                """(() => {
                const there = ids => ids.map(id => document.querySelector(`#is-${id} > *`))
                    .filter(mark => mark);  // a page has the marks that it draws
                const paint = (mark, what) => getComputedStyle(mark)[what] != "none";
                const shown = [...document.querySelectorAll("svg[role=img], svg.key")].filter(
                    each => each.getClientRects().length);
                return {
                    open: there(["silent", "updated", "unclear", "waiting", "undated"]).every(
                        mark => !paint(mark, "fill") && paint(mark, "stroke")),
                    filled: there(["complete", "complete-late"]).every(
                        mark => paint(mark, "fill")),
                    marks: document.querySelectorAll("marker[id^=is-] > *").length > 0,
                    lines: shown.flatMap(each => [...each.querySelectorAll(
                        "path:not([marker-start])")]).every(
                        each => getComputedStyle(each)[each.matches(".done") ? "fill" : "stroke"]
                        != "none"),
                    beyond: shown.filter(
                        each => each.getBoundingClientRect().right > innerWidth).length,
                    squares: shown.some(each => each.querySelector("[marker-start]")) && [
                        ...document.querySelectorAll("[marker-start]")].every(each =>
                        document.querySelector("marker" + getComputedStyle(each).markerStart.slice(
                        5, -2))),
                    drawn: shown.length > 0,
                }; })()"""
            )
        assert seen == {
            **dict.fromkeys(("open", "filled", "marks", "lines", "squares", "drawn"), True),
            "beyond": 0,
        }


@pytest.mark.parametrize("kind", ["nothing updated", "help and contact"])
def test_sheets_of_paper_are_full_and_say_what_they_are(
    kind: str, pages: dict[str, Path], browser: Browser, tmp_path: Path
) -> None:
    with look(browser, pages[kind], VIEWS["print"]) as page:
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-bbox", str(tmp_path / "page.pdf"), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    sheets = told.split("<page ")[1:]
    for number, sheet in enumerate(sheets, 1):
        text = " ".join(re.findall(">([^<]+)</word>", sheet))
        assert text.startswith("City of London Police: ")
        assert text.endswith(f"Page {number} of {len(sheets)}")
        lowest = sorted(float(y) for y in re.findall('yMax="([^"]+)"', sheet))[-5]
        assert lowest > 842 * 0.6 or number == len(sheets), number


def _sheets(page: Page, to: Path) -> list[str]:
    """Print a page; return the text of each sheet, without spaces."""
    page.pdf(path=to, prefer_css_page_size=True)
    command = ["pdftotext", "-raw", str(to), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return ["".join(sheet.split()) for sheet in told.removesuffix("\f").split("\f")]


@pytest.mark.parametrize("kind", ["nothing updated", "one of several"])
def test_every_overdue_item_says_on_paper_for_how_long(
    kind: str, pages: dict[str, Path], browser: Browser, tmp_path: Path
) -> None:
    """The head of its group may be on the sheet before."""
    with look(browser, pages[kind], VIEWS["print"]) as page:
        rows = page.evaluate(
            """[...document.querySelectorAll(".late-items tr:has(td)")].map(row =>
            row.cells[0].innerText + row.parentElement.dataset.late)"""
        )
        text = "".join(_sheets(page, tmp_path / "page.pdf"))
    assert len(rows) > 10
    assert [row for row in rows if "".join(row.split()) not in text] == []


def test_an_answer_is_on_one_sheet(
    pages: dict[str, Path], browser: Browser, tmp_path: Path
) -> None:
    with look(browser, pages["recommendation"], VIEWS["print"]) as page:
        answers = page.evaluate(
            """[...document.querySelectorAll(".answering")].map(each =>
            [...each.querySelectorAll("h3, dd")].map(part => part.innerText))"""
        )
        sheets = _sheets(page, tmp_path / "page.pdf")
    assert len(answers) == 6
    for answer in answers:
        parts = ["".join(part.split()) for part in answer]
        assert any(all(part in sheet for part in parts) for sheet in sheets), answer


def test_the_marks_are_explained_on_their_sheet(
    pages: dict[str, Path], browser: Browser, tmp_path: Path
) -> None:
    with look(browser, pages["several"], VIEWS["print"]) as page:
        sheets = _sheets(page, tmp_path / "page.pdf")
    sheet = next(sheet for sheet in sheets if "Lastupdate" in sheet)
    assert "Forces,themostoverduefirst" in sheet
    assert "overdue,norecentupdate" in sheet


ADDRESSES = (
    """[...document.querySelectorAll("main a[href^=http]")].map(a => a.getAttribute("href"))"""
)

LAST_CELLS = """[...document.querySelectorAll("table")].flatMap(
    table => [...table.rows[table.rows.length - 1].cells].map(cell => cell.innerText))"""


@pytest.mark.parametrize("kind", ["nothing updated", "one of several", "recommendation"])
def test_paper_has_every_address_in_full_and_every_table(
    kind: str, pages: dict[str, Path], browser: Browser, tmp_path: Path
) -> None:
    """A reader of paper cannot follow a link, or open what is folded up."""
    with look(browser, pages[kind], VIEWS["print"]) as page:
        addresses = set(page.evaluate(ADDRESSES))
        cells = page.evaluate(LAST_CELLS)
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    told = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "page.pdf", "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    text = "".join(told.split())
    assert addresses
    for address in addresses:
        assert address.removeprefix("https://").removeprefix("www.").rstrip("/") in text
    assert kind == "recommendation" or "Deadlinesinfigures" in text
    assert len(cells) > 4
    assert all("".join(each.split()) in text for each in cells)


def test_help_has_the_width_of_the_paper(pages: dict[str, Path], browser: Browser) -> None:
    with look(browser, pages["nothing updated"], VIEWS["print"]) as page:
        narrow = page.evaluate(
            """document.querySelector(".first").clientWidth
            - document.querySelector(".first .help").offsetWidth"""
        )
        assert narrow == 0


def test_figures_stand_side_by_side_on_paper(pages: dict[str, Path], browser: Browser) -> None:
    with look(browser, pages["nothing updated"], VIEWS["print"]) as page:
        page.set_viewport_size({"width": 680, "height": 900})  # A4 between its margins
        tops = page.evaluate(
            "[...document.querySelectorAll('.figures dd')].map(e => e.getBoundingClientRect().top)"
        )
    assert len(tops) > 3
    assert len(set(tops)) == 1, tops


def test_every_page_is_valid_html(pages: dict[str, Path]) -> None:
    found = subprocess.run(
        [
            NODE / "node_modules" / ".bin" / "html-validate",
            *("--config", Path(__file__).parent / "browser" / "htmlvalidate.json"),
            *pages.values(),
        ],
        cwd=NODE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (0, "")
