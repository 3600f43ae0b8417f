"""For word processors: a brief as DOCX, two pages of A4, with real headings and table heads.

It holds nothing but the brief: no author, no template's words, and the same bytes every time.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from stalkplan.publish.brief.parts import LIMITS, Brief
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import cut

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold: of every part, so that the bytes are the same."""

_LATE = RGBColor(0xA3, 0x24, 0x2B)
_SOFT = RGBColor(0x4A, 0x51, 0x5B)
_INK = RGBColor(0x1A, 0x1D, 0x21)
_RULE = "CFD3D8"
_FONT, _TITLE = "Arial", "Georgia"


def render(brief: Brief) -> bytes:
    """Return the document."""
    document = Document()
    _set_up(document, brief)
    _first_page(document, brief)
    if brief.late:
        _second_page(document, brief)
    file = BytesIO()
    document.save(file)
    return _same_bytes(file)


def _set_up(document: DocumentType, brief: Brief) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.5)
    section.footer_distance = Cm(0.8)
    for name, size, before, after in (
        ("Normal", 9.5, 0, 4),
        ("Title", 16, 0, 4),
        ("Heading 1", 12, 9, 3),
        ("Heading 2", 9.5, 8, 2),
        ("List Number", 9.5, 0, 2),
        ("List Bullet", 9.5, 0, 2),
        ("Caption", 8.5, 0, 1),
    ):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = _INK
        style.font.italic = False
        style.font.bold = name in ("Title", "Heading 1", "Heading 2")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        family = _TITLE if name in ("Title", "Heading 1") else _FONT
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), family)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.1
    _in_english(document)
    borders = document.styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    about = document.core_properties
    about.title, about.language = cut(visible(brief.title), 255), "en-GB"  # no more may stand there
    about.author = about.last_modified_by = about.comments = ""
    about.keywords = about.subject = about.category = about.content_status = ""
    about.created = about.modified = datetime(*_EPOCH)  # noqa: DTZ001  nobody's day
    about.revision = 1
    _page_numbers(section.footer.paragraphs[0])
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # the template's picture of itself
            del package.rels[name]


def _in_english(document: DocumentType) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _first_page(document: DocumentType, brief: Brief) -> None:
    _paragraph(document, brief.audience, colour=_SOFT, after=0)
    document.add_heading(visible(brief.title), 0)
    _paragraph(document, brief.as_at, colour=_SOFT)
    _paragraph(
        document, brief.verdict, colour=_LATE if brief.late else None, size=12, bold=True, after=6
    )
    _paragraph(document, brief.position)
    if brief.recorded:
        document.add_heading("Recorded since", 1)
        for entry in brief.recorded:
            document.add_paragraph(visible(entry), "List Bullet")
    document.add_heading("What was rewritten", 1)
    for entry in brief.rewritten:
        document.add_paragraph(visible(entry), "List Bullet")
    document.add_heading("Deadlines", 1)
    document.add_paragraph("Items by deadline, as the plan records them", "Caption")
    rows = [(r.label, *map(str, (r.items, r.complete, r.overdue)), r.days) for r in brief.deadlines]
    heads = ("Deadline", "Items", "Complete", "Overdue", "Days since")
    _table(document, heads, rows, (6.2, 2.6, 2.8, 2.8, 3.0), right=range(1, 5))
    if brief.questions:
        document.add_heading("Questions to put", 1)
        for put in brief.questions:
            paragraph = document.add_paragraph(style="List Number")
            paragraph.add_run(visible(put.question)).bold = True
            paragraph.add_run(f" {visible(put.because)}")
    document.add_heading("Complete, and on whose word", 1)
    _paragraph(document, brief.complete)
    if brief.cannot_tell:
        document.add_heading("What cannot be told", 1)
        _paragraph(document, brief.cannot_tell)
    _paragraph(document, LIMITS, colour=_SOFT, size=8.5, rule=True)


def _second_page(document: DocumentType, brief: Brief) -> None:
    document.add_heading("Overdue, by owner", 1).paragraph_format.page_break_before = True
    _paragraph(document, brief.late)
    heads = ("Item", "What was to be done", "Promised", "Overdue by")
    for group in brief.groups:
        document.add_heading(visible(group.owner), 2)
        _table(document, heads, group.late, (2.0, 10.6, 2.4, 2.4), right=(3,))
    if brief.more_late:
        _paragraph(document, brief.more_late)


def _paragraph(
    document: DocumentType,
    text: str,
    *,
    colour: RGBColor | None = None,
    size: float | None = None,
    bold: bool = False,
    rule: bool = False,
    after: float | None = None,
) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(visible(text))
    run.bold = bold or None
    if colour is not None:
        run.font.color.rgb = colour
    if size is not None:
        run.font.size = Pt(size)
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
    if rule:
        paragraph.paragraph_format.space_before = Pt(8)
        _rule(paragraph._p.get_or_add_pPr(), "w:pBdr", "w:top")  # noqa: SLF001  has no other name


def _table(
    document: DocumentType,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    right: Sequence[int],
) -> None:
    """Add a table whose first row is read out as its heading, and goes on with it on a new page."""
    table: Table = document.add_table(1 + len(rows), len(heads))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _no_margins(table)
    for number, texts in enumerate((heads, *rows)):
        row = table.rows[number]
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  has no other name
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Cm(widths[column])
            _rule(cell._tc.get_or_add_tcPr(), "w:tcBorders", "w:bottom")  # noqa: SLF001
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(2)
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(visible(text))
            run.bold, run.font.size = number == 0, Pt(9)
            if column in right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _no_margins(table: Table) -> None:
    """Let the text of a table begin where that of the page does."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", 0), ("right", 80)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tblPr.append(margins)  # noqa: SLF001  has no other name


def _rule(properties: BaseOxmlElement, holder: str, side: str) -> None:
    """Draw a hairline on one side of a cell or a paragraph."""
    borders, line = OxmlElement(holder), OxmlElement(side)
    for name, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", _RULE)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.append(borders)


def _page_numbers(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for field, text in (("PAGE", " of "), ("NUMPAGES", "")):
        for kind, instruction in (("begin", ""), ("", field), ("end", "")):
            run = paragraph.add_run()
            run.font.size = Pt(8)
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = instruction
            run._r.append(part)  # noqa: SLF001  has no other name
        paragraph.add_run(text).font.size = Pt(8)


def _same_bytes(file: BytesIO) -> bytes:
    """Return the zip with one date for all parts."""
    made = BytesIO()
    with ZipFile(file) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = ZipInfo(part.filename, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(part))
    return made.getvalue()
