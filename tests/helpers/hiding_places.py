"""Ways to hide where the plan was, each with a rewriting that `check --against` must find.

A way takes the repository at what is trusted, hides and rewrites, and says which folder is judged
then. `BEFORE` is what else is trusted by then.
"""

import shutil
from collections.abc import Callable, Mapping

from repositories import ASKED, NORTH, PLAN, SOUTHSHIRE, TOLD, Repository

Way = Callable[[Repository], str]
REWRITTEN = PLAN.replace("No tool fits", "All done")
NAMES = (ASKED, TOLD)


def _reword(repository: Repository, folder: str) -> None:
    path = repository.top / folder / "responses.yaml"
    path.write_text(path.read_text().replace("No tool fits", "All done"))


def _move(repository: Repository, to: str, *, of: str = "data") -> str:
    """Rename the folder, and reword a note in it."""
    target = repository.top / to
    target.parent.mkdir(parents=True, exist_ok=True)
    (repository.top / of).rename(target)
    _reword(repository, to)
    return to


def _copy(repository: Repository, to: str, *, of: str = "data") -> str:
    """Copy the plans elsewhere, and reword a note there."""
    for name in ("recommendations.yaml", "responses.yaml", "responses/southshire.yaml"):
        repository.write({f"{to}/{name}": repository.read(f"{of}/{name}")})
    _reword(repository, to)
    return to


def _link(repository: Repository) -> str:
    _move(repository, "plan")
    (repository.top / "data").symlink_to("plan")
    return "data"


def _link_of_a_link(repository: Repository) -> str:
    _move(repository, "x/plan")
    (repository.top / "between").symlink_to("x")
    (repository.top / "data").symlink_to("between/plan")
    return "data"


def _link_above(repository: Repository) -> str:
    _move(repository, "x/data")
    (repository.top / "y").symlink_to("x")
    return "y/data"


def _linked_file(repository: Repository) -> str:
    (repository.data / "responses.yaml").rename(repository.top / "elsewhere.yaml")
    (repository.data / "responses.yaml").symlink_to("../elsewhere.yaml")
    _reword(repository, "data")
    return "data"


def _linked_from_outside(repository: Repository) -> str:
    _move(repository, "plan")
    outside = repository.top.parent / "outside"
    outside.symlink_to(repository.top / "plan")
    return str(outside)


def _ignored(repository: Repository) -> str:
    repository.write({".gitignore": "/kept/\n"})
    return _move(repository, "kept")


def _taken_over(repository: Repository) -> str:
    """Another publication takes the folder; the old plan stands elsewhere, as it was."""
    (repository.data).rename(repository.top / "kept")
    _copy(repository, "data", of="kept")
    asked = repository.read(ASKED)
    repository.write({ASKED: asked.replace("id: report", "id: another")})
    return "data"


def _identity_gone(repository: Repository) -> str:
    to = _move(repository, "plan")
    path = repository.top / to / "recommendations.yaml"
    path.write_text(path.read_text().replace("id: report", "id: another"))
    return to


def _organisation_too(repository: Repository) -> str:
    to = _move(repository, "plan")
    path = repository.top / to / "responses.yaml"
    path.write_text(path.read_text().replace("id: northshire", "id: north"))
    return to


def _other_file_too(repository: Repository) -> str:
    to = _move(repository, "plan")
    folder = repository.top / to
    (folder / "responses.yaml").rename(folder / "responses" / "northshire.yaml")
    return to


def _swapped_files(repository: Repository) -> str:
    """Each plan stands in the other's file."""
    to = _move(repository, "plan")
    folder = repository.top / to
    north, south = folder / "responses.yaml", folder / "responses" / "southshire.yaml"
    north.rename(folder / "x")
    south.rename(north)
    (folder / "x").rename(south)
    return to


def _submodule(repository: Repository) -> str:
    """Put a repository of its own in place of the folder, whose history is clean."""
    _move(repository, "../inner/plan")
    inner = Repository(repository.top.parent / "inner")
    inner.git("init", "--quiet", "--initial-branch=main")
    inner.commit("2025-04-02")
    inner.git("branch", "trusted")
    repository.git("rm", "-r", "--quiet", "--cached", "data")
    repository.git("submodule", "--quiet", "add", str(inner.top), "data")
    Repository(repository.top / "data").git("branch", "trusted", "HEAD")
    return "data/plan"


