"""Compiles the message catalogues (``make messages``): every ``.po`` into the ``.mo`` beside it. Needs Babel."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pipeline.messages import LANGUAGES, LOCALE

_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


def compiled(source: Path, language: str) -> bytes:
    """The bytes of the ``.mo`` that belongs to a ``.po``."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=language, abort_invalid=True)
    # Without this the catalogue would carry the moment it was compiled.
    catalogue.creation_date = catalogue.revision_date = _UNDATED
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def main() -> None:
    """Compile all catalogues in place."""
    for language in LANGUAGES:
        for source in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po")):
            source.with_suffix(".mo").write_bytes(compiled(source, language))


if __name__ == "__main__":
    main()
