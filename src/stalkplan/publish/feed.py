"""A feed: the newest of what happened, as Atom (RFC 4287), for one organisation or for all.

Its ids are never addresses, and its times are days of the record: the same record gives the same
bytes on any site.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

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
    url = here.url(name)
    changed = max((each.news.changed for each in told), default=channel.since)
    top = (
        f'{_DECLARED}<feed xmlns="{_ATOM}" xml:lang="en-GB">',
        _element("id", urn(*channel.ids, "feed")),
        _element("title", channel.title),
        _element("subtitle", _ABOUT),
        _element("updated", _moment(changed)),
        f"<author>{_element('name', channel.publisher or _AUTHOR)}</author>",
        _link("self", url, "application/atom+xml") if url else "",
        _link("alternate", here.link(page), "text/html"),
        f"{_element('generator', 'stalkplan')}\n",
    )
    entries = (_entry(each.news, f"{here.link(each.page)}#{each.news.anchor}") for each in told)
    return "".join((*top, *entries, "</feed>\n"))


def _entry(news: News, address: str) -> str:
    said = [_element("p", line) for line in _paragraphs(news.lines)]
    said += [f"<p>Evidence: {_linked(text)}</p>" for text in news.links]
    parts = (
        _element("id", news.id),
        _element("title", news.title),
        _element("published", _moment(news.day)),
        _element("updated", _moment(news.changed)),
        f'<category term="{escape(news.kind)}" />',
        _link("alternate", address, "text/html"),
        f'<content type="xhtml"><div xmlns="{_XHTML}">{"".join(said)}</div></content>',
    )
    return f"<entry>{''.join(parts)}</entry>\n"


def _paragraphs(lines: Iterable[str]) -> Iterable[str]:
    return (part for line in lines for part in line.split("\n\n") if part.strip())


def _element(tag: str, text: str) -> str:
    """Return an element with a text in which nothing is unseen."""
    return f"<{tag}>{_text(text)}</{tag}>"


def _text(text: str) -> str:
    return escape(visible(text), quote=False)


def _linked(text: str) -> str:
    """Return a text, as a link if it is one."""
    link = link_of(text)
    return f'<a href="{escape(link.href)}">{_text(link.text)}</a>' if link else _text(text)


def _link(rel: str, href: str, type_: str) -> str:
    return f'<link rel="{rel}" type="{type_}" href="{escape(href)}" />'


def _moment(day: date) -> str:
    """Return the first moment of a day, as the record knows no hours."""
    return f"{day.isoformat()}T00:00:00Z"
