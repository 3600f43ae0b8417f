"""Rules of evidence: what leads nowhere, or only on one computer, or back to the plan."""

import re
from collections.abc import Callable, Iterable, Iterator
from posixpath import normpath
from urllib.parse import urlsplit

from stalkplan.record.links import misleads
from stalkplan.record.model import quoted
from stalkplan.record.yaml import RecordPath
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import error
from stalkplan.verdict.same_text import REDACTED

_LINKS = ("http", "https", "mailto")
_HINT = "write https://..., or a path that exists"
_SCHEME = r"[A-Za-z][\w+.-]*:"
_ELSEWHERE = r"[/~\\]|[A-Za-z]:[\\/]|(?i:file):|(?:.*[\\/])?\.\.(?:[\\/]|$)|.*\\"
"""A path that begins at a disk, a home or a host, goes up, or has backslashes."""


@error
def bad_evidence(context: Context) -> Iterator[Found]:
    """Evidence is neither a link nor a file of the repository, or it is the record itself.

    Evidence is there to be looked at by others: http, https, mailto, or a path from the folder
    above `data`. A path from the root of a disk is one computer's, and names its user; a plan is no
    evidence of what it says.

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
    record = _folded((context.register.recommendations_file, *context.texts))
    for file, path, name, evidence, is_marked in _all_evidence(context):
        if found := _fault(evidence, context.is_file, record):
            what, hint = found
            value = "what is here" if is_marked else quoted(evidence)
            hint = _HINT if is_marked else hint
            yield Found(context.place(file, path), f"{value} {what}", hint, name)


def _all_evidence(context: Context) -> Iterator[tuple[str, RecordPath, str, str, bool]]:
    """Yield all evidence: file, path, name of the record, what stands there, if that is marked."""
    for recorded in context.updates:
        file, name, is_marked = recorded.answered.file, recorded.name, recorded.is_marked
        for number, evidence in enumerate(recorded.update.evidence):
            yield file, (*recorded.path, "evidence", number), name, evidence, is_marked
    file = context.register.recommendations_file
    for path, recommendation, entry in context.decisions():
        if entry.evidence:
            yield file, (*path, "evidence"), recommendation.number, entry.evidence, False


def can_be_opened(evidence: str, is_file: Callable[[str], bool], record: Iterable[str]) -> bool:
    """Whether evidence is a link, or a file of the repository that is not the record itself.

    `is_file` says whether a path from the folder above the data names a file, and `record` are the
    paths of the plans and the publication.
    """
    return _fault(evidence, is_file, _folded(record)) is None


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def _fault(
    evidence: str, is_file: Callable[[str], bool], record: frozenset[str]
) -> tuple[str, str] | None:
    """Return what is wrong with evidence, and what to write; None if it can be opened."""
    if misleads(evidence):
        return "is an address that leads elsewhere than it looks", "write https://... and the page"
    if evidence == REDACTED or _is_link(evidence):
        return None
    if re.match(_ELSEWHERE, evidence):
        return "is no path from the folder above the data", _meant(evidence, is_file)
    if normpath(evidence).casefold() in record:
        return "is the record itself", "name what shows that it is so"
    if is_file(evidence) and not re.match(_SCHEME, evidence):
        return None
    return "is neither a link nor a file in this folder", _HINT


def _is_link(evidence: str) -> bool:
    try:
        link = urlsplit(evidence)
    except ValueError:
        return False
    leads = link.netloc or (link.scheme.lower() == "mailto" and "@" in link.path)
    return link.scheme.lower() in _LINKS and bool(leads) and not re.search(r"\s", evidence)


def _meant(evidence: str, is_file: Callable[[str], bool]) -> str:
    """Return what to write for a path of one computer: its longest end that is a file here."""
    parts = re.split(r"[\\/]+", evidence)
    ends = ("/".join(parts[start:]) for start in range(len(parts)))
    files = (end for end in ends if not re.match(_ELSEWHERE, end) and end and is_file(end))
    meant = next(files, None)
    return f"write {meant}" if meant else _HINT
