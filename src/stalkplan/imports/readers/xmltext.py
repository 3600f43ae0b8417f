"""XML of sources, read without the traps of XML: no document type, no depth, no end of elements."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from stalkplan.errors import SourceError
from stalkplan.imports.readers.archive import DAMAGED
from stalkplan.imports.readers.bounds import MAX_ELEMENTS, MAX_SOURCE_DEPTH

Start = Callable[[str, dict[str, str]], object]


def tree(data: bytes) -> Element:
    """Return the root element; names are without their namespaces.

    Raises SourceError for XML with a document type, which alone can hold entities, or with too
    many elements, or too deep in one another, or that is none.
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
    """Call these for every element and text, as they come. Raises SourceError like `tree`."""
    depth = elements = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if elements > MAX_ELEMENTS:
            raise SourceError(f"has over {MAX_ELEMENTS:,} elements, the limit")
        if depth > MAX_SOURCE_DEPTH:
            raise SourceError("has elements too deep in one another to be read")
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


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
