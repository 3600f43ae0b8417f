"""How much of a publication is recorded here, in a sentence, and what of it is not."""

from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.register import Recorded, Register, begun
from stalkplan.verdict.words import count, listed, numbers


def recorded_sentence(recorded: Recorded) -> str:
    """Return in a line of how many recommendations the wording was not found, and where it goes."""
    _, of, missing, *_ = recorded
    if of is None or not missing:
        return recorded_here(recorded)
    goes = where_it_goes(recorded)
    lack = f"Wording not found for {len(missing)} of {of} recommendations; {goes}."
    return f"{lack}{made_later(recorded)}"


def where_it_goes(recorded: Recorded) -> str:
    """Return what to do with wording that was not found, if somebody has it."""
    contact = recorded.contact
    return f"send it to {contact}" if contact else f"add it to {RECOMMENDATIONS}"


def recorded_in_full(recorded: Recorded) -> str:
    """Return the same in two sentences, with the numbers of those that are missing.

    Where to send the wording is the publication's to say; otherwise it goes into its file.
    """
    goes = f"add it, with its source, to {RECOMMENDATIONS}"
    return f"{_recorded(recorded, goes)}{made_later(recorded)}"


def recorded_here(recorded: Recorded) -> str:
    """Return the same for a reader who does not keep the files: to whom to send the wording."""
    return f"{_recorded(recorded, f'send it to {KEEPER}')}{made_later(recorded)}"


KEEPER = "whoever keeps the record"
"""To whom readers send what is missing, where the publication names no contact."""


def made_later(recorded: Recorded, day: str = "this day") -> str:
    """Return which of them were made after the day that is judged; nothing if none was.

    `day` is what it is called.
    """
    if recorded.is_nothing_asked:
        are = "It was" if len(recorded.later) == 1 else "All were"
        return f" {are} made after {day}: nothing was asked yet."
    return f" Made after {day}: {listed(recorded.later)}." if recorded.later else ""


def begun_in_words(register: Register) -> str:
    """Return what the first day is on which anything was asked, to stand behind that day."""
    is_published = register.publication and begun(register) == register.publication.published
    return "the day of publication" if is_published else "when the first recommendation was made"


def _recorded(recorded: Recorded, goes: str) -> str:
    """Return how many are on record, and where wording `goes` if the publication has no contact.

    A page or a paper on one organisation has fewer of them: what was asked of it.
    """
    held, of, missing, contact, *_ = recorded
    if of is None:
        are = "is" if held == 1 else "are"
        return f"{count(held, 'recommendation')} {are} on record; the total is not known."
    if not missing:
        return f"{_all(of)} on record."
    told = f"{held} of {of} recommendations are on record, not {numbers(missing)}."
    whose = "Its" if len(missing) == 1 else "Their"
    whom = f"send it to {contact}" if contact else goes
    return f"{told} {whose} wording was not found; {whom}."


def _all(number: int) -> str:
    return "The one recommendation is" if number == 1 else f"All {number:,} recommendations are"
