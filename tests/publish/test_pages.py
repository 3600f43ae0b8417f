"""The public pages as text: whole, inert, in order, checkable; the browser's part is in system/."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser

import canary_plan
import pytest
from hostile_texts import PLACES, TEXTS, Kind, kind_of, one_of_each, spoilt
from inert_output import said
from rule_cases import ON

from conftest import DATA, ROOT
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.pages.html import (
    STYLE,
    DataFile,
    Home,
    helped,
    index_pages,
    link_of,
    organisation_page,
    recommendation_pages,
    style,
)
from stalkplan.publish.pages.imprint import Imprint, Making
from stalkplan.publish.pages.index import overview_of
from stalkplan.publish.pages.recommendation import recommendation_views
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.verdict.comparison import compare
from stalkplan.verdict.items import assess
from stalkplan.verdict.visible import visible

SEVERAL = ROOT / "tests" / "cases" / "folders" / "several"
FILES = (DataFile("items.csv", "every item"),)
IMPRINT = Imprint(
    publisher="Victims First Northshire",
    address=None,
    commit=None,
    committed=None,
    no_commit="is not kept in git",
    typed=("--as-of", "2026-11-23"),
    version="1",
)
MAKING = Making(IMPRINT, "", "ab" * 32)
VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})
TAGS = frozenset(
    [
        *("html", "head", "meta", "title", "link", "body", "a", "header", "nav", "main", "p"),
        *("h1", "h2", "h3", "h4", "h5", "cite", "span", "b", "div", "dl", "dt", "dd", "ul", "ol"),
        *("pre", "code", "details", "summary", "small", "i"),
        *("li", "section", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot"),
        *("tr", "th", "td", "time", "footer"),
        *("svg", "rect", "path", "line", "circle", "text", "marker", "g", "defs", "br"),
    ]
)
"""All that a page is made of: nothing in it runs or sends, and it loads its own style alone."""


class Reader(HTMLParser):
    """Reads a page as a parser of HTML does, and keeps what a test asks about."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.folded: set[str | None] = set()
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == [], "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if "details" in self._open:
            self.folded.add(dict(attrs).get("id"))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.texts.append(data)

    def all_of(self, attribute: str) -> list[str]:
        return [found for _, attributes in self.tags if (found := attributes.get(attribute))]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def _pages(texts: Mapping[str, str], on: date = ON) -> Iterator[str]:
    """Yield the page of each organisation, that of all of them, and that of each recommendation."""
    register = build(texts)
    items = assess(register, on=on)
    record = public_record(register, items, on=on)
    for organisation in record.organisations:
        yield organisation_page(organisation, record.publication, FILES, None, MAKING, on=on)
    organisations = [plan.organisation for plan in register.plans.values()]
    folders = {organisation.id: organisation.id for organisation in organisations}
    comparison = compare(organisations, items)
    views = [*recommendation_views(record, comparison, folders)]
    overview = overview_of(record, comparison, folders, views, ([], []))
    yield from (page for _, page in index_pages(overview, FILES, None, MAKING))
    for view in views:
        home = Home("index.html", "All forces")
        pages = recommendation_pages(view, FILES, home, MAKING, (views[0], None))
        yield from (page for _, page in pages)


def _bundled(on: date = date(2026, 11, 23)) -> str:
    return next(_pages(read_folder(DATA).texts, on))


