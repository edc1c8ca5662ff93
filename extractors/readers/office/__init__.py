"""Word 97-2003, RTF and OpenDocument text, converted by a warm headless LibreOffice and read as Word files."""

from extractors.readers.office.read import read_office

__all__ = ["read_office"]
