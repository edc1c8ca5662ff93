"""Whatever bytes are broken in a Word file, there is an answer."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import pytest

from pipeline.models.files import ReadFile


@pytest.fixture(scope="module")
def word_file():
    document = docx.Document()
    document.add_heading("BÁO CÁO THÀNH TÍCH", level=1)
    for number in range(5):
        document.add_paragraph(f"Mục {number}", style="List Number")
    table = document.add_table(rows=4, cols=3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "Họ và tên"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(60))
def test_broken_bytes_are_answered(read_bytes, word_file, seed):
    chance = random.Random(seed)
    data = bytearray(word_file)
    for _ in range(chance.choice((1, 5, 50))):
        data[chance.randrange(len(data))] = chance.randrange(256)

    answer = read_bytes(bytes(data))

    assert isinstance(answer, ReadFile)
    assert answer.status.value in ("read", "read_with_losses", "refused", "not_read_yet", "empty")
    assert answer.blocks or answer.problems


@pytest.mark.parametrize("seed", range(60))
def test_broken_xml_is_answered(read_bytes, word_file, seed):
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"])
    words = parts[name].split(b"<")
    for _ in range(chance.choice((1, 3))):
        at, other = chance.randrange(len(words)), chance.randrange(len(words))
        words[at], words[other] = words[other], words[at]
    parts[name] = b"<".join(words)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)

    answer = read_bytes(stream.getvalue())

    assert answer.blocks or answer.problems
