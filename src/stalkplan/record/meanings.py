"""What each field of the files means, in a line: for editors, and docs/files.md says the same."""

from collections.abc import Mapping

KEY_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "Recommendations": {
        "publication": "the report that makes the recommendations",
        "recommendations": "what it asks; those that are not recorded are counted as missing",
    },
    "Publication": {
        "id": "its id",
        "title": "its title",
        "subject": (
            'what it is about, without an article, for titles such as "Progress on the stalking '
            'recommendations"'
        ),
        "by": "who made it",
        "source": "the page on which it was published",
        "contact": (
            "where to send the wording of recommendations that could not be found, for readers of "
            "a page who cannot write into the file; shown wherever they are counted as missing. "
            "Without one, the screens say to add it to this file"
        ),
        "help": (
            "where people affected by its subject find help: on the page of every "
            "organisation, after its own"
        ),
        "licence": "the licence under which anybody may use the data of this folder",
        "published": "the day it came out",
        "addressees": "to whom else it is made, beside those that are built in",
        "count": (
            "how many recommendations it makes in all, 1 to 9999; only whole numbers are held "
            "against it. Every screen and page lists what is missing from it"
        ),
    },
    "Recommendation": {
        "number": (
            "its number as it is printed: letters and digits, with single spaces, points or "
            "hyphens between, at most 20 characters"
        ),
        "theme": "a name of at most 19 characters",
        "summary": "what is asked, in our words and not the report's",
        "addressed_to": (
            "to whom it is made: chief-constables local-policing-bodies npcc apcc college-of-"
            "policing home-office ministry-of-justice cps, those that the publication declares, "
            "or the id of an organisation"
        ),
        "deadlines": "by when; none where the publication sets none",
        "requirements": (
            "what has to be shown; where there are none, the recommendation itself, under its "
            "number"
        ),
        "made": (
            "when it was made, if it joined a register later than the rest; none: "
            "when the publication came out"
        ),
        "discharged": "met once for all by somebody else, or closed by the body that asked",
        "extended": "a later date that the body that asked has granted",
        "ended": "the body that asked asks no longer",
        "certainty": "whether two or more independent pages agree on it, or one says it",
        "sources": "where this was read",
    },
    "Deadline": {
        "due": "by when: its last day, inclusive",
        "milestone": (
            "what is due; needed by check where there are several. One without it is called by "
            "its date"
        ),
        "within": (
            "how the publication counts it: from the day after it came out, or after the "
            "recommendation was made; check adds it up. Days, weeks, months or years"
        ),
        "wording": "how the publication says it",
    },
    "Requirement": {
        "ref": "its number, which begins with the recommendation's",
        "summary": "what has to be shown",
        "addressed_to": (
            "to whom it is made, where that is narrower than the recommendation: then it "
            "replaces the recommendation's"
        ),
    },
    "Discharge": {
        "for": "for whom it is met; without it, for nobody",
        "by": "who met it, or closed it; never the organisation itself",
        "on": "when, without which it counts for nobody; what a month means",
        "milestone": "for which deadline; none is for all",
        "how": "in what form",
        "evidence": "a link, or a file of the repository",
    },
    "Extension": {
        "for": "for whom; without it, for nobody",
        "to": "the later date; one that does not end later than the deadline counts for nobody",
        "on": "when it was granted, without which it counts for nobody",
        "by": "who granted it; never the organisation itself",
        "milestone": "for which deadline; none is for all",
        "how": "in what form",
        "evidence": "a link, or a file of the repository",
    },
    "End": {
        "for": "for whom; without it, for nobody",
        "on": "from when, without which it counts for nobody",
        "by": "who ended it; never the organisation itself",
        "milestone": "for which deadline; none is for all",
        "how": "why",
        "evidence": "a link, or a file of the repository",
    },
    "Plan": {
        "organisation": "whose plan it is",
        "source": "the published page",
        "responses": "its answers",
    },
    "Organisation": {
        "id": "its id at data.police.uk",
        "name": "its name",
        "answers_for": "what it is asked: all that is made to these",
        "contact": "how to ask for a correction",
        "help": "where people affected find help",
    },
    "Response": {
        "ref": "the requirement that it answers",
        "added": "when it joined the plan; none: it was there when the plan was published",
        "position": "what the organisation says that it does today; empty is a blank response",
        "acceptance": (
            "whether it accepts what is asked; none is not-stated. An update may change it"
        ),
        "stated_deadline": (
            "the deadline as the plan restates it; none where the plan leaves it out"
        ),
        "updates": (
            "what happened since, where there is no action. Beside actions only an acceptance "
            "and a promise count"
        ),
        "actions": "what it will do",
        "marking": "must not leave the folder in anything published",
        "internal": "a private note",
    },
    "Action": {
        "id": "the ref and a letter",
        "added": "when it joined the plan; none: it was there when the plan was published",
        "summary": "what will be done",
        "owner": "a role, not a name",
        "promise": "the first promise",
        "milestone": "for which deadline, where there are several",
        "updates": "what happened since",
        "marking": "must not leave the folder in anything published",
        "internal": "a private note",
    },
    "Update": {
        "date": "the day from which it is known",
        "status": "how far it is; none leaves the status as it was",
        "note": "what happened",
        "evidence": (
            "links (http, https, mailto), or files by their path from the folder above the data "
            "folder: no path of one computer, and not the plan. A file goes with the page"
        ),
        "promise": "a revised promise",
        "owner": "a new owner",
        "verified": "who confirmed the completion",
        "acceptance": "under a response: whether it accepts what is asked, from that day on",
        "retracts": (
            "takes back the entries of that day above it in the same list; beside it only a "
            "note, milestone, marking and internal"
        ),
        "milestone": (
            "under a response: for which deadline, where there are several. Of one that names "
            "none the status is not taken"
        ),
        "marking": "must not leave the folder in anything published",
        "internal": "a private note",
    },
    "Promise": {
        "by": "done on or before its last day",
        "not_before": (
            "not before its first day; no deadline. If both are given by is judged, and check "
            "objects"
        ),
        "wording": "its own words",
    },
    "Verified": {
        "by": "who confirmed it; without it the completion stays claimed",
        "on": "when; without it, or on a day before the completion, the completion stays claimed",
    },
}
"""By the names of the records in `record/model.py`, in the order of the page."""
