"""Walks the stories of a Word file (body, header, note) and makes blocks of them.

Order: a text box follows the paragraph that anchors it, a nested table follows the table it stands in (its text is not
in the outer cell), and text boxes of a table's cells follow that table. Empty paragraphs are left out; a page break
before one counts for the next block. A page break inside a paragraph parts it in two blocks. Word's own record of
where it last broke a page is not trusted: it depends on the printer.

Time is looked at before each paragraph and table. When it is up, what was read stands, and nothing more is begun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.base import bad_file
from extractors.readers.budget import Budget
from extractors.readers.docx.names import TBL, VAL, Element, P, T, W
from extractors.readers.docx.numbering import Numbering
from extractors.readers.docx.paragraph import Paragraph, ParagraphReader
from extractors.readers.docx.table import grid, rows_of
from extractors.text.fold import clean
from pipeline.models.files import Block, BlockKind, Cell
from pipeline.models.vocabulary import FileCode, LossCode

_NEW_PAGE = frozenset({"nextPage", "oddPage", "evenPage"})
_FOREIGN = frozenset({W + "altChunk", W + "subDoc"})


@dataclass(slots=True)
class _Draft:
    """A block before it has its place."""

    kind: BlockKind
    text: str
    raw: str | None = None
    starts_page: bool = False
    bold: bool = False
    centred: bool = False
    cells: tuple[Cell, ...] = ()


class StoryReader:
    """Reads stories one after the other into one run of blocks; list counters go on from story to story."""

    def __init__(
        self,
        paragraphs: ParagraphReader,
        numbering: Numbering,
        losses: Counter[LossCode],
        most: int,
        budget: Budget,
        file: str,
    ) -> None:
        self._paragraphs = paragraphs
        self._numbering = numbering
        self._losses = losses
        self._room = most
        self._budget = budget
        self._file = file
        self._page_pending = False
        self._sections: list[Element] = []
        self.blocks: list[Block] = []
        self.notes: list[tuple[str, str]] = []
        self.page_pictures = 0
        self.stopped = False
        """Time was up: what follows the last block was not read, or the end of its table."""

    def read(self, container: Element, kind: BlockKind, sections: list[Element] | None = None) -> None:
        """Add the blocks of a story. ``sections`` are all section properties of the body, in order: the break between
        two sections is of the kind that the second one names."""
        self._page_pending = False
        self._sections = list(sections or ())
        for draft in self._drafts(container, kind):
            self._emit(draft)

    def _emit(self, draft: _Draft) -> None:
        starts_page = draft.starts_page or self._page_pending
        self._page_pending = False
        self.blocks.append(
            Block(
                index=len(self.blocks),
                kind=draft.kind,
                text=draft.text,
                raw=draft.raw,
                starts_page=starts_page,
                bold=draft.bold,
                centred=draft.centred,
                cells=draft.cells,
            )
        )

    def _take_room(self) -> None:
        self._room -= 1
        if self._room < 0:
            raise bad_file(FileCode.FILE_TOO_LARGE, self._file, "too many blocks and cells")

    def _drafts(self, container: Element, kind: BlockKind) -> Iterator[_Draft]:
        carried: Paragraph | None = None
        for element in self._elements(container):
            if element.tag == P:
                paragraph = self._paragraphs.read(element)
                if carried is not None:
                    paragraph = carried.continued_by(paragraph)
                carried = paragraph if paragraph.end_deleted else None
                if carried is None:
                    yield from self._of_paragraph(paragraph, kind)
                continue
            if carried is not None:
                yield from self._of_paragraph(carried, kind)
                carried = None
            yield from self._of_table(element)
        if carried is not None:
            yield from self._of_paragraph(carried, kind)

    def _elements(self, container: Element) -> Iterator[Element]:
        """Paragraphs and tables in order, out of wrappers that this reader does not know as well."""
        for child in container:
            self.stopped = self.stopped or self._budget.over
            if self.stopped:
                return
            if child.tag in (P, TBL):
                yield child
            elif child.tag in _FOREIGN:
                self._losses[LossCode.EMBEDDED_OBJECT] += 1
            elif len(child):
                yield from self._elements(child)

    def _of_paragraph(self, paragraph: Paragraph, kind: BlockKind) -> Iterator[_Draft]:
        properties = paragraph.properties
        starts_page = bool(properties.page_before)
        raws = paragraph.raws()
        for number, text in enumerate(self._texts(paragraph)):
            starts_page = starts_page or number > 0
            if text.strip():
                self._take_room()
                yield _Draft(kind, text, raws[number], starts_page, bool(paragraph.bold), bool(properties.centred))
                starts_page = False
        self._page_pending = self._page_pending or starts_page
        yield from self._of_boxes(paragraph)
        self._note(paragraph)
        if paragraph.section is not None and self._sections:
            self._sections.pop(0)
            following = self._sections[0] if self._sections else None
            self._page_pending = self._page_pending or _opens_page(following)

    def _texts(self, paragraph: Paragraph) -> list[str]:
        """Texts between page breaks, the first that has any with the paragraph's number before it."""
        texts = paragraph.texts()
        properties = paragraph.properties
        if properties.num_id is not None:
            prefix = clean(self._numbering.prefix(properties.num_id, properties.level, properties.list_style))
            at = next((n for n, text in enumerate(texts) if text.strip()), 0)
            texts[at] = (prefix + texts[at].lstrip()) if texts[at].strip() else prefix.rstrip()
        return texts

    def _of_boxes(self, paragraph: Paragraph) -> Iterator[_Draft]:
        for box in paragraph.found.boxes:
            if isinstance(box, str):
                self._take_room()
                yield _Draft(BlockKind.TEXT_BOX, clean(box))
            else:
                yield from self._drafts(box, BlockKind.TEXT_BOX)

    def _note(self, paragraph: Paragraph) -> None:
        self.notes.extend(paragraph.notes)
        self.page_pictures += paragraph.found.page_pictures

    def _of_table(self, table: Element) -> Iterator[_Draft]:
        cells: list[Cell] = []
        after: list[_Draft] = []
        starts_page = False
        self._losses[LossCode.HIDDEN_TEXT] += sum(hidden and _has_text(row) for row, hidden in rows_of(table))
        for number, at in enumerate(grid(table)):
            self._take_room()
            lines, stored, opens_page = self._of_cell(at.element, after)
            if self.stopped:  # of this cell not everything was read
                break
            starts_page = starts_page or (number == 0 and opens_page)
            self._losses[LossCode.HIDDEN_TEXT] += sum(_has_text(covered) for covered in at.covered)
            cells.append(
                Cell(
                    row=at.row,
                    column=at.column,
                    row_span=at.row_span,
                    column_span=at.column_span,
                    text="\n".join(lines),
                    raw="\n".join(stored) if stored != lines else None,
                )
            )
        if cells:
            yield _Draft(BlockKind.TABLE, "", None, starts_page, cells=tuple(cells))
        yield from after

    def _of_cell(self, cell: Element, after: list[_Draft]) -> tuple[list[str], list[str], bool]:
        """Lines of a cell, the same as the file stores them, and whether its first paragraph opens a page.

        What stands in it but is no line of it, its nested tables and text boxes, is read at its place in the order of
        lists and kept for ``after``.
        """
        lines: list[str] = []
        stored: list[str] = []
        opens_page: bool | None = None
        carried: Paragraph | None = None
        for element in self._elements(cell):
            if element.tag == TBL:
                after.extend(self._of_table(element))
                continue
            paragraph = self._paragraphs.read(element)
            if carried is not None:
                paragraph = carried.continued_by(paragraph)
            carried = paragraph if paragraph.end_deleted else None
            if carried is None:
                self._add_lines(paragraph, lines, stored, after)
            if opens_page is None:
                opens_page = bool(paragraph.properties.page_before)
        if carried is not None:
            self._add_lines(carried, lines, stored, after)
        return lines, stored, bool(opens_page)

    def _add_lines(self, paragraph: Paragraph, lines: list[str], stored: list[str], after: list[_Draft]) -> None:
        for text, raw in zip(self._texts(paragraph), paragraph.raws(), strict=True):
            if text.strip():
                lines.append(text)
                stored.append(text if raw is None else raw)
        after.extend(self._of_boxes(paragraph))
        self._note(paragraph)


def _opens_page(section: Element | None) -> bool:
    """Whether a section begins on a new page; it does where its properties do not say."""
    kind = section.find(W + "type") if section is not None else None
    return (kind.get(VAL) or "nextPage") in _NEW_PAGE if kind is not None else section is not None


def _has_text(element: Element) -> bool:
    return any((text.text or "").strip() for text in element.iter(T))
