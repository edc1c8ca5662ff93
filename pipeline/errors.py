"""One tree of errors: each has a stable code, a sentence for the person and a remedy in two languages.

Findings are values; what stands here is what stops a command or costs a file. Sentences come from the message
catalogue under the error's code, so an error crosses a process border as its code and parameters.
"""

from __future__ import annotations

from typing import Any

from pipeline.messages import Message, render


class DossierError(Exception):
    """The root. ``code`` is a message id of the catalogue ``errors``; ``params`` fill its placeholders."""

    exit_code = 1
    """What the command line answers; the table of DESIGN §4."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.code, self.params)

    def __str__(self) -> str:
        return f"{self.code}: {self.message.en}"

    @property
    def message(self) -> Message:
        """Sentence and remedy in both languages."""
        return render(self.code, self.params)


def _rebuild(kind: type[DossierError], code: str, params: dict[str, Any]) -> DossierError:
    return kind(code, **params)


class UsageError(DossierError):
    """The command was called wrongly."""

    exit_code = 2


class SetupError(DossierError):
    """The installation, its settings, policy or calendar files are broken."""

    exit_code = 3


class PathError(DossierError):
    """A path that was given cannot be used."""

    exit_code = 4


class BusyError(DossierError):
    """Another run holds the lock."""

    exit_code = 3


class ReadError(DossierError):
    """A file, or all of it from some point on, cannot be read; becomes a finding, never stops the batch."""


class IntegrityError(DossierError):
    """Bytes do not have the hash they were recorded with: nothing is deleted or published on their account."""
