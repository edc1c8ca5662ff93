"""Spreadsheets: .xlsx, .xlsm, .ods from their XML, .xls and .xlsb through python-calamine."""

from extractors.readers.sheets.read import read_sheets

__all__ = ["read_sheets"]
