"""Every code about a file has its sentence and remedy in both languages, and every loss its name."""

from __future__ import annotations

import pytest

from pipeline.messages import label, placeholders, render, say
from pipeline.models.vocabulary import Affects, FileCode, FileStatus, LossCode

_NAMES = {name: f"{{{name}}}" for name in ("file", "detail", "tool", "signed_by", "day", "reason")}


@pytest.mark.parametrize("code", FileCode)
def test_a_code_has_a_sentence_and_a_remedy_in_both_languages(code):
    values = {"file": "to-trinh.docx", "detail": "received", "tool": "Tesseract"}
    message = render(code.value, _NAMES | values)

    assert all((message.vi, message.en, message.remedy_vi, message.remedy_en))
    assert message.vi != message.en
    assert placeholders(say(code.value, "vi", _NAMES)) == placeholders(say(code.value, "en", _NAMES))


@pytest.mark.parametrize("word", [*LossCode, *FileStatus, *Affects])
def test_a_word_of_a_closed_list_has_a_name_in_vietnamese(word):
    assert label(word.value, "vi") != word.value or word is LossCode.MACRO
    assert label(word.value, "en")
