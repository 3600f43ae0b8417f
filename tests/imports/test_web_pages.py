"""Web pages as sources of `import`: what a browser would show, and what it would not."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_blocks import shown, words

from stalkplan.imports.readers import html
from stalkplan.imports.readers.document import SourceTable

HTML: Mapping[str, tuple[str, list[object]]] = {
    # what is shown: the page, its blocks
    "headings": ("<h1>A</h1><h3>B<br>c</h3><p>d", [(1, "A"), (3, "B\nc"), "d"]),
    "paragraphs and blanks": (
        "<p> a\n  b&nbsp; c <b>d</b>e</p>f<div>g</div>h",
        ["a b c de", "f", "g", "h"],
    ),
    "cells never closed": (
        "<table><tr><td>1<td>2<tr><td>3<td>4</table>",
        [[["1", "2"], ["3", "4"]]],
    ),
    "lines in cells": (
        "<table><td>a<br>b<p>c</p><p>d<ul><li>e</ul></table>",
        [[["a\nb\nc\nd\ne"]]],
    ),
    "columns spanned": (
        "<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3</table>",
        [[["a", "", "b"], ["1", "2", "3"]]],
    ),
    "rows spanned": (
        "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>",
        [[["a", "b"], ["", "c"], ["d", "e"]]],
    ),
    "rows spanned, the last column": (
        "<table><tr><td>a<td rowspan=0>b<tr><td>c</table>",
        [[["a", "b"], ["c", ""]]],
    ),
    "both spanned": (
        "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c</table>",
        [[["a", "", "b"], ["", "", "c"]]],
    ),
    "spans that are none": (
        "<table><td colspan=x>a<td colspan=-1>b<td colspan=0>c</table>",
        [[["a", "b", "c"]]],
    ),
    "a table in a cell": (
        "<table><tr><td>a<table><td>b</table>c<td>d</table>",
        [[["a\nc", "d"]], [["b"]]],
    ),
    "a table for the looks alone": ("<table><td><table><td>b</table></table>", [[["b"]]]),
    "terms": (
        "<dl><dt>Status:<dd>Complete<dt>Date:<dd>x</dl>",
        [[["Status:", "Complete"], ["Date:", "x"]]],
    ),
    "terms in groups": ("<dl><div><dt>A<dd>b</div></dl>", [[["A", "b"]]]),
    "numbered": (
        "<ol><li>a<li><p>b</ol><ol type=a start=3><li>c</ol><ol type=I><li value=4>d</ol>",
        ["1. a", "2. b", "c. c", "IV. d"],
    ),
    "left out": (
        (
            "<nav>n</nav><script>s</script><style>t</style><p>a</p><div role=navigation>m</div>"
            "<template>u</template><!-- v -->"
        ),
        ["a"],
    ),
    "drawn pictures": (
        (
            "<table><tr><td><svg><title>Green</title><path/></svg><td>a<svg aria-label=Red>"
            "<text>x</text></svg><td><i role=img aria-label=Amber></i><td><svg></svg></table>"
        ),
        [[["Green", "a Red", "Amber", ""]]],
    ),
    "pictures": ("<table><td><img alt='Complete' src=x.png></table>", [[["Complete"]]]),
    "a button in a heading": (
        "<h2><button>Recommendation 7</button></h2>",
        [(2, "Recommendation 7")],
    ),
    "text astray in a table": ("<table>a<tr><td>b</table>", [[["b"]], "a"]),
    "cells without a table": ("<td>a<td>b", ["a", "b"]),
    "preformatted": ("<pre>a\n b</pre>", ["a\nb"]),
    "nothing": ("<!-- a -->", []),
}


@pytest.mark.parametrize("name", HTML)
def test_pages(name: str) -> None:
    page, blocks = HTML[name]
    assert shown(html.read(page.encode())) == blocks


def test_a_caption_is_the_title_of_its_table() -> None:
    (table,) = html.read(b"<table><caption>Plan<tr><td>a</table>").blocks
    assert table == SourceTable(1, [["a"]], "Plan")


HIDDEN = (
    "<p hidden>x</p>",
    "<p aria-hidden=true>x</p>",
    "<p style='display: none'>x</p>",
    "<p style='VISIBILITY:hidden'>x</p>",
    "<p style='font-size:0'>x</p>",
    "<p style='font-size: 0px; color: black'>x</p>",
    "<p style='opacity:0'>x</p>",
    "<p style='color:#FFF'>x</p>",
    "<p style='color: white; margin: 0'>x</p>",
    "<p style='color:rgb(255, 255, 255)'>x</p>",
    "<p style='text-indent:-9999px'>x</p>",
    "<p style='position:absolute;left:-9999px'>x</p>",
    "<style>/* a */ .b, .h {display:none}</style><p class='g h'>x</p>",
    "<style>@media screen { #h { visibility: hidden } }</style><p id=h>x</p>",
    "<style>i{display:none}</style><p><i>x</i></p>",
    "<div hidden><p>x</p></div>",
)


@pytest.mark.parametrize("page", HIDDEN)
def test_hidden_text_of_a_page_is_kept_and_told(page: str) -> None:
    document = html.read(f"<p>a</p>{page}".encode())
    assert shown(document) == ["a", "x"]
    assert document.warnings == ["text that a reader of the page may not see is kept: 'x'"]


SEEN = (
    "<p style='opacity:0.5'>x</p>",
    "<p style='font-size:0.8em'>x</p>",
    "<p style='color:#fff;background:#003'>x</p>",
    "<table bgcolor=navy><td style='color:white'>x</table>",
    "<p style='background-color:white'>x</p>",
    "<style>.a .h {display:none}</style><p class=h>x</p>",
    "<p aria-hidden=false>x</p>",
    "<p hidden></p>x",
)


@pytest.mark.parametrize("page", SEEN)
def test_what_a_reader_sees_is_not_told_of(page: str) -> None:
    document = html.read(page.encode())
    assert (words(document), document.warnings) == (["x"], [])


def test_of_much_hidden_text_the_first_is_quoted() -> None:
    page = "".join(f"<p hidden>{'word ' * 30}{n}</p>" for n in range(8))
    warnings = html.read(page.encode()).warnings
    assert len(warnings) == 6
    assert warnings[0].endswith("kept: '" + "word " * 11 + "word…'")
    assert warnings[5] == "text that a reader of the page may not see is kept: 3 more"


def test_a_page_may_declare_an_old_encoding() -> None:
    page = "<meta charset=iso-8859-1><p>£ \u2013 \u2019".encode("cp1252")
    document = html.read(page)
    assert (shown(document), document.warnings) == (["£ \u2013 \u2019"], [])


TAGS = "<p>|<br>|<td>|</td>|<tr>|<table>|</table>|<li>|<ol>|<dl>|<dt>|<dd>|<h2>|</h2>|<b>|<caption>"


@given(st.lists(st.sampled_from([*TAGS.split("|"), *"abcdefg"]), max_size=25))
def test_every_word_of_a_page_is_in_its_document(pieces: list[str]) -> None:
    document = html.read(b"<body>" + " ".join(pieces).encode())
    found = [word for word in words(document) if word in "abcdefg"]
    assert found == sorted(piece for piece in pieces if piece in "abcdefg")