def _nested(repository: Repository) -> str:
    """A repository in the folder answers for it."""
    _reword(repository, "data")
    inner = Repository(repository.data)
    inner.git("init", "--quiet", "--initial-branch=main")
    inner.commit("2025-04-02")
    inner.git("branch", "trusted")
    return "data"


def _to_the_top(repository: Repository) -> str:
    _reword(repository, "data")
    for name in ("recommendations.yaml", "responses.yaml", "responses"):
        (repository.data / name).rename(repository.top / name)
    return "."


def _skipped(repository: Repository) -> str:
    """git is told not to look at the file."""
    repository.git("update-index", "--skip-worktree", TOLD)
    _reword(repository, "data")
    return "data"


def _assumed(repository: Repository) -> str:
    repository.git("update-index", "--assume-unchanged", TOLD)
    _reword(repository, "data")
    return "data"


def _worktree(repository: Repository) -> str:
    repository.git("worktree", "add", "--quiet", "../worktree")
    return _move(Repository(repository.top.parent / "worktree"), "../worktree/plan")


def _moved(to: str) -> Way:
    return lambda repository: _move(repository, to)


def _copied(to: str) -> Way:
    return lambda repository: _copy(repository, to)


HIDING: Mapping[str, Way] = {
    "data is a link": _link,
    "data is a link of a link": _link_of_a_link,
    "a folder above is a link": _link_above,
    "the plan is a link": _linked_file,
    "linked from outside": _linked_from_outside,
    "moved": _moved("plan"),
    "moved down": _moved("a/b/c/d/plan"),
    "moved into a hidden folder": _moved(".plan"),
    "moved to a name with a dot": _moved("data.v2"),
    "moved to a name like a file's": _moved("responses.yaml/recommendations.yaml.d"),
    "moved to a name of any kind": _moved("a b\n'\"\u00e9\u202e*?[x]"),
    "moved to another case": _moved("Data"),
    "moved into a folder like ours": _moved("responses/data"),
    "moved to the top": _to_the_top,
    "moved, and ignored": _ignored,
    "moved, the publication has another id": _identity_gone,
    "moved, the organisation has another id": _organisation_too,
    "moved, the plan has another file": _other_file_too,
    "moved, the plans have changed files": _swapped_files,
    "copied": _copied("plan"),
    "copied down": _copied("data/data"),
    "copied into a hidden folder": _copied(".x/data"),
    "taken over by another publication": _taken_over,
    "a submodule": _submodule,
    "a repository of its own": _nested,
    "skipped": _skipped,
    "assumed to be unchanged": _assumed,
    "in a worktree": _worktree,
}


def _dotted(repository: Repository) -> None:
    (repository.data).rename(repository.top / "data.v1")


def _at_the_top(repository: Repository) -> None:
    for name in ("recommendations.yaml", "responses.yaml", "responses"):
        (repository.data / name).rename(repository.top / name)
    repository.data.rmdir()


def _with_a_second(repository: Repository) -> None:
    """Another publication stands beside it."""
    second = repository.read(ASKED).replace("id: report", "id: second")
    repository.write({"second/recommendations.yaml": second})
    repository.write({"second/responses.yaml": SOUTHSHIRE})


def _with_an_archive(repository: Repository) -> None:
    """The state of before stands at the top."""
    repository.write({"recommendations.yaml": repository.read(ASKED)})
    repository.write({"responses.yaml": REWRITTEN})
    repository.write({"responses/southshire.yaml": SOUTHSHIRE})


def _linked_at_trusted(repository: Repository) -> None:
    (repository.data).rename(repository.top / "plan")
    (repository.top / "data").symlink_to("plan")


def _linked_file_at_trusted(repository: Repository) -> None:
    (repository.data / "responses.yaml").rename(repository.top / "elsewhere.yaml")
    (repository.data / "responses.yaml").symlink_to("../elsewhere.yaml")


