"""What could act on a screen or in a CI is shown; many texts at one look as each of them alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stalkplan.verdict.visible import all_visible, visible

SHOWN = {
    "plain": "plain",
    "na\u00efve \u65e5\u672c": "na\u00efve \u65e5\u672c",
    "a \t\n b\r\n c": "a b c",
    "a\tb": "a b",
    "a\nb": "a b",
    "\x1b[2J": "\\x1b[2J",
    "\x00\x7f": "\\x00\\x7f",
    "\u202e\u2028\u200b": "\\u202e\\u2028\\u200b",
    "a\u00a0b\u3000c": "a\u00a0b\u3000c",  # spaces that Python calls not printable
    "\u0378": "\u0378",  # a sign that nobody has given a meaning yet
    "\ufdd0\ufdef\ufffe\uffff": "\\ufdd0\\ufdef\\ufffe\\uffff",  # and some that never will have one
    "\U0001fffe\U0010ffff": "\\U0001fffe\\U0010ffff",
    "::error::now": ": :error::now",
    "a ::warning::b::c": "a : :warning::b::c",
    "std::map": "std::map",
    "a :::error::b": "a : : :error::b",  # a line may be broken before any of them
    "###[group]": "## #[group]",
    "##[group]x ##": "# #[group]x ##",
    "::add-mask::\x1b": ": :add-mask::\\x1b",
}


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown(text: str) -> None:
    assert visible(text) == SHOWN[text]


TEXTS = st.lists(
    st.one_of(st.text(max_size=8), st.sampled_from(["", ":", "::", "a::b", "##[", "##", "[", "\t"]))
)


@given(TEXTS)
@example(["a", "::error::b"])
@example([" ", "::", ":"])
@example(["##[group]"])
@example(["a\tb", "c"])
@example(["\u202e"])
def test_all_at_one_look(texts: list[str]) -> None:
    assert [*all_visible(texts)] == [visible(text) for text in texts]


@given(TEXTS.map("".join))
@example(":::a")
@example("a\t:::b")
@example("###[")
def test_what_is_shown_is_shown_so_ever_after(text: str) -> None:
    assert visible(visible(text)) == visible(text)
