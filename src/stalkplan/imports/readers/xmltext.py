"""The XML of sources, read without its traps: document types, depth, endless elements."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from stalkplan.errors import SourceError
from stalkplan.imports.readers.archive import DAMAGED
from stalkplan.imports.readers.bounds import MAX_ELEMENTS, MAX_SOURCE_DEPTH

Start = Callable[[str, dict[str, str]], object]


def tree(data: bytes) -> Element:
    """Return the root element. Names have no namespaces.

    Raises SourceError if it is no XML, if it has a document type, in which alone entities can be,
    or if it has too many elements, or too deep in one another.
    """
    builder = TreeBuilder()
    walk(data, builder.start, builder.end, builder.data)
    return builder.close()


def walk(
    data: bytes,
    start: Start,
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> None:
    """Call these for each element and text in their order. Raises SourceError as `tree` does."""
    depth = elements = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if elements > MAX_ELEMENTS:
            raise SourceError(f"has over {MAX_ELEMENTS:,} elements, the limit")
        if depth > MAX_SOURCE_DEPTH:
            raise SourceError("has elements nested too deep to be read")
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name))

    def refuse(*_: object) -> None:
        raise SourceError("declares an XML document type, which no office program writes")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003  pyexpat takes no keyword
    except (expat.ExpatError, LookupError, ValueError):
        raise SourceError(DAMAGED) from None


def paragraphs_of(parts: Mapping[str, bytes], names: str) -> list[str]:
    """Return the texts of the paragraphs in the parts of a file whose names match, each once.

    Raises SourceError as `tree` does.
    """
    found = (tree(data) for name, data in sorted(parts.items()) if re.fullmatch(names, name))
    every = (paragraph for root in found for paragraph in root.iter("p"))
    texts = ("".join(t.text or "" for t in p.iter("t")) for p in every)
    return [*dict.fromkeys(text for text in texts if re.search(r"[^\W\d_]", text))]


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition(" ")[2]
