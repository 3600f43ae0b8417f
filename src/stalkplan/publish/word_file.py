"""Word files of A4: headings, tables whose head is read out, and what each sheet is.

A file holds nothing but its paper: no author, no template's words, and the same bytes every time.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import cut

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold: of every part, so that the bytes are the same."""

RED = RGBColor(0xA3, 0x24, 0x2B)
SOFT = RGBColor(0x4A, 0x51, 0x5B)
_INK = RGBColor(0x1A, 0x1D, 0x21)
_RULE = "CFD3D8"
_FONT, _TITLE = "Arial", "Georgia"
_SIDE, _CELL = 1.8, 9

CellText = str | tuple[str, ...]
"""The text of a cell, or its paragraphs."""

Row = str | Sequence[CellText]
"""The cells of a row; a text alone is a heading within a table, over all its columns."""


class WordFile:
    """A document that is being written. Lengths are in centimetres, sizes in points.

    `title` and the day `on` go into its properties, `sheet` onto every sheet beside its number.
    """

    def __init__(self, title: str, sheet: str, *, on: date, is_landscape: bool = False) -> None:
        self.document = Document()
        self._across = (29.7 if is_landscape else 21) - 2 * _SIDE
        self._set_up_page(is_landscape=is_landscape)
        _set_up_styles(self.document)
        self._set_properties(title, on)
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.style = self.document.styles["Normal"]  # that of a footer has stops of its own
        _foot(foot, sheet, self._across)

    def _set_up_page(self, *, is_landscape: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if is_landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(_SIDE)
        section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.5)
        section.footer_distance = Cm(0.8)

    def _set_properties(self, title: str, on: date) -> None:
        about = self.document.core_properties
        about.title, about.language = cut(visible(title), 255), "en-GB"  # no more may stand there
        about.author = about.last_modified_by = about.comments = ""
        about.keywords = about.subject = about.category = about.content_status = ""
        about.created = about.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001
        about.revision = 1
        package = self.document.part.package
        for name, relation in list(package.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # the template's own picture
                del package.rels[name]

    def heading(self, text: str, level: int) -> Paragraph:
        """Add a heading; level 0 is the title."""
        paragraph: Paragraph = self.document.add_heading(visible(text), level)
        return paragraph

    def entry(self, text: str, style: str = "List Bullet", *, first: str = "") -> None:
        """Add an entry of a list; what stands `first` is bold."""
        paragraph = self.document.add_paragraph(style=style)
        if first:
            paragraph.add_run(visible(first)).bold = True
        paragraph.add_run(f"{' ' if first else ''}{visible(text)}")

    def caption(self, text: str) -> None:
        """Add a caption, which stands above its table."""
        self.document.add_paragraph(visible(text), "Caption")

    def paragraph(
        self,
        text: str,
        *,
        colour: RGBColor | None = None,
        size: float | None = None,
        bold: bool = False,
        rule: bool = False,
        before: float | None = None,
        after: float | None = None,
    ) -> None:
        """Add a paragraph; with a `rule` a hairline stands above it."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(visible(text))
        run.bold = bold or None
        if colour is not None:
            run.font.color.rgb = colour
        if size is not None:
            run.font.size = Pt(size)
            paragraph.paragraph_format.line_spacing = _leading(size)
        if before is not None:
            paragraph.paragraph_format.space_before = Pt(before)
        if after is not None:
            paragraph.paragraph_format.space_after = Pt(after)
        if rule:
            paragraph.paragraph_format.space_before = Pt(8)
            _rule(paragraph._p.get_or_add_pPr(), "w:pBdr", "w:top")  # noqa: SLF001  has no other name

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        right: Sequence[int] = (),
    ) -> None:
        """Add a table whose first row is read out as its head, and stands on each new page."""
        table: Table = self.document.add_table(1 + len(rows), len(heads))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        _no_margins(table)
        for number, (row, texts) in enumerate(zip(table.rows, (heads, *rows), strict=True)):
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001  has no other name
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            cells = row.cells
            if isinstance(texts, str):
                whole = cells[0].merge(cells[-1])
                _fill(whole, texts, is_bold=True, before=7)
                whole.paragraphs[0].paragraph_format.keep_with_next = True
                continue
            for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                cell.width = Cm(widths[column])
                paragraph = _fill(cell, text, is_bold=number == 0)
                if column in right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                    if column + 1 < len(heads):  # apart from what stands in the next column
                        paragraph.paragraph_format.right_indent = Cm(0.35)

    def finished(self) -> bytes:
        """Return the file, with one date for all its parts."""
        file, made = BytesIO(), BytesIO()
        self.document.save(file)
        with ZipFile(file) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
            for part in old.infolist():
                info = ZipInfo(part.filename, _EPOCH)
                info.compress_type = ZIP_DEFLATED
                new.writestr(info, old.read(part))
        return made.getvalue()


def _fill(cell: _Cell, told: CellText, *, is_bold: bool, before: float = 2) -> Paragraph:
    """Write into a cell, and return its first paragraph."""
    _rule(cell._tc.get_or_add_tcPr(), "w:tcBorders", "w:bottom")  # noqa: SLF001
    first: Paragraph = cell.paragraphs[0]
    texts = (told,) if isinstance(told, str) else told
    for number, text in enumerate(texts):
        paragraph = cell.add_paragraph() if number else first
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = _leading(_CELL)
        run = paragraph.add_run(visible(text))
        run.bold, run.font.size = is_bold, Pt(_CELL)
    return first


def _leading(size: float) -> Pt:
    """Return how far lines are apart: as far in every font, as not all computers have the same."""
    return Pt(size * 1.27)


def _set_up_styles(document: DocumentType) -> None:
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
        style.paragraph_format.line_spacing = _leading(size)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    borders = document.styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _no_margins(table: Table) -> None:
    """Let the text of a table begin where that of the page does."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", 0), ("right", 120)):
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


def _foot(paragraph: Paragraph, sheet: str, across: float) -> None:
    """Let every sheet say what it belongs to, and which of how many it is."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(across), WD_TAB_ALIGNMENT.RIGHT)
    _small(paragraph, f"{visible(cut(sheet, 110))}\tPage ")
    for field, text in (("PAGE", " of "), ("NUMPAGES", "")):
        for kind, instruction in (("begin", ""), ("", field), ("end", "")):
            run = paragraph.add_run()
            run.font.size, run.font.color.rgb = Pt(8), SOFT
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = instruction
            run._r.append(part)  # noqa: SLF001  has no other name
        _small(paragraph, text)


def _small(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8), SOFT
