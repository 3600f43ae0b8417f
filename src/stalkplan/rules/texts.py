"""Rules of texts: values that YAML reads otherwise than a person."""

import re
from collections.abc import Iterator

from stalkplan.record.fields import PRIVATE_NOTES
from stalkplan.record.model import quoted
from stalkplan.record.nodes import line_end, scalars
from stalkplan.record.problems import body_of
from stalkplan.record.yaml import Node, RecordPath, compose
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import warning

_PROSE = PRIVATE_NOTES | {"summary", "position", "note", "wording", "how", "theme", "owner"}


@warning("text is cut short by a #", "texts are cut short by a #", 20)
def cut_short(context: Context) -> Iterator[Found]:
    """A text ends at ` #`, where YAML begins a comment.

    `note: see item #4 for detail` is read as "see item". Comments after dates and words are fine.

    Passes:
        - {ref: 7.1, position: "We record all, see #4 of the minutes."}

    Fails:
        - ref: 7.1
          position: We record all, see #4 of the minutes.
    """
    for file, path, node in _plain_scalars(context, sign=" #"):
        text = body_of(context.texts[file])
        rest = text[node.end : line_end(text, node.end)]
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        if re.match(r"[ \t]+#", rest) and (name in _PROSE or re.match(r"[ \t]+#[^\s#]", rest)):
            message = f"{quoted(name)} is cut short by a #"
            yield Found(context.place(file, path), message, "put the text in quotes", name)


@warning(
    "value is read as the text null: leave it empty",
    "values are read as the text null: leave them empty",
    30,
)
def null_word(context: Context) -> Iterator[Found]:
    """A value is `null` or `~`, which is read as that word.

    Every value is text here, so that `no` stays "no"; nothing is written as nothing.

    Passes:
        - {ref: 7.1, position: }

    Fails:
        - {ref: 7.1, position: null}
    """
    for word in ("null", "Null", "NULL", "~"):
        for file, path, node in _plain_scalars(context, sign=word):
            if node.value == word:
                place = context.place(file, path)
                message = f"{quoted(word)} is read as that text, not as nothing"
                yield Found(place, message, "leave the value empty", f"{file}:{place.line}")


def _plain_scalars(context: Context, sign: str) -> Iterator[tuple[str, RecordPath, Node]]:
    """Yield the unquoted values of every file in which a sign stands at all."""
    files = (context.register.recommendations_file, *context.register.plans)
    for file in files:
        text = context.texts.get(file, "")
        if sign not in text:
            continue
        body = body_of(text)
        for path, node in scalars(compose(text)):
            if body[node.start : node.start + 1] not in ("'", '"', "|", ">"):
                yield file, path, node
