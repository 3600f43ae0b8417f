"""Where a page is on a site: its folder, the way to the top, and its address if that is known."""

from typing import NamedTuple


class SiteFolder(NamedTuple):
    """A folder of a site.

    `address` is that of the whole site and ends in `/`; None if nobody said it. `folder` is the
    path from there, such as `kent/`, and empty for the top.
    """

    address: str | None = None
    folder: str = ""

    @property
    def to_top(self) -> str:
        """What leads from this folder to the top of the site: `../` for each folder."""
        return "../" * self.folder.count("/")

    def url(self, name: str) -> str | None:
        """Return the whole address of a file in this folder, None if the site's is not known."""
        return None if self.address is None else f"{self.address}{self.folder}{name}"

    def link(self, name: str) -> str:
        """Return what a file in this folder links to: the whole address, or the name alone."""
        return self.url(name) or name

    def webcal(self, name: str) -> str | None:
        """Return the address by which a calendar program subscribes to a file."""
        url = self.url(name)
        return url and f"webcal:{url.partition(':')[2]}"


TOP = SiteFolder()
"""The top of a site whose address nobody said."""
