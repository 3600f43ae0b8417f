"""Rules of texts: links that lead nowhere, and values that YAML reads otherwise than a person."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from stalkplan.record.model import quoted
from stalkplan.record.nodes import scalars
from stalkplan.record.problems import body_of
from stalkplan.record.yaml import Node, RecordPath, compose
from stalkplan.rules.context import Context, Found

_LINKS = ("http", "https", "mailto")
_PROSE = frozenset({"summary", "position", "note", "wording", "internal", "how", "theme", "owner"})


def bad_evidence(context: Context) -> Iterator[Found]:
    """Evidence is neither a link nor a file of the repository.

    Evidence is there to be looked at: http, https, mailto, or a path from the folder above `data`.

    Passes:
        - ref: 7.1
          position: We do.
          actions:
            - id: 7.1a
              owner: A
              updates: [{date: 2025-01-02, evidence: ["https://example.org/minutes"]}]

    Fails:
        - ref: 7.1
          position: We do.
          actions:
            - id: 7.1a
              owner: A
              updates: [{date: 2025-01-02, evidence: [see the minutes]}]
    """
    hint = "write https://..., or a path that exists"
    for recorded in context.updates():
        for number, evidence in enumerate(recorded.update.evidence):
            if not can_be_opened(evidence, context.is_file):
                where = (*recorded.path, "evidence", number)
                place = context.place(recorded.answered.file, where)
                told = "what stands here" if recorded.is_marked else quoted(evidence)
                yield Found(place, f"{told} is no link and no file here", hint, recorded.name)
    file = context.register.recommendations_file
    for path, recommendation in context.recommendations():
        for number, discharge in enumerate(recommendation.discharged):
            if discharge.evidence and not can_be_opened(discharge.evidence, context.is_file):
                place = context.place(file, (*path, "discharged", number, "evidence"))
                told = f"{quoted(discharge.evidence)} is no link and no file here"
                yield Found(place, told, hint, str(recommendation.number))


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
        rest = text[node.end : text.find("\n", node.end) % (len(text) + 1)]
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        if re.match(r"[ \t]+#", rest) and (name in _PROSE or re.match(r"[ \t]+#[^\s#]", rest)):
            told = f"{quoted(name)} is cut short by a #"
            yield Found(context.place(file, path), told, "put the text in quotes", name)


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
                told = f"{quoted(word)} is read as a word"
                yield Found(context.place(file, path), told, "leave the value empty", word)


def can_be_opened(evidence: str, is_file: Callable[[str], bool]) -> bool:
    """Whether evidence is a link, or a file of the repository by its path from its root."""
    try:
        link = urlsplit(evidence)
    except ValueError:
        return False
    if link.scheme.lower() in _LINKS:
        leads = link.netloc or (link.scheme.lower() == "mailto" and "@" in link.path)
        return bool(leads) and not re.search(r"\s", evidence)
    return not link.scheme and is_file(evidence)


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
