"""Two folders of one publication must agree on what it asks; where they differ is said."""

import pytest

from stalkplan.record.publications import differences_of, publication_in

ONE = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 7
    addressed_to: [chief-constables]
    deadlines:
      - {due: 2025-03-27}
  - number: 4a
    addressed_to: [npcc]
"""
SEVENTH, LAST = ONE.partition("  - number: 4a")[0].partition("  - number: 7")[2], "  - number: 4a"

DIFFERS = {
    # what is put in place of what, and what is said
    ("", ""): [],
    ("title: A report", "title:   'A report'"): [],
    ("title: A report", "title: Another"): ["the publication, title: a.yaml:1:34 and b.yaml:1:34"],
    ("2025-03-27", "2025-03-28"): ["recommendation 7, deadlines: a.yaml:6:7 and b.yaml:6:7"],
    ("    deadlines:\n      - {due: 2025-03-27}\n", ""): [
        "recommendation 7, deadlines: a.yaml:6:7 and b.yaml:3:5"
    ],
    ("number: 4a", "number: 4b"): [
        "recommendation 4a is only in a.yaml",
        "recommendation 4b is only in b.yaml",
    ],
    ("npcc", "apcc"): ["recommendation 4a, addressed_to: a.yaml:8:19 and b.yaml:8:19"],
}


@pytest.mark.parametrize("change", DIFFERS)
def test_differences_are_told_with_both_places(change: tuple[str, str]) -> None:
    found = [*differences_of(("a.yaml", ONE), ("b.yaml", ONE.replace(*change)))]
    assert found == DIFFERS[change]


def test_the_order_of_recommendations_may_differ() -> None:
    head, seventh, last = (
        ONE.partition("  - number: 7")[0],
        f"  - number: 7{SEVENTH}",
        ONE[ONE.index(LAST) :],
    )
    assert head + seventh + last == ONE
    assert [*differences_of(("a.yaml", ONE), ("b.yaml", head + last + seventh))] == []


@pytest.mark.parametrize("text", ["", "publication: 7", "- 7", "publication: {id: [7]}", "{"])
def test_what_names_no_publication_has_no_id(text: str) -> None:
    assert publication_in(text) == ""
    assert [*differences_of(("a.yaml", text), ("b.yaml", text))] == []
