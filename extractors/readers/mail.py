"""A mail message (RFC 5322, MIME): its text is read, its attachments are members like those of an archive.

What its headers say, the date among it, is the claim of the sender and of servers: shown, never used. The parser is
the lenient one of the standard library; headers are decoded one by one, so a broken one costs itself only.
"""

from __future__ import annotations

import mimetypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Policy, compat32
from functools import lru_cache, partial
from typing import Any

from lxml import html
from lxml.etree import ParserError

from extractors.readers import base
from extractors.readers.lines import cleaned, paragraphs
from pipeline.errors import ReadError
from pipeline.models.files import Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode

FORMAT = "eml"
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_LOGO_BYTES = 64 * 1024
"""A picture inside the text that is larger than a logo may be a photographed paper."""
_DEEPEST = 100
"""Parts in parts; a message that was forwarded thirty times has some ninety. The parser looks at every line once for
each part that is open, and writing a message out again takes some frames of the stack for each."""
_KEPT = 32 * base.MIB
"""A message up to this size is kept in memory, taken apart, while its text and its files are read."""
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_ENCRYPTED = frozenset({"application/pgp-encrypted"})
_BREAKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table"})
_SILENT = frozenset({"script", "style", "head", "title"})


@dataclass(frozen=True)
class Attached:
    """One attachment: how its step is called, the name it was sent under (null where none), and its part."""

    step: str
    name: str | None
    part: Message

    def data(self, file: str) -> bytes:
        """Its bytes; of a message in the message, that message. ReadError ``file-damaged`` where it cannot be written
        out again."""
        if self.part.get_content_type() == "message/rfc822":
            inner = self.part.get_payload()
            try:
                return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
            except (ValueError, LookupError, TypeError, RecursionError) as error:
                raise base.bad_file(FileCode.FILE_DAMAGED, file, "message in the message") from error
        payload = self.part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""


@dataclass
class Opened:
    """A message taken apart; shared by all who ask for it, and changed by none."""

    heads: list[str]
    body: list[Message]
    attached: list[Attached]
    pictures: int
    encrypted: bool


class _Part(Message):
    """A part that knows how deep it lies and how many more there may be: both are looked at while the parser makes it,
    not when all are there."""

    def __init__(self, policy: Policy[Any], most: int) -> None:
        super().__init__(policy)
        self.depth = 0
        self.left = [most]
        """One number, shared by all parts of the message."""

    def attach(self, payload: Any) -> None:
        """Take a part that the parser begins."""
        payload.depth, payload.left = self.depth + 1, self.left
        self.left[0] -= 1
        if self.left[0] < 0:
            raise base.bad_file(FileCode.FILE_TOO_LARGE, "", "too many parts")
        if payload.depth > _DEEPEST:
            raise base.bad_file(FileCode.FILE_DAMAGED, "", "nested too deep")
        super().attach(payload)


def opened(data: bytes, limits: Limits, file: str) -> Opened:
    """The parts of a message; ReadError ``file-too-large`` where they are too many, ``file-damaged`` where nested
    beyond reason."""
    try:
        return _opened_again(data, limits) if len(data) <= _KEPT else _opened(data, limits)
    except ReadError as error:
        raise base.bad_file(FileCode(error.code), file, str(error.params["detail"])) from error


@lru_cache(maxsize=2)
def _opened_again(data: bytes, limits: Limits) -> Opened:
    """The message that was opened last, and the one that it is attached to: their files are asked for one by one."""
    return _opened(data, limits)


def _opened(data: bytes, limits: Limits) -> Opened:
    message = BytesParser(partial(_Part, most=limits.parts), policy=compat32).parsebytes(data)
    found = Opened(_heads(message), [], [], 0, False)
    for number, part in enumerate(_leaves(message)):
        _sort(part, number, found)
    return found


