"""Addresses that mislead: they look as if they led to one place, and lead to another."""

import re
from unicodedata import category, name
from urllib.parse import urlsplit

_OTHERS = re.compile("[?&](?:b?cc|to)=", re.IGNORECASE)
_BREAK = re.compile("%0[ad]", re.IGNORECASE)


def misleads(address: str) -> bool:
    """Whether an address is another one than it looks: nothing makes a link of it.

    That is a name before the host, as in https://police.uk@evil.example/, a host that ends in plain
    letters and has others that look like them, and an e-mail address with a line break or with
    further recipients in it.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return bool(_BREAK.search(address)) or bool(_OTHERS.search(address))
    return "@" in parts.netloc or _is_disguised(parts.netloc)


def _is_disguised(host: str) -> bool:
    """Whether a host has signs that no name of one has, or letters of two alphabets."""
    if host.isascii():
        return "%" in host
    has_latin_end = host.rpartition(".")[2].isascii()
    return any(not _is_of_a_name(sign, is_latin=has_latin_end) for sign in host)


def _is_of_a_name(sign: str, *, is_latin: bool) -> bool:
    if sign.isascii():
        return sign.isalnum() or sign in ".:-"
    if not sign.isalnum():
        return category(sign).startswith("M")
    return not is_latin or name(sign, "").startswith("LATIN ")
