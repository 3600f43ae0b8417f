"""Feeds, and what describes the data: kept by the rules of their formats, and the same for ever."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import canary_plan
import pytest
from atom_rules import RULES, Entry, read_feed
from fire_doors import fire_doors
from hostile_texts import PLACES, TEXTS, Kind, kind_of, spoilt
from inert_output import said
from lxml import etree
from published_folder import ON, SEVERAL, files, write
from test_pages import Reader

from conftest import DATA, ROOT, Result
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.feed import MOST_OF_ONE, Channel, LinkedNews, feed
from stalkplan.publish.metadata import data_set
from stalkplan.publish.news import news_of
from stalkplan.publish.pages.site_folder import TOP
from stalkplan.publish.site import FILES
from stalkplan.record.register import build
from stalkplan.verdict.items import assess
from stalkplan.verdict.visible import visible

Run = Callable[..., Result]
ADDRESS = "https://example.org/stalking"
FREE = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE)

PLAN = """\
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}
responses:
  - ref: 12.2
    actions:
      - id: 12.2a
        summary: Train all staff.
        added: 2024-12-01
        updates:
          - {date: 2025-01-10, status: in-progress, note: Half is done., owner: Training lead}
          - {date: 2025-02-01, status: complete, note: All is done.}
          - {date: 2025-03-01, retracts: 2025-02-01, note: A slip.}
          - {date: 2025-05-02, status: complete, note: "Done, at last.", evidence: [https://example.org/e]}
          - {date: 2025-05-03, note: Kept back., marking: official-sensitive}
"""
PUBLICATION = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 12
    theme: Training
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-03-27}]
    requirements: [{ref: 12.2}]
"""
TOLD = {
    # as at a day: kind, title without whose it is, published, updated; the newest first
    "2024-12-31": [],
    "2025-02-01": [
        ("complete", "12.2a Training: complete on 1 February 2025", "2025-02-01", "2025-02-01"),
        ("update", "12.2a Training: in progress on 10 January 2025", "2025-01-10", "2025-01-10"),
    ],
    "2025-03-28": [
        ("overdue", "12.2a Training: overdue, due 27 March 2025", "2025-03-28", "2025-03-28"),
        (
            "update",
            "12.2a Training: taken back: complete on 1 February 2025",
            "2025-02-01",
            "2025-03-01",
        ),
        ("update", "12.2a Training: in progress on 10 January 2025", "2025-01-10", "2025-01-10"),
    ],
    "2026-11-23": [
        ("update", "12.2a Training: an update on 3 May 2025, withheld", "2025-05-03", "2025-05-03"),
        ("complete", "12.2a Training: complete on 2 May 2025", "2025-05-02", "2025-05-02"),
        ("overdue", "12.2a Training: overdue, due 27 March 2025", "2025-03-28", "2025-03-28"),
        (
            "update",
            "12.2a Training: taken back: complete on 1 February 2025",
            "2025-02-01",
            "2025-03-01",
        ),
        ("update", "12.2a Training: in progress on 10 January 2025", "2025-01-10", "2025-01-10"),
    ],
}


@pytest.fixture
def entries(tmp_path: Path, stalkplan: Run) -> Callable[..., list[Entry]]:
    write(tmp_path, "data/recommendations.yaml", PUBLICATION)
    write(tmp_path, "data/responses.yaml", PLAN)

    def published(on: str, *more: str) -> list[Entry]:
        public = tmp_path / "public"
        assert (
            stalkplan("publish", public, "--data", tmp_path / "data", "--as-of", on, *more).code
            == 0
        )
        updated, read = read_feed((public / "feed.atom").read_bytes())
        assert updated == (read[0].updated if read else "2024-09-27T00:00:00Z")
        page = (public / "index.html").read_text(encoding="utf-8")
        assert all(f'id="{entry.link.rpartition("#")[2]}"' in page for entry in read)
        return read

    return published


@pytest.mark.parametrize("on", TOLD)
def test_a_feed_tells_what_happened(on: str, entries: Callable[..., list[Entry]]) -> None:
    read = entries(on)
    assert [(e.kind, e.title, e.published, e.updated) for e in read] == [
        (kind, f"Northshire Police: {title}", f"{day}T00:00:00Z", f"{changed}T00:00:00Z")
        for kind, title, day, changed in TOLD[on]
    ]
    assert "Kept back" not in str(read)


def test_an_entry_stays_as_it_was(entries: Callable[..., list[Entry]]) -> None:
    """On later days and on another site; but one that was taken back says so under its old id."""
    first, then, last, moved = (
        {entry.id: entry for entry in entries(on, *more)}
        for on, *more in (
            ("2025-02-01",), ("2025-03-28",), ("2026-11-23",), ("2026-11-23", "--address", ADDRESS),
        )
    )  # fmt: skip
    assert first.keys() < then.keys() < last.keys() == moved.keys()
    assert [each.kind for each in first.values() if then[each.id] != each] == ["complete"]
    assert all(last[each.id] == each for each in then.values())
    for each in moved.values():
        assert each._replace(link=last[each.id].link) == last[each.id]
        assert each.link == f"{ADDRESS}/{last[each.id].link}"


OF_ACORN = {
    # the days of the entries of an item: kind, what the title and the text say
    "1a": [
        ("2025-03-20", "complete", "complete on 20 March 2025", "All inspected."),
        ("2025-04-10", "update", "in progress on 10 April 2025", "Two blocks were missed."),
        (
            "2025-04-10",
            "overdue",
            "overdue again, due 31 March 2025",
            "The deadline, 31 March 2025, had passed, and the completion was taken back.",
        ),
        (
            "2025-09-10",
            "update",
            "taken back: complete on 10 September 2025",
            "Taken back on 20 September 2025",
        ),
        (
            "2025-09-20",
            "overdue",
            "overdue again, due 31 March 2025",
            "The deadline, 31 March 2025, had passed, and the completion was taken back.",
        ),
    ],
    "2/report": [
        ("2025-02-27", "update", "in progress on 27 February 2025", "Repairs."),
        (
            "2025-03-01",
            "update",
            "an update on 1 March 2025",
            "Status: complete, for no deadline that it names",
        ),
        (
            "2025-07-01",
            "overdue",
            "overdue, due 30 June 2025",
            "The deadline, 30 June 2025, passed with no completion in the plan.",
        ),
    ],
    "3a": [
        (
            "2025-04-20",
            "extension",
            "extended to 31 July 2025",
            (
                "Extended to 31 July 2025, from 30 April 2025, by Northshire Safety Board, "
                "20 April 2025: letter"
            ),
        ),
        (
            "2025-07-10",
            "complete",
            "met, 10 July 2025",
            "Met, as reported by Northshire Safety Board, 10 July 2025: inspected on the day",
        ),
    ],
    "4": [
        (
            "2025-05-16",
            "overdue",
            "overdue, due 15 May 2025",
            "The deadline, 15 May 2025, passed with no completion in the plan.",
        ),
        (
            "2025-06-30",
            "complete",
            "met for Landlords, June 2025",
            (
                "Met for Landlords, as reported by Ministry of Housing, June 2025: national "
                "register opened"
            ),
        ),
    ],
    "5a": [
        (
            "2025-07-01",
            "overdue",
            "overdue, promised for June 2025",
            "The date that the plan promised, June 2025, passed with no completion in the plan.",
        ),
    ],
}


@pytest.fixture
def of_acorn(tmp_path: Path, stalkplan: Run) -> Callable[..., list[Entry]]:
    data = fire_doors(tmp_path / "it").data
    (data / "responses" / "birch.yaml").unlink()
    asked = data / "recommendations.yaml"
    text = asked.read_text(encoding="utf-8")
    asked.write_text(re.sub(r"\n    ended:\n.*", "", text), encoding="utf-8")

    def published(on: str) -> list[Entry]:
        public = tmp_path / "public"
        result = stalkplan("publish", public, "--data", data, "--as-of", on)
        assert result.code == 0, result
        return read_feed((public / "feed.atom").read_bytes())[1]

    return published


@pytest.mark.parametrize("name", OF_ACORN)
def test_an_entry_says_what_was_so_on_its_day(
    name: str, of_acorn: Callable[..., list[Entry]]
) -> None:
    own = [e for e in of_acorn("2025-10-01") if e.title.startswith(f"Acorn Homes: {name} ")]
    told = [(e.published[:10], e.kind, e.title.rpartition(": ")[0], e) for e in own]
    expected = OF_ACORN[name]
    assert sorted(day for day, *_ in told) == [day for day, *_ in expected]
    for day, kind, title, text in expected:
        (entry,) = (e for e in own if (e.published[:10], e.kind) == (day, kind))
        assert entry.title.endswith(f": {title}")
        assert text in " ".join(entry.text.split())


def test_the_page_tells_what_others_decided_lately(
    of_acorn: Callable[..., list[Entry]], tmp_path: Path
) -> None:
    of_acorn("2025-10-05")
    text = Reader((tmp_path / "public" / "index.html").read_text(encoding="utf-8")).text
    _, _, lately = " ".join(text.split()).partition("What changed lately Since 5 April 2025")
    lately, _, _ = lately.partition("Deadlines")
    told = [
        "10 July 2025, Train wardens 3a and Train wardens 3b : met, as reported by Northshire",
        "June 2025, National register 4 : met for Landlords, as reported by Ministry of Housing:",
        "20 April 2025, Train wardens 3a and Train wardens 3b : extended to 31 July 2025, from",
    ]
    assert [each for each in told if each not in lately] == []
    assert [*map(lately.find, told)] == sorted(map(lately.find, told))
    of_acorn("2026-01-10")
    text = Reader((tmp_path / "public" / "index.html").read_text(encoding="utf-8")).text
    _, _, lately = " ".join(text.split()).partition("What changed lately Since 10 July 2025")
    assert "extended to" not in lately.partition("Deadlines")[0]


def test_what_was_made_later_is_named_on_the_page_and_in_the_data(
    of_acorn: Callable[..., list[Entry]], tmp_path: Path
) -> None:
    of_acorn("2025-08-31")
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    text = Reader(page).text.replace(" :", ":")
    assert "this organisation. Made after the day of this page: 6." in " ".join(text.split())
    assert "What this page leaves out" not in text  # it is on the page all the same
    view = json.loads((tmp_path / "public" / "items.json").read_bytes())
    assert view["recorded"]["later"] == ["6"]
    of_acorn("2025-09-01")
    assert "Made after" not in (tmp_path / "public" / "index.html").read_text(encoding="utf-8")


def test_what_was_published_stays_whatever_was_decided_later(
    of_acorn: Callable[..., list[Entry]],
) -> None:
    """An extension, a discharge and an action that joins take no news away and change none."""
    days = ["2025-03-21", "2025-04-15", "2025-05-20", "2025-06-15", "2025-07-15", "2025-09-15"]
    before: dict[str, Entry] = {}
    for on in (*days, "2025-10-01"):
        now = {entry.id: entry for entry in of_acorn(on)}
        gone = [entry for id_, entry in before.items() if id_ not in now]
        changed = [now[id_] for id_ in before if id_ in now and now[id_] != before[id_]]
        assert gone == []
        assert [entry.title for entry in changed if "taken back: " not in entry.title] == []
        before = now
    assert len(before) > 10


def test_an_item_that_gave_way_to_an_action_keeps_its_news(
    entries: Callable[..., list[Entry]], tmp_path: Path
) -> None:
    plan = tmp_path / "data" / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("2024-12-01", "2025-06-01"), encoding="utf-8")
    then, now = entries("2025-05-01"), entries("2025-07-01")
    assert [entry.title for entry in then] == [
        "Northshire Police: 12.2 Training: overdue, due 27 March 2025"
    ]
    assert then[0] in now


def test_the_rules_find_what_is_wrong(entries: Callable[..., list[Entry]], tmp_path: Path) -> None:
    assert entries("2025-03-28")
    made = (tmp_path / "public" / "feed.atom").read_text(encoding="utf-8")
    for old, new in (
        ("<author><name>stalkplan, from the public record</name></author>", ""),
        ("2025-03-28T00:00:00Z</updated><author>", "2025-03-28</updated><author>"),
        ("<title>Northshire", "<title>twice</title><title>Northshire"),
        ('term="overdue"', 'label="overdue"'),
        (' xmlns="http://www.w3.org/1999/xhtml"', ""),
    ):
        assert old in made
        assert not RULES.validate(etree.fromstring(made.replace(old, new).encode())), old


def test_who_publishes_is_who_writes_the_feed_and_the_data(
    entries: Callable[..., list[Entry]], tmp_path: Path
) -> None:
    for more, author in (((), "stalkplan, from the public record"), (("Us & Co",), "Us &amp; Co")):
        entries("2025-03-28", *(word for name in more for word in ("--publisher", name)))
        public = tmp_path / "public"
        assert f"<author><name>{author}</name>" in (public / "feed.atom").read_text("utf-8")
        view = json.loads((public / "dataset.jsonld").read_bytes())
        assert view.get("publisher") == (
            {"@type": "Organization", "name": more[0]} if more else None
        )


def test_one_feed_of_all_organisations(tmp_path: Path, stalkplan: Run) -> None:
    public = tmp_path / "public"
    assert stalkplan("publish", public, "--data", SEVERAL, *ON).code == 0
    made = files(public)
    _, of_all = read_feed(made["feed.atom"])
    own = {
        entry._replace(link=f"{name.partition('/')[0]}/{entry.link}")
        for name in made
        if name.endswith("/feed.atom")
        for entry in read_feed(made[name])[1]
    }
    assert own == set(of_all)
    assert len({entry.link.partition("/")[0] for entry in of_all}) > 2
    kinds = {"update", "overdue", "complete", "extension", "end"}
    assert {entry.kind for entry in of_all} == kinds


FOLDERS = {
    "the bundled plan": DATA,
    "several": SEVERAL,
    "publications": SEVERAL.parent / "publications",
}


@pytest.mark.parametrize("name", [*FOLDERS, "canary", "inspection"])
def test_what_describes_the_data_agrees_with_it(name: str, tmp_path: Path, stalkplan: Run) -> None:
    for file, text in canary_plan.FILES.items():
        write(tmp_path, file, text)
    own = {"canary": tmp_path / "data", "inspection": ROOT / "examples" / "inspection"}
    data, public = (FOLDERS | own)[name], tmp_path / "public"
    assert stalkplan("publish", public, "--data", data, *ON, "--address", ADDRESS).code == 0
    described = [*public.rglob("items.csv-metadata.json")]
    assert len(described) == len([*public.rglob("items.csv")]) > 0
    for path in described:
        _agrees(json.loads(path.read_bytes()), path.parent)
    for path in public.rglob("dataset.jsonld"):
        below = path.parent.relative_to(public).as_posix()
        at = f"{ADDRESS}/" if below == "." else f"{ADDRESS}/{below}/"
        view = json.loads(path.read_bytes())
        assert view["url"] == f"{at}index.html"
        assert {each["contentUrl"] for each in view["distribution"]} == {
            f"{at}{file.name}"
            for file in path.parent.iterdir()
            if file.suffix in (".csv", ".json", ".xlsx", ".ics", ".atom")
            and not file.name.endswith("-metadata.json")
        }
        assert view["@id"].startswith("urn:uuid:")
        assert len(view["description"]) > 50


_IS: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "date": lambda text: re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text),
    "nonNegativeInteger": str.isdecimal,
    "boolean": ("true", "false").__contains__,
}


