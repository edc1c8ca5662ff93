"""Whatever is quoted can be found again at the place that is given for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.facts.extract import extract
from pipeline.models.base import Place
from pipeline.models.files import ReadFile
from tests.extractors.facts.build import TITLE, letterhead, read, request

FILES = [
    read(
        "SỞ NỘI VỤ\nĐẾN\nSố: 345\nNgày: 25/8/2025",
        *request(
            "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng ngày 15/8/2025;",
            "Hội nghị tổng kết Chương trình A tổ chức ngày 15/9/2025.",
            [["STT", "Họ và tên", "Ngày sinh", "Hình thức"], ["1", "Nguyễn Văn Mẫu", "02/9/1980", "Bằng khen"]],
            head=letterhead(issuer="ỦY BAN NHÂN DÂN\nXÃ MẪU"),
            subject="Về việc đề nghị tặng Bằng khen tại Hội nghị tổng kết Chương trình A",
        ),
    ),
    read(
        letterhead(number="Số: 30/GM-UBND"),
        f"{TITLE}GIẤY MỜI",
        f"{TITLE}Dự Hội nghị tổng kết",
        "Thời gian: 8 giờ, ngày 16/9/2025.",
        path="giay-moi.docx",
    ),
]


def words_at(place: Place, files: list[ReadFile]) -> str:
    block = next(read_file for read_file in files if read_file.file.path == place.file).blocks[place.block or 0]
    texts = {(cell.row, cell.column): cell.text for cell in block.cells}
    text = block.text if place.row is None or place.column is None else texts[place.row, place.column]
    assert place.span is not None
    return text[slice(*place.span)]


def quotes_in(value: Any) -> Iterator[tuple[str, Place]]:
    """Every pair of a quote and its place, however deep."""
    if isinstance(value, dict):
        if value.get("quote") and value.get("place"):
            yield value["quote"], Place(**value["place"])
        for inner in value.values():
            yield from quotes_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from quotes_in(inner)


def test_every_quote_stands_where_it_is_said_to_stand() -> None:
    facts = extract(FILES)
    found = list(quotes_in(facts.model_dump()))
    found += [(stamp.quote, stamp.place) for stamp in facts.stamps]
    assert len(found) > 15
    for quote, place in found:
        assert words_at(place, FILES) == quote


def test_the_same_files_give_the_same_facts() -> None:
    assert extract(FILES).model_dump_json() == extract(FILES).model_dump_json()
