"""Tags with very many attributes: the page is read as without those that are too many."""

import pytest

from stalkplan.imports.readers import html
from stalkplan.imports.readers.html_attributes import MOST, without_surplus

PAGE = (
    "<html><body><!-- <p %s> --><script>if (a<b) {%s}</script><table %s><tr><th>Ref</th>"
    "<th>Action</th></tr><tr><td colspan=1 %s>7.1</td><td>We do.</td></tr></table></body></html>"
)

MANY = {
    "bare": "a%d ",
    "empty": "a%d= ",
    "plain": "a%d=x ",
    "quoted": "a%d='x y' ",
    "double": 'a%d="x > y" ',
    "a tag in it": "a%d='<p>' ",
    "run together": "a%d='x'",
    "slashes": "/a%d",
    "equals": "=%d ",
}


def _many(name: str, number: int) -> str:
    return " ".join(MANY[name] % n for n in range(number))


@pytest.mark.parametrize("name", MANY)
def test_the_page_is_read_as_without_them(name: str) -> None:
    attributes = _many(name, 20_000)
    plain = html.read((PAGE % ("", "", "", "")).encode())
    assert html.read((PAGE % ("", "", attributes, "")).encode()).blocks == plain.blocks
    assert html.read((PAGE % ("", "", "", attributes)).encode()).blocks == plain.blocks


@pytest.mark.parametrize("name", MANY)
def test_a_tag_that_nothing_ends_is_read_once(name: str) -> None:
    cut = without_surplus("<p " + _many(name, 20_000))
    assert len(cut) < 40 * MOST


def test_what_has_few_attributes_stays_as_it_is() -> None:
    text = "x" * 2_000 + " = "
    for page in (
        PAGE % ("a " * 900, "c=d " * 900, "b ", "c='>' d=\">\" /"),
        f"<p title='{text * 50}'>a<b</p> 1 < 2 <br/> <a href=/x/y>z</a> don't {text * 50}",
        "<!-- " + "a='b' " * 900,
        "<style>" + "a=b " * 900,
        "<",
        "",
    ):
        assert without_surplus(page) == page
