"""The page of many organisations: its counts agree, what stands out is true, nothing is missing."""

import csv
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from eight_forces import write_eight
from publications import EXAMPLES, write_publication
from published_folder import ON, SEVERAL

from conftest import Result
from stalkplan.publish.pages.counted import counted
from stalkplan.publish.pages.matrix import matrix_legend
from stalkplan.verdict import marks
from stalkplan.verdict.comparison import Cell
from stalkplan.verdict.state_words import Standing

Run = Callable[..., Result]


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    write_eight(tmp_path / "data")
    return tmp_path / "data"


def _index(stalkplan: Run, public: Path, data: Path, *more: str) -> str:
    assert stalkplan("publish", "--no-history", public, "--data", data, *ON, *more).code == 0
    return (public / "index.html").read_text(encoding="utf-8")


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def _out(page: str) -> dict[str, str]:
    """Return what stands out: after each heading its text."""
    part = page.partition('id="stands-out"')[2].partition("</ul>")[0]
    return dict(_text(each).split(": ", 1) for each in re.findall("<li>(.*?)</li>", part))


@pytest.mark.parametrize("folder", ["eight", "several"])
def test_red_marks_are_what_the_totals_count(
    folder: str, stalkplan: Run, public: Path, eight: Path
) -> None:
    page = _index(stalkplan, public, eight if folder == "eight" else SEVERAL)
    body, foot = re.findall(r"<t(?:body|foot)>(.*?)</t(?:body|foot)>", page, re.DOTALL)[:2]
    rows = [re.findall("<td>(.*?)</td>", row) for row in re.findall("<tr>(.*?)</tr>", body)]
    red = [['aria-labelledby="late-' in cell for cell in row[:-2]] for row in rows]
    assert [sum(row) for row in red] == [int(re.split(r"\D", row[-2])[0]) for row in rows]
    *columns, whole, _ = re.findall("<td>(.*?)</td>", foot)
    assert [sum(column) for column in zip(*red, strict=True)] == [*map(int, columns)]
    assert sum(map(sum, red)) == int(whole)
    legend = page.partition('<ul class="legend marks">')[2].partition("</ul>")[0]
    for style, words in re.findall('<span id="([a-z]+)-[0-9]+">(.*?)</span>', legend):
        assert (style == "late") == words.startswith("overdue")


def test_a_mark_has_the_same_words_in_the_key_and_in_the_list_of_words(
    stalkplan: Run, public: Path
) -> None:
    page = _index(stalkplan, public, SEVERAL)
    listed = dict(
        re.findall('<span class="mark[^>]*>(.)</span> (.*?)</dt>', page.partition('id="words"')[2])
    )
    key = page.partition('<ul class="legend marks">')[2].partition("</ul>")[0]
    shown = [_text(each) for each in re.findall("<li>.*", key)]
    assert len(shown) > 3
    assert [each for each in shown if each[1:].strip() not in listed[each[0]]] == []
    for organisation in ("kent", "essex"):
        own_page = (public / organisation / "index.html").read_text(encoding="utf-8")
        drawn = own_page.partition('<ul class="legend">')[2].partition("</ul>")[0]
        squares = [_text(each) for each in re.findall("<li>.*is-.*", drawn)]
        assert squares
        assert set(squares) <= set(listed.values())


def test_the_words_of_one_mark_stand_in_the_order_of_the_states() -> None:
    cells = [
        cast("Cell", SimpleNamespace(mark=marks.NO_DATE, word=word))
        for word in ("ended", "withdrawn", "no date")
    ]
    assert [*matrix_legend(cells)] == [(marks.NO_DATE, ("no date", "withdrawn", "ended"))]


def test_what_stands_out_of_eight(stalkplan: Run, public: Path, eight: Path) -> None:
    assert _out(_index(stalkplan, public, eight)) == {
        "Most overdue, 11 recommendations each": "Force D, Force E and Force G",
        "Most widely overdue, with 5 organisations": "Crime recording (7), Scale of stalking (11), "
        "Victim services (16), Online stalking (20), Specialist teams (22) and Early "
        "screening (23)",
        "No organisation is overdue on": "Victims' rights (14), Investigations (18), "
        "Written response (27) and Publish and report (28)",
        "No answer to anything": "Force G",
        "No update at all": "Force D",
        "No recent update on anything overdue": "Force E",
        "Nothing overdue": "Force A and Force C",
    }


def test_what_is_true_of_all_names_nobody(stalkplan: Run, public: Path, eight: Path) -> None:
    for file in (eight / "responses").glob("*.yaml"):
        head = file.read_text(encoding="utf-8").partition("responses:")[0]
        file.write_text(f"{head}responses: []\n", encoding="utf-8")
    out = _out(_index(stalkplan, public, eight))
    assert out["No answer to anything"] == "all 8 organisations"
    assert "No update at all" not in out
    assert "Nothing overdue" not in out
    assert out["Every organisation here that was asked is overdue on"].endswith(" and 3 more")


