"""Rules of evidence: links that lead nowhere."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from stalkplan.record.model import quoted
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import error
from stalkplan.verdict.same_text import REDACTED

_LINKS = ("http", "https", "mailto")


@error
def bad_evidence(context: Context) -> Iterator[Found]:
    """Evidence is neither a link nor a file of the repository.

    Evidence is there to be looked at: http, https, mailto, or a path from the folder above `data`.
    What `stalkplan redact` left of a link passes.

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
            if evidence != REDACTED and not can_be_opened(evidence, context.is_file):
                where = (*recorded.path, "evidence", number)
                place = context.place(recorded.answered.file, where)
                message = "what stands here" if recorded.is_marked else quoted(evidence)
                yield Found(place, f"{message} is no link and no file here", hint, recorded.name)
    file = context.register.recommendations_file
    for path, recommendation in context.recommendations():
        for number, discharge in enumerate(recommendation.discharged):
            if discharge.evidence and not can_be_opened(discharge.evidence, context.is_file):
                place = context.place(file, (*path, "discharged", number, "evidence"))
                message = f"{quoted(discharge.evidence)} is no link and no file here"
                yield Found(place, message, hint, str(recommendation.number))


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
