"""For a browser: a brief as one page without script, that asks nothing of any other place."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stalkplan.publish.brief.parts import LIMITS, Brief
from stalkplan.verdict.visible import visible


def render(brief: Brief) -> str:
    """Return the page. Its policy lets in its own style sheet, by its hash, and nothing else."""
    environment = Environment(
        loader=PackageLoader("stalkplan.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        keep_trailing_newline=True,
    )
    loader = environment.loader
    style = loader.get_source(environment, "brief.css")[0] if loader else ""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template("brief.html.j2").render(
        brief=brief,
        limits=LIMITS,
        style=Markup(style),  # noqa: S704  our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
    )


def _shown(value: object) -> object:
    """Pass every text of a record through the one filter; our own style is none."""
    return visible(value) if type(value) is str else value
