"""The frame of every value that passes between stages: frozen, typed, and without unknown fields."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points from the top left corner of the page."""

Span = tuple[int, int]
"""First character and the one after the last, in the NFC text of a block or a cell."""


class Value(BaseModel):
    """An immutable value; an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Place(Value):
    """Where quoted words stand, so that a person can find them again in the original.

    Only what the format of the file knows is set; what is not set is left out of the JSON.
    """

    file: str
    """Path inside the dossier; ``!/`` steps into an archive."""
    document: str | None = None
    page: int | None = None
    """From 1."""
    block: int | None = None
    """From 0, in reading order of the file."""
    row: int | None = None
    """From 0, in the table that the block is."""
    column: int | None = None
    box: Box | None = None
    span: Span | None = None

    @model_serializer(mode="wrap")
    def _only_what_is_known(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}
