"""Signs small PDF files with keys made on the spot: a root, an office under it, and strangers."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
from dataclasses import dataclass
from functools import cache

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko_certvalidator.registry import SimpleCertificateStore

ZONE = dt.timezone(dt.timedelta(hours=7))
SIGNED_AT = dt.datetime(2025, 8, 22, 15, 30, tzinfo=ZONE)
_FROM, _TO = dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.datetime(2029, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@cache
def holder(
    common: str,
    organisation: str = "UBND xã Mẫu",
    issuer: Holder | None = None,
    *,
    authority: bool = False,
    until: dt.datetime = _TO,
) -> Holder:
    """A certificate of a name, under an issuer or its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = _name(common, organisation)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    return Holder(key, builder.sign(issuer.key if issuer else key, hashes.SHA256()))


def root() -> Holder:
    return holder("Root CA mẫu", "Cơ quan chứng thực mẫu", authority=True)


def office() -> Holder:
    return holder("Ủy ban nhân dân xã Mẫu", "Tỉnh Mẫu", root())


def signed(
    data: bytes, by: Holder, field: str = "Signature1", at: dt.datetime | None = SIGNED_AT, *, certify: bool = False
) -> bytes:
    """The file with a signature added; only the certificate of the signer goes into it, as offices' programs do it."""
    key = by.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(by.der),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),
    )
    embedder = PdfCMSEmbedder().write_cms(field_name=field, writer=IncrementalPdfFileWriter(io.BytesIO(data)))
    next(embedder)
    embedder.send(
        SigObjSetup(
            sig_placeholder=SignatureObject(timestamp=at, bytes_reserved=8192),
            mdp_setup=SigMDPSetup(md_algorithm="sha256", certify=certify, docmdp_perms=MDPPerm.FILL_FORMS),
        )
    )
    digest, output = embedder.send(SigIOSetup(md_algorithm="sha256"))
    made = asyncio.run(signer.async_sign(digest.document_digest, digest_algorithm="sha256"))
    embedder.send(made)
    return output.getvalue()


def updated(data: bytes, text: str) -> bytes:
    """The file with a later revision that writes other words on its first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=f"BT ({text}) Tj ET".encode()))
    writer.mark_update(page.container_ref)
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()
