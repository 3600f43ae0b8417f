"""A picture of a terminal for the README, made of what a command writes to one: an SVG."""

import re
from io import StringIO

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

_GROUND, _INK = (0, 0, 0), (224, 226, 230)
_THEME = TerminalTheme(_GROUND, _INK, [_INK] * 8)
_FORMAT = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px Menlo, Consolas, "DejaVu Sans Mono", \
monospace }}
.{unique_id}-title {{ font: 16px sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"\
/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""As rich has it, but for the fonts, which it would fetch from elsewhere."""


def terminal_picture(command: str, shown: str) -> str:
    """Return a picture of a command of 80 columns and of what it shows, with its colours."""
    console = Console(width=80, record=True, file=StringIO(), force_terminal=True)
    console.print(Text(f"$ {command}"), Text.from_ansi(shown), sep="\n")
    picture = console.export_svg(title="", theme=_THEME, code_format=_FORMAT, unique_id="terminal")
    return re.sub(r"[ \t]+$", "", picture, flags=re.MULTILINE)
