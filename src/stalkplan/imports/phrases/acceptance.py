"""Whether an answer accepts what is asked: a sentence that begins so, and is plain about it."""

import re
from typing import NamedTuple

from stalkplan.imports.phrases.text import fold, sentences, shortened
from stalkplan.record.choices import Acceptance

_SAID = re.compile(
    r"""(?P<who>(?:we|the\ (?:force|constabulary))\ (?:have\ |has\ |had\ )?)?
    (?P<not>not\ |(?:do|does|did|have|has|can|could|will|would)\ ?not\ |cannot\ |unable\ to\
      |(?:do|does|did|have|has|ca|could|wo|would)n['\u2019]t\x20
      |(?:are|is)\ (?:unable|not\ able)\ to\ )?
    (?P<how>(?:fully|wholly|entirely|partially|partly|in\ part|in\ principle)\ )?
    (?P<verb>accept(?:s|ed)?|reject(?:s|ed)?)\b
    (?P<what>\ (?:(?:this|the|these|both|all(?:\ of)?(?:\ the|\ these)?)\ )?
      (?:recommendations?|it)\b|\ (?:this|these|both|all)(?=\s*(?:[.,;:]|$|in\b|and\b)))?
    (?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(
    r"\s*(?:[.:;,!\u2013\u2014-]|$|and\b|in (?:full|principle|part)\b|fully\b|partly\b)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\s(?:of|from|by|in (?:the|an?))\b", re.IGNORECASE)
_PARTLY = re.compile(r"\bpart(?:ly|ially)?\b", re.IGNORECASE)
_IN_PRINCIPLE = re.compile(r"\bin principle\b", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:but|except|however|although|though|unless|only|subject to|if|nor|not|rather)\b",
    re.IGNORECASE,
)


class StatedAcceptance(NamedTuple):
    """Whether a recommendation is accepted; `doubt` is a question if that is not plain."""

    acceptance: Acceptance | None = None
    doubt: str = ""


def acceptance_in(text: str) -> StatedAcceptance:
    """Return what the sentences of an answer say, that begin with words such as `We accept`."""
    found: dict[Acceptance, str] = {}
    for sentence in sentences(fold(text)):
        said = _SAID.match(sentence)
        if said is None or not _is_about_recommendation(said):
            continue
        stated = _stated(said)
        if stated is None:
            return StatedAcceptance(None, f"'{shortened(sentence)}': is it accepted")
        found[stated] = sentence
    if len(found) > 1:
        both = " and ".join(f"'{shortened(sentence)}'" for sentence in found.values())
        return StatedAcceptance(None, f"{both}: is it accepted")
    return StatedAcceptance(next(iter(found), None))


def _is_about_recommendation(said: re.Match[str]) -> bool:
    """Whether it is not about something else, as in `We accept that ...`."""
    is_sentence = said["who"] or said["verb"].lower().endswith("ed")
    is_about = said["what"] and not _OF_OTHERS.match(said["rest"])
    return bool(is_sentence and (is_about or _ENDS.match(said["rest"])))


def _stated(said: re.Match[str]) -> Acceptance | None:
    """Return what a sentence says; None where it says yes and no."""
    how, rest = said["how"] or "", said["rest"]
    is_partly = _PARTLY.search(how) or _PARTLY.match(rest.strip().removeprefix("in "))
    is_denied = bool(said["not"]) != said["verb"].lower().startswith("reject")
    if said["not"] and (how or said["verb"].lower().startswith("reject")):
        return None  # "not fully accepted", "we do not reject it"
    if is_denied:
        return None if is_partly or _BUT.search(rest) else Acceptance.REJECTED
    if is_partly:
        return Acceptance.PARTLY_ACCEPTED
    if _IN_PRINCIPLE.search(how) or _IN_PRINCIPLE.match(rest.strip()):
        return Acceptance.ACCEPTED_IN_PRINCIPLE
    return None if _BUT.search(rest) else Acceptance.ACCEPTED
