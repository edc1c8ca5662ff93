"""Scans and photographs: pictures of pages read with Tesseract, into the same blocks as pages with text."""

from extractors.readers.ocr.reader import read_picture

__all__ = ["read_picture"]
