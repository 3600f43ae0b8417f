"""What describes the data of a page: the columns of its CSV (CSVW), and all of it as a data set.

The data set is JSON-LD in a file of its own, so that no page needs a script, not even one of data.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from stalkplan.privacy.public_types import PublicRecord
from stalkplan.publish.data import CSV_FIELDS
from stalkplan.publish.news import urn
from stalkplan.publish.pages.html import DataFile, link_of
from stalkplan.publish.pages.site_folder import SiteFolder
from stalkplan.reports.formats.json import guarded
from stalkplan.verdict.visible import visible

_TYPES = {
    **dict.fromkeys(
        ("due", "due_earliest", "promise_earliest", "promise_latest", "last_update"), "date"
    ),
    **dict.fromkeys(("days_late", "updates", "days_since_update"), "nonNegativeInteger"),
    **dict.fromkeys(("silent", "withheld"), "boolean"),
}
"""Every other column is a string: a number of a recommendation may be `2a`, a promise `2025-Q1`."""

_MEANINGS = {
    "publication": "id of the report that makes the recommendations",
    "organisation": "id of the organisation whose plan it is",
    "id": "id of the item: of an action, or the ref of a requirement with no action",
    "ref": "the requirement that the item is about",
    "recommendation": "number of the recommendation",
    "milestone": "which deadline it is, where the recommendation has several",
    "theme": "what the recommendation is about",
    "summary": "what was to be done",
    "owner": "the role or team that the plan names",
    "kind": "action, no-action (the plan answers without one) or no-response (no answer)",
    "due": "last day of the date that binds",
    "due_earliest": "first day of it: the same, unless it is a month, a quarter or a year",
    "due_from": "who set it: publication, extension or promise",
    "discharged_by": "the body that reports the item as met",
    "discharged_on": "the day or month from which it is met",
    "discharged_how": "how it was met",
    "discharged_evidence": "what shows it",
    "promise_by": "the newest promised date, as precise as the plan is",
    "promise_not_before": "the date before which the plan promises nothing",
    "promise_wording": "the promise in the words of the plan",
    "promise_earliest": "first day that the promise names",
    "promise_latest": "last day that the promise names",
    "timeliness": "the verdict in one word: overdue, complete and so on",
    "days_late": "days after the last day that binds: of what is overdue or was completed late",
    "status": "the newest status that the plan reports",
    "assurance": "on whose word it is complete: claimed, verified or discharged",
    "acceptance": "whether the plan accepts what was asked",
    "silent": "whether it is overdue and no update is recent or about the deadline",
    "updates": "how many updates are known",
    "last_update": "day of the newest update",
    "days_since_update": "days from the newest update to the day of the data",
    "flags": "what to take note of, a word for each point",
    "verdict": "the verdict in a phrase",
    "withheld": "whether the plan marks it as sensitive, so that its texts are withheld",
    "area_code": "code of the Office for National Statistics for the area of the force",
}
"""What each column has, for those who find the table without these pages."""

_NEVER_EMPTY = frozenset({"publication", "organisation", "id", "ref", "timeliness", "status"})


@cache
def csv_columns(csv: str) -> str:
    """Return metadata (CSV on the Web) for a file `csv` under CSV_FIELDS in the same folder."""
    view = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": csv,
        "dc:title": "Every item with its verdict",
        "tableSchema": {"columns": [_column(name) for name in CSV_FIELDS]},
    }
    return json.dumps(view, indent=2) + "\n"


def _column(name: str) -> dict[str, Any]:
    type_ = _TYPES.get(name, "string")
    column: dict[str, Any] = {"name": name, "titles": name, "datatype": type_}
    column["dc:description"] = _MEANINGS[name]
    if name in _NEVER_EMPTY:
        column["required"] = True
    if name == "flags":
        column["separator"] = " "
    return column


def _begin(record: PublicRecord) -> date:
    """Return the first day that the data tells of: a register may have begun before it came out."""
    recommendations = [r for each in record.organisations for r in each.recommendations]
    made = (recommendation.made for recommendation in recommendations)
    updates = (update.day for item in record.items for update in item.updates)
    return min(filter(None, (record.publication.published, *made, *updates)))


def data_set(
    record: PublicRecord,
    ids: Sequence[str],
    files: Sequence[DataFile],
    here: SiteFolder,
    *,
    publisher: str | None,
) -> str:
    """Return the description (schema.org) of the files beside a page, in a folder of its own.

    `ids` are those of the publication and, if the data is of one, of the organisation. Without the
    site's address the files are named by themselves. `publisher` is who publishes them.
    """
    publication, whose = record.publication, record.whose
    told = " ".join(filter(None, record.verdict))
    view: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": urn(*ids, "data"),
        "name": f"{publication.progress_title}: {whose}",
        "description": f"What {whose} did about the recommendations of “{publication.title}”, "
        f"as the published record shows it. {told}",
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "license": publication.licence if _is_link(publication.licence) else None,
        "dateModified": record.on.isoformat(),
        "temporalCoverage": f"{_begin(record).isoformat()}/{record.on.isoformat()}",
        "about": _without_nothing(
            {
                "@type": "CreativeWork",
                "name": publication.title,
                "datePublished": publication.published.isoformat(),
                "creator": publication.by and {"@type": "Organization", "name": publication.by},
            }
        ),
        "publisher": publisher and {"@type": "Organization", "name": publisher},
        "keywords": [publication.subject] if publication.subject else None,
        "url": here.url("index.html"),
        "isBasedOn": [each.source for each in record.organisations if _is_link(each.source)],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.about,
                "encodingFormat": file.media,
                "contentUrl": here.link(file.name),
            }
            for file in files
            if file.is_data
        ],
    }
    return guarded(json.dumps(_shown(_without_nothing(view)), indent=2) + "\n")


def _without_nothing(view: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in view.items() if value not in (None, [])}


def _is_link(text: str | None) -> bool:
    return text is not None and link_of(text) is not None


def _shown(value: Any) -> Any:
    """Return a view in whose texts nothing is unseen."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _shown(part) for key, part in value.items()}
    return [_shown(part) for part in value] if isinstance(value, list) else value
