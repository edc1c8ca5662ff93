"""Text PDF."""

from extractors.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
