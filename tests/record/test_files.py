"""The working tree: which folder is found, which files are read, and what is said of the others."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stalkplan.errors import NoDataError
from stalkplan.record.files import MAX_FILE_BYTES, find_folders, publication_folders, read_folder
from stalkplan.record.register import build

PUBLICATION = "publication: {id: report, title: A report, published: 2024-09-27}\n"
ASKED = "recommendations:\n- {number: 7, addressed_to: [chief-constables]}\n"


def _plan(organisation: str) -> str:
    return f"organisation: {{id: {organisation}, name: A force, answers_for: [chief-constables]}}\n"


def _make(root: Path, files: str) -> None:
    """Make the files that are named, each a publication or the plan of its own name."""
    for file in files.split():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        is_plan = "recommendations" not in path.name
        path.write_text(_plan(path.stem) if is_plan else PUBLICATION + ASKED, encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with a publication and three plans."""
    _make(tmp_path, "data/recommendations.yaml data/responses.yaml")
    _make(tmp_path, "data/responses/kent.yaml data/responses/essex.yaml")
    return tmp_path / "data"


FOUND = {
    # the files that are there, where we are: the folder that is found
    ("data/recommendations.yaml", "."): "data",
    ("recommendations.yaml", "."): ".",
    ("data/recommendations.yaml recommendations.yaml", "."): "data",
    ("data/recommendations.yaml a/b/c.txt", "a/b"): "data",
    ("data/recommendations.yaml a/recommendations.yaml a/b/c.txt", "a/b"): "a",
    ("data/recommendations.yaml", "data"): "data",
    ("data/recommendations.yaml data/responses/kent.yaml", "data/responses"): "data",
    ("data/recommendations.yaml/a.txt", "."): "data",  # a folder in place of a file is named
    ("data/responses.yaml", "."): None,
    ("data/recommendations.yml", "."): None,
    ("plans/recommendations.yaml a.txt", "."): None,
    ("data/a/recommendations.yaml data/b/recommendations.yaml", "."): "data",
    ("data/a/recommendations.yaml data/b/c.txt", "data/b"): "data",
    ("data/a/recommendations.yaml", "data/a"): "data/a",
    ("data/a/recommendations.yaml recommendations.yaml", "."): ".",
    ("data/recommendations.yaml data/a/recommendations.yaml", "."): "data",
    ("data/responses/recommendations.yaml", "."): None,  # a plan of that name
    ("data/a/b/recommendations.yaml", "."): None,
    ("data/.a/recommendations.yaml", "."): None,
}


def test_each_folder_in_a_data_folder_is_a_publication(tmp_path: Path) -> None:
    _make(tmp_path, "data/b/recommendations.yaml data/a/recommendations.yaml data/c/x.txt")
    found = publication_folders(tmp_path / "data")
    assert [(each.path, each.label) for each in found] == [
        (tmp_path / "data" / name, f"data/{name}") for name in ("a", "b")
    ]
    _make(tmp_path, "data/recommendations.yaml")  # where it has one, nothing changes
    assert [each.label for each in publication_folders(tmp_path / "data")] == ["data"]


@pytest.mark.parametrize(("files", "here"), FOUND)
def test_the_folder_is_found_walking_up(files: str, here: str, tmp_path: Path) -> None:
    _make(tmp_path, files)
    found = FOUND[files, here]
    expected = [tmp_path / found] if found else []
    assert find_folders(None, lambda: tmp_path / here) == expected


PLANS = "plans/recommendations.yaml peel/a/recommendations.yaml peel/b/recommendations.yaml"
NAMED = {
    # what stands in stalkplan.toml, the files there, where we are: the folders that are found
    ('data = ["plans"]', PLANS, "."): "plans",
    ("data = ['plans', \"peel\", 'plans/']", PLANS, "."): "plans peel",
    ('# ours\ndata = [\n  "peel/a",\n]\n', PLANS, "peel"): "peel/a",
    ('data = ["plans"]', f"{PLANS} data/recommendations.yaml", "."): "plans",
    ('data = ["plans"]', f"{PLANS} a/data/recommendations.yaml", "a"): "a/data",  # the nearest
    ('data = ["plans"]', f"{PLANS} a/b.txt", "a"): "plans",
    ('data = ["peel"]', PLANS, "plans"): "plans",
}


