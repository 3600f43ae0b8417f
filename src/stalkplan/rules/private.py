"""Rules of what would be published: texts that no plan may hold, and texts about a person."""

from collections.abc import Iterator

from stalkplan.privacy import personal
from stalkplan.privacy.headings import unmarked_headings
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import error, warning


@error
def above_official(context: Context) -> Iterator[Found]:
    """A text is marked SECRET or TOP SECRET, in its marking or at the head of a line.

    Such a text must not be in this folder at all; every command that writes something to hand on
    stops.

    Passes:
        - {ref: 7.1, position: We keep no secret from the victim.}

    Fails:
        - {ref: 7.1, position: "TOP SECRET: we do."}
    """
    for problem in personal.texts_above_official(context.register):
        yield Found(problem.place, problem.message, problem.hint, problem.name)


@error
def missing_marking(context: Context) -> Iterator[Found]:
    """A text is headed by a handling marking, and its record has no `marking`.

    Only `marking` keeps a record out of what is published: OFFICIAL-SENSITIVE, CONFIDENTIAL or NOT
    FOR PUBLICATION at the head of a line does not.

    Passes:
        - ref: 7.1
          position: We do.
          marking: official-sensitive
          updates: [{date: 2025-01-14, note: "OFFICIAL-SENSITIVE: we have begun."}]

    Fails:
        - ref: 7.1
          position: We do.
          updates: [{date: 2025-01-14, note: "OFFICIAL-SENSITIVE: we have begun."}]
    """
    hint = "add marking: official-sensitive to the record, or take the heading out"
    for file, plan in context.register.plans.items():
        for text in unmarked_headings(plan, context.texts.get(file, "")):
            message = f"the {text.field} begins with a handling marking, and would be published"
            yield Found(context.place(file, text.path), message, hint, text.name)


@warning("text may be about a person", "texts may be about a person", 10)
def personal_data(context: Context) -> Iterator[Found]:
    """A text that would be public seems to hold an address, a number or the name of a person.

    That is: an e-mail or street address or a postcode; a phone, collar, staff, crime, case, NHS or
    National Insurance number; a passport, a driving licence or a vehicle registration; a date of
    birth or a victim's initials; a name beside a rank, a title, a post or a word such as SPOC, or
    alone as an owner, who is a role. It is asked about before it is saved. Pages, briefs, workbooks
    and calendars are not made until the text is fixed, or its record is allowed by name. What is
    marked or `internal` is not checked, nor are the organisation's own `contact` and `help`.

    Passes:
        - ref: 7.1
          position: "Call 101, or 999 in an emergency. The DI Athena and the DCI Intel know it."
          actions: [{id: 7.1a, owner: "Detective Superintendent, Vulnerability"}]

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: DCI Jane Example}]
    """
    for found in personal.personal(context.register):
        place = context.place(found.file, found.path)
        message = f"the {found.field} seems to hold {found.what}"
        yield Found(place, message, "name a role, not a person", found.name)
