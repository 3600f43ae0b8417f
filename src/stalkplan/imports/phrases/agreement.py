"""Whether a cell agrees with its heading: what a cell is where both say the same, else unsure."""

from stalkplan.imports.phrases.cells import CellLook, is_bare_date, is_sentence, look_of
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.headings import Role

_DISAGREE = {
    Role.OWNER: (CellLook.REF, CellLook.DATE, CellLook.STATUS, CellLook.LINK, CellLook.NUMBER),
    Role.POSITION: (CellLook.REF, CellLook.DATE, CellLook.OWNER, CellLook.LINK, CellLook.NUMBER),
    Role.ACTION: (CellLook.REF, CellLook.DATE, CellLook.OWNER, CellLook.LINK, CellLook.NUMBER),
    Role.UPDATE: (CellLook.REF, CellLook.DATE, CellLook.OWNER, CellLook.LINK, CellLook.NUMBER),
    Role.TARGET: (CellLook.REF, CellLook.OWNER, CellLook.LINK, CellLook.STATUS),
    Role.DEADLINE: (CellLook.REF, CellLook.OWNER, CellLook.LINK, CellLook.STATUS, CellLook.TEXT),
    Role.DATE: (CellLook.REF, CellLook.OWNER, CellLook.LINK, CellLook.STATUS, CellLook.TEXT),
    Role.COMPLETED: (
        CellLook.REF,
        CellLook.OWNER,
        CellLook.LINK,
        CellLook.STATUS,
        CellLook.TEXT,
        CellLook.NUMBER,
    ),
    Role.STATUS: (CellLook.REF, CellLook.DATE, CellLook.OWNER, CellLook.LINK),
    Role.DOCUMENTS: (CellLook.REF, CellLook.DATE, CellLook.OWNER, CellLook.STATUS),
}
"""What a cell under a heading cannot look like. A row of a table may hold both."""

_OF_WORDS = (Role.POSITION, Role.ACTION, Role.UPDATE, Role.STATUS)
"""What may be `Complete by June`, though it is hardly more than a date."""

_BY = {CellLook.DATE: Role.TARGET, CellLook.OWNER: Role.OWNER, CellLook.NOTHING: Role.OTHER}


def agreed_role(role: Role, text: str) -> Role:
    """Return what a folded cell is under a heading of a role; `UNSURE` if the two do not agree."""
    kind = look_of(text)
    if role is Role.BY:
        return _BY.get(kind, Role.UNSURE)
    is_of_words = role in _OF_WORDS and kind is CellLook.DATE and not is_bare_date(text)
    if kind in _DISAGREE.get(role, ()) and not is_of_words:
        return Role.UNSURE
    if role is Role.OWNER and (is_sentence(text) or dates_in(text[:200])):
        return Role.UNSURE
    return role
