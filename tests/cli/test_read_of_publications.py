"""Sentences about any publication that were found false, each with what stands there now."""

from collections.abc import Callable
from pathlib import Path

import pytest
from publications import page_of, write_publication

from conftest import Result

Run = Callable[..., Result]

HOME = "status --org home-office"
WALES = "brief --org wales --since 2024-01-01"
ICB_UNANSWERED = "Integrated Care Board 0 of 3 2 0 none"
SCREENS = [
    # a publication, what is typed, the day: what is said, and what is not
    ("blood-inquiry", "show 4a", "2025-06-30", "Welsh Government overdue, no answer 41", "recent"),
    ("national-audit", "status", "2024-06-30", "for 1 the record does not say whether it", "yes"),
    ("national-audit", "status", "2023-05-22", "All were made after this day: nothing was", ""),
    ("national-audit", "compare", "2023-05-22", "All were made after this day: nothing was", ""),
    ("national-audit", "overdue", "2023-05-23", "All 3 recommendations are on", "made after"),
    ("national-audit", "brief", "2023-05-22", "nothing to report: 2023-05-22 is before 2023", "#"),
    ("national-audit", "return", "2023-05-22", "nothing to report: 2023-05-22 is before 2023", "#"),
    ("vetting-inquiry", "show 16", "2026-03-01", "no update at all, and no date makes it", "six"),
    ("domestic-abuse", "check", "2023-06-30", "no update at all, and no date makes it", "six"),
    ("committee", "brief", "2025-07-31", "No update at all", "six months"),
    ("committee", "brief", "2025-06-01", "The other 2 items have no date.", "Of the other"),
    ("safe-to-share", "brief", "2022-01-31", "The other item was completed late.", "1 was"),
    ("inspection", "brief", "2025-05-20", "Of the other 2 items, 1 is complete and 1 is", ""),
    ("arena-inquiry", "brief", "2021-09-01", "1 item falls due within 30 days and", "other item"),
    ("inspection", "show AFI~7", "2024-09-11", "marked complete without evidence", ""),
    ("inspection", "show AFI~7", "2024-09-12", "Closed by", "without evidence"),
    ("inspection", "check", "2024-09-11", "marked complete without evidence", ""),
    ("inspection", "check", "2024-09-12", "", "complete without evidence"),
    ("inspection", "changes", "2024-09-12", "the first update: according to the", "no evidence"),
    ("inspection", "show CoC~1.1", "2025-05-20", "Asked of Kent Police", "kent Due"),
    # nothing was asked yet: nothing waits, and nobody has refused or failed to answer
    ("blood-inquiry", "status", "2024-05-19", "Nothing is overdue.", "are not due yet"),
    ("blood-inquiry", "status", "2024-05-20", "2 are not due yet", "made after"),
    ("blood-inquiry", "compare", "2024-05-19", "Nothing is overdue.", "never answered"),
    ("blood-inquiry", "compare", "2024-05-20", "1 organisation has answered nothing yet.", "made"),
    ("arena-inquiry", HOME, "2021-06-16", "Nothing is overdue.", "refuses"),
    (
        "arena-inquiry",
        "status --org home-office",
        "2021-06-17",
        "1 refuses what is asked",
        "made after",
    ),
    ("blood-inquiry", WALES, "2024-05-19", "overdue", "item is not due"),
    ("blood-inquiry", WALES, "2024-05-19", "overdue", "no update at"),
    ("blood-inquiry", "status", "2024-05-19", "withdrawn or not yet or no longer asked for", ""),
    ("arena-inquiry", HOME, "2021-06-16", "17 Sep 2021 - 1 not asked yet in 93 days", "due yet"),
    ("arena-inquiry", HOME, "2021-06-16", "- Not asked for yet: 3", "due yet: 3"),
    ("arena-inquiry", "compare", "2021-06-16", "Home Office - 0", "Home Office ·"),
    ("national-audit", "status", "2023-05-23", "not due yet", "not asked"),
    (
        "arena-inquiry",
        "show MR1.1/hearing",
        "2021-06-16",
        "Not asked for yet.",
        "Not due yet",
    ),
    (
        "arena-inquiry",
        "trend",
        "2021-06-16",
        "2021-06-16 is before 2021-06-17, the day of publication",
        "when",
    ),
    (
        "arena-inquiry",
        "brief",
        "2021-06-16",
        "2021-06-16 is before 2021-06-17, the day of publication",
        "when",
    ),
    (
        "blood-inquiry",
        WALES,
        "2024-05-19",
        "| Not asked yet (",
        "ue soon",
    ),
    # a year may begin within 30 days, and end much later
    ("peer-review", "brief", "2021-12-15", "May fall due soon (2022)", "Due soon"),
    ("peer-review", "return", "2021-12-15", "134.1a: may fall due soon, due 2022", "due soon ("),
    ("peer-review", "changes", "2021-12-15", "2 items came within 30 days of 2022, their dead", ""),
    ("tower-inquiry", "changes", "2025-12-15", "1 item came within 30 days of its deadline", ""),
    ("tower-inquiry", "brief --org mhclg", "2025-12-15", "Due soon (31 December 2025)", "May"),
    ("blood-inquiry", "trend", "2025-06-30", "A mark is one recommendation to one org", ""),
    ("vetting-inquiry", "changes --since 2023-11-30", "2024-02-28", "Nothing was", "came within"),
    # a review is no report, and a report is one whatever else its record says
    ("peer-review", "show 134.1", "2022-03-31", "set by the publication", "the report"),
    ("committee", "show 1a", "2025-07-31", "Due no date set by the report", "publication"),
    # no action is wanted of a refusal
    ("committee", "check", "2025-07-31", "1b is rejected and has no action; it stays open", "add"),
    ("audit", "return", "2025-03-15", "(answer: rejected), was due 28 February 2025", ""),
    # every recommendation without an answer counts, due or not
    ("coroner", "status", "2025-04-12", ICB_UNANSWERED, "No answer counts"),
    ("coroner", "status", "2025-07-01", "deadlines.", "No answer counts"),
    # one name for one thing on screens and pages
    ("peer-review", "show 134.1", "2022-03-31", "Acceptance accepted", "not stated"),
    ("vetting-inquiry", "show 8", "2025-06-30", "Acceptance not recorded", "not stated"),
    ("vetting-inquiry", "show 8", "2025-06-30", "Complete, according to the plan", "the force"),
    # late is the day after the deadline
    ("tower-inquiry", "changes --since 2025-06-01", "2025-12-15", "2025-10-01 □ 1 item pas", ""),
    (
        "domestic-abuse",
        "status",
        "2022-12-31",
        "The complete one is at least in part what",
        "is wh",
    ),
    # updated since its deadline, though not in the last six months
    ("inspection", "status", "2025-05-20", "Each has had no update since its", "has been"),
    ("inspection", "status", "2025-05-20", "or none in six months: 2", "or in six"),
    (
        "inspection",
        "overdue",
        "2025-05-20",
        "no update since the deadline, or none in six",
        "or in",
    ),
    # what was taken back after the deadline became overdue too
    ("inspection", "changes", "2025-05-20", "Meanwhile 2 items became overdue.", ""),
    # claimed since it was called complete, not since an update that says nothing of it
    (
        "blood-inquiry",
        "changes --format plain",
        "2025-06-30",
        "2024-12-17 uk-government 4a ass",
        "",
    ),
    ("inspection", "changes --format plain", "2025-05-20", "2024-05-02 kent AFI 7a assurance", ""),
    # on record, but asked of nobody whose plan is here
    (
        "domestic-abuse",
        "show 2",
        "2023-06-30",
        "answers for '2'; asked of: Ministry of Justice and Home",
        "no req",
    ),
    (
        "domestic-abuse",
        "show Action~2",
        "2023-06-30",
        "asked of: College of Policing",
        "mean",
    ),
    ("safe-to-share", "show 2", "2022-01-31", "for '2'; asked of: Home Office and NPCC", "all"),
    (
        "blood-inquiry",
        "show 11d --org uk-government",
        "2025-06-30",
        "asked of: Welsh Govern",
        "mean",
    ),
    ("national-audit", "show 4", "2024-06-30", "no requirement or action '4'", "wording"),
    # the owners by their longest overdue, and each one's own below it
    (
        "inspection",
        "brief",
        "2025-05-20",
        "of each owner the longest overdue first",
        ", the longest",
    ),
    ("domestic-abuse", "brief --org btp", "2022-06-30", "2 items are not due yet", "2 of 2"),
    (
        "domestic-abuse",
        "log 2",
        "2023-06-30",
        "answers for '2'; asked of: Ministry of Justice and Home",
        "no req",
    ),
    # one body or two that decided are named
    ("inspection", "changes", "2025-05-20", "HMICFRS decided on 2 items.", "Other bodies"),
    ("inspection", "brief", "2025-05-20", "HMICFRS decided on 2 items.", "Other bodies"),
    ("coroner", "brief --org icb", "2025-05-15", "The coroner decided on 1 item.", "Other bodies"),
    ("audit", "changes", "2025-03-15", "Audit Committee and Internal Audit decided on 2 items", ""),
    ("audit", "brief", "2025-03-15", "Audit Committee and Internal Audit decided on 2 items", ""),
    # another body has confirmed one of the two
    ("inspection", "brief", "2024-08-14", "What shows that Custody (AFI 7a) is complete?", "hat 2"),
    # nothing is asked about what is not asked for yet
    ("audit", "status", "2024-12-01", "4 are not asked for yet.", "refuses"),
    ("audit", "status", "2024-12-02", "Of 3 answers, 1 refuses what is asked (IT-24-2)", ""),
    ("audit", "brief", "2024-12-01", "4 are not asked for yet", "not accept"),
    ("audit", "brief", "2024-12-02", "not due yet", "not asked"),
    ("audit", "brief", "2024-12-02", "Why does the plan not accept all that was asked?", ""),
    ("audit", "trend", "2024-12-01", "IT-24-1 and IT-24-2 were made after the last day;", ""),
    (
        "audit",
        "trend",
        "2024-12-02",
        "later; before that, they are set aside",
        "from the first day",
    ),
    # what is not asked yet lacks nothing
    ("learning", "status --format ics", "2022-02-28", "2022: not asked yet", "No action in"),
    ("learning", "status", "2022-03-01", "Pursuits none yet 2024-08-11 not asked yet", "no a"),
    ("coroner", "check", "2025-03-09", "", "missing-response"),
    # what was updated some weeks ago may have no recent update: that is said
    ("audit", "trend", "2025-03-15", "No recent update: none since the deadline, or none", ""),
    ("inspection", "compare", "2025-05-20", "No recent update: none since the deadline, or", ""),
    ("national-audit", "compare", "2023-05-23", "A mark is one recommendation", "No recent"),
    # a day before the publication is called that
    ("coroner", "changes", "2025-03-09", "2025-03-09 is before 2025-03-10, the day of publ", ""),
    # what was overdue before it was ended is said, though it is neither now
    ("inspection", "changes", "2025-05-20", "PEEL 2025; it was overdue until then AFI 11", ""),
    ("audit", "changes", "2025-03-15", "the risk is accepted IT-24-2", "until then"),
    # a body that is no force and has no plan is named as the forces are
    ("vetting-inquiry", "compare", "2025-06-30", "No plan here: 1 other addressee College o", ""),
    # the date may be a register's own
    ("audit", "show IT-23-4", "2025-03-15", "by Internal Audit; first due 31 March 2024", "set 31"),
    # a completion that was confirmed, and then taken back
    ("inspection", "return", "2025-05-20", "Nothing counts as complete.", "completion is conf"),
    ("audit", "show IT-24-1", "2025-03-15", "Made 2 December 2024", ""),
    ("blood-inquiry", "show 4a", "2025-06-30", "Asked of", "Made"),
    ("audit", "return", "2025-03-15", "reported by those who asked for it or met it.", "asked or"),
    # nobody is asked why the plan refused what is no longer asked for
    ("audit", "brief", "2025-02-28", "Why does the plan not accept all that was asked?", ""),
    ("audit", "brief", "2025-03-01", "no longer asked for", "not accept all"),
    # of three answers one lacks an action for each of its three deadlines: these are items
    ("audit", "check --format table", "2024-12-22", "4 answered items have no action", "answers h"),
    # a paper on one plan has one of the four, and does not cover the others
    ("domestic-abuse", "brief --org btp", "2022-06-30", "4 recommendations are on record", "cover"),
    ("coroner", "return --org kent", "2025-05-15", "3 recommendations are on record;", "covered"),
    ("committee", "brief --since 2023-09-04", "2024-03-05", "3 not asked yet", "Why do"),
    ("committee", "brief", "2024-03-06", "Why do several requirements have the same answer", ""),
    # the plan is silent, but the audit office says that one was done
    ("national-audit", "brief", "2024-06-30", "it does not say what the", "known."),
]


