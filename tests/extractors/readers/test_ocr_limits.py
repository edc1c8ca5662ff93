"""What keeps pages from being recognised: no Tesseract, one that hangs, no time, pictures that are too large or broken;
and what is remembered from the last time."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pypdfium
import pytest
from PIL import Image

from extractors.readers import environment, external
from extractors.readers.ocr import cache, pages, tesseract
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileStatus
from tests.extractors.readers.scanning import LETTER, LIST, as_file, as_pdf, drawn, scanned, submitted, told


@pytest.fixture
def remembering(tmp_path: Path) -> Iterator[Path]:
    """A cache in a folder of the test's own."""
    environment.configure(environment.Environment(cache=tmp_path / "cache"))
    yield tmp_path / "cache" / "recognised"
    environment.configure(environment.Environment())


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program named ``tesseract`` that the test writes, found before every other."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    tesseract._asked.cache_clear()
    yield folder / "tesseract"
    tesseract._asked.cache_clear()


def program(path: Path, languages: str, then: str) -> None:
    path.write_text(
        f'#!/bin/sh\ncase "$1" in --version) echo "tesseract 9";; --list-langs) printf "List:\\n{languages}\\n";; '
        f"*) {then};; esac\n",
        encoding="utf-8",
    )
    path.chmod(0o755)


def mixed(folder: Path) -> bytes:
    """Two pages of text and a scan between them."""
    document = pypdfium.PdfDocument.new()
    text, scan = pypdfium.PdfDocument(LETTER), pypdfium.PdfDocument(as_pdf(scanned(drawn(LIST))))
    document.import_pages(text, [0])
    document.import_pages(scan)
    document.import_pages(text, [2])
    path = folder / "mixed.pdf"
    document.save(path)
    return path.read_bytes()


def test_without_tesseract_the_pages_with_text_are_kept_and_the_scan_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = mixed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    file = submitted(tmp_path, "ho-so.pdf", data)
    assert {block.page for block in file.blocks} == {1, 3}
    assert told(file) == [("tool-missing", 2), ("page-without-text", 2)]
    assert file.status is FileStatus.READ_WITH_LOSSES


@pytest.mark.parametrize("name", ["quet.pdf", "quet.png"])
def test_without_tesseract_a_scan_is_held_and_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    page = scanned(drawn(LIST))
    data = as_pdf(page, page) if name.endswith("pdf") else as_file(page, "PNG")
    monkeypatch.setenv("PATH", str(tmp_path))
    file = submitted(tmp_path, name, data)
    assert (file.status, file.blocks) == (FileStatus.NOT_READ_YET, ())
    assert [code for code, _ in told(file)].count("tool-missing") == 1


def test_a_tesseract_without_vietnamese_is_missing(tmp_path: Path, engine: Path) -> None:
    program(engine, "eng", "exit 1")
    file = submitted(tmp_path, "quet.png", as_file(scanned(drawn(LIST)), "PNG"))
    assert file.problems[0].detail == "Tesseract vie"
    assert told(file) == [("tool-missing", 1), ("page-without-text", 1)]


