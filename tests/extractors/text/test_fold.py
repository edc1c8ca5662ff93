"""Defects of real files, each as it is found and as it is read; and foldings that keep places."""

from __future__ import annotations

import unicodedata

import pytest

from extractors.text.fold import bare, clean, fold

DEFECTS = {
    "decomposed letters": (unicodedata.normalize("NFD", "đề nghị tặng thưởng"), "đề nghị tặng thưởng"),
    "shape in the letter and tone apart": ("đê\u0300 nghi\u0323 khen thươ\u0309ng", "đề nghị khen thưởng"),
    "the tone before the shape": ("đe\u0300\u0302 Vie\u0323\u0302t", "đ\u00e8\u0302 Việt"),
    "oi for ư": ("khen thƣởng Trƣởng phòng, ĐƢỢC", "khen thưởng Trưởng phòng, ĐƯỢC"),
    "eth for đ": ("Ðại hội Ðảng bộ, ðề nghị", "Đại hội Đảng bộ, đề nghị"),
    "zero-width characters and a byte order mark": ("\ufeffBan\u200b Chỉ\u200d đạo\u2060", "Ban Chỉ đạo"),
    "a mark behind a zero-width character": ("đê\u200b\u0300 nghị", "đề nghị"),
    "soft hyphens of Unicode text": ("Ủy ban nhân\u00ad dân", "Ủy ban nhân dân"),
    "letters of formulas": ("𝐓𝐡𝐢 đ𝐮𝐚 - 𝐊𝐡𝐞𝐧 𝐭𝐡𝐮̛𝐨̛̉𝐧𝐠", "Thi đua - Khen thưởng"),
    "wide letters": ("Ｂａｎ Chỉ đạo，２０２５", "Ban Chỉ đạo,2025"),
    "control characters": ("Tờ\x00 trình\x0c", "Tờ trình"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_read_as_what_was_meant(defect: str):
    written, meant = DEFECTS[defect]
    assert clean(written) == meant


@pytest.mark.parametrize("text", ["Krông Păk", "H’Ñoan Kbuôr", "m² – 50 %", "½ ngày", "№ 15", "Götterdämmerung", "10⁶"])
def test_what_is_no_defect_stays(text: str):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("kết qủa", "kết quả"),
        ("hoà", "hòa"),
        ("thuỷ lợi", "thủy lợi"),
        ("Thơng tư", "Thông tư"),
        ("Thi đua – Khen thưởng", "Thi đua - Khen thưởng"),
        ("Ban\u00a0Chỉ\tđạo", "ban chỉ đạo"),
    ],
)
def test_spellings_of_one_word_meet_when_compared(left: str, right: str):
    assert bare(clean(left)) == bare(clean(right))


@pytest.mark.parametrize("written", [written for written, _ in DEFECTS.values()])
def test_folding_keeps_every_place(written: str):
    text = clean(written)
    assert len(fold(text)) == len(bare(text)) == len(text)
