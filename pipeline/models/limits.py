"""Limits under which submitted files are opened; every figure is a setting of the office."""

from __future__ import annotations

from pydantic import Field

from pipeline.models.base import Value


class Limits(Value):
    """Budgets of one dossier and of one file. Sizes are in MiB, times in seconds."""

    memory_mb: int = Field(default=1024, ge=192)
    """Address space of a worker process; with less it does not even start."""
    program_mb: int = Field(default=4096, ge=1024)
    """Address space of an external program (LibreOffice, Tesseract) that a worker starts."""
    seconds_per_file: float = Field(default=60.0, gt=0)
    """Wall clock for one file read alone."""
    cpu_seconds_per_file: float = Field(default=60.0, gt=0)
    """Processor time of the worker for one file read alone, all its threads together; a program that it starts is
    bounded by the wall clock."""
    seconds_per_dossier: float = Field(default=180.0, gt=0)
    """Wall clock for a whole dossier."""
    temp_mb: int = Field(default=1024, ge=1)
    """Temporary files of one worker and of the programs it starts, all together."""
    file_mb: int = Field(default=100, ge=1)
    """Size of one submitted file."""
    dossier_mb: int = Field(default=500, ge=1)
    """Size of all files of a dossier."""
    files: int = Field(default=1000, ge=1)
    """Files of a dossier, members of archives counted."""
    unpacked_mb: int = Field(default=500, ge=1)
    """Unpacked size of an archive, or of the parts of a Word file."""
    parts: int = Field(default=5000, ge=1)
    """Entries of an archive, or parts of a Word file."""
    megapixels: int = Field(default=120, ge=1)
    """Size of one picture, or of one page drawn for recognition; A3 at 300 dpi has 17."""
    cache_mb: int = Field(default=512, ge=0)
    """What was recognised in pages and is kept for the next time, all of it together."""
    pages: int = Field(default=2000, ge=1)
    blocks: int = Field(default=100_000, ge=1)
