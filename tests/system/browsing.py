"""Debian's browser, the pages it is shown, and what axe-core says of them."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hostile_texts import PLACES, TEXTS, Kind, kind_of, spoilt
from playwright.sync_api import Browser, Page, Playwright, Route

from conftest import DATA, ROOT
from stalkplan.cli.main import run

sys.path.append(str(ROOT / "bench"))

from generate import write_folder

NODE = ROOT / ".venv" / "node"
"""What `make .venv/node/done` installs from `tests/system/browser/package-lock.json`."""

PROGRAMS = tuple(
    f"/usr/bin/{name}" for name in ("chromium-headless-shell", "chromium", "google-chrome")
)
ARGUMENTS = ("--no-sandbox", "--disable-background-networking")

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
EXPERIMENTAL = ("td-has-header", "table-fake-caption")

HOSTILE: Mapping[str, str] = {
    "script": TEXTS["script"],
    "formula": TEXTS["formula"],
    "javascript": TEXTS["script address"],
    "long": "x" * 40_000,
}
_FREE = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE and "internal" not in at[1])


class View(NamedTuple):
    """How a page is looked at. `zoom` is in per cent; `policy` is what the site sends with it."""

    width: int
    scheme: str = "light"
    media: str = "screen"
    forced: str = "none"
    zoom: int = 100
    policy: str = ""


NO_INLINE_STYLE = "style-src 'self'"
NO_STYLE = "style-src 'none'"

VIEWS: Mapping[str, View] = {
    "desktop": View(1280),
    "tablet": View(768),
    "handset": View(390),
    "phone": View(320),
    "dark": View(1280, scheme="dark"),
    "forced colours": View(1280, scheme="dark", forced="active"),
    "zoomed": View(1280, zoom=200),
    "print": View(794, media="print"),
    "strict policy": View(1280, policy=NO_INLINE_STYLE),
    "no style": View(390, policy=NO_STYLE),
}
STYLED = tuple(name for name, view in VIEWS.items() if view.policy != NO_STYLE)
"""Without our style a browser draws links in its own size and colour, which axe-core judges too."""


def start(playwright: Playwright) -> Browser:
    """Start the browser that is there."""
    program = next(path for path in PROGRAMS if Path(path).exists())
    return playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])


def write_sites(folder: Path) -> dict[str, Path]:
    """Publish plans of every kind into a folder; return their pages by what is on them."""
    plans = folder / "plans"
    write_folder(plans, organisations=6, actions=24, seed=1)
    helped = _helped(folder / "helped")
    _publish(folder / "city", DATA, "2026-11-23")
    _publish(folder / "early", DATA, "2024-10-01")
    _publish(folder / "helped-site", helped, "2025-03-10")
    _publish(folder / "several", plans, "2026-11-23")
    of_several = ROOT / "tests" / "cases" / "folders" / "publications"
    _publish(folder / "publications", of_several, "2026-11-23")
    _publish(folder / "whole", _whole(folder / "whole-plans"), "2026-11-23")
    pages = {
        "nothing updated": folder / "city" / "index.html",
        "nothing due yet": folder / "early" / "index.html",
        "help and contact": folder / "helped-site" / "index.html",
        "several": folder / "several" / "index.html",
        "all recommendations": folder / "whole" / "index.html",
        "several publications": folder / "publications" / "index.html",
        "one of several": folder / "several" / "bedfordshire" / "index.html",
        "recommendation": folder / "several" / "recommendation-7.html",
    }
    for name, text in HOSTILE.items():
        data = folder / f"hostile-{name}" / "data"
        data.mkdir(parents=True)
        for file, written in spoilt(text, _FREE, escaped=True).items():
            (data.parent / file).write_text(written, encoding="utf-8")
        _publish(data.parent / "site", data, "2025-06-30", "--org", "kent")
        pages[f"hostile {name}"] = data.parent / "site" / "index.html"
    return pages


def _helped(folder: Path) -> Path:
    """Write the bundled plan with a page of help, a contact, and updates of every kind."""
    folder.mkdir()
    for file in ("recommendations.yaml", "responses.yaml"):
        text = (DATA / file).read_text(encoding="utf-8")
        text = text.replace(
            "answers_for: [chief-constables]}",
            'answers_for: [chief-constables], help: "https://example.org/help", '
            'contact: "mailto:plan@example.org"}',
        ).replace(
            "        promise: {by: 2025-03, wording: by March 2025}\n",
            "        promise: {by: 2025-03, wording: by March 2025}\n"
            "        updates:\n"
            "          - {date: 2025-01-09, status: in-progress, note: Begun.}\n"
            "          - date: 2025-02-09\n"
            "            status: complete\n"
            "            owner: Head of Crime\n"
            "            verified: {by: The board, on: 2025-02-10}\n"
            "            evidence:\n"
            "              - https://example.org/minutes\n"
            "              - data/minutes.txt\n"
            "          - {date: 2025-02-19, note: Kept back., marking: official-sensitive}\n",
        )
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def _whole(folder: Path) -> Path:
    """Write plans that answer nothing of a publication with all its 29 recommendations."""
    head = "publication: {id: all, title: All of it, published: 2024-09-27, count: 29}\n"
    each = "  - {number: %d, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}\n"
    text = "".join((head, "recommendations:\n", *(each % number for number in range(1, 30))))
    (folder / "responses").mkdir(parents=True)
    (folder / "recommendations.yaml").write_text(text, encoding="utf-8")
    for name in ("Devon and Cornwall Police", "Kent Police", "City of London Police"):
        identifier = name.lower().replace(" ", "-")
        plan = (
            f"organisation: {{id: {identifier}, name: {name}, answers_for: [chief-constables]}}\n"
        )
        path = folder / "responses" / f"{identifier}.yaml"
        path.write_text(f"{plan}responses: []\n", encoding="utf-8")
    return folder


def _publish(site: Path, data: Path, day: str, *more: str) -> None:
    code = run(["publish", str(site), "--data", str(data), "--as-of", day, *more])
    assert code == 0, site


def look(browser: Browser, path: Path, view: View) -> Page:
    """Open a page; what it asks for and what the browser says of it is kept with it."""
    scheme: Any = view.scheme
    media: Any = view.media
    forced: Any = view.forced
    scale = view.zoom / 100  # zooming in leaves fewer pixels of the page, each as large
    page = browser.new_page(
        viewport={"width": round(view.width / scale), "height": round(900 / scale)},
        device_scale_factor=scale,
    )
    page.emulate_media(media=media, color_scheme=scheme, forced_colors=forced)
    if view.policy:
        page.route("**/*", lambda route: _send(route, path.parent, view.policy))
        page.goto(f"http://site.example.org/{path.name}")
    else:
        page.goto(path.as_uri())
    return page


def _send(route: Route, folder: Path, policy: str) -> None:
    """Answer as a site does that sends a policy with every file."""
    file = folder / route.request.url.rpartition("/")[2]
    kind = "text/css" if file.suffix == ".css" else "text/html"
    headers = {"content-type": f"{kind}; charset=utf-8", "content-security-policy": policy}
    route.fulfill(path=file, headers=headers)


def violations(page: Page) -> list[str]:
    """Return every rule that axe-core finds broken, with the elements that break it."""
    page.evaluate((NODE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    options: dict[str, Any] = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {name: {"enabled": True} for name in EXPERIMENTAL},
        "resultTypes": ["violations"],
    }
    if page.evaluate("matchMedia('print').matches"):  # nobody points at paper
        options["rules"] |= {"target-size": {"enabled": False}}
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{rule['id']}: {[node['html'][:200] for node in rule['nodes'][:3]]}"
        for rule in found["violations"]
    ]
