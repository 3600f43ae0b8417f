"""What the tests of `publish` share: a day, two data folders, what stands in a folder."""

from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT
from stalkplan.publish.folder import MANIFEST

SEVERAL = ROOT / "tests" / "cases" / "folders" / "several"
ON = ("--as-of", "2026-11-23")
FILES = {
    *("index.html", "style.css", "icon.svg", "items.csv", "items.csv-metadata.json", "items.json"),
    *("plan.xlsx", "deadlines.ics", "feed.atom", "dataset.jsonld", MANIFEST),
}
OF_ALL = FILES - {"plan.xlsx", "deadlines.ics"}
OF_EACH = FILES - {"plan.xlsx", "icon.svg", MANIFEST}
"""What is at the top of the site of several organisations, and what is in the folder of each."""


def files(folder: Path) -> Mapping[str, bytes]:
    """Return the content of every file that is seen, by its name in the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def write(folder: Path, name: str, text: str = "mine") -> None:
    """Write a file into a folder, with the folders on its way."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