def _agrees(view: dict[str, object], folder: Path) -> None:
    """Judge the metadata of a table (CSVW): the same columns, and every cell of its type."""
    assert view["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    schema = view["tableSchema"]
    assert isinstance(schema, dict)
    columns = schema["columns"]
    with (folder / str(view["url"])).open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading == [column["titles"] for column in columns] == [c["name"] for c in columns]
    told = {column["dc:description"] for column in columns}
    assert len(told) == len(columns), "each says what it alone has"
    assert rows
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            assert _IS[column["datatype"]](cell) if cell else not column.get("required"), column


def _heads(public: Path) -> Iterator[tuple[str, Mapping[str, str], list[dict[str, str | None]]]]:
    """Yield the name of each page, what its head says by name, and its links."""
    for path in sorted(public.rglob("*.html")):
        tags = Reader(path.read_text(encoding="utf-8")).tags
        metas = [attributes for tag, attributes in tags if tag == "meta"]
        said_by = {str(m.get("name") or m.get("property")): str(m.get("content")) for m in metas}
        links = [attributes for tag, attributes in tags if tag == "link"]
        yield path.relative_to(public).as_posix(), said_by, links


@pytest.mark.parametrize("folder", ["publications", "several"])
@pytest.mark.parametrize("address", ["", ADDRESS, f"{ADDRESS}/"])
def test_the_head_of_a_page(folder: str, address: str, tmp_path: Path, stalkplan: Run) -> None:
    public = tmp_path / "public"
    more = ("--address", address) if address else ()
    assert stalkplan("publish", public, "--data", SEVERAL.parent / folder, *ON, *more).code == 0
    for name, said_by, links in _heads(public):
        url = f"{ADDRESS}/{name}" if address else None
        assert said_by.get("og:url") == url
        assert [each["href"] for each in links if each["rel"] == "canonical"] == [url] * bool(url)
        assert said_by["description"] == said_by["og:description"]
        assert "as at 23 November 2026: " in said_by["description"]
        assert said_by["og:title"]
        (icon,) = (str(each["href"]) for each in links if each["rel"] == "icon")
        assert ((public / name).parent / icon).resolve() == (public / "icon.svg").resolve()
        others = [str(each["href"]) for each in links if each["rel"] == "alternate"]
        at = f"{ADDRESS}/{name}".removesuffix(Path(name).name) if address else ""
        is_of_several = folder == "publications" and name == "index.html"
        own = ["feed.atom", "dataset.jsonld"]
        assert others == ([] if is_of_several else [f"{at}{each}" for each in own])
        for other in others:
            assert ((public / name).parent / other.removeprefix(at)).is_file()
        page = (public / name).read_text(encoding="utf-8")
        subscribed = f'<a href="webcal{at.removeprefix("https")}deadlines.ics">' in page
        assert subscribed is bool(address and (public / name).with_name("deadlines.ics").exists())


WRONG = [
    *("example.org", "ftp://example.org/", "https://", "https://a b/", "https://a/?q=1"),
    *("https://a/#top", "https://police.uk@evil.example/", "https://a/\u202e", 'https://a/"x'),
]


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_address_of_a_site(address: str, tmp_path: Path, stalkplan: Run) -> None:
    result = stalkplan("publish", tmp_path / "public", "--data", DATA, *ON, "--address", address)
    assert result.code == 2
    assert "write https://example.org/stalking/" in " ".join(
        re.sub("[│\n]", " ", result.err).split()
    )
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_whatever_is_in_the_record(text: str) -> None:
    texts = spoilt(text, FREE, escaped=max(text or "a") <= "\uffff")
    register = build({n: made.replace("official-sensitive", "") for n, made in texts.items()})
    on = date(2026, 11, 23)
    record = public_record(register, assess(register, on=on), on=on, newest=MOST_OF_ONE)
    (organisation,) = record.organisations
    told = [LinkedNews(news, "index.html") for news in news_of(organisation, MOST_OF_ONE)]
    channel = Channel(("a", "b"), record.publication.title, record.publication.published)
    _, entries = read_feed(feed(channel, told, TOP, "feed.atom", "index.html").encode())
    assert {entry.kind for entry in entries} >= {"complete", "overdue"}
    for entry in entries:
        said(f"{entry.title}\n{entry.text}")
    assert any(visible(text.strip()) in entry.text for entry in entries)
    view = data_set(record, ("a", "b"), FILES, TOP, publisher=None)
    said(view)
    assert json.loads(view)["distribution"]
