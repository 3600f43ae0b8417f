"""Word files as sources of `import`."""

from collections.abc import Mapping

import pytest
from source_blocks import shown
from written_sources import pack, word_of

from stalkplan.imports.readers import word
from stalkplan.imports.readers.archive import unpack


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


RUN = "<w:r><w:t>{}</w:t></w:r>"
LISTED = "<w:numPr><w:ilvl w:val='{}'/><w:numId w:val='{}'/></w:numPr>"
STYLES = (
    "<w:style w:styleId='Titre1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:styleId='Sub'><w:name w:val='Ours'/><w:basedOn w:val='Titre1'/></w:style>"
    "<w:style w:styleId='Top'><w:name w:val='Title'/></w:style>"
    "<w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>"
    "<w:style w:styleId='Out'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
)
LEVEL = (
    "<w:lvl w:ilvl='{}'><w:start w:val='{}'/><w:numFmt w:val='{}'/><w:lvlText w:val='{}'/></w:lvl>"
)
NUMBERING = (
    f"<w:abstractNum w:abstractNumId='5'>{LEVEL.format(0, 7, 'decimal', '%1.')}"
    f"{LEVEL.format(1, 1, 'decimal', '%1.%2')}{LEVEL.format(2, 1, 'lowerLetter', '(%3)')}"
    f"</w:abstractNum><w:abstractNum w:abstractNumId='6'>{LEVEL.format(0, 1, 'bullet', '-')}"
    "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='6'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='0'>"
    "<w:startOverride w:val='7'/></w:lvlOverride></w:num>"
)

WORD: Mapping[str, tuple[str, list[object]]] = {
    # what is shown: the body, its blocks
    "runs": (f"<w:p>{RUN.format('a')}{RUN.format('b c')}</w:p>", ["ab c"]),
    "breaks": (
        (
            "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/>"
            "<w:t>d</w:t></w:r></w:p>"
        ),
        ["a\nb c-d"],
    ),
    "signs of other fonts": (
        (
            "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r><w:r>"
            "<w:sym w:font='Webdings' w:char='F047'/></w:r></w:p>"
        ),
        ["\u2713\ufffd"],
    ),
    "headings": (
        p("a", "<w:pStyle w:val='Titre1'/>")
        + p("b", "<w:pStyle w:val='Sub'/>")
        + p("c", "<w:pStyle w:val='Top'/>")
        + p("d", "<w:pStyle w:val='Out'/>")
        + p("e", "<w:outlineLvl w:val='1'/>")
        + p("f", "<w:pStyle w:val='Loop'/>")
        + p("g", "<w:outlineLvl w:val='9'/>"),
        [(1, "a"), (1, "b"), (1, "c"), (3, "d"), (2, "e"), "f", "g"],
    ),
    "numbered": (
        p("a", LISTED.format(0, 1))
        + p("b", LISTED.format(1, 1))
        + p("c", LISTED.format(1, 1))
        + p("d", LISTED.format(2, 1))
        + p("e", LISTED.format(0, 1))
        + p("f", LISTED.format(1, 1))
        + p("g", LISTED.format(0, 2))
        + p("h", LISTED.format(0, 3))
        + p("i", LISTED.format(0, 9)),
        ["7. a", "7.1 b", "7.2 c", "(a) d", "8. e", "8.1 f", "• g", "7. h", "i"],
    ),
    "a table": (tbl(tc("a") + tc("b"), tc("c") + tc("d")), [[["a", "b"], ["c", "d"]]]),
    "columns spanned": (
        tbl(tc("a", "<w:gridSpan w:val='2'/>") + tc("b"), tc("1") + tc("2") + tc("3")),
        [[["a", "", "b"], ["1", "2", "3"]]],
    ),
    "rows spanned": (
        tbl(tc("a", "<w:vMerge w:val='restart'/>") + tc("b"), tc("", "<w:vMerge/>") + tc("c")),
        [[["a", "b"], ["", "c"]]],
    ),
    "text under a span is kept": (tbl(tc("a"), tc("b", "<w:vMerge/>")), [[["a"], ["b"]]]),
    "a row that begins later": (
        f"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{tc('a')}</w:tr></w:tbl>",
        [[["", "a"]]],
    ),
    "paragraphs in a cell": (
        f"<w:tbl><w:tr><w:tc>{p('a')}{p('b')}</w:tc></w:tr></w:tbl>",
        [[["a\nb"]]],
    ),
    "a table in a cell": (
        f"<w:tbl><w:tr><w:tc>{p('a')}{tbl(tc('b'))}{p('c')}</w:tc></w:tr></w:tbl>",
        [[["a\nc"]], [["b"]]],
    ),
    "in controls": (
        f"<w:sdt><w:sdtContent>{p('a')}{tbl(tc('b'))}</w:sdtContent></w:sdt>",
        ["a", [["b"]]],
    ),
    "rows in controls": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{tc('a')}</w:tr></w:sdtContent></w:sdt></w:tbl>",
        [[["a"]]],
    ),
    "links and fields": (
        (
            f"<w:p><w:hyperlink>{RUN.format('a')}</w:hyperlink>"
            f"<w:r><w:instrText>PAGE</w:instrText></w:r>{RUN.format('b')}</w:p>"
        ),
        ["ab"],
    ),
    "insertions": (f"<w:p>{RUN.format('a ')}<w:ins>{RUN.format('b')}</w:ins></w:p>", ["a b"]),
    "text boxes, once": (
        (
            f"<w:p>{RUN.format('a')}<w:r><w:AlternateContent><w:Choice><w:txbxContent>{p('b')}"
            f"</w:txbxContent></w:Choice><w:Fallback><w:txbxContent>{p('b')}</w:txbxContent>"
            "</w:Fallback></w:AlternateContent></w:r></w:p>"
        ),
        ["a", "b"],
    ),
}


