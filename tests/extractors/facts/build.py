"""Builds what a reader would answer, from paragraphs and tables written by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.text.fold import clean
from pipeline.models.files import Block, BlockKind, Cell, Loss, Problem, ReadFile, SourceFile
from pipeline.models.vocabulary import FileStatus

Rows = Sequence[Sequence[str]]
NEW_PAGE = "\f"
"""Before the text of a paragraph: it opens a page."""
TITLE = "#"
"""Before the text of a paragraph: bold and centred."""
BOX = "¤"
"""Before the text of a paragraph: a text box."""


def read(
    *parts: str | Rows,
    path: str = "to-trinh.docx",
    status: FileStatus = FileStatus.READ,
    losses: tuple[Loss, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> ReadFile:
    """A file of paragraphs (texts) and tables (rows of texts)."""
    blocks = [_block(index, part) for index, part in enumerate(parts)]
    source = SourceFile(
        id=f"f-{path}", path=path, raw_name_b64=None, sha256="0" * 64, size=1, location=f"/nowhere/{path}"
    )
    return ReadFile(
        file=source,
        status=status,
        format=path.rsplit(".", 1)[-1],
        blocks=tuple(blocks),
        losses=losses,
        problems=problems,
    )


def _block(index: int, part: str | Rows) -> Block:
    if isinstance(part, str):
        starts_page = part.startswith(NEW_PAGE)
        text = part.removeprefix(NEW_PAGE)
        title = text.startswith(TITLE)
        return Block(
            index=index,
            kind=BlockKind.TEXT_BOX if text.startswith(BOX) else BlockKind.PARAGRAPH,
            text=clean(text.removeprefix(TITLE).removeprefix(BOX)),
            starts_page=starts_page,
            bold=title,
            centred=title,
        )
    cells = tuple(
        Cell(row=row, column=column, text=clean(text.removeprefix(NEW_PAGE)))
        for row, texts in enumerate(part)
        for column, text in enumerate(texts)
    )
    return Block(index=index, kind=BlockKind.TABLE, text="", cells=cells, starts_page=part[0][0].startswith(NEW_PAGE))


def letterhead(
    issuer: str = "UBND XÃ MẪU",
    number: str = "Số: 12/TTr-UBND",
    date: str = "Mẫu, ngày 22 tháng 8 năm 2025",
) -> Rows:
    """The two-column table at the top of a paper."""
    return [
        [
            f"{issuer}\n-------\n{number}",
            f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n{date}",
        ]
    ]


def request(
    *body: str | Rows,
    head: Rows | None = None,
    subject: str = "Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
    to: str = "Kính gửi: Sở Nội vụ tỉnh Mẫu.",
) -> list[str | Rows]:
    """The parts of a request letter."""
    return [
        head if head is not None else letterhead(),
        f"{TITLE}TỜ TRÌNH",
        f"{TITLE}{subject}",
        to,
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        *body,
        "UBND xã Mẫu kính đề nghị Chủ tịch UBND tỉnh xem xét, tặng Bằng khen./.",
        [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Thử"]],
    ]
