"""markitdown without plug-ins: its Markdown, read back into text and tables."""

from __future__ import annotations

from pathlib import Path

from common import Answer, drive, from_markdown
from markitdown import MarkItDown

_READER = MarkItDown(enable_plugins=False)


def read(path: Path) -> Answer:
    """Text without Markdown's signs, tables from its pipes."""
    return from_markdown(_READER.convert(path).text_content)


drive(read)
