"""A feed: the newest of what happened, as Atom (RFC 4287), for one organisation or for all.

Its ids are never addresses, and its times are days of the record: the same record gives the same
bytes on any site.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from stalkplan.publish.news import News, urn
from stalkplan.publish.pages.html import link_of
from stalkplan.publish.pages.site_folder import SiteFolder
from stalkplan.verdict.visible import visible

MOST_OF_ONE = 50
"""Entries of one organisation's feed: readers keep what they saw, and nobody reads further back."""

MOST_OF_ALL = 200
"""Entries of the feed of all organisations."""

_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_AUTHOR = "stalkplan, from the public record"
_ABOUT = (
    "What plans record, which deadlines they miss and what other bodies decide. Work may have been "
    "done that no plan shows."
)
_DECLARED = '<?xml version="1.0" encoding="utf-8"?>\n'


class Channel(NamedTuple):
    """What a feed is about.

    `ids` are those of the publication and, if it is of one, of the organisation. `since` is the day
    of the publication, for a feed with no news, `publisher` who publishes it, if they say so.
    """

    ids: tuple[str, ...]
    title: str
    since: date
    publisher: str | None = None


class LinkedNews(NamedTuple):
    """News, and the page on which its anchor is, from the folder of the feed."""

    news: News
    page: str


def feed(
    channel: Channel, told: Sequence[LinkedNews], here: SiteFolder, name: str, page: str
) -> str:
    """Return a feed of news in their order; `name` is its file's, `page` that of its page."""
    top = Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _add(top, "id", urn(*channel.ids, "feed"))
    _add(top, "title", channel.title)
    _add(top, "subtitle", _ABOUT)
    changed = max((each.news.changed for each in told), default=channel.since)
    _add(top, "updated", _moment(changed))
    _add(SubElement(top, "author"), "name", channel.publisher or _AUTHOR)
    if url := here.url(name):
        _link(top, "self", url, "application/atom+xml")
    _link(top, "alternate", here.link(page), "text/html")
    _add(top, "generator", "stalkplan").tail = "\n"
    for each in told:
        _entry(top, each.news, f"{here.link(each.page)}#{each.news.anchor}")
    return f"{_DECLARED}{tostring(top, encoding='unicode')}\n"


def _entry(top: Element, news: News, address: str) -> None:
    entry = SubElement(top, "entry")
    entry.tail = "\n"
    _add(entry, "id", news.id)
    _add(entry, "title", news.title)
    _add(entry, "published", _moment(news.day))
    _add(entry, "updated", _moment(news.changed))
    SubElement(entry, "category", {"term": news.kind})
    _link(entry, "alternate", address, "text/html")
    content = SubElement(entry, "content", {"type": "xhtml"})
    body = SubElement(content, "div", {"xmlns": _XHTML})
    for line in _paragraphs(news.lines):
        _add(body, "p", line)
    for text in news.links:
        paragraph = SubElement(body, "p")
        paragraph.text = "Evidence: "
        if link := link_of(text):
            _add(paragraph, "a", link.text).set("href", link.href)
        else:
            paragraph.text += visible(text)


def _paragraphs(lines: Iterable[str]) -> Iterable[str]:
    return (part for line in lines for part in line.split("\n\n") if part.strip())


def _add(parent: Element, tag: str, text: str) -> Element:
    """Add an element with a text in which nothing is unseen; the library escapes it."""
    added = SubElement(parent, tag)
    added.text = visible(text)
    return added


def _link(parent: Element, rel: str, href: str, type_: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": type_, "href": href})


def _moment(day: date) -> str:
    """Return the first moment of a day, as the record knows no hours."""
    return f"{day.isoformat()}T00:00:00Z"