@pytest.mark.parametrize(("name", "typed", "day", "said", "unsaid"), SCREENS)
def test_a_screen_says_what_is_so(
    name: str, typed: str, day: str, said: str, unsaid: str, tmp_path: Path, stalkplan: Run
) -> None:
    write_publication(f"case {name}", tmp_path / "data")
    words = [word.replace("~", " ") for word in typed.split()]
    form = {"brief": "markdown", "return": "markdown", "check": "plain"}.get(words[0], "table")
    if words == ["brief"] and name == "arena-inquiry":
        words += ["--org", "home-office"]
    at = ["--data", tmp_path / "data", "--as-of", day]
    if "--format" not in words:
        at += ["--format", form]
    result = stalkplan(*words, *at)
    shown = " ".join(f"{result.out} {result.err}".split())
    assert said in shown
    assert not unsaid or unsaid not in shown


PAGES = [
    # a publication, the day, a page: what is said on it, and what is not
    # a name may want an article: it stands where it needs none
    ("domestic-abuse", "2022-06-30", "btp/", "0 of 1 recommendation is overdue", "are overdue"),
    ("blood-inquiry", "2025-06-30", "wales/", "page of the organisation itself", "of We"),
    (
        "blood-inquiry",
        "2025-06-30",
        "wales/",
        "3 of the 4 are made to this organisation",
        "made to We",
    ),
    ("vetting-inquiry", "2025-06-30", "", "have no plan on record: College of Policing.", ""),
    # what is not asked yet, or no longer, lacks no answer
    ("learning", "2022-03-01", "", "AnswerNone yet.", "leaves this out"),
    ("learning", "2022-03-01", "", "Not asked for yet: 2022-178654-1", "No answer in the plan"),
    ("inspection", "2025-05-20", "", "CoC 1.1 is blank.", "AFI 11 is blank"),
    # of what is overdue nothing lacks an update where nothing is
    ("coroner", "2025-03-20", "", "Nothing is overdue in", "of those overdue"),
    (
        "national-audit",
        "2024-06-30",
        "",
        "answer not recorded as accepted or rejected",
        "1 does not say",
    ),
    ("national-audit", "2023-05-22", "", "All were made after the day of this page: nothing", ""),
    ("national-audit", "2023-05-23", "", "made 3 recommendations.", "made after"),
    ("vetting-inquiry", "2023-05-23", "", "All were made after this day: nothing", ""),
    ("blood-inquiry", "2025-06-30", "wales/", "There is no answer in the plan.", "Everything in"),
    (
        "domestic-abuse",
        "2023-06-30",
        "iopc/",
        "Action 1 has had no update at all, and",
        "six months,",
    ),
    ("inspection", "2024-09-11", "", "Marked complete without evidence.", ""),
    ("inspection", "2024-09-12", "", "Closed by HMICFRS", "Marked complete without evidence."),
    ("domestic-abuse", "2022-12-31", "", "is complete, in part on the word of the", "complete, on"),
    ("coroner", "2025-07-01", "icb/", "set by the report, as extended; where there is", ""),
    ("coroner", "2025-07-01", "", "No organisation is overdue on: Handover (1)", "Overdue with no"),
    ("coroner", "2026-11-30", "kent/", "18 months with no update", "19 months"),
    ("committee", "2025-07-31", "", "15 months with no update", "11 months"),
    ("audit", "2025-03-15", "", "11 months with no update", "7 months"),
    ("peer-review", "2022-03-31", "", "10 months with no update", "7 months"),
    ("peer-review", "2019-12-26", "", "36 months to come", "24 months"),
    ("peer-review", "2019-12-26", "", "21 Sep 2017: published", "issued"),
    # what is no longer asked for leaves nothing open
    ("inspection", "2025-05-20", "", "1 of 3 items still asked for has no update", "and AFI 11"),
    ("peer-review", "2022-03-31", "", "The working group published Universal review", "report"),
    ("coroner", "2025-04-12", "icb/", "by December 2025", "by 31 December"),
    ("coroner", "2025-04-12", "kent/", "Both items have no update published", "all 2"),
    # a stretch of the drawing in which nothing is due, though all that is drawn has a date
    (
        "blood-inquiry",
        "2025-06-30",
        "wales/",
        "12 months, nothing due",
        "months without a date",
    ),
    ("domestic-abuse", "2022-06-30", "btp/", "Both items have no update published", "all 2"),
    ("domestic-abuse", "2022-12-29", "btp/", "Unclear: met in December 2022, which", ""),
    ("inspection", "2024-05-20", "", "Unclear: due in May 2024, which is not over", ""),
    # a completion may rest on another body's word
    ("domestic-abuse", "2023-06-30", "recommendation-1.html", "only what is on record.", "say. W"),
    ("domestic-abuse", "2023-06-30", "", "judges only what is on record.", ""),
    # what another body decided is not what the organisation says
    ("coroner", "2025-05-15", "", "Everything else in the plans is what each organisation", ""),
    # the date that the report set has passed, and was moved
    ("coroner", "2025-05-15", "icb/", "1 not due yet. Due 5 May 2025 (since extended).", ""),
    ("coroner", "2025-04-12", "icb/", "1 due soon. Due 5 May 2025. All", "since extended"),
    ("learning", "2024-10-01", "", "beginning with the day”, since extended).", ""),
    ("domestic-abuse", "2023-06-30", "recommendation-1.html", "4 recommendations are on", "cover"),
    # nothing was asked yet, so that nothing waits and nobody lacks an answer
    ("blood-inquiry", "2024-05-19", "wales/", "AnswerNone yet.", "blank"),
    ("committee", "2024-03-05", "", "Nothing was asked yet.", "the same text"),
    ("committee", "2024-03-06", "", "Plan 1a and Lessons 2 have the same text.", ""),
    (
        "arena-inquiry",
        "2021-06-16",
        "",
        "monitored recommendations on 17 June 2021, after the day of this page. One recommenda",
        "not due yet 2",
    ),
    ("arena-inquiry", "2021-06-16", "", "others: 2 not asked yet", "No update at all:"),
    ("arena-inquiry", "2021-06-16", "", "Not asked for anything yet: both o", "update at all:"),
    ("arena-inquiry", "2021-06-17", "", "in June 2021. One", "not asked yet 2"),
    ("arena-inquiry", "2021-06-16", "home-office/", "others: 3 not asked yet", "Rejected: 1"),
    (
        "arena-inquiry",
        "2021-06-16",
        "home-office/",
        "Not asked for yet: 3",
        "No action in the plan.",
    ),
    ("arena-inquiry", "2021-06-16", "home-office/", "Nothing was asked yet. Back to", "3 items h"),
    ("arena-inquiry", "2021-06-16", "home-office/", "3 not asked yet.", "not due yet"),
    (
        "arena-inquiry",
        "2021-06-16",
        "home-office/",
        "17 September 2021: 1 not asked y",
        "1 not d",
    ),
    # the one who confirmed is named, as who closed is
    (
        "inspection",
        "2024-08-14",
        "",
        "word of the force alone and 1 confirmed by HMICFRS",
        "somebo",
    ),
    # an answer of which nothing is recorded is a gap, and what cannot be told names it
    ("audit", "2024-09-30", "", "whether the answer to Passwords IT-23-4 accepts what", "no gap"),
    (
        "audit",
        "2024-12-22",
        "",
        "answers to Passwords IT-23-4 and Back-ups IT-24-1 accept what",
        "no gap",
    ),
]


@pytest.mark.parametrize(("name", "day", "page", "said", "unsaid"), PAGES)
def test_a_page_says_what_is_so(
    name: str, day: str, page: str, said: str, unsaid: str, tmp_path: Path, stalkplan: Run
) -> None:
    page = page if page.endswith(".html") else f"{page}index.html"
    _, read = page_of(f"case {name}", tmp_path, stalkplan, day, page)
    assert said in read
    assert not unsaid or unsaid not in read