def test_a_page_that_hangs_costs_that_page(tmp_path: Path, engine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(engine, "vie", "exec sleep 600")
    monkeypatch.setattr(pages, "PAGE_SECONDS", 1.0)
    file = submitted(tmp_path, "ho-so.pdf", mixed(tmp_path))
    assert told(file) == [("reading-timed-out", 2), ("page-without-text", 2)]
    assert {block.page for block in file.blocks} == {1, 3}


def test_a_crash_costs_that_page(tmp_path: Path, engine: Path) -> None:
    program(engine, "vie", "kill -SEGV $$")
    file = submitted(tmp_path, "ho-so.pdf", mixed(tmp_path))
    assert told(file) == [("reading-crashed", 2), ("page-without-text", 2)]


def test_when_time_is_up_no_further_page_is_begun(tmp_path: Path) -> None:
    page = scanned(drawn(LIST))
    file = submitted(tmp_path, "ho-so.tif", as_file(page, "TIFF", page, page), Limits(seconds_per_file=0.001))
    assert (file.status, file.blocks) == (FileStatus.NOT_READ_YET, ())
    assert [place for code, place in told(file) if code == "reading-timed-out"] == [1]


def test_a_picture_over_the_limit_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = as_file(Image.new("1", (20_000, 20_000), 1), "PNG")
    assert len(data) < 200_000
    file = submitted(tmp_path, "bom.png", data)
    assert (file.status, told(file)) == (FileStatus.REFUSED, [("file-too-large", None)])


def test_a_pdf_page_with_a_picture_over_the_limit_is_not_drawn(tmp_path: Path) -> None:
    file = submitted(tmp_path, "quet.pdf", as_pdf(scanned(drawn(LIST))), Limits(megapixels=2))
    assert (file.status, told(file)) == (FileStatus.NOT_READ_YET, [("page-without-text", 1)])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_cut_off_on_its_way_is_damaged(tmp_path: Path, kind: str) -> None:
    data = as_file(scanned(drawn(LIST)), kind)
    name = {"JPEG": "anh.jpg", "PNG": "anh.png", "TIFF": "anh.tif"}[kind]
    file = submitted(tmp_path, name, data[: len(data) // 2])
    assert (file.status, told(file)) == (FileStatus.REFUSED, [("file-damaged", None)])


def test_a_tiff_with_a_broken_second_page_keeps_its_first(tmp_path: Path) -> None:
    page = scanned(drawn(LIST))
    data = as_file(page, "TIFF", page, compression="tiff_lzw")
    file = submitted(tmp_path, "ho-so.tif", data[: int(len(data) * 0.7)])
    assert told(file) == [("file-damaged", 2)]
    assert {block.page for block in file.blocks} == {1}


def test_a_page_that_is_known_starts_no_program(
    tmp_path: Path, remembering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = as_pdf(scanned(drawn(LIST)))
    first = submitted(tmp_path, "quet.pdf", data)

    def refuse(*_: object, **__: object) -> bytes:
        raise AssertionError("a program was started")

    monkeypatch.setattr(external, "start", refuse)
    assert submitted(tmp_path, "quet.pdf", data) == first
    entries = list(remembering.glob("*/*"))
    assert len(entries) == 1
    assert stat.S_IMODE(entries[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(entries[0].parent.stat().st_mode) & 0o077 == 0


def test_a_broken_entry_is_read_anew_and_mended(tmp_path: Path, remembering: Path) -> None:
    data = as_pdf(scanned(drawn(LIST)))
    first = submitted(tmp_path, "quet.pdf", data)
    entry = next(remembering.glob("*/*"))
    whole = entry.read_bytes()
    for broken in (whole[:50], zlib.compress(b'{"words": [[1]]}')):
        entry.write_bytes(broken)
        assert submitted(tmp_path, "quet.pdf", data) == first
        assert entry.read_bytes() == whole


def test_over_the_limit_the_entries_that_were_not_used_longest_go(
    tmp_path: Path, remembering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_LOOK_EVERY", 1)
    old, used = (remembering / name / (name * 32) for name in ("aa", "bb"))
    for number, path in enumerate((old, used)):
        path.parent.mkdir(parents=True)
        path.write_bytes(bytes(600_000))
        os.utime(path, (1_000 + number, 1_000 + number))
    submitted(tmp_path, "quet.pdf", as_pdf(scanned(drawn(LIST))), Limits(cache_mb=1))
    assert (old.exists(), used.exists()) == (False, True)
    assert len(list(remembering.glob("*/*"))) == 2


def test_a_cache_that_cannot_be_written_costs_no_text(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way", encoding="utf-8")
    environment.configure(environment.Environment(cache=tmp_path / "cache"))
    try:
        file = submitted(tmp_path, "quet.pdf", as_pdf(scanned(drawn(LIST))))
    finally:
        environment.configure(environment.Environment())
    assert file.blocks
    assert told(file) == []
