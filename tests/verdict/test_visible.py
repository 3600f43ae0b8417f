"""Many texts at one look are shown as each of them alone."""

from hypothesis import example, given
from hypothesis import strategies as st

from stalkplan.verdict.visible import all_visible, visible

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
