"""What holds of every report on a sample: the published schema, evidence that can be found again, what is kept out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest

from pipeline.models.files import Block, Cell, ReadFile, box_of
from tests.samples.comparing import EXPECTED, ROOT, SAMPLES, dossier_of, load
from tests.samples.reading import files_of, report_of

SCHEMA = json.loads((ROOT / "docs" / "schema" / "report-1.json").read_text(encoding="utf-8"))
NO_QUOTES = {"46-tep-hong-hoan-toan"}
"""Nothing of these can be read."""
MARKED = SAMPLES / "expected" / "44-dau-mat.yaml"

each_sample = pytest.mark.parametrize("expectation", EXPECTED, ids=lambda path: path.stem)


def quoted(value: Any, where: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every quote of a report with the place it is said to stand at, and where in the report it stands."""
    if isinstance(value, dict):
        quote, place = value.get("quote"), value.get("place")
        if isinstance(quote, str) and isinstance(place, dict):
            yield where, quote, place
        for key, item in value.items():
            yield from quoted(item, f"{where}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from quoted(item, f"{where}[{index}]")


def part_at(file: ReadFile, place: dict[str, Any]) -> Block | Cell:
    """The block, or the cell of a table, that a place names."""
    (block,) = (block for block in file.blocks if block.index == place["block"])
    if "row" not in place:
        return block
    (cell,) = (cell for cell in block.cells if (cell.row, cell.column) == (place["row"], place["column"]))
    return cell


def wrong_place(quote: str, place: dict[str, Any], files: dict[str, ReadFile]) -> str | None:
    """Why a quote is not found where it is said to stand; None where it is."""
    file = files.get(place["file"])
    if file is None:
        return "no such file"
    if "block" not in place:
        return "no block, though the file has blocks" if file.blocks and file.format != "toml" else None
    if "span" not in place:
        return "no span"
    part = part_at(file, place)
    start, end = place["span"]
    if part.text[start:end] != quote:
        return f"there stands {part.text[start:end]!r}"
    if file.format == "pdf":
        found = box_of(part.words, (start, end))
        if found is None or (place["page"], place["box"]) != (found[0], list(found[1])):
            return f"its words have the box {found}"
    return None


@each_sample
def test_a_report_is_valid_by_the_published_schema(expectation: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    errors = jsonschema.Draft202012Validator(SCHEMA).iter_errors(report_of(expectation))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@each_sample
def test_every_quote_of_a_report_stands_where_it_is_said_to_stand(expectation: Path) -> None:
    quotes = list(quoted(report_of(expectation)))
    files = files_of(expectation)
    wrong = [
        f"{where}: {quote!r} at {place}: {why}"
        for where, quote, place in quotes
        if (why := wrong_place(quote, place, files)) is not None
    ]
    assert wrong == []
    # A report without evidence would pass all of the above.
    assert any("block" in place for _, _, place in quotes) is (expectation.stem not in NO_QUOTES)


def test_a_quote_one_character_off_its_place_is_noticed() -> None:
    first = SAMPLES / "expected" / "01-hop-le-tong-ket-chuong-trinh.yaml"
    spans = [(quote, place) for _, quote, place in quoted(report_of(first)) if "span" in place]
    assert len(spans) > 50
    for quote, place in spans:
        start, end = place["span"]
        assert wrong_place(quote, place | {"span": [start + 1, end + 1]}, files_of(first)) is not None


@each_sample
def test_every_rule_that_passed_or_was_violated_shows_evidence(expectation: Path) -> None:
    without = [
        finding["code"]
        for finding in report_of(expectation)["findings"]
        if finding["outcome"] in ("passed", "violated")
        and not finding["evidence"]
        # That no paper bears a mark has no place to show.
        and finding["code"] != "secret-mark"
    ]
    assert without == []


def has_pdf(expectation: Path) -> bool:
    """Whether a sample holds a PDF with text."""
    dossier = dossier_of(expectation)
    return any(path.suffix == ".pdf" and path.stat().st_size for path in (dossier, *dossier.glob("*")))


SCANS = {"41-ban-quet-khong-co-chu"}
"""Their quotes are as recognised; that is no text of the file to compare with."""
PDF = [path for path in EXPECTED if has_pdf(path) and path.stem not in NO_QUOTES | SCANS]


@pytest.mark.parametrize("expectation", PDF, ids=lambda path: path.stem)
def test_the_words_of_a_quote_stand_in_its_box_on_the_page_of_the_original(expectation: Path) -> None:
    places = [(quote, place) for _, quote, place in quoted(report_of(expectation)) if "box" in place]
    assert places
    dossier = dossier_of(expectation)
    for quote, place in places:
        path = dossier / place["file"] if dossier.is_dir() else dossier
        with pypdfium2.PdfDocument(path) as pdf:
            page = pdf[place["page"] - 1]
            height = page.get_height()
            left, top, right, bottom = place["box"]
            text = page.get_textpage().get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1)
        assert set(quote.split()) <= set(text.split()) or "".join(quote.split()) in "".join(text.split()), (
            quote,
            place,
        )


@each_sample
def test_no_date_of_birth_is_kept(expectation: Path) -> None:
    # Every report of merit of a sample gives 12/11 of some year.
    text = json.dumps(report_of(expectation), ensure_ascii=False)
    assert "12/11/" not in text
    assert "-11-12" not in text


def test_a_date_of_birth_is_known_by_its_place_only() -> None:
    documents = report_of(SAMPLES / "expected" / "01-hop-le-tong-ket-chuong-trinh.yaml")["facts"]["documents"]
    births = [entry for document in documents for entry in document["dates"] if entry["role"] == "birth"]
    assert [(entry["value"], entry["to"], entry["quote"]) for entry in births] == [(None, None, None)] * 3
    assert all(entry["place"]["file"] == "bao-cao-thanh-tich.docx" for entry in births)


def test_of_a_paper_with_a_secrecy_mark_only_the_place_of_the_mark_is_kept() -> None:
    report = report_of(MARKED)
    quotes = [quote for _, quote, place in quoted(report) if place["file"] == "phuong-an.docx"]
    assert quotes == []
    text = json.dumps(report, ensure_ascii=False)
    for words in ("PHƯƠNG ÁN", "Bảo vệ Hội nghị", "Nội dung mẫu", "05/PA-UBND", "2025-08-04"):
        assert words not in text
    (mark,) = (finding for finding in report["findings"] if finding["code"] == "secret-mark")
    assert mark["reason"] == "secret_mark"
    assert "phuong-an.docx" in {entry["place"]["file"] for entry in mark["evidence"]}


def test_every_sample_says_what_is_expected_of_each_rule() -> None:
    reports = {path.stem: {f["code"] for f in report_of(path)["findings"] if f["kind"] == "rule"} for path in EXPECTED}
    assert reports == {path.stem: set(load(path)["outcomes"]) for path in EXPECTED}