@pytest.mark.parametrize("name", WORD)
def test_word_files(name: str) -> None:
    body, blocks = WORD[name]
    document = word.read(word_of(body, styles=STYLES, numbering=NUMBERING))
    assert (shown(document), document.warnings) == (blocks, [])


def test_footnotes_come_last() -> None:
    data = word_of(p("a"), footnotes=f"<w:footnote>{p('b')}</w:footnote>")
    assert shown(word.read(data)) == ["a", "b"]


DELETED = "text whose deletion was tracked is left out: 'x y'"
TOLD: Mapping[str, tuple[str, list[object], list[str]]] = {
    # what is shown: the body, its blocks, what is said
    "hidden text": (
        "<w:p><w:r><w:t>a </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>",
        ["a x"],
        ["hidden text is kept: 'x'"],
    ),
    "text that is hidden no more": (
        "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>x</w:t></w:r></w:p>",
        ["x"],
        [],
    ),
    "a deletion": (
        f"<w:p>{RUN.format('a')}<w:del><w:r><w:delText>x y</w:delText></w:r></w:del></w:p>",
        ["a"],
        [DELETED],
    ),
    "moved away": (
        f"<w:p>{RUN.format('a')}<w:moveFrom>{RUN.format('x y')}</w:moveFrom></w:p>",
        ["a"],
        [DELETED],
    ),
    "a deleted row": (
        f"<w:tbl><w:tr>{tc('a')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{tc('x y')}</w:tr></w:tbl>",
        [[["a"]]],
        [DELETED],
    ),
    "nothing of the body is text": (p("", "<w:rPr><w:vanish/></w:rPr>") + p("a"), ["a"], []),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_a_reader_of_word_does_not_see_is_told(name: str) -> None:
    body, blocks, warnings = TOLD[name]
    document = word.read(word_of(body))
    assert (shown(document), document.warnings) == (blocks, warnings)


def test_comments_are_told_of() -> None:
    assert word.read(word_of(p("a"), comments=p("b"))).warnings == ["comments are left out"]


def test_what_stands_around_pages_and_in_diagrams_is_told() -> None:
    parts = {
        "header1": p("Version 2,</w:t></w:r><w:r><w:t> June 2025"), "header2": p("OFFICIAL"),
        "footer1": p("Page 1 of 3") + p("2"), "footer2": p("OFFICIAL"),
    }  # fmt: skip
    diagram = {"word/diagrams/data1.xml": b"<x><p><t>First plan</t></p></x>"}
    made = pack({**unpack(word_of(p("a"), **parts)), **diagram})
    head = "a header or footer of the pages is left out"
    assert word.read(made).warnings == [
        f"{head}: 'OFFICIAL'", f"{head}: 'Version 2, June 2025'",
        "text in a diagram is left out: 'First plan'",
    ]  # fmt: skip
