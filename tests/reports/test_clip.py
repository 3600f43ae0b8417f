"""A line that is cut: as much as fits, whatever the signs are."""

from hypothesis import given
from hypothesis import strategies as st

from stalkplan.reports.formats.screen.lines import cells, clip

signs = st.sampled_from("ab é\u0301\u0300\u200b漢字👮🏽‍♀️…■")


@given(st.text(signs, max_size=60), st.integers(1, 20), st.sampled_from(["", "..", "…"]))
def test_the_longest_beginning_that_fits_is_shown(text: str, width: int, ellipsis: str) -> None:
    shown = clip(text, width, ellipsis)
    if cells(text) <= width:
        assert shown == text
        return
    end = ellipsis[:width]
    assert shown.endswith(end)
    kept = shown.removesuffix(end) if end else shown
    assert text.startswith(kept)
    assert cells(kept) <= max(0, width - len(ellipsis))
    longer = text[: len(kept) + 1]
    assert cells(longer) > width - len(ellipsis)
