"""The certificates that an office trusts: ``settings/trust/*.pem|*.crt|*.cer`` of its data folder.

A certificate that its own subject issued is a root; the others are links of a chain, for signers often send none. None
is shipped: an office gets them from the body that runs its chain, and answers for them (docs/administration.md).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SetupError

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

SUFFIXES = (".pem", ".crt", ".cer")
_LARGEST = 1024 * 1024


@dataclass(frozen=True)
class Trust:
    """Certificates in DER form."""

    roots: tuple[bytes, ...] = ()
    links: tuple[bytes, ...] = ()

    @property
    def sha256(self) -> str:
        """Tells two sets of certificates apart, whatever their files are called."""
        return hashlib.sha256(b"".join(sorted((*self.roots, *self.links)))).hexdigest()


@cache
def load_trust(folder: Path | None) -> Trust:
    """The certificates of a folder; none where it does not exist.

    Raises:
        SetupError: ``trust-file-invalid``: a file of the folder holds no certificate, or cannot be opened.
    """
    if folder is None or not folder.is_dir():
        return Trust()
    roots: list[bytes] = []
    links: list[bytes] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES):
        for certificate in _certificates(path):
            known = roots if certificate.subject == certificate.issuer else links
            known.append(certificate.dump())
    return Trust(tuple(roots), tuple(links))


def _certificates(path: Path) -> list[Certificate]:
    """Every certificate of one file, PEM or DER."""
    from asn1crypto import pem, x509

    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError(f"more than {_LARGEST} bytes")
        data = path.read_bytes()
        # Some tools write lines of text before the first certificate.
        begins = data.find(b"-----BEGIN ")
        found = [data] if begins < 0 else [der for _, _, der in pem.unarmor(data[begins:], multiple=True)]
        certificates = [x509.Certificate.load(der, strict=True) for der in found]
        for certificate in certificates:
            # Parsed piece by piece on use: what is broken inside is to be found now.
            _ = certificate.native, certificate.public_key.native
    except (OSError, ValueError, TypeError) as error:
        raise SetupError("trust-file-invalid", file=str(path), detail=str(error).splitlines()[0]) from error
    return certificates
