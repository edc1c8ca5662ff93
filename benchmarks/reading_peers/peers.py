"""The readers that are compared: what each is run on, under which settings, and why not on the rest."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reading_peers.corpus import WORK

_DRIVERS = Path(__file__).with_name("drivers")
_PEERS = WORK / ".venv" / "bin" / "python"

KINDS = {
    "word": "Word (.docx)",
    "worn": "Worn Word (.docx)",
    "pdf": "Text PDF",
    "scan": "Scans (image-only PDF, 200 dpi)",
    "old": "Old formats (.doc, .rtf, .odt)",
    "legacy": "Word in TCVN3 and VNI fonts (.docx)",
    "legacy-doc": "Word 97 in TCVN3 and VNI fonts (.doc)",
    "sheet": "Workbooks (.xlsx, .xls)",
}
"""In the order of the tables."""


@dataclass(frozen=True)
class Reader:
    """One reader with its driver."""

    name: str
    driver: str
    kinds: tuple[str, ...]
    slow: frozenset[str] = frozenset()
    """Kinds where one turn must do."""
    arguments: tuple[str, ...] = ()
    not_run: dict[str, str] = field(default_factory=dict)
    """Why it is not run on a kind that one would expect of it."""
    about: str = ""
    """Its settings."""
    ours: bool = False
    shown: bool = True
    """False where it is run as a measure of speed alone."""

    @property
    def command(self) -> list[str]:
        """Its driver in its own interpreter."""
        python = sys.executable if self.ours else str(_PEERS.absolute())
        return [python, str(_DRIVERS / f"{self.driver}.py"), *self.arguments]


def ready() -> bool:
    """Whether the environment of the peers is there."""
    return _PEERS.exists()


OURS = Reader("this project", "ours", tuple(KINDS), about="as in daily use, every limit and place included", ours=True)
PYTHON_DOCX = Reader(
    "python-docx alone", "python_docx", ("word", "worn", "legacy"), about="body opened and walked in order"
)
PDFIUM = Reader("pypdfium2 alone", "pdfium", ("pdf",), about="text with the box of each character")
PLUMBER = Reader(
    "pdfplumber alone",
    "plumber",
    ("pdf",),
    about="`extract_text` and `extract_tables` of each page, default settings",
)
PLUMBER_TABLES = Reader("pdfplumber, tables", "plumber", ("pdf",), arguments=("tables",), shown=False)
TESSERACT = Reader(
    "Tesseract alone",
    "tesseract",
    ("scan",),
    about="`-l vie --oem 1 --psm 3`, one thread a page, a page a core, on the pictures that the scans are made of",
)
_NO_MODELS = "needs models from a hub"
_NO_SPACY = "needs a model from the network"

READERS = (
    OURS,
    Reader(
        "kreuzberg",
        "kreuzberg_peer",
        tuple(KINDS),
        slow=frozenset({"scan"}),
        about="no cache; Tesseract with `vie`, `oem` 1, `psm` 3 and table detection for scans; "
        "no layout models (fetched from a hub)",
    ),
    Reader(
        "docling",
        "docling_peer",
        ("word", "worn", "legacy"),
        not_run=dict.fromkeys(("pdf", "scan"), _NO_MODELS),
        about="its Word backend called directly, as its converter imports torch (1.7 GB) before any file is seen; "
        "PDF and pictures need layout models from a hub",
    ),
    Reader(
        "unstructured",
        "",
        (),
        not_run=dict.fromkeys(("word", "worn", "pdf"), _NO_SPACY),
        about="not run: at the first paragraph of a Word file it fetches spaCy's English model from the network; "
        "its reader of PDF imports unstructured-inference, and with it torch",
    ),
    Reader(
        "markitdown",
        "markitdown_peer",
        ("word", "worn", "pdf", "legacy", "sheet"),
        slow=frozenset({"word", "worn", "pdf", "legacy"}),
        not_run={"scan": "reads no pictures offline"},
        about="no plug-ins; its Markdown read back into text and tables",
    ),
    PYTHON_DOCX,
    PDFIUM,
    PLUMBER,
    PLUMBER_TABLES,
    TESSERACT,
    Reader(
        "LibreOffice → text",
        "libreoffice",
        ("word", "worn", "old", "legacy", "legacy-doc", "sheet"),
        slow=frozenset({"word", "worn", "old", "legacy", "legacy-doc", "sheet"}),
        not_run={"pdf": "draws a PDF, gives no text of it"},
        about="`--convert-to txt` (CSV for workbooks), all files in one call, its start included",
    ),
)
