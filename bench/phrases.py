"""The phrases that generated plans are made of: our own, and what no force has said."""

OWNERS = (
    "Head of Public Protection", "Crime registrar", "Head of Crime", "Head of Contact Management",
    "Learning and Development Manager", "Detective Superintendent, Vulnerability",
    "Head of Custody", "Stalking Coordinator", "Head of Digital Forensics", "Partnerships Manager",
    "Data Quality Lead",
)  # fmt: skip
BODIES = ("Police and Crime Panel", "internal audit", "Scrutiny Board", "Vulnerability Board")

WHO = (
    "The force", "A dedicated team", "Each district", "The control room", "A supervisor",
    "The public protection unit", "The crime management team", "A named single point of contact",
    "The strategic lead", "The local stalking clinic", "Every first responder",
)  # fmt: skip
DOES = (
    "reads every report of stalking within a day", "completes a risk assessment at the first visit",
    "looks for earlier reports that name the same suspect", "passes the case to an advocate",
    "checks a sample of closed cases each month", "considers a protection order from the outset",
    "keeps a list of all breaches and who deals with them", "briefs the daily management meeting",
    "writes a safety plan with the victim", "secures messages and call records early",
)  # fmt: skip
SO_THAT = (
    "so that a pattern is seen early", "so that nobody has to tell their story twice",
    "and a second line of review tests the quality", "though the system does not yet require it",
    "and reports the figures to the vulnerability board", "where the victim agrees to it",
    "before any decision to take no further action", "and is audited on this twice a year",
    "with help from partners in health and housing", "as local policy has asked since last spring",
)  # fmt: skip

DO = (
    "review", "rewrite", "test with victims", "roll out in every district", "audit each quarter",
    "agree with neighbouring forces on", "train all new staff in", "put on officers' handsets",
)  # fmt: skip
WHAT = (
    "the screening questions for stalking", "the checklist for protection orders",
    "the guidance on cyber-enabled stalking", "the search for offences hidden in other records",
    "the referral form for advocates", "the dip samples of closed cases", "the breach procedure",
    "the course for investigators", "the terms of the multi-agency panel", "the allocation policy",
)  # fmt: skip
AND_THEN = (
    "and publish what is found", "and tell all supervisors", "starting with the busiest district",
    "with the local advocacy service", "and correct the records it shows to be wrong",
    "and report to the vulnerability board", "once the national guidance is out",
)  # fmt: skip

NEWS = (
    "{n} of {m} sampled cases met the standard", "{n} officers have completed the course",
    "The draft went to {n} supervisors for comment", "The supplier needs {n} more weeks",
    "The panel has met {n} times and seen {m} cases since it was set up",
    "A bid for £{m},000 was made and is with the finance board",
    "{n} referrals were made since the spring, {m} in the year before",
)  # fmt: skip
DETAIL = (
    "the rest were sent back with advice", "the next review is in the summer",
    "two districts are still to follow", "feedback from advocates was good",
    "the backlog is the reason for the delay", "the figures were checked by the crime registrar",
    "the work continues as planned", "the lead has changed since the last report",
    "a supervisor now reads each new case on the morning after it was reported",
)  # fmt: skip
EVIDENCE = (
    "minutes of the vulnerability board", "training records", "published policy", "audit report",
)  # fmt: skip
WHENEVER = ("as soon as practicable", "in due course", "once funding is agreed", "ongoing")

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
