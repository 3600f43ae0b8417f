"""A paper as one page for a browser: without script, asking nothing of any other place."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import cut


def paper_page(template: str, sheet: str, *, is_landscape: bool = False, **values: object) -> str:
    """Return the page that a template makes; `sheet` stands on all that are printed.

    Its policy lets in its own style sheet, by its hash, and nothing else.
    """
    environment = Environment(
        loader=PackageLoader("stalkplan.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        keep_trailing_newline=True,
    )
    loader = environment.loader
    style = loader.get_source(environment, "brief.css")[0] if loader else ""
    style += _foot(visible(cut(sheet, 110)))
    style += _LANDSCAPE if is_landscape else ""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template(template).render(
        **values,
        style=Markup(style),  # noqa: S704  our own file, and a text of letters, digits and numbers
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
    )


_LANDSCAPE = "@page { size:A4 landscape }\n"


def _foot(sheet: str) -> str:
    """Return the rule for the foot of a printed sheet, in which no character of a text can act."""
    text = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in sheet)
    look = "font:8pt Arial,sans-serif;color:#4a515b"
    number = '"Page " counter(page) " of " counter(pages)'
    return (
        f'@page {{ @bottom-left {{ content:"{text}";{look};width:75% }} '
        f"@bottom-right {{ content:{number};{look} }} }}\n"
    )


def _shown(value: object) -> object:
    """Pass every text of a record through the one filter; our own style is none."""
    return visible(value) if type(value) is str else value
