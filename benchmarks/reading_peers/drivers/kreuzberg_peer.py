"""kreuzberg with what works offline: Tesseract with ``vie`` and tables of scans sought, no cache, no layout models."""

from __future__ import annotations

from pathlib import Path

from common import Answer, Table, drive, unmarked
from kreuzberg import ExtractionConfig, OcrConfig, TesseractConfig, extract_file_sync

_TESSERACT = TesseractConfig(language="vie", oem=1, psm=3, enable_table_detection=True, use_cache=False)
_CONFIG = ExtractionConfig(
    use_cache=False,
    # Mends spacing by rules for other languages, at a cost; the text is as good without.
    enable_quality_processing=False,
    ocr=OcrConfig(backend="tesseract", language="vie", tesseract_config=_TESSERACT),
)


def read(path: Path) -> Answer:
    """Its content, and the cells of its tables."""
    result = extract_file_sync(str(path), config=_CONFIG)
    tables: list[Table] = [[[unmarked(cell) for cell in row] for row in table.cells] for table in result.tables]
    return unmarked(result.content), tables


drive(read)