def read_mail(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    """The lines of a message, its headers as page headers; its attachments are read as files of their own."""
    message = opened(data, limits, source.path)
    losses: Counter[LossCode] = Counter()
    losses[LossCode.IMAGE] += message.pictures
    problems: list[Problem] = []
    if message.encrypted:
        problems.append(base.problem(FileCode.FILE_ENCRYPTED, source.path, "encrypted part"))
    lines = [line for part in message.body for line in cleaned(_text(part, losses), losses).split("\n")]
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > limits.blocks:
        raise base.bad_file(FileCode.FILE_TOO_LARGE, source.path, "too many lines")
    if not lines and not message.attached and not problems and not message.pictures:
        return base.empty(source, FORMAT, "no text and no attachment")
    heads = [cleaned(head, losses).replace("\n", " ") for head in message.heads]
    return base.finished(source, FORMAT, paragraphs(heads, lines), losses, problems)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; of alternatives of one text the plain one."""
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        yield message
        return
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    if message.get_content_type() == "multipart/alternative":
        plain = [part for part in parts if part.get_content_type() == "text/plain" and part.get_payload(decode=True)]
        parts = [part for part in parts if not plain or part is plain[0] or not _is_text(part)]
    for part in parts:
        yield from _leaves(part)


def _is_text(part: Message) -> bool:
    if part.get_content_type() == "multipart/related":
        return False  # its pictures may be papers; its text is left out below where the plain one is there
    return part.get_content_type() in ("text/plain", "text/html") and not _name(part)


def _sort(part: Message, number: int, found: Opened) -> None:
    kind = part.get_content_type()
    attachment = part.get_content_disposition() == "attachment"
    name = _name(part)
    if kind in ("text/plain", "text/html") and not attachment and name is None:
        # An HTML text beside its pictures repeats the plain text before it.
        if kind == "text/plain" or not any(one.get_content_type() == "text/plain" for one in found.body):
            found.body.append(part)
    elif kind in _SIGNATURES:
        return
    elif kind in _ENCRYPTED or (kind.endswith("pkcs7-mime") and part.get_param("smime-type") == "enveloped-data"):
        found.encrypted = True
    else:
        one = Attached(f"part {number}", name, part)
        if kind.startswith("image/") and part["Content-ID"] and not attachment and len(one.data("")) < _LOGO_BYTES:
            found.pictures += 1
        else:
            found.attached.append(one)


def name_of(attached: Attached) -> str:
    """The name an attachment is shown under: the one it was sent with, else its number and kind."""
    if attached.name:
        return attached.name
    if attached.part.get_content_type() == "message/rfc822":
        return f"{attached.step}.eml"
    return attached.step + (mimetypes.guess_extension(attached.part.get_content_type()) or "")


def _name(part: Message) -> str | None:
    """The name in the headers (RFC 2231, RFC 2047 as mail programs write it), without folders."""
    try:
        raw = part.get_filename()
    except (ValueError, LookupError, TypeError, HeaderParseError):
        return None
    if not raw:
        return None
    name = _decoded(raw).replace("\\", "/").rpartition("/")[2].strip()
    return name or None


def _heads(message: Message) -> list[str]:
    return [
        f"{name}: {' '.join(_decoded(str(value)).split())}"
        for name in _SHOWN
        for value in message.get_all(name, [])[:20]
    ]


def _decoded(value: str) -> str:
    """Encoded words (RFC 2047) as text; raw bytes of a careless writer as UTF-8."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(piece if isinstance(piece, str) else _in_charset(piece, charset)[0] for piece, charset in pieces)


def _in_charset(data: bytes, charset: str | None) -> tuple[str, bool]:
    """The text, and whether every byte had a meaning."""
    for encoding in (charset, "utf-8"):
        if encoding is None or encoding.lower() == "unknown-8bit":
            continue
        try:
            return data.decode(encoding), True
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("utf-8", errors="replace"), False


def _text(part: Message, losses: Counter[LossCode]) -> str:
    payload = part.get_payload(decode=True)
    text, whole = _in_charset(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
    losses[LossCode.UNREADABLE_GLYPHS] += not whole
    return _of_html(text, losses) if part.get_content_type() == "text/html" else text


def _of_html(text: str, losses: Counter[LossCode]) -> str:
    """The words of a page, a line for each block of it. Nothing that it points to is fetched."""
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (ParserError, ValueError):
        losses[LossCode.PART_MISSING] += bool(text.strip())
        return ""
    parts: list[str] = []
    skipped = 0
    for event, element in html.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipped += tag in _SILENT
            parts.append("\n" if tag in _BREAKS else "")
            if not skipped:
                parts.append(" ".join((element.text or "").split("\n")))
            continue
        skipped -= event == "end" and tag in _SILENT
        parts.append("\n" if tag in _BREAKS else "\t" if tag in ("td", "th") else "")
        if not skipped:
            parts.append(" ".join((element.tail or "").split("\n")))
    return "".join(parts)