def _judge(page: str) -> Reader:
    """Judge one page: nothing acts, nothing is asked for, every anchor leads somewhere."""
    reader = Reader(page)
    assert {tag for tag, _ in reader.tags} <= TAGS
    names = {name for _, attributes in reader.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src")}
    ids = reader.all_of("id")
    assert len(ids) == len(set(ids))
    assert not [each for each in ids if any(sign.isspace() for sign in each)]
    for href in reader.all_of("href"):
        if href.startswith("#"):
            assert href[1:] in ids, href
            assert href[1:] not in reader.folded, "not every browser unfolds what a link leads to"
        else:
            assert href.startswith(("http://", "https://", "mailto:")) or "/" not in href[:1]
            file = href.partition("#")[0]
            ours = (".html", ".csv", ".json", ".svg")
            is_call = re.fullmatch("tel:[0-9]+", href)
            assert file == STYLE or file.endswith(ours) or is_call or link_of(href), href
    said("\n".join(text.strip() for text in (*reader.texts, *reader.all_of("content"))))
    return reader


def test_the_page_stands_in_the_order_of_the_design() -> None:
    text = _judge(_bundled()).text
    order = [
        "Progress on the stalking recommendations, as at 23 November 2026 City of London Police",
        "This page is published by Victims First Northshire. It is not a page of the force itself",
        "15 of 19 items are overdue. None has been updated since its deadline .",
        "days overdue, the longest 606 actions with no owner named 8",
        "answers not recorded as accepted or rejected 14",
        "Affected by stalking? National Stalking Helpline, 0808 802 0300 , run by the Suzy",
        "made 29 recommendations. We have found what 17 of them ask for.",
        "15 of the 17 are made to this force, which published a plan in answer.",
        "An item is an action in it or, where it lists none, what was asked.",
        "What was promised The plan has 15 actions: 1 promised for a day, 5 for a month or",
        "Work may have been done that the plan does not mention.",
        "What we cannot tell Whether 1 item is late, what has been done about 16 items, who is",
        "responsible for 8 actions, whether 14 answers accept what was asked and what 12 other",
        "3 items are complete, reported by NPCC as met nationally. Everything else",
        "How to check it Made from a record that is not kept in git. Anybody can make it again",
        "Found an error? The record names no contact: tell Victims First Northshire.",
        "How to cite it Victims First Northshire, City of London Police: Progress on the stalking",
        "On this page What is overdue What we cannot tell What changed lately Deadlines What",
        "Not reported as done, the longest overdue first. No update has been published on any of",
        "Due 27 March 2025, 606 days overdue: 13 items Crime recording 7.1a Reality-test recording",
        "Crime registrar no date Crime recording 7.2 No answer in the plan. Until systems",
        "Risk management 12.1a Explore a stalking screening tool and decide how to bring it in.",
        "Head of Public Protection 27 March 2025",
        "Due 27 September 2025, 422 days overdue: 1 item Specialist teams 22.1a",
        "Who is responsible 8 of 15 actions name nobody: Training and policy 10.2b , Scale",
        "What changed lately Since 23 May 2026 , nothing: no update, no decision of another body,",
        "27 March 2025: 1 complete, 13 overdue.",
        "Deadlines in figures",
        "27 Mar 2025 14 1 13",
        "Not recorded: 14 ( 7.1 , 10.2 ,",
        "Cannot be judged: 1",
        "Publish and report 28.1 (publish) Met nationally by NPCC.",
        "no action November 2024 Publish and report 28.1 (report)",
        "By theme Crime recording 7 Training and policy 10 Scale of stalking 11",
        "By owner Crime registrar: 7.1a , 23.1a",
        "Risk management 12 Make",
        "12.1 and 12.2: our record has one text for both. What sets them apart, we do not know.",
        "“no later than March 2025”, read as by 31 March 2025",
        "Updates none published Take note The promise has passed: 31",
        "What the words mean ■ complete",
        "Sources and data Report The police response to stalking , by HMICFRS,",
        "MIT License, as in the file LICENSE of stalkplan, for what that project recorded itself",
        "stalkplan publish again --as-of 2026-11-23 sha256sum again/items.json",
    ]
    places: list[int] = []
    for told in order:
        places.append(text.find(told, places[-1] if places else 0))
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_what_cannot_be_told_is_told() -> None:
    text = Reader(_bundled()).text
    for told in (
        "By what day 7 of 8 promises name no day: 5 name a month or longer ( Risk ",
        "; 2 name no date at all ( Scale of stalking 11.1a and Online stalking 20.1a ).",
        "No answer Crime recording 7.2 is not in the plan; Written response 27.1 and Publish",
        "and report 28.1 are blank, though met for all by ",
        "Crime recording 7.1 and Early screening 23.1 have the same text, and so do Risk",
        "What has been done 16 of 19 items have no update published, and no other body has met",
        "them: 7.1a , 7.2 , 10.2a ,",
        "Whether it is late Investigations 18.1a has no date on record.",
        "Investigations 18.1a has had no update at all, and no date makes it late.",
        "For Victim services 16.1 the answer does not repeat the deadline of the report.",
        "We have not found what recommendations 1-6, 8, 9, 19, 24, 26 and 29 ask for. They are",
        "They are missing from our record, whatever the plan says.",
        "The answer has the same words as that of 23.1.",
    ):
        assert told in text


def test_on_its_last_day_an_item_is_due() -> None:
    page = _bundled(date(2025, 3, 27))
    assert "Due today" in page
    assert "> Today" not in page


def test_every_item_requirement_and_recommendation_has_its_anchor() -> None:
    ids = set(Reader(_bundled()).all_of("id"))
    assert {"7", "7.1", "7.1a", "7.2", "12.2", "12.2a", "28.1/publish", "28.1/report"} <= ids


def test_anchors_stay_apart_whatever_the_ids_are() -> None:
    texts = dict(canary_plan.FILES)
    plan = texts["data/responses.yaml"]
    for name in ('"main"', '"7.1"', '"a b"', '"is-done"', "'\"<>'"):
        spoilt_plan = plan.replace('"7.1a"', name)
        for page in _pages(texts | {"data/responses.yaml": spoilt_plan}, date(2025, 6, 30)):
            _judge(page)


def test_the_policy_allows_our_style_and_nothing_else() -> None:
    for page in _pages(read_folder(SEVERAL).texts, date(2025, 6, 30)):
        assert "content=\"default-src 'none'; style-src 'self'; img-src 'self'\"" in page
        links = [attributes for tag, attributes in _judge(page).tags if tag == "link"]
        assert {"rel": "stylesheet", "href": STYLE} in links
    assert "url(" not in style()
    assert "@import" not in style()


def test_tables_have_captions_and_scopes() -> None:
    for page in _pages(read_folder(SEVERAL).texts, date(2025, 6, 30)):
        tags = _judge(page).tags
        assert [t for t, _ in tags].count("table") == [t for t, _ in tags].count("caption")
        assert all(attributes.get("scope") for tag, attributes in tags if tag == "th")
        assert [a["lang"] for tag, a in tags if tag == "html"] == ["en-GB"]


def test_every_public_text_is_on_the_page_and_no_other() -> None:
    page = next(_pages(canary_plan.FILES, date(2025, 6, 30)))
    missing = {canary_plan.field_of(word) for word in canary_plan.PUBLIC if word not in page}
    assert missing - {"id", "subject", "publisher"} == {"owner"}, "others came first"
    assert {word for word in canary_plan.KEPT if word in page} == set()
    text = _judge(page).text
    assert "withheld : counted here, and not shown." in text
    assert "Withheld: this entry is marked as sensitive, so its text is not published." in text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_in_every_field_is_whole_and_inert(text: str) -> None:
    free = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE)
    for page in _pages(spoilt(text, free, escaped=True)):
        _judge(page)
    unmarked = {
        name: written.replace('"marking": "official-sensitive",', "")
        for name, written in spoilt(text, free, escaped=True).items()
    }
    page = next(_pages(unmarked))
    reader = _judge(page)
    whole = " ".join(visible(text.strip()).split())
    shown = " ".join((reader.text, *reader.all_of("href")))
    assert shown.count(whole) >= (9 if whole else 0)


