"""Files of evidence that go with a page: which may, by what names, and which stay and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from unicodedata import normalize

from stalkplan.errors import reason_of
from stalkplan.privacy.headings import is_headed
from stalkplan.privacy.personal import is_above_official
from stalkplan.privacy.public_types import PublicOrganisation, PublicUpdate
from stalkplan.privacy.withheld import evidence_kept_back
from stalkplan.record.files import is_device, is_file_of
from stalkplan.record.register import Register
from stalkplan.verdict.visible import visible

FOLDER = "evidence"
"""The folder beside a page in which its files of evidence stand."""

MAX_BYTES = 32 * 1024 * 1024
"""The most that one file may have: a site has to carry it, and a reader to fetch it."""

_TEXTS = (".txt", ".md", ".csv")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_OFFICE = (".pdf", ".rtf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_DOCUMENTS = (*_TEXTS, *_OFFICE, *_PICTURES)
"""What is handed on. A web page or a drawing with a script in it would run as the site's own."""


class EvidenceFile(NamedTuple):
    """A file that goes with a page: its name from there, what it holds, its size in words."""

    name: str
    data: bytes
    size: str


class Travelling(NamedTuple):
    """The files of evidence of one organisation by the paths that its plan gives them.

    `staying` says of every other file that the plan names in public why it stays where it is.
    """

    files: Mapping[str, EvidenceFile]
    staying: tuple[str, ...]


def travelling(organisation: PublicOrganisation, register: Register, top: Path) -> Travelling:
    """Return which files that an organisation's public record names as evidence go with its page.

    Paths are from the folder `top`. What is no file there is left to `check`.
    """
    plans = register.plans.values()
    own = (plan for plan in plans if plan.organisation.id == organisation.id)
    marked = (path for plan in own for path in evidence_kept_back(plan))
    kept = {(top / path).resolve() for path in marked if is_file_of(top, path)}
    files: dict[str, EvidenceFile] = {}
    staying = []
    for path in dict.fromkeys(_named(organisation)):
        if not is_file_of(top, path):
            continue
        file = (top / path).resolve()
        inside = PurePosixPath(file.relative_to(top.resolve()).as_posix())
        data, why = _held(file, inside, is_kept_back=file in kept)
        if why:
            staying.append(f'the evidence "{visible(path)}" stays here: {why}')
            continue
        taken = {each.name.casefold() for each in files.values() if each.data != data}
        files[path] = EvidenceFile(_name(inside, data, taken), data, in_words(len(data)))
    return Travelling(files, tuple(staying))


def _named(organisation: PublicOrganisation) -> Iterator[str]:
    """Yield the evidence that stands on a page, in its order."""
    for recommendation in organisation.recommendations:
        for requirement in recommendation.requirements:
            answer = requirement.answer
            yield from _of_updates(answer.accepted_in if answer else ())
            for item in requirement.items:
                yield from _of_updates(item.updates)
                decisions = (item.discharged, item.ended)
                yield from (each.evidence for each in decisions if each and each.evidence)


def _of_updates(updates: Iterable[PublicUpdate]) -> Iterator[str]:
    for update in updates:
        yield from update.evidence


def _held(file: Path, inside: PurePosixPath, *, is_kept_back: bool) -> tuple[bytes, str]:
    """Return what a file holds, and nothing; or nothing, and why it does not go with a page."""
    if is_kept_back:
        return b"", "a marked record names it too"
    try:
        why = _why_it_stays(file, inside)
        return (b"", why) if why else (file.read_bytes(), "")
    except OSError as error:
        return b"", f"it cannot be read: {reason_of(error)}"


def _why_it_stays(file: Path, inside: PurePosixPath) -> str:
    """Return why a file does not go with a page; nothing if it does. `file` is no link."""
    kind, size = inside.suffix.lower(), file.stat().st_size
    if any(part.startswith(".") for part in inside.parts):
        return "it is hidden"
    if kind not in _DOCUMENTS:
        what = f"'{kind}'" if kind else "file without an ending"
        return f"a site hands on no {what}, only {' '.join(_DOCUMENTS)}"
    if size > MAX_BYTES:
        return f"{in_words(size)} is over {in_words(MAX_BYTES)}"
    if kind in _TEXTS and _is_marked(file.read_bytes().decode("utf-8", "replace")):
        return "it bears a marking"
    return ""


def _is_marked(text: str) -> bool:
    return is_headed(text) or is_above_official(text)


def _name(inside: PurePosixPath, data: bytes, taken: Iterable[str]) -> str:
    """Return a name that every system and every address takes, from the page.

    It is the path of the file; where that cannot be, a part of the checksum is in it too.
    """
    parts = [*map(_plain, inside.parts[:-1]), f"{_plain(inside.stem)}{inside.suffix}"]
    plain = PurePosixPath(FOLDER, *parts)
    if tuple(parts) != inside.parts or plain.as_posix().casefold() in taken:
        plain = plain.with_name(f"{plain.stem}-{sha256(data).hexdigest()[:8]}{plain.suffix}")
    return plain.as_posix()


def _plain(part: str) -> str:
    """Return the name of a file or folder in plain letters, no device of Windows."""
    letters = normalize("NFKD", part).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w.-]+", "-", letters, flags=re.ASCII).strip(".-") or "file"
    return f"file-{plain}" if is_device(plain) else plain


def in_words(size: int) -> str:
    """Return a number of bytes as people read it: `900 bytes`, `34 KB`, `1.2 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{-(-size // 1000)} KB" if size < 999_001 else f"{size / 1_000_000:.1f} MB"
