"""One Word file as blocks.

Order of the blocks: headers of the first section, body, notes in the order they are referred to, headers of later
sections, footers. Each header or footer part is read once, and only where Word shows it: one for the first page where
the section has a title page, one for even pages where the settings ask for it.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from extractors.readers import base, zipped
from extractors.readers.budget import Budget
from extractors.readers.docx.names import PPR, SECTPR, Element, P, R, W, is_on
from extractors.readers.docx.normalise import normalise
from extractors.readers.docx.numbering import Numbering
from extractors.readers.docx.package import Package, Relationship, content_types
from extractors.readers.docx.paragraph import ParagraphReader
from extractors.readers.docx.story import StoryReader
from extractors.readers.docx.styles import Styles
from pipeline.errors import ReadError
from pipeline.models.base import Place
from pipeline.models.files import BlockKind, Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode

FORMAT = "docx"
_NOT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class DocxReader:
    """The reader of ``.docx`` and ``.docm``."""

    format = FORMAT

    def read(self, source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
        """Blocks of a Word file; :class:`~pipeline.errors.ReadError` where its package or main part is no good."""
        budget = Budget.of(limits)
        with zipped.opened(io.BytesIO(data), limits, source.path) as archive:
            return _Document(Package(archive, limits, source.path), limits, budget).read(source)


class _Document:
    def __init__(self, package: Package, limits: Limits, budget: Budget) -> None:
        self._package = package
        self._losses: Counter[LossCode] = Counter()
        self._main = package.main_part()
        self._root = package.xml(self._main)
        if self._root.tag != W + "document":
            raise base.bad_file(FileCode.FILE_DAMAGED, package.file, "main part is no document")
        self._relationships = self._count_relationships()
        styles = Styles(self._pieces("styles"), self._part_missing, package.file)
        self._stories = StoryReader(
            ParagraphReader(styles, self._losses),
            Numbering(self._lists, styles),
            self._losses,
            limits.blocks,
            budget,
            package.file,
        )

    def read(self, source: SourceFile) -> ReadFile:
        normalise(self._root, self._losses)
        body = self._root.find(W + "body")
        if body is None:
            raise base.bad_file(FileCode.FILE_DAMAGED, source.path, "no body")
        sections = [*body.iterfind(f"{P}/{PPR}/{SECTPR}"), *body.iterchildren(SECTPR)]
        done: set[str] = set()
        for section in sections[:1]:
            self._furniture(section, "header", done)
        self._stories.read(body, BlockKind.PARAGRAPH, sections)
        self._notes()
        for section in sections[1:]:
            self._furniture(section, "header", done)
        for section in sections:
            self._furniture(section, "footer", done)
        if self._package.has_macros:
            self._losses[LossCode.MACRO] += 1
        return self._answer(source)

    def _answer(self, source: SourceFile) -> ReadFile:
        blocks = self._stories.blocks
        silent = not any(block.text or any(cell.text for cell in block.cells) for block in blocks)
        stopped = self._stories.stopped
        if silent and not stopped and not any(self._losses[code] for code in (*base.HIDES_WORDS, LossCode.IMAGE)):
            return base.empty(source, FORMAT, "no text", self._losses)
        problems: list[Problem] = []
        if stopped:
            place = Place(file=source.path, block=len(blocks))
            problems.append(Problem(code=FileCode.READING_TIMED_OUT, place=place, detail="blocks not read"))
        if self._stories.page_pictures or (silent and self._losses[LossCode.IMAGE]):
            problems.append(base.problem(FileCode.PAGE_WITHOUT_TEXT, source.path, "picture as large as a page"))
        return base.finished(source, FORMAT, blocks, self._losses, problems)

    def _count_relationships(self) -> dict[str, Relationship]:
        """Relationships of the document part; dangling ones and links to outside are counted. The address of a
        hyperlink is no loss: its words are in the text."""
        try:
            found = self._package.relationships(self._main)
        except ReadError as error:
            self._part_missing(error)
            return {}
        for relationship in found.values():
            if relationship.external:
                self._losses[LossCode.EXTERNAL_LINK] += relationship.kind != "hyperlink"
            elif relationship.kind != "hyperlink" and relationship.target not in self._package:
                self._losses[LossCode.PART_MISSING] += 1
        return found

    def _linked(self, kind: str) -> Element | None:
        """Root of the one part of a kind that the document part points to; None where it cannot be read."""
        for relationship in self._relationships.values():
            if relationship.kind == kind and not relationship.external:
                return self._optional(relationship.target)
        return None

    def _pieces(self, kind: str) -> Iterator[bytes]:
        """Bytes of the one part of a kind; none where there is no such part."""
        for relationship in self._relationships.values():
            if relationship.kind == kind and not relationship.external and relationship.target in self._package:
                return self._package.pieces(relationship.target)
        return iter(())

    def _lists(self) -> Element | None:
        """Root of the numbering part, asked for by a numbered paragraph."""
        root = self._linked("numbering")
        if root is None and all(found.kind != "numbering" for found in self._relationships.values()):
            self._losses[LossCode.PART_MISSING] += 1
        return root

    def _optional(self, name: str) -> Element | None:
        if name not in self._package:
            return None  # counted with the relationships
        try:
            return self._package.xml(name)
        except ReadError as error:
            self._part_missing(error)
            return None

    def _part_missing(self, error: ReadError) -> None:
        """A part that is no good costs itself only, but a limit is a limit of the whole file."""
        if error.code == FileCode.FILE_TOO_LARGE:
            raise error
        self._losses[LossCode.PART_MISSING] += 1

    def _furniture(self, section: Element, what: str, done: set[str]) -> None:
        """Headers or footers that a section shows, each part once."""
        for reference in self._shown_references(section, what):
            if self._stories.stopped:
                return
            relationship = self._relationships.get(reference.get(R + "id") or "")
            if relationship is None:
                self._losses[LossCode.PART_MISSING] += 1
            elif relationship.target not in done:
                done.add(relationship.target)
                part = self._optional(relationship.target)
                if part is not None:
                    normalise(part, self._losses)
                    self._stories.read(part, BlockKind.HEADER if what == "header" else BlockKind.FOOTER)

    def _shown_references(self, section: Element, what: str) -> Iterator[Element]:
        title = section.find(W + "titlePg")
        for reference in section.iterchildren(f"{W}{what}Reference"):
            kind = reference.get(W + "type")
            if kind == "first" and not (title is not None and is_on(title)):
                continue
            if kind == "even" and not self._even_pages:
                continue
            yield reference

    @cached_property
    def _even_pages(self) -> bool:
        settings = self._linked("settings")
        found = settings.find(W + "evenAndOddHeaders") if settings is not None else None
        return found is not None and is_on(found)

    def _notes(self) -> None:
        """Footnotes and endnotes in the order of their references; a note that is referred to twice stands once."""
        wanted = [] if self._stories.stopped else list(dict.fromkeys(self._stories.notes))
        parts: dict[str, dict[str, Element]] = {}
        for kind, identifier in wanted:
            if kind not in parts:
                parts[kind] = self._notes_of(kind)
            note = parts[kind].get(identifier)
            if note is None:
                self._losses[LossCode.PART_MISSING] += 1
            else:
                self._stories.read(note, BlockKind.NOTE)

    def _notes_of(self, kind: str) -> dict[str, Element]:
        root = self._linked(f"{kind}s")
        if root is None:
            return {}
        normalise(root, self._losses)
        return {
            note.get(W + "id") or "": note
            for note in root.iterchildren(W + kind)
            if note.get(W + "type") not in _NOT_NOTES
        }


def kind_of_package(package: Package) -> str | None:
    """``docx``, ``docm``, ``xlsx``, ``xlsm``, ``xlsb``, ``pptx`` by the content types of its parts; None where it is no
    Office file."""
    for content_type in content_types(package).values():
        if "wordprocessingml" in content_type and content_type.endswith(("document.main+xml", "template.main+xml")):
            return FORMAT
        if "ms-word" in content_type and content_type.endswith("main+xml"):
            return "docm"
        if "ms-excel" in content_type and "main" in content_type:
            return "xlsb" if ".binary." in content_type else "xlsm"
        if "spreadsheetml" in content_type and "main" in content_type:
            return "xlsx"
        if ("presentationml" in content_type or "ms-powerpoint" in content_type) and "main" in content_type:
            return "pptx"
    return FORMAT if "word/document.xml" in package else None
