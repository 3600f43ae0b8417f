"""Who makes a page, from which record, and how anybody can make it again and compare."""

import shlex
from datetime import date
from typing import NamedTuple

AGAIN = "again"
"""The folder into which a reader publishes to check a page."""


class Imprint(NamedTuple):
    """What a page says of its making, as the command that makes it knows it.

    `publisher` is who publishes it and `address` where, if they say so. `commit` is the id of the
    commit whose files it was made from, and `committed` its day; without one `no_commit` says in a
    sentence why there is none. `typed` is what follows `stalkplan publish again`, and `version`
    that of the program.
    """

    publisher: str | None
    address: str | None
    commit: str | None
    committed: date | None
    no_commit: str
    typed: tuple[str, ...]
    version: str


class Making(NamedTuple):
    """The imprint of one page: `folder` is its own in the site, `checksum` that of its data."""

    imprint: Imprint
    folder: str
    checksum: str

    @property
    def commands(self) -> tuple[str, ...]:
        """The lines to type: take the record as it was, make the page, print its checksum."""
        imprint = self.imprint
        checkout = [f"git checkout {imprint.commit}"] if imprint.commit else []
        publish = shlex.join(("stalkplan", "publish", AGAIN, *imprint.typed))
        return (*checkout, publish, f"sha256sum {AGAIN}/{self.folder}items.json")

    @property
    def address(self) -> str | None:
        """Where the page is to be read, if that is known."""
        whole = self.imprint.address
        return f"{whole.rstrip('/')}/{self.folder}" if whole else None
