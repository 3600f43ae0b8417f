"""Whether a cell agrees with its heading: what a cell is where both say the same, else unsure."""

from stalkplan.imports.phrases.cells import Kind, is_bare_date, is_sentence, kind_of
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.headings import Role

_DISAGREE = {
    Role.OWNER: (Kind.REF, Kind.DATE, Kind.STATUS, Kind.LINK, Kind.NUMBER),
    Role.POSITION: (Kind.REF, Kind.DATE, Kind.OWNER, Kind.LINK, Kind.NUMBER),
    Role.ACTION: (Kind.REF, Kind.DATE, Kind.OWNER, Kind.LINK, Kind.NUMBER),
    Role.UPDATE: (Kind.REF, Kind.DATE, Kind.OWNER, Kind.LINK, Kind.NUMBER),
    Role.TARGET: (Kind.REF, Kind.OWNER, Kind.LINK, Kind.STATUS),
    Role.DEADLINE: (Kind.REF, Kind.OWNER, Kind.LINK, Kind.STATUS, Kind.TEXT),
    Role.DATE: (Kind.REF, Kind.OWNER, Kind.LINK, Kind.STATUS, Kind.TEXT),
    Role.COMPLETED: (Kind.REF, Kind.OWNER, Kind.LINK, Kind.STATUS, Kind.TEXT, Kind.NUMBER),
    Role.STATUS: (Kind.REF, Kind.DATE, Kind.OWNER, Kind.LINK),
    Role.DOCUMENTS: (Kind.REF, Kind.DATE, Kind.OWNER, Kind.STATUS),
}
"""What a cell under a heading cannot look like. A row of a table may hold both."""

_OF_WORDS = (Role.POSITION, Role.ACTION, Role.UPDATE, Role.STATUS)
"""What may be `Complete by June`, though it is hardly more than a date."""

_BY = {Kind.DATE: Role.TARGET, Kind.OWNER: Role.OWNER, Kind.NOTHING: Role.OTHER}


def agreed_role(role: Role, text: str) -> Role:
    """Return what a folded cell is under a heading of a role; `UNSURE` if the two do not agree."""
    kind = kind_of(text)
    if role is Role.BY:
        return _BY.get(kind, Role.UNSURE)
    is_of_words = role in _OF_WORDS and kind is Kind.DATE and not is_bare_date(text)
    if kind in _DISAGREE.get(role, ()) and not is_of_words:
        return Role.UNSURE
    if role is Role.OWNER and (is_sentence(text) or dates_in(text[:200])):
        return Role.UNSURE
    return role
