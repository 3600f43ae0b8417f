"""Whether a cell agrees with its heading: what a cell is where both say the same, else unsure."""

from stalkplan.imports.phrases.cells import CellKind, cell_kind, is_bare_date, is_sentence
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.headings import Role

_DISAGREE = {
    Role.OWNER: (CellKind.REF, CellKind.DATE, CellKind.STATUS, CellKind.LINK, CellKind.NUMBER),
    Role.POSITION: (CellKind.REF, CellKind.DATE, CellKind.OWNER, CellKind.LINK, CellKind.NUMBER),
    Role.ACTION: (CellKind.REF, CellKind.DATE, CellKind.OWNER, CellKind.LINK, CellKind.NUMBER),
    Role.UPDATE: (CellKind.REF, CellKind.DATE, CellKind.OWNER, CellKind.LINK, CellKind.NUMBER),
    Role.TARGET: (CellKind.REF, CellKind.OWNER, CellKind.LINK, CellKind.STATUS),
    Role.DEADLINE: (CellKind.REF, CellKind.OWNER, CellKind.LINK, CellKind.STATUS, CellKind.TEXT),
    Role.DATE: (CellKind.REF, CellKind.OWNER, CellKind.LINK, CellKind.STATUS, CellKind.TEXT),
    Role.COMPLETED: (
        CellKind.REF,
        CellKind.OWNER,
        CellKind.LINK,
        CellKind.STATUS,
        CellKind.TEXT,
        CellKind.NUMBER,
    ),
    Role.STATUS: (CellKind.REF, CellKind.DATE, CellKind.OWNER, CellKind.LINK),
    Role.DOCUMENTS: (CellKind.REF, CellKind.DATE, CellKind.OWNER, CellKind.STATUS),
}
"""What a cell under a heading cannot look like. A row of a table may hold both."""

_OF_WORDS = (Role.POSITION, Role.ACTION, Role.UPDATE, Role.STATUS)
"""What may be `Complete by June`, though it is hardly more than a date."""

_BY = {CellKind.DATE: Role.TARGET, CellKind.OWNER: Role.OWNER, CellKind.NOTHING: Role.OTHER}


def agreed_role(role: Role, text: str) -> Role:
    """Return what a folded cell is under a heading of a role; `UNSURE` if the two do not agree."""
    kind = cell_kind(text)
    if role is Role.BY:
        return _BY.get(kind, Role.UNSURE)
    is_of_words = role in _OF_WORDS and kind is CellKind.DATE and not is_bare_date(text)
    if kind in _DISAGREE.get(role, ()) and not is_of_words:
        return Role.UNSURE
    if role is Role.OWNER and (is_sentence(text) or dates_in(text[:200])):
        return Role.UNSURE
    return role
