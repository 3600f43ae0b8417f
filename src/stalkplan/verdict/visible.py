"""The one filter that all text from a record passes on its way to a person, a file or a CI."""

import re
from collections.abc import Sequence
from unicodedata import category

_SEEN = frozenset({"Zs", "Cn"})
"""Categories that Python calls not printable and screens show: spaces, signs newer than it."""


def visible(text: str) -> str:
    """Return text as one line in which every control, escape and bidi character can be seen.

    What a CI runner would obey is broken by a space.
    """
    if "::" in text or "##[" in text:  # commands to GitHub's runner, which reads all output
        text = re.sub(r"(?<!\S)::+", lambda run: " ".join(run[0]), text).replace("##[", "# #[")
    if text.isprintable():
        return text
    if "\n" in text or "\t" in text:
        text = " ".join(text.split())
    return text.translate(_SHOWN)


def all_visible(texts: Sequence[str]) -> Sequence[str]:
    """Return each text as `visible` does; one look tells of most that all stay as they are."""
    together = " ".join(texts)
    return texts if visible(together) == together else [*map(visible, texts)]


def _shown(sign: str) -> str:
    """Return a sign, or its escape if nobody could see it."""
    if sign.isprintable():
        return sign
    code = ord(sign)
    is_no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    if category(sign) in _SEEN and not is_no_character:
        return sign
    return sign.encode("unicode_escape").decode("ascii")


class _Shown(dict[int, str]):
    """What is shown for each character, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = _shown(chr(code))
        return self[code]


_SHOWN = _Shown()