def test_forces_without_a_plan_are_listed_unless_some_were_chosen(
    stalkplan: Run, public: Path
) -> None:
    page = _index(stalkplan, public, SEVERAL)
    assert _out(page)["No plan on record"] == "41 forces"
    (listed,) = re.findall('<p id="without-plan">(.*?)</p>', page)
    assert "41 forces that the publication asks: Avon and Somerset Constabulary," in listed
    assert "Kent Police" not in listed
    chosen = _index(
        stalkplan, public.with_name("chosen"), SEVERAL, "--org", "kent", "--org", "kent-pcc"
    )
    assert "No plan on record" not in _out(chosen)
    assert "without-plan" not in chosen


KEEPER = "; send it to whoever keeps the record."
ON_RECORD = "All 5 recommendations on record are compared here."
OTHERS = """\
4 recommendations are compared here; 1 more is on record, made to none of these forces."""


@pytest.mark.parametrize(
    ("count", "numbers", "orgs", "said"),
    [
        (7, "1 2 3 4 6", (), f"{ON_RECORD} The wording of 2 more was not found: 5 and 7{KEEPER}"),
        (None, "1 2 3 4 6", ("essex", "kent"), f"{OTHERS} How many there are in all is not known."),
        (5, "1 2 3 4 5", (), "All 5 recommendations are compared here."),
        (1, "1", ("essex", "kent"), "One recommendation is compared here."),
    ],
)
def test_how_much_is_compared(
    count: int | None, numbers: str, orgs: tuple[str, ...], said: str, stalkplan: Run, public: Path
) -> None:
    data = public.parent / "data"
    (data / "responses").mkdir(parents=True)
    of = f", count: {count}" if count else ""
    asked = [
        f"publication: {{id: p, title: Invented, published: 2024-09-27{of}}}\nrecommendations:"
    ]
    for number in numbers.split():
        whom = "local-policing-bodies" if number == "4" else "chief-constables"
        asked.append(f"  - {{number: {number}, addressed_to: [{whom}]}}")
    (data / "recommendations.yaml").write_text("\n".join(asked) + "\n", encoding="utf-8")
    for id_ in ("essex", "kent", "kent-pcc"):
        answers = "local-policing-bodies" if id_ == "kent-pcc" else "chief-constables"
        head = (
            f"organisation: {{id: {id_}, name: {id_}, answers_for: [{answers}]}}\nresponses: []\n"
        )
        (data / "responses" / f"{id_}.yaml").write_text(head, encoding="utf-8")
    page = _index(stalkplan, public, data, *(word for org in orgs for word in ("--org", org)))
    assert said in _text(page)


@pytest.mark.parametrize("folder", ["eight", "several"])
def test_the_page_says_what_its_data_say(
    folder: str, stalkplan: Run, public: Path, eight: Path
) -> None:
    """Counted again from the data, as docs/many.md says how; feed and data set have its title."""
    page = _index(stalkplan, public, eight if folder == "eight" else SEVERAL)
    with (public / "items.csv").open(encoding="utf-8", newline="") as file:
        items = [*csv.DictReader(file)]
    cells: dict[tuple[str, str], list[dict[str, str]]] = {}
    for item in items:
        cells.setdefault((item["organisation"], item["recommendation"]), []).append(item)
    of = [{item["timeliness"] for item in own} for own in cells.values()]
    silent = [any(item["silent"] == "true" for item in own) for own in cells.values()]
    done = {"complete", "complete-late"}
    figures = re.findall(r"<dt>(?:<a[^>]*>)?[^<]*(?:</a>)?</dt><dd[^>]*>(\d+)</dd>", page)
    complete = sum(states <= done for states in of)
    assert [*map(int, figures[:2])] == [sum(silent), complete]
    late = sum("overdue" in states for states in of)
    assert re.findall('<p class="verdict"><span[^>]*>(.*?) are overdue</span>', page) == [
        f"{late} of {len(cells)} recommendations"
    ]
    said = _text(page.partition("<dt>Who says so</dt>")[2].partition("</dd>")[0])
    assert said.startswith(
        f"{complete} recommendations are complete: "
        if complete
        else "Everything in the plans is what"
    )
    by_whom = said.partition(". ")[0].partition(": ")[2]
    assert sum(map(int, re.findall(r"\d+", by_whom))) == complete
    title = re.findall("<title>(.*?)</title>", page)[0]
    described = json.loads((public / "dataset.jsonld").read_bytes())
    assert described["name"] == title
    assert f"<title>{title}</title>" in (public / "feed.atom").read_text(encoding="utf-8")
    assert described["dateModified"] == "2026-11-23"


