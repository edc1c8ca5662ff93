"""The papers of the workload: invented offices and persons in hand-written sentences, the same each time for a seed."""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path

from benchmarks.reading_peers.papers import LEFT_OF, Closing, Grid, Letterhead, Paper, Paragraph, Part, Title
from samples.make.words import long_date, short_date

WORDS = Path(__file__).with_name("invented.toml")
_WORDS: dict[str, list[str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))

_HEADER = (("STT", "Tên tập thể, họ và tên cá nhân", "Chức vụ, đơn vị công tác", "Hình thức khen thưởng"),)
_WIDE_HEADER = (
    ("STT", "Họ và tên", "Năm sinh", LEFT_OF, "Chức vụ, đơn vị công tác", "Tóm tắt thành tích"),
    ("(1)", "(2)", "Nam", "Nữ", "(5)", "(6)"),
)


def papers(count: int = 40, seed: int = 8) -> list[Paper]:
    """So many papers in turns: a letter without ruled tables, a long list, a letter, a report, a list."""
    luck = random.Random(seed)
    kinds = (_letter, _list, _letter, _report, _list)
    return [kinds[number % len(kinds)](number, luck) for number in range(count)]


def person(luck: random.Random) -> str:
    """A name put together by chance."""
    return f"{luck.choice(_WORDS['surnames'])} {luck.choice(_WORDS['middle'])} {luck.choice(_WORDS['given'])}"


def _filled(sentence: str, luck: random.Random) -> str:
    day = date(2025, 1, 6) + timedelta(days=luck.randrange(300))
    return sentence.format(
        programme=luck.choice(_WORDS["programmes"]),
        place=luck.choice(_WORDS["places"]),
        day=short_date(day),
        long_day=long_date(day),
        a=luck.randrange(12, 99),
        b=luck.randrange(100, 999),
        c=luck.randrange(11, 98),
        d=luck.randrange(2, 9),
        e=luck.randrange(41, 79),
    )


def _head(number: int, abbreviation: str, luck: random.Random) -> Letterhead:
    place = luck.choice(_WORDS["places"])
    day = date(2025, 2, 3) + timedelta(days=luck.randrange(300))
    return Letterhead(
        "ỦY BAN NHÂN DÂN",
        f"XÃ {place.upper()}",
        f"Số: {100 + number}/{abbreviation}-UBND",
        f"{place}, {long_date(day)}",
    )


def _closing(luck: random.Random) -> Closing:
    recipients = ("Như trên;", "Ban Thi đua - Khen thưởng;", "Thường trực Đảng ủy;", "Lưu: VT, VX.")
    return Closing(recipients, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), person(luck))


def _letter(number: int, luck: random.Random) -> Paper:
    parts: list[Part] = [
        _head(number, "TTr", luck),
        Title("TỜ TRÌNH", f"Về việc đề nghị khen thưởng thành tích thực hiện {luck.choice(_WORDS['programmes'])}"),
        Paragraph("Kính gửi: Ban Thi đua - Khen thưởng tỉnh An Mẫu", centred=True),
    ]
    chosen = luck.sample(_WORDS["sentences"], luck.randrange(6, len(_WORDS["sentences"])))
    for at, sentence in enumerate(chosen, start=1):
        if at % 4 == 1:
            parts.append(Paragraph(f"{'I' * (at // 4 + 1)}. NỘI DUNG THỨ {at}", bold=True))
        parts.append(Paragraph(f"{at}. {_filled(sentence, luck)}"))
    return Paper(f"{number:02d}-to-trinh", "letter", (*parts, Paragraph("Xin trân trọng cảm ơn./."), _closing(luck)))


def _list(number: int, luck: random.Random) -> Paper:
    rows, widths, header = _nominees(luck.randrange(6, 45), luck, wide=number % 2 == 0)
    parts: tuple[Part, ...] = (
        Title("DANH SÁCH", f"Đề nghị khen thưởng thành tích thực hiện {luck.choice(_WORDS['programmes'])}"),
        Paragraph(
            f"(Kèm theo Tờ trình số {100 + number}/TTr-UBND của Ủy ban nhân dân xã {luck.choice(_WORDS['places'])})",
            centred=True,
        ),
        Grid(tuple(rows), widths, header),
        Paragraph(f"Danh sách có {len(rows)} dòng./."),
        _closing(luck),
    )
    return Paper(f"{number:02d}-danh-sach", "list", parts, landscape=number % 2 == 0)


def _nominees(count: int, luck: random.Random, *, wide: bool) -> tuple[list[tuple[str, ...]], tuple[float, ...], int]:
    """Rows, widths and header rows: six columns under a header of two rows, or four under one."""
    widths: tuple[float, ...] = (1.2, 5.2, 1.6, 1.6, 7.0, 8.0) if wide else (1.2, 5.3, 5.2, 4.8)
    header = _WIDE_HEADER if wide else _HEADER
    across = (LEFT_OF,) * (len(widths) - 1)
    bodies = max(2, count // 5)
    rows: list[tuple[str, ...]] = [*header, ("I. TẬP THỂ", *across)]
    rows += [_row(at, luck, wide=wide, body=True) for at in range(1, bodies + 1)]
    rows.append(("II. CÁ NHÂN", *across))
    rows += [_row(at, luck, wide=wide, body=False) for at in range(1, count - bodies + 1)]
    return rows, widths, len(header)


def _row(at: int, luck: random.Random, *, wide: bool, body: bool) -> tuple[str, ...]:
    place = luck.choice(_WORDS["places"])
    name = (
        luck.choice(_WORDS["bodies"]).format(luck.choice(_WORDS["places"]))
        if body
        else f"{luck.choice(('Ông', 'Bà'))} {person(luck)}"
    )
    post = f"xã {place}" if body else f"{luck.choice(_WORDS['posts'])}, xã {place}"
    if not wide:
        return (str(at), name, post, luck.choice(_WORDS["awards"]))
    born = str(luck.randrange(1958, 2003))
    years = ("", "") if body else (born, "") if name.startswith("Ông") else ("", born)
    return (str(at), name, *years, post, _filled(luck.choice(_WORDS["results"]), luck))


def _report(number: int, luck: random.Random) -> Paper:
    name = person(luck)
    years = [
        (
            str(2021 + at),
            luck.choice(_WORDS["awards"]),
            f"Quyết định số {luck.randrange(100, 999)}/QĐ-UBND ngày {short_date(date(2021 + at, 12, 3 + at))}",
        )
        for at in range(luck.randrange(2, 5))
    ]
    parts: tuple[Part, ...] = (
        _head(number, "BC", luck),
        Title("BÁO CÁO THÀNH TÍCH", f"Đề nghị tặng {luck.choice(_WORDS['awards'])}"),
        Paragraph("I. SƠ LƯỢC LÝ LỊCH", bold=True),
        Paragraph(f"- Họ và tên: {name}. Quê quán: xã {luck.choice(_WORDS['places'])}, tỉnh An Mẫu."),
        Paragraph(f"- Chức vụ: {luck.choice(_WORDS['posts'])}. Trình độ chuyên môn: Đại học."),
        Paragraph("II. THÀNH TÍCH ĐẠT ĐƯỢC", bold=True),
        *(Paragraph(_filled(sentence, luck)) for sentence in luck.sample(_WORDS["sentences"], 5)),
        Paragraph("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", bold=True),
        Grid((("Năm", "Danh hiệu, hình thức khen thưởng", "Số, ngày, tháng, năm của quyết định"), *years), (2, 6, 8)),
        _closing(luck),
    )
    return Paper(f"{number:02d}-bao-cao", "report", parts)
