"""Vietnamese syllables, told by their spelling."""

from __future__ import annotations

import pytest

from extractors.text.syllables import is_syllable, share_of_syllables

SYLLABLES = """
thực hiện luật thi đua khen thưởng hội đồng tỉnh đề nghị quyết định nguyễn khuỷu tuyết xoáy ngoằn nghiêng giếng gì quốc
khuya thuở ươm ruộng rượu chuyển huỳnh loạt quạ quý quỹ giữa giường quýt quỳnh huỵch khoẻ ở ý à yêu nghĩa boong moóc
TRƯỞNG BẰNG Đoàn xoong loè nguệch tuần quyền
"""
OTHERS = "Kớnh Ơng Kbuôr ®Ò nghÞ Byă thưởngg đ hôc mạh xyz"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable_is_known(word: str):
    assert is_syllable(word)


@pytest.mark.parametrize("word", OTHERS.split())
def test_what_is_none_is_none(word: str):
    assert not is_syllable(word)


def test_only_words_with_marks_are_counted():
    assert share_of_syllables("Ban Chỉ đạo Kbuôr") == pytest.approx(2 / 3)
    assert share_of_syllables("Ban To 15") == 0.0