@pytest.mark.parametrize("spot", one_of_each(PLACES), ids=lambda spot: json.dumps(spot[1]))
def test_a_script_in_one_field(spot: tuple[int, tuple[str | int, ...]]) -> None:
    texts = spoilt("<script>alert(1)</script>", (spot,), escaped=True)
    if build(texts).problems or kind_of(spot[1]) is Kind.TYPED:
        return
    for page in _pages(texts):
        _judge(page)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 0808 802 0300, day or night.", ["08088020300"]),
        ("01632 960 001 or 01632960002", ["01632960001", "01632960002"]),
        ("Call 101 to report, 999 in an emergency.", []),
        ("Reference 2025/0808 802, of 10 0300 cases", []),
        ("https://example.org/08088020300", []),
        ('<a href="x">0808 802 0300</a>', ["08088020300"]),
    ],
)
def test_which_numbers_in_a_text_on_help_can_be_called(text: str, numbers: list[str]) -> None:
    reader = Reader(f"<p>{helped(text)}</p>")
    assert [href[4:] for href in reader.all_of("href") if href.startswith("tel:")] == numbers
    shown = "".join(reader.texts).replace("\N{NO-BREAK SPACE}", " ")
    assert shown in (text, text.removeprefix("https://"))
    assert {tag for tag, _ in reader.tags} <= {"p", "a"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://example.org/a?b=c&d", "example.org/a?b=c&d"),
        ("HTTP://example.org", "example.org"),
        ("https://example.org/" + "x" * 70, "example.org/…/" + "x" * 45 + "…"),
        ("https://www.example.org/" + "x" * 70 + "/plan.pdf?v=2", "example.org/…/plan.pdf"),
        ("https://example.org/?" + "x" * 70, "example.org/…"),
        ("mailto:plan@example.org", "plan@example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https:///x", None),
        ("https://[x", None),
        ("https://example.org/a b", None),
        ('https://example.org/"x', None),
        ("https://example.org/\u202ex", None),
        ("see https://example.org", None),
        ("mailto:nobody", None),
        ("mailto:plan@example.org?subject=x", "plan@example.org"),
        ("mailto:plan@example.org%0abcc:a@evil.example", None),
        ("mailto:plan@example.org%0D%0Abcc:a@evil.example", None),
        ("mailto:plan@example.org?BCC=a@evil.example", None),
        ("mailto:plan@example.org?subject=x&cc=a@evil.example", None),
        ("https://police.uk@evil.example/", None),
        ("https://police.uk:x@evil.example/", None),
        ("https://@evil.example/", None),
        ("https://example.org/@here", "example.org/@here"),
        ("data/minutes.txt", None),
        ("", None),
    ],
)
def test_what_is_a_link(text: str, told: str | None) -> None:
    link = link_of(text)
    assert (link and link.text) == told
    assert link is None or link.href == text