@pytest.mark.parametrize("case", NAMED)
def test_the_folders_that_the_repository_names(case: tuple[str, str, str], tmp_path: Path) -> None:
    text, files, here = case
    _make(tmp_path, files)
    (tmp_path / "stalkplan.toml").write_text(text, encoding="utf-8")
    found = find_folders(None, lambda: tmp_path / here)
    assert found == [tmp_path / name for name in NAMED[case].split()]
    assert find_folders(tmp_path / "plans", lambda: tmp_path) == [tmp_path / "plans"]


BAD_NAMES = {
    # what stands in stalkplan.toml: where the fault is, and what is said
    "": '1:1: error: nothing is not a list of folders; write data = ["plans"]',
    "data = []": "1:8: error: nothing is not a list of folders",
    'data = "plans"': "1:8: error: 'plans' is not a list of folders; write data = [",
    "data = [1]": "1:1: error: '1' is not a folder",
    'data = ["plans", ""]': "1:19: error: '' is not a folder",
    '\n# x\ndata = ["plans"]\ndta = 1\n': "4:1: error: unknown key 'dta'; it has only data = [",
    'data = ["plans"]\n[tool]\nx = 1\n': "2:2: error: unknown key 'tool'; it has only data",
    'data = ["plans", "nowhere"]': "1:19: error: no recommendations.yaml in 'nowhere'; name the",
    'data = ["../plans"]': "1:10: error: '../plans' is not below this file; name folders",
    'data = ["/plans"]': "1:10: error: '/plans' is not below this file; name folders below",
    "data = ['a\\b']": "1:10: error: 'a\\b' is not below this file; name folders below it",
    'data = ["plans"': "1:16: error: ",
    'data = ["plans"]\ndata = []\n': "2:10: error: cannot overwrite a value; write data = [",
    "data = plans": "1:8: error: invalid value; write data = [",
}


