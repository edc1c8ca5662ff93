"""A Word file laid out as Decree 30/2020, Annex I asks: letterhead, title, body, tables, recipients and signature.

Only the look stands here; what a paper says stands in ``papers``. The files come out the same byte for byte each time:
core properties and the times inside the package are fixed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FIXED_TIME = datetime(2025, 1, 1, tzinfo=UTC)
ZIP_TIME = (2025, 1, 1, 0, 0, 0)
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
WITH_LEFT = object()
"""A cell of a grid that is merged with the cell on its left."""
WITH_ABOVE = object()
"""A cell of a grid that is merged with the cell above."""


class Sheet:
    """One Word file under construction; papers are written into it one after the other."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self._without_ballast()
        style = self.document.styles["Normal"]
        style.font.name = "Times New Roman"
        style.font.size = Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        style.paragraph_format.space_after = Pt(4)
        self._page(self.document.sections[0], landscape=False)
        self._number_pages(self.document.sections[0])

    def _without_ballast(self) -> None:
        """Drop what the template carries along: a hundred table styles, a second set of styles, a thumbnail."""
        styles = self.document.styles.element
        for style in styles.findall(qn("w:style")):
            if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
                styles.remove(style)
        for relationships in (self.document.part.rels, self.document.part.package.rels):
            for key, relationship in list(relationships.items()):
                if relationship.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                    del relationships[key]

    @staticmethod
    def _page(section, *, landscape: bool) -> None:
        width, height = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
        section.page_width, section.page_height = width, height
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.top_margin = section.bottom_margin = Cm(2)
        section.left_margin, section.right_margin = Cm(3), Cm(1.5)

    @staticmethod
    def _number_pages(section) -> None:
        """Page number centred in the top margin, not on the first page."""
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = CENTRE
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "2"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)

    def next_paper(self, *, landscape: bool = False) -> None:
        """Begin a new page for the next paper or annex."""
        if self.document.paragraphs or self.document.tables:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            self._page(section, landscape=landscape)
            # The break sits in a paragraph of its own, which must not run over to an empty page.
            self._hairline(self.document.paragraphs[-1])

    @staticmethod
    def _hairline(paragraph) -> None:
        """An empty paragraph that takes no room."""
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(1)

    def write(
        self, text: str, *, align=BOTH, bold=False, italic=False, size: float = 14, indent: float = 1.0, into=None
    ) -> None:
        """One paragraph. ``indent`` is that of the first line in centimetres."""
        paragraph = (into or self.document).add_paragraph()
        _fill(paragraph, text, align=align, bold=bold, italic=italic, size=size)
        if indent and align is BOTH:
            paragraph.paragraph_format.first_line_indent = Cm(indent)

    def title(self, kind: str, subject: str | None = None) -> None:
        """Kind of paper in bold capitals and its subject below, with a short rule."""
        self.write("", align=CENTRE, size=6)
        self.write(kind, align=CENTRE, bold=True)
        if subject:
            self.write(subject, align=CENTRE, bold=True)
        self._rule(self.document.add_paragraph(), 6.5)

    def letterhead(
        self,
        superior: str | None,
        issuer: str,
        number: str | None,
        place_and_date: str | None,
        stamp: str | None = None,
    ) -> None:
        """The two-column letterhead without borders; a receipt or secrecy stamp stands under the number."""
        table = self._columns(2, (6.6, 10.4))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        left, right = table.rows[0].cells
        lines = [(superior, False), (issuer, True)] if superior else [(issuer, True)]
        _lines(left, [(text, {"bold": bold, "size": 12}) for text, bold in lines])
        self._rule(left.add_paragraph(), 2.4)
        _lines(
            right,
            [
                ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {"bold": True, "size": 12}),
                ("Độc lập - Tự do - Hạnh phúc", {"bold": True, "size": 13}),
            ],
        )
        self._rule(right.add_paragraph(), 2.3)
        left, right = table.rows[1].cells
        _lines(left, [(number or "", {"size": 13})])
        _lines(right, [(place_and_date or "", {"italic": True, "size": 13})])
        if stamp:
            self.stamp(stamp)

    def stamp(self, text: str) -> None:
        """A stamp: a small framed box on the left."""
        # Word would join two tables that touch.
        self._hairline(self.document.add_paragraph())
        table = self._columns(1, (6.2,))
        table.style = "Table Grid"
        _lines(table.rows[0].cells[0], [(line, {"bold": True, "size": 12}) for line in text.split("\n")])
        self._hairline(self.document.add_paragraph())

    def addressees(self, names: Sequence[str]) -> None:
        """``Kính gửi:``: one on the same line, two on lines with a dash, more in a table without borders."""
        if len(names) == 1:
            self.write(f"Kính gửi: {names[0]}", align=CENTRE)
            return
        if len(names) == 2:
            self.write("Kính gửi:", align=CENTRE)
            for name in names:
                self.write(f"- {name}", align=CENTRE)
            return
        left, right = self._columns(1, (5.5, 11.5)).rows[0].cells
        _fill(left.paragraphs[0], "Kính gửi:", align=RIGHT, size=14)
        _lines(right, [(f"- {name}", {"align": LEFT, "size": 14}) for name in names])

    def grid(self, rows: Sequence[Sequence[object]], widths: Sequence[float], *, header_rows: int = 1) -> None:
        """A ruled table. A cell is its text, :data:`WITH_LEFT` or :data:`WITH_ABOVE`; widths in centimetres."""
        table = self._columns(len(rows), widths)
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    corner = _far_corner(rows, r, c)
                    cell = table.cell(r, c) if corner == (r, c) else table.cell(r, c).merge(table.cell(*corner))
                    heading = r < header_rows or _is_group(row, c)
                    align = CENTRE if r < header_rows or len(value) < 4 else LEFT
                    _lines(cell, [(line, {"align": align, "bold": heading, "size": 12}) for line in value.split("\n")])
        self.write("", size=6)

    def closing(self, recipients: Sequence[str], signing: Sequence[str], signer: str, *, signed: bool = True) -> None:
        """``Nơi nhận`` on the left, authority, post and name of the signer on the right."""
        table = self._columns(1, (8.5, 8.5))
        left, right = table.rows[0].cells
        lines = [("Nơi nhận:", {"align": LEFT, "bold": True, "italic": True, "size": 12})] if recipients else []
        _lines(left, lines + [(f"- {line}", {"align": LEFT, "size": 11}) for line in recipients])
        mark = [("(Đã ký)", {"italic": True, "size": 13})] if signed else [("", {})]
        _lines(
            right,
            [(line, {"bold": True, "size": 13}) for line in signing]
            + [("", {}), *mark, ("", {})]
            + [(signer, {"bold": True, "size": 14})],
        )

    def _columns(self, rows: int, widths: Sequence[float]):
        """A table of fixed column widths in centimetres whose rows stay on one page."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        return table

    @staticmethod
    def _rule(paragraph, side: float) -> None:
        """A short rule, as under the motto: the paragraph's border with ``side`` centimetres cut at both ends."""
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(side)
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = Pt(4)
        borders = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            top.set(qn(f"w:{name}"), value)
        borders.append(top)
        paragraph._p.get_or_add_pPr().append(borders)

    def to_bytes(self) -> bytes:
        """The file, the same bytes each time."""
        core = self.document.core_properties
        core.author = core.last_modified_by = "Văn thư (mẫu)"
        core.title = core.comments = ""
        core.created = core.modified = FIXED_TIME.replace(tzinfo=None)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return zip_bytes(dict(_entries(buffer.getvalue())))


def zip_bytes(entries: dict[str, bytes]) -> bytes:
    """A ZIP archive with fixed times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def _entries(package: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [(item.filename, archive.read(item)) for item in archive.infolist()]


def _fill(paragraph, text: str, *, align=CENTRE, bold=False, italic=False, size: float = 13) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.size = Pt(size)


def _lines(cell, lines) -> None:
    """Fill a cell with paragraphs, the first into the paragraph that every cell has."""
    for index, (text, look) in enumerate(lines):
        _fill(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), text, **look)


def _far_corner(rows: Sequence[Sequence[object]], r: int, c: int) -> tuple[int, int]:
    last_row, last_column = r, c
    while last_column + 1 < len(rows[r]) and rows[r][last_column + 1] is WITH_LEFT:
        last_column += 1
    while last_row + 1 < len(rows) and rows[last_row + 1][c] is WITH_ABOVE:
        last_row += 1
    return last_row, last_column


def _is_group(row: Sequence[object], column: int) -> bool:
    """A row such as ``I. TẬP THỂ``: one text over the whole width."""
    return column == 0 and len(row) > 1 and all(value is WITH_LEFT for value in row[1:])
