"""Write the pictures of docs/publishing.md: `make screenshots`, the same day every time.

Takes Debian's browser, pdftoppm, pngquant, and the fonts in which the pages are meant to be seen:
chromium-headless-shell poppler-utils pngquant fonts-noto-core.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "helpers"), str(ROOT / "bench")]

from browsing import VIEWS, look, start
from generate import write_folder
from stalkplan.cli.main import run

PICTURES = ROOT / "docs" / "pictures"
ON = "2026-11-23"
HEIGHTS = {"desktop": 2400, "phone": 2000}
"""Of a picture in pixels of the page: what stands first on it."""


def main() -> None:
    """Publish the bundled plan, and 43 that are generated, and take pictures of both."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_folder(folder / "plans", organisations=43, actions=24, seed=1)
        _rename(folder / "plans" / "responses")
        browser = start(playwright)
        for site, data in (("city", ROOT / "data"), ("national", folder / "plans")):
            run(["publish", str(folder / site), "--data", str(data), "--as-of", ON])
            _take(browser, folder / site / "index.html", site)
        browser.close()


def _rename(plans: Path) -> None:
    """Give the plans invented names as well: a picture goes where no caption goes with it."""
    for number, path in enumerate(sorted(plans.iterdir()), start=1):
        text = path.read_text(encoding="utf-8")
        name = re.sub(r"name: [^,]+,", f"name: Force {number},", text, count=1)
        path.write_text(name, encoding="utf-8")


def _take(browser: Browser, page: Path, name: str) -> None:
    """Take a picture of the page as each view shows it, and of its first two sheets of paper."""
    for view, height in HEIGHTS.items():
        made = PICTURES / f"{name}-{view}.png"
        with look(browser, page, VIEWS[view]) as shown:
            clip = {"x": 0.0, "y": 0.0, "width": float(VIEWS[view].width), "height": float(height)}
            shown.screenshot(path=made, full_page=True, clip=clip)  # type: ignore[arg-type]
        _shrink(made)
    with look(browser, page, VIEWS["print"]) as shown:
        shown.pdf(path=page.with_suffix(".pdf"), prefer_css_page_size=True)
    for sheet in ("1", "2"):
        made = PICTURES / f"{name}-print-{sheet}.png"
        options = ("-png", "-r", "90", "-f", sheet, "-l", sheet, "-singlefile")
        subprocess.run(
            ["pdftoppm", *options, page.with_suffix(".pdf"), made.with_suffix("")], check=True
        )
        _shrink(made)


def _shrink(picture: Path) -> None:
    subprocess.run(
        ["pngquant", "--force", "--speed", "1", "--strip", "--output", picture, "64", picture],
        check=True,
    )


if __name__ == "__main__":
    main()
