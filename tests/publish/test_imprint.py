"""What a page says of its making: who publishes it, the commit, how to make it again, for help."""

import html
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from published_folder import SEVERAL
from repositories import ASKED, Repository

from conftest import DATA, Result
from stalkplan.history.changed_items import changes, look_at
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.pages.imprint import Imprint, Making
from stalkplan.publish.pages.recent import recent_of
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.verdict.timeliness import Timeliness

Run = Callable[..., Result]

ON = ("--as-of", "2025-06-30")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


def _text(page: Path) -> str:
    """Return what is read on a page, on one line."""
    made = page.read_text(encoding="utf-8")
    read = re.sub("<style>.*?</style>|<[^>]*>", " ", made, flags=re.DOTALL)
    return re.sub(r"\s+([,.:;])", r"\1", " ".join(html.unescape(read).split()))


def _commands(page: Path) -> list[list[str]]:
    lines = re.search("<pre><code>(.*?)</code>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert lines
    return [shlex.split(html.unescape(line)) for line in lines[1].splitlines()]


@pytest.mark.parametrize("folder", ["data", "the plans/of all"])
@pytest.mark.parametrize("org", [(), ("--org", "northshire")])
def test_the_lines_on_a_page_make_it_again(
    folder: str,
    org: tuple[str, ...],
    stalkplan: Run,
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Typed by somebody else, in a clone that has gone on since."""
    if folder != "data":
        (repository.top / folder).parent.mkdir()
        repository.git("mv", "data", folder)
        repository.commit("2025-04-02")
    site = tmp_path / "site"
    assert stalkplan("publish", site, "--data", repository.top / folder, *org, *ON).code == 0
    page = next(path for path in sorted(site.rglob("index.html")) if "northshire" in str(path)
                or org)  # fmt: skip
    assert f"the record at commit {repository.head[:10]} of" in _text(page)
    clone = Repository(tmp_path / "clone")
    repository.git("clone", "--quiet", str(repository.top), str(clone.top))
    clone.write({f"{folder}/recommendations.yaml": "publication: {}\n"})
    clone.commit("2025-05-01")
    checkout, publish, checksum = _commands(page)
    clone.git(*checkout[1:])
    monkeypatch.chdir(clone.top)
    assert stalkplan(*publish[1:]).code == 0
    assert checksum[0] == "sha256sum"
    name = checksum[1].removeprefix("again/")
    assert (clone.top / checksum[1]).read_bytes() == (site / name).read_bytes()
    assert (site / name).parent == page.parent


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda r: r.git("status"), "the record at commit"),
        (lambda r: r.swap("count: 29", "count: 28"), "a record that has changes that are not"),
        (lambda r: r.write({"data/notes.txt": "mine"}), "the record at commit"),
        (lambda r: r.git("config", "core.autocrlf", "true"), "the record at commit"),
        (lambda r: r.write({ASKED: r.read(ASKED).replace("\n", "\r\n")}), "the record at commit"),
        (lambda r: (r.top / ".git").rename(r.top / "was"), "a record that is not kept in git"),
    ],
)
def test_a_commit_is_named_only_if_it_has_the_files(
    spoil: Callable[[Repository], object],
    told: str,
    stalkplan: Run,
    repository: Repository,
    tmp_path: Path,
) -> None:
    spoil(repository)
    assert stalkplan("publish", tmp_path / "site", "--data", repository.data, *ON).code == 0
    for page in (tmp_path / "site").glob("*/index.html"):
        assert told in _text(page)
        assert len(_commands(page)) == (3 if told.endswith("commit") else 2)


def test_a_shallow_clone_knows_its_commit(
    stalkplan: Run, repository: Repository, tmp_path: Path
) -> None:
    clone = Repository(tmp_path / "clone")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.top}", str(clone.top))
    assert stalkplan("publish", tmp_path / "site", "--data", clone.data, *ON).code == 0
    page = next((tmp_path / "site").glob("*/index.html"))
    assert f"the record at commit {repository.head[:10]}" in _text(page)


@pytest.mark.parametrize(
    ("publisher", "told"),
    [
        (None, "No publisher is named: whoever runs the website that has this page answers"),
        ("Victims First", "This page is published by Victims First. It is not a page of the force"),
        ("City of London Police", "City of London Police publishes this page about its own plan."),
        ("<b>A & B</b>", "This page is published by <b>A & B</b>. It is not a page of the force"),
    ],
)  # fmt: skip
def test_who_publishes_a_page(
    publisher: str | None, told: str, stalkplan: Run, tmp_path: Path
) -> None:
    named = ("--publisher", publisher) if publisher else ()
    assert stalkplan("publish", tmp_path / "site", "--data", DATA, *ON, *named).code == 0
    text = _text(tmp_path / "site" / "index.html")
    assert told in text
    whom = publisher or "whoever runs that website"
    assert f"Found an error? The record names no contact: tell {whom}." in text
    assert f"How to cite it {f'{publisher}, ' if publisher else ''}City of London Police:" in text


def test_the_record_says_where_the_report_help_and_licence_are(
    stalkplan: Run, tmp_path: Path
) -> None:
    """What the publication has stands on the page of each organisation too, after its own."""
    data = tmp_path / "data"
    data.mkdir()
    asked, plan = (DATA / f"{name}.yaml" for name in ("recommendations", "responses"))
    given = {
        "contact": "https://example.org/wording",
        "help": "https://example.org/helpline",
        "licence": "https://example.org/licence",
    }
    lines = "".join(f"  {key}: {value}\n" for key, value in given.items())
    bare = re.sub("(?m)^  (help|licence): .*\n", "", asked.read_text(encoding="utf-8"))
    text = bare.replace("  subject:", f"{lines}  subject:")
    (data / asked.name).write_text(text, encoding="utf-8")
    named = plan.read_text(encoding="utf-8")
    for own, told in (
        ("", "Affected by stalking? example.org/helpline"),
        ("help: https://example.org/ours, contact: https://example.org/us, ",
         ("Affected by stalking? City of London Police lists this support: example.org/ours "
          "example.org/helpline")),
    ):  # fmt: skip
        (data / plan.name).write_text(named.replace("name: City", f"{own}name: City"), "utf-8")
        assert stalkplan("publish", tmp_path / "site", "--data", data, *ON).code == 0
        page = tmp_path / "site" / "index.html"
        assert told in _text(page)
        assert "Affected by stalking? Get help" in _text(page)
        ask = "Tell City of London Police: example.org/us" if own else "Say so: example.org/wording"
        assert f"Found an error? {ask}" in _text(page)
        assert "Licence example.org/licence" in _text(page)
        assert "hmicfrs.justiceinspectorates.gov.uk" in page.read_text(encoding="utf-8")
        assert "send it to example.org/wording" in _text(page)


@pytest.mark.parametrize(
    ("on", "since"),
    [
        ("2026-11-29", "2026-05-29"),
        ("2026-08-31", "2026-02-28"),
        ("2024-08-31", "2024-02-29"),
        ("2026-01-01", "2025-07-01"),
        ("2026-06-30", "2025-12-30"),
        ("0001-06-30", "0001-01-01"),
    ],
)
def test_what_is_new_is_so_for_six_months_of_the_calendar(on: str, since: str) -> None:
    assert recent_of((), on=date.fromisoformat(on)).since == date.fromisoformat(since)


@pytest.mark.parametrize(
    ("publisher", "contact", "whom"),
    [
        (None, None, "ask whoever publishes this page for both."),
        ("Victims First", None, "ask Victims First for both."),
        ("Victims First", "https://example.org/us", "ask Victims First or example.org/us for both"),
    ],
)
def test_a_page_says_whom_to_ask_for_what_it_takes_to_check_it(
    publisher: str | None, contact: str | None, whom: str, stalkplan: Run, tmp_path: Path
) -> None:
    """Nothing knows an address of the record or of the program: no page says one."""
    data = tmp_path / "data"
    shutil.copytree(SEVERAL, data)
    asked = data / "recommendations.yaml"
    if contact:
        text = asked.read_text(encoding="utf-8")
        asked.write_text(text.replace("  id:", f"  contact: {contact}\n  id:", 1), "utf-8")
    named = ("--publisher", publisher) if publisher else ()
    assert stalkplan("publish", tmp_path / "site", "--data", data, *ON, *named).code == 0
    for page in (tmp_path / "site" / "index.html", tmp_path / "site" / "kent/index.html"):
        assert "the program stalkplan" in _text(page)
        assert whom in _text(page)


def test_an_address_stands_in_the_citation() -> None:
    imprint = Imprint(None, "https://example.org/plans/", None, None, "is new", (), "1")
    assert Making(imprint, "kent/", "ab").address == "https://example.org/plans/kent/"
    assert Making(imprint._replace(address=None), "kent/", "ab").address is None


@pytest.mark.parametrize("folder", [DATA, SEVERAL], ids=["bundled", "several"])
@pytest.mark.parametrize("on", [date(2025, 2, 1), date(2025, 4, 1), date(2025, 10, 1)], ids=str)
def test_what_is_new_is_what_changes_says(folder: Path, on: date) -> None:
    """Of plans in which nothing is marked, and nothing else can hide what time brought."""
    register = build(read_folder(folder).texts)
    since = recent_of((), on=on).since
    found = changes(look_at(register, on=since), look_at(register, on=on))
    late = {
        (each.item.organisation.id, each.item.id)
        for each in found
        if each.kind == "timeliness" and each.after == Timeliness.OVERDUE
    }
    dated = [each for each in found if each.kind == "update" and each.day]
    record = public_record(register, look_at(register, on=on).items, on=on, newest=50)
    recent = {each.id: recent_of(each.items, on=on) for each in record.organisations}
    newly = {(id_, item.id) for id_, new in recent.items() for item in new.overdue}
    assert late <= newly
    assert newly - late <= {
        (each.item.organisation.id, each.item.id) for each in found if each.kind in ("item", "due")
    }, "late anew, by another deadline or as another item"
    entries = [(id_, news) for id_, new in recent.items() for news in new.news]
    told = {(id_, e.item.ref, e.day) for id_, e in entries if not e.is_confirmed}
    confirmed = {(id_, e.item.id, e.day) for id_, e in entries if e.is_confirmed}
    kept = {id_ for id_, new in recent.items() if not new.more}
    assert {each for each in told if each[0] in kept} == {
        (each.item.organisation.id, each.item.ref, each.day)
        for each in dated
        if each.item.organisation.id in kept
    }
    assert confirmed >= {
        (each.item.organisation.id, each.item.id, each.day)
        for each in found
        if (each.kind, each.before, each.after) == ("assurance", "claimed", "verified")
        if each.item.organisation.id in kept
    }
