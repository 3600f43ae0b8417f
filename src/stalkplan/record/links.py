"""Addresses that mislead: they look as if they led to one place, and lead to another."""

import re
from urllib.parse import urlsplit

_OTHERS = re.compile("[?&](?:b?cc|to)=", re.IGNORECASE)
_BREAK = re.compile("%0[ad]", re.IGNORECASE)


def misleads(address: str) -> bool:
    """Whether an address is another one than it looks: nothing makes a link of it.

    That is a name before the host, as in https://police.uk@evil.example/, and an e-mail address
    with a line break or with further recipients in it.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return bool(_BREAK.search(address)) or bool(_OTHERS.search(address))
    return "@" in parts.netloc