@pytest.mark.parametrize("text", BAD_NAMES)
def test_what_the_repository_cannot_name(text: str, tmp_path: Path) -> None:
    """Never another plan in its place, nor one outside of the repository."""
    _make(tmp_path, f"{PLANS} data/recommendations.yaml")
    (tmp_path / "stalkplan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(NoDataError) as error:
        find_folders(None, lambda: tmp_path)
    path = tmp_path / "stalkplan.toml"
    assert str(error.value).startswith(f"{path}:{BAD_NAMES[text]}")


def test_the_folder_given_is_the_folder(tmp_path: Path) -> None:
    _make(tmp_path, "data/recommendations.yaml plans/recommendations.yaml")
    assert find_folders(tmp_path / "plans", lambda: tmp_path) == [tmp_path / "plans"]


REFUSED = {
    # the folder given: what is said
    ".": "no recommendations.yaml in {root}; did you mean {root}/data?",
    "data/responses": "no recommendations.yaml in {root}/data/responses",
    "nowhere": "no recommendations.yaml in {root}/nowhere; begin one: stalkplan init {root}/"
    "nowhere",
    "data/recommendations.yaml": "{root}/data/recommendations.yaml is a file; name the folder that "
    "holds it: --data {root}/data",
}


@pytest.mark.parametrize("given", REFUSED)
def test_a_folder_given_that_is_none_is_never_replaced(given: str, tmp_path: Path) -> None:
    _make(tmp_path, "data/recommendations.yaml data/responses/kent.yaml")
    with pytest.raises(NoDataError) as error:
        find_folders(tmp_path / given, lambda: tmp_path)
    assert str(error.value) == REFUSED[given].format(root=tmp_path)


def test_files_are_read_in_the_order_in_which_organisations_are_listed(data: Path) -> None:
    _make(data, "responses/west-yorkshire.yaml responses/avon.yaml")
    contents = read_folder(data)
    assert contents.problems == []
    assert list(contents.texts) == [
        "data/recommendations.yaml",
        "data/responses.yaml",
        "data/responses/avon.yaml",
        "data/responses/essex.yaml",
        "data/responses/kent.yaml",
        "data/responses/west-yorkshire.yaml",
    ]
    assert list(build(contents.texts).plans) == list(contents.texts)[1:]


def test_an_organisation_may_appear_once(data: Path) -> None:
    (data / "responses" / "kent.yaml").write_text(_plan("responses"), encoding="utf-8")
    register = build(read_folder(data).texts)
    (problem,) = register.problems
    assert str(problem.place) == "data/responses/kent.yaml:1:20"
    assert problem.message == "the plan of 'responses' is in data/responses.yaml already"
    assert list(register.plans) == ["data/responses.yaml", "data/responses/essex.yaml"]
    assert register.unread == ("data/responses/kent.yaml",)


NAMES = {
    # a file's name: the name to give it, or why it is left alone
    "responses/wessex.yml": "wessex.yaml",
    "responses/WESSEX.YAML": "WESSEX.yaml",
    "responses.yml": "responses.yaml",
    "recommendations.yml": "recommendations.yaml",
    "responses/.wessex.yaml": None,  # a hidden file
    "responses/.wessex.yaml.swp": None,  # vim's
    "responses/.#wessex.yaml": None,  # emacs's
    "responses/#wessex.yaml#": None,
    "responses/wessex.yaml~": None,
    "responses/wessex.yaml.bak": None,
    "responses/wessex.yaml.orig": None,  # git's
    "responses/.stalkplan-1.tmp": None,  # our own
    "responses/README.md": None,
    "wessex.yaml": None,  # not where plans are
}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_read_is_said_if_it_was_meant_to_be(name: str, data: Path) -> None:
    before = read_folder(data).texts
    _make(data, name)
    contents = read_folder(data)
    hint = NAMES[name]
    told = [f"data/{name}: error: is not read; name it {hint} (not-read)"] if hint else []
    assert [str(problem) for problem in contents.problems] == told
    assert contents.texts == before


def test_plans_in_a_folder_of_their_own_are_told_of(data: Path) -> None:
    _make(data, "responses/2025/kent.yaml")
    _make(data, "responses/notes/read me.md")
    told = "holds plans that are not read; move them up into responses/ (not-read)"
    assert [str(p) for p in read_folder(data).problems] == [f"data/responses/2025: error: {told}"]


@pytest.mark.parametrize("target", [None, "nowhere"])
def test_what_stands_in_place_of_the_folder_is_told_of(target: str | None, data: Path) -> None:
    shutil.rmtree(data / "responses")
    if target:
        (data / "responses").symlink_to(target)
    else:
        (data / "responses").write_text("responses: []\n", encoding="utf-8")
    told = "data/responses/*.yaml: error: cannot be read: not a directory (unreadable)"
    assert [str(problem) for problem in read_folder(data).problems] == [told]


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _bytes(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def _size(size: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return write


NO_TEXT: dict[str, tuple[Callable[[Path], None], str]] = {
    # what is in place of the file: how it is made, what is said of it
    "folder": (Path.mkdir, "is a folder, not a file; put a YAML file there (not-a-file)"),
    "pipe": (os.mkfifo, "is a device or pipe, not a file; put a YAML file there (not-a-file)"),
    "device": (
        _link("/dev/zero"),
        "is a device or pipe, not a file; put a YAML file there (not-a-file)",
    ),
    "dangling link": (
        _link("nowhere.yaml"),
        "cannot be read: no such file or directory (unreadable)",
    ),
    "link to itself": (
        lambda path: path.symlink_to(path.name),
        "cannot be read: too many levels of symbolic links (unreadable)",
    ),
    "latin-1": (
        _bytes("# Plan\n# Café\n".encode("latin-1")),
        "is not UTF-8: byte 0xe9 on line 2; save it as UTF-8 (not-utf-8)",
    ),
    "utf-16": (
        _bytes(PUBLICATION.encode("utf-16")),
        "is not UTF-8: byte 0xff on line 1; save it as UTF-8 (not-utf-8)",
    ),
    "surrogate": (
        _bytes(b"# \xed\xa0\x80\n"),
        "is not UTF-8: byte 0xed on line 1; save it as UTF-8 (not-utf-8)",
    ),
    "one byte too many": (
        _size(MAX_FILE_BYTES + 1),
        "is 64 MiB, over the limit of 64; use a file for each organisation (too-large)",
    ),
}
IN_PLACE = ["recommendations.yaml", "responses.yaml", "responses/kent.yaml"]


@pytest.mark.parametrize("name", IN_PLACE)
@pytest.mark.parametrize("kind", NO_TEXT)
def test_what_gives_no_text_does_not_hide_the_others(kind: str, name: str, data: Path) -> None:
    make, told = NO_TEXT[kind]
    (data / name).unlink()
    make(data / name)
    contents = read_folder(data)
    assert [str(problem) for problem in contents.problems] == [f"data/{name}: error: {told}"]
    assert len(contents.texts) == 3
    register = build(contents.texts, contents.problems)
    assert (register.problems, register.unread) == ((contents.problems[0],), (f"data/{name}",))


def test_a_file_as_large_as_may_be_is_read(data: Path) -> None:
    _size(MAX_FILE_BYTES)(data / "responses.yaml")
    contents = read_folder(data)
    assert contents.problems == []
    assert len(contents.texts["data/responses.yaml"]) == MAX_FILE_BYTES


def test_text_is_as_it_is_in_the_file(data: Path) -> None:
    text = "\ufeff# é\r\n# \u2028\r# \x85\n\n"
    (data / "responses.yaml").write_bytes(text.encode("utf-8"))
    assert read_folder(data).texts["data/responses.yaml"] == text


def test_a_link_to_a_plan_is_that_plan(data: Path) -> None:
    (data / "responses" / "avon.yaml").symlink_to("../responses.yaml")
    assert read_folder(data).texts["data/responses/avon.yaml"] == _plan("responses")


@pytest.mark.parametrize(
    ("given", "name"),
    [("data", "data"), ("data/", "data"), ("northshire", "northshire"), ("data/../data", "data")],
)
def test_names_are_relative_to_the_parent_of_the_folder_as_given(
    given: str, name: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data.parent / "northshire").symlink_to(data)
    monkeypatch.chdir(data.parent)
    for folder in (Path(given), Path.cwd() / given):
        assert list(read_folder(folder).texts)[-1] == f"{name}/responses/kent.yaml"


def test_the_folder_we_are_in_has_its_own_name(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data)
    assert next(iter(read_folder(Path()).texts)) == "data/recommendations.yaml"
    monkeypatch.chdir(data / "responses")
    assert next(iter(read_folder(Path("..")).texts)) == "data/recommendations.yaml"


def test_the_folder_that_was_found_is_the_one_that_is_read(tmp_path: Path) -> None:
    """The parent of a linked folder is where the link leads, not where it stands."""
    _make(tmp_path, "recommendations.yaml responses.yaml")
    _make(tmp_path, "kent/recommendations.yaml kent/responses/kent.yaml")
    (tmp_path / "here").symlink_to(tmp_path / "kent" / "responses")
    (folder,) = find_folders(tmp_path / "here" / "..", lambda: tmp_path)
    assert _plan("kent") in read_folder(folder).texts.values()


@contextmanager
def _nobody() -> Iterator[None]:
    """Act as a user who may not read everything, if we are the one who may."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def public_data() -> Iterator[Path]:
    """Return a folder as `data` does, where every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        _make(Path(name), "data/recommendations.yaml data/responses.yaml")
        _make(Path(name), "data/responses/kent.yaml data/responses/essex.yaml")
        yield Path(name) / "data"


FORBIDDEN = {
    # what may not be read, its mode: where it is said, how many files are read
    ("recommendations.yaml", 0): ("data/recommendations.yaml", 3),
    ("responses.yaml", 0): ("data/responses.yaml", 3),
    ("responses/kent.yaml", 0): ("data/responses/kent.yaml", 3),
    ("responses", 0): ("data/responses/*.yaml", 2),
    ("responses", 0o444): ("data/responses/*.yaml", 2),
    ("responses", 0o111): ("data/responses/*.yaml", 2),
}


@pytest.mark.parametrize(("name", "mode"), FORBIDDEN)
def test_what_may_not_be_read_is_said(name: str, mode: int, public_data: Path) -> None:
    (public_data / name).chmod(mode)
    with _nobody():
        assert find_folders(None, lambda: public_data) == [public_data]
        contents = read_folder(public_data)
    (public_data / name).chmod(0o755)
    told, count = FORBIDDEN[name, mode]
    assert len(contents.texts) == count
    assert [str(problem) for problem in contents.problems] == [
        f"{told}: error: cannot be read: permission denied (unreadable)"
    ]


def test_a_folder_that_may_not_be_entered_is_no_data_folder(public_data: Path) -> None:
    public_data.chmod(0)
    with _nobody(), pytest.raises(NoDataError, match=r"^no recommendations\.yaml in "):
        find_folders(public_data, lambda: public_data)
    public_data.chmod(0o755)