def test_the_data_set_begins_with_the_first_that_it_tells_of(
    stalkplan: Run, tmp_path: Path
) -> None:
    """A register may hold what was made, and what was done, before it came out."""
    on = write_publication("case audit", tmp_path / "data").isoformat()
    where = ("--data", tmp_path / "data", "--as-of", on)
    assert stalkplan("publish", tmp_path / "public", *where).code == 0
    described = json.loads((tmp_path / "public" / "dataset.jsonld").read_bytes())
    assert described["temporalCoverage"] == f"2023-11-20/{on}"


@pytest.mark.parametrize(
    ("licence", "shown"), [("https://example.org/ogl", "https://example.org/ogl"), ("ours", None)]
)
def test_the_data_set_has_a_licence_that_is_an_address(
    licence: str, shown: str | None, stalkplan: Run, public: Path, eight: Path
) -> None:
    asked = eight / "recommendations.yaml"
    text = asked.read_text(encoding="utf-8")
    asked.write_text(re.sub("  licence: .*", f"  licence: {licence}", text), "utf-8")
    page = _index(stalkplan, public, eight)
    assert f"<dt>Licence</dt><dd>{'<a href=' if shown else licence}" in page
    assert json.loads((public / "dataset.jsonld").read_bytes()).get("license") == shown


def test_without_help_a_page_says_so_and_asks_nobody(
    stalkplan: Run, public: Path, eight: Path
) -> None:
    asked = eight / "recommendations.yaml"
    text = asked.read_text(encoding="utf-8")
    asked.write_text(re.sub("  help: .*\n", "", text), "utf-8")
    for page in (_index(stalkplan, public, eight), (public / "force-a/index.html").read_text()):
        assert "Help This page lists no support service" in page.replace("</dt><dd>", " ")
        assert "Affected by" not in page


def test_help_is_one_link_away_on_every_page(stalkplan: Run, public: Path, eight: Path) -> None:
    index = _index(stalkplan, public, eight)
    assert '<a href="#help">Affected by stalking? Get help</a>' in index
    (told,) = re.findall('<div class="help" id="help">(.*?)</div>', index)
    assert "<dt>Affected by stalking?</dt><dd>National Stalking Helpline" in told
    assert '<a href="tel:08088020300">0808\N{NO-BREAK SPACE}802\N{NO-BREAK SPACE}0300</a>' in told
    page = (public / "recommendation-7.html").read_text(encoding="utf-8")
    assert '<a href="#help">Affected by stalking? Get help</a>' in page
    assert f'<div class="help" id="help">{told}</div>' in page


def test_the_figures_lead_to_the_list_that_has_them(
    stalkplan: Run, public: Path, eight: Path
) -> None:
    page = _index(stalkplan, public, eight)
    part = page.partition('<dl class="figures">')[2].partition("</dl>")[0]
    figures = re.findall("<dt>(.*?)</dt><dd[^>]*>([0-9,]+)</dd>", part)
    assert len(figures) == 3
    for label, number in figures:
        assert label.startswith('<a href="#organisations">') == (number != "0")


@pytest.mark.parametrize(
    ("standings", "shown"),
    [
        ([Standing.SILENT, Standing.OVERDUE], [1]),
        ([Standing.SILENT, Standing.COMPLETE], [1, 1]),
        ([Standing.OVERDUE, Standing.NOT_YET_DUE], [0, 0, 1]),
    ],
)
def test_no_figure_counts_nothing_where_all_are_counted_already(
    standings: list[Standing], shown: list[int]
) -> None:
    cells = [cast("Cell", SimpleNamespace(standing=each)) for each in standings]
    assert [figure.number for figure in counted(cells).figures] == shown


def test_every_page_says_under_its_name_whose_it_is(
    stalkplan: Run, public: Path, eight: Path
) -> None:
    _index(stalkplan, public, eight)
    for name in ("index.html", "recommendation-7.html"):
        page = (public / name).read_text(encoding="utf-8")
        assert re.search(
            r'</h1>\s*<p class="by">No publisher is named\. This is not a page of', page
        )


def test_nobody_is_asked_whether_they_are_affected_where_no_help_is_listed(
    stalkplan: Run, tmp_path: Path
) -> None:
    """Of internal audit it would be no question."""
    where = ("--data", EXAMPLES["audit"], "--as-of", "2025-05-20")
    assert stalkplan("publish", tmp_path / "public", *where).code == 0
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    assert "<dt>Help</dt><dd>This page lists no support service" in page
    assert "Affected by" not in page
