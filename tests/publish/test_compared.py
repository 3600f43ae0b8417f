"""How a page says where its organisation stands beside the others: as the page of all counts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result

Run = Callable[..., Result]

DONE = "[{ref: 1, position: p, updates: [{date: 2025-01-02, status: complete}]}]"


def _publish(stalkplan: Run, folder: Path, done: str, late: str) -> Path:
    """Publish plans of organisations that have done all or nothing of two recommendations."""
    (folder / "responses").mkdir(parents=True)
    asked = "publication: {id: p, title: Invented, published: 2024-09-27, count: 2}\n"
    each = "{number: %s, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}"
    asked += f"recommendations: [{each % '1'}, {each % '2'}]\n"
    (folder / "recommendations.yaml").write_text(asked, encoding="utf-8")
    for name in done + late:
        head = f"organisation: {{id: body-{name}, name: F, answers_for: [chief-constables]}}\n"
        text = f"{head}responses: {DONE if name in done else '[]'}\n"
        (folder / "responses" / f"{name}.yaml").write_text(text, encoding="utf-8")
    site = folder.parent / "site"
    assert stalkplan("publish", site, "--data", folder, "--as-of", "2026-11-23").code == 0
    return site


COUNTED = "overdue, by the worst item of each. "


@pytest.mark.parametrize(
    ("done", "late", "own", "others"),
    [
        ("a", "b", "1 of 2 recommendations is ", "Other organisations: 1 with more."),
        ("ab", "c", "1 of 2 recommendations is ",
         "Other organisations: 1 with as many and 1 with more."),
        ("", "abc", "2 of 2 recommendations are ",
         "Other organisations: 2 with as many."),
        ("b", "a", "2 of 2 recommendations are ",
         "Other organisations: 1 with fewer."),
    ],
)  # fmt: skip
def test_a_page_compares_as_the_page_of_all_counts(
    done: str, late: str, own: str, others: str, stalkplan: Run, tmp_path: Path
) -> None:
    site = _publish(stalkplan, tmp_path / "plans", done, late)
    page = (site / "body-a" / "index.html").read_text(encoding="utf-8")
    (said,) = re.findall('#organisations">Compared</a></dt><dd>(.*?)</dd>', page)
    assert said == own + COUNTED + others
    index = (site / "index.html").read_text(encoding="utf-8")
    row = index.partition('<th scope="row"><a href="body-a/index.html">')[2]
    assert own.startswith(re.findall(r"</td><td>(\d of \d)<span>", row)[0])


def test_the_page_of_one_alone_compares_it_with_nobody(stalkplan: Run, tmp_path: Path) -> None:
    site = _publish(stalkplan, tmp_path / "plans", "a", "")
    assert "Compared" not in (site / "index.html").read_text(encoding="utf-8")