def _submodule_of(repository: Repository, folder: str) -> None:
    """Put a repository of its own in place of a folder, with the same files."""
    shutil.move(repository.top / folder, repository.top.parent / "inner")
    inner = Repository(repository.top.parent / "inner")
    inner.git("init", "--quiet", "--initial-branch=main")
    inner.commit("2025-03-30")
    repository.git("rm", "-r", "--quiet", "--cached", "--ignore-unmatch", folder)
    repository.git("submodule", "--quiet", "add", str(inner.top), folder)


def _plans_in_a_submodule(repository: Repository) -> None:
    (repository.data / "responses.yaml").rename(repository.top / NORTH)
    _submodule_of(repository, "data/responses")


def _plans_linked_into_a_submodule(repository: Repository) -> None:
    (repository.data / "responses.yaml").rename(repository.top / NORTH)
    repository.write({"all/x": ""})
    (repository.data / "responses").rename(repository.top / "all/plans")
    _submodule_of(repository, "all")
    (repository.data / "responses").symlink_to("../all/plans")


def _reworded_in_a_submodule(folder: str) -> Way:
    def way(repository: Repository) -> str:
        path = repository.top / folder / "northshire.yaml"
        path.write_text(path.read_text().replace("No tool fits", "All done"))
        Repository(path.parent).commit("2025-04-19")
        return "data"

    return way


def _unlinked(repository: Repository) -> str:
    (repository.data / "responses.yaml").unlink()
    repository.write({TOLD: REWRITTEN})
    return "data"


def _second_moves_too(repository: Repository) -> str:
    _move(repository, "forces/kent/data")
    (repository.top / "second").rename(repository.top / "forces/second")
    return "forces/kent/data"


def _real_one_gone(repository: Repository) -> str:
    for path in sorted(repository.data.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    repository.data.rmdir()
    return "."


def _link_turned(repository: Repository) -> str:
    (repository.top / "data").unlink()
    return _move(repository, "data", of="plan")


def _shadowed_by_another(repository: Repository) -> str:
    """Another publication is found first."""
    _copy(repository, "data", of=".")
    asked = repository.read(ASKED)
    repository.write({ASKED: asked.replace("id: report", "id: another")})
    return "data"


def _one_of_several(repository: Repository) -> None:
    """The data folder holds folders of publications, here one."""
    (repository.data).rename(repository.top / "stalking")
    repository.data.mkdir()
    (repository.top / "stalking").rename(repository.data / "stalking")


def _shadowed_above(repository: Repository) -> str:
    """Where the folder above has recommendations, those below are not read."""
    asked = repository.read("data/stalking/recommendations.yaml")
    repository.write({ASKED: asked.replace("id: report", "id: another"), TOLD: REWRITTEN})
    return "data"


HIDING_FROM: Mapping[str, tuple[Callable[[Repository], None], Way]] = {
    # what else is trusted, and what is done then
    "the name had a dot": (_dotted, lambda r: _move(r, "plan", of="data.v1")),
    "the name had a dot, and has none": (_dotted, lambda r: _move(r, "data", of="data.v1")),
    "at the top, shadowed": (_at_the_top, lambda r: _copy(r, "data", of=".")),
    "at the top, shadowed by another publication": (_at_the_top, _shadowed_by_another),
    "two folders move": (_with_a_second, _second_moves_too),
    "one of two moves": (_with_a_second, _moved("plan")),
    "one of two is copied": (_with_a_second, _copied("plan")),
    "an older copy is left": (_with_an_archive, _real_one_gone),
    "was a link": (_linked_at_trusted, _link_turned),
    "plans in a submodule": (_plans_in_a_submodule, _reworded_in_a_submodule("data/responses")),
    "plans linked into a submodule": (
        _plans_linked_into_a_submodule,
        _reworded_in_a_submodule("all/plans"),
    ),
    "several, shadowed by another publication": (_one_of_several, _shadowed_above),
    "the plan was a link": (_linked_file_at_trusted, _unlinked),
}
