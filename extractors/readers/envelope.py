"""An edXML envelope, in which offices exchange papers (QCVN 102:2016/BTTTT and its amendment of 2022).

Two writings of it are met, with prefixes and capitals of their own, so elements are found by their local name whatever
its case. The fields are shown; the attached files are members like those of an archive; the trace headers tell when
which office sent and received, in local time.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from extractors.readers import base
from extractors.readers.lines import cleaned, paragraphs
from pipeline.models.files import ReadFile, SourceFile, Trace
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode, TraceRole

FORMAT = "edxml"
Element = etree._Element
_LOCAL = dt.timezone(dt.timedelta(hours=7))
"""No zone stands in the envelope; it is the time of Viet Nam."""
_FIELDS = {
    "codenumber": "Số",
    "codenotation": "Ký hiệu",
    "promulgationdate": "Ngày ban hành",
    "place": "Nơi ban hành",
    "typename": "Loại văn bản",
    "subject": "Trích yếu",
    "fullname": "Người ký",
    "position": "Chức vụ",
    "duedate": "Hạn xử lý",
}
"""Fields that are shown as lines, with the words that offices use for them."""
_NAMES = ("attachmentname", "filename")
_CONTENTS = ("contenttransferencoded", "content")
_WHEN = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d))?)?")
_PARSER: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    # Attachments are longer than libxml2's bound for one text; the file's own size is bounded, and there are no
    # entities to grow: a document type declaration is refused before anything is parsed.
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
}
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Attached:
    """One attached file: how its step is called, its name, its content as the envelope holds it."""

    step: str
    name: str
    element: Element

    def data(self, file: str) -> bytes:
        """Its bytes; ReadError ``file-damaged`` where they are no base64."""
        try:
            return base64.b64decode("".join((self.element.text or "").split()), validate=True)
        except (binascii.Error, ValueError) as error:
            raise base.bad_file(FileCode.FILE_DAMAGED, file, "base64") from error


@dataclass(frozen=True)
class Opened:
    """An envelope taken apart."""

    root: Element
    attached: tuple[Attached, ...]


def opened(data: bytes, limits: Limits, file: str) -> Opened:
    """The envelope; ReadError ``file-damaged`` where it is no sound XML or declares a document type."""
    if _DOCTYPE.search(data):
        raise base.bad_file(FileCode.FILE_DAMAGED, file, "document type declaration")
    try:
        root = etree.fromstring(data, etree.XMLParser(**_PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise base.bad_file(FileCode.FILE_DAMAGED, file, "XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise base.bad_file(FileCode.FILE_DAMAGED, file, "document type declaration")
    attached = tuple(_attached(root))
    if len(attached) > limits.parts:
        raise base.bad_file(FileCode.FILE_TOO_LARGE, file, "too many attachments")
    return Opened(root, attached)


def read_envelope(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    """The fields of an envelope as lines, and who sent and received it when."""
    envelope = opened(data, limits, source.path)
    losses: Counter[LossCode] = Counter()
    # A reference to a file that is not in the envelope: somebody took it out.
    referred = sum(
        _local(element) == "reference" and any(_local(child) == "contentid" for child in element.iter(etree.Element))
        for element in envelope.root.iter(etree.Element)
    )
    losses[LossCode.PART_MISSING] += max(0, referred - len(envelope.attached))
    traces = tuple(_traces(envelope.root))
    lines = [*_lines(envelope.root), *(trace.quote for trace in traces)]
    lines = [" ".join(cleaned(line, losses).split()) for line in lines]
    if len(lines) > limits.blocks:
        raise base.bad_file(FileCode.FILE_TOO_LARGE, source.path, "too many fields")
    if not lines and not envelope.attached:
        return base.empty(source, FORMAT, "no field and no attachment")
    answer = base.finished(source, FORMAT, paragraphs(lines, ()), losses)
    return answer.model_copy(update={"traces": traces})


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _texts(root: Element, *names: str) -> Iterator[tuple[str, str]]:
    """Name and text of the elements with these local names, in their order."""
    for element in root.iter(etree.Element):
        name = _local(element)
        if name in names and (text := (element.text or "").strip()):
            yield name, text


def _attached(root: Element) -> Iterator[Attached]:
    number = 0
    for element in root.iter(etree.Element):
        if _local(element) != "attachment":
            continue
        name, content = None, None
        for child in element:
            local = _local(child) if isinstance(child.tag, str) else ""
            name = child.text if local in _NAMES else name
            content = child if local in _CONTENTS and (child.text or "").strip() else content
        if content is not None:
            number += 1
            yield Attached(f"attachment {number}", (name or "").strip(), content)


def _organs(root: Element, side: str) -> dict[str, str]:
    """Ids and names of the offices on one side, ``from`` or ``to``."""
    found: dict[str, str] = {}
    for element in root.iter(etree.Element):
        if _local(element) == side:
            fields = {_local(child): (child.text or "").strip() for child in element if isinstance(child.tag, str)}
            if fields.get("organid"):
                found[fields["organid"].lower()] = fields.get("organname", "")
    return found


def _traces(root: Element) -> Iterator[Trace]:
    """The trace headers with a time that can be read; one alone is the sender's, which wrote it at dispatch."""
    senders, receivers = _organs(root, "from"), _organs(root, "to")
    headers = [element for element in root.iter(etree.Element) if _local(element) == "traceheader"]
    for header in headers:
        fields = {_local(child): (child.text or "").strip() for child in header if isinstance(child.tag, str)}
        organ, stamp = fields.get("organid", ""), fields.get("timestamp", "")
        at = _moment(stamp)
        if at is None:
            continue
        known = organ.lower()
        role = TraceRole.UNKNOWN
        if known in receivers and known not in senders and len(headers) > 1:
            role = TraceRole.RECEIVER
        elif (known in senders and known not in receivers) or (len(headers) == 1 and known not in receivers):
            role = TraceRole.SENDER
        name = receivers.get(known) or senders.get(known)
        yield Trace(organ_id=organ, organ_name=name or None, at=at, role=role, quote=f"TraceHeader: {organ} {stamp}")


def _moment(text: str) -> dt.datetime | None:
    found = _WHEN.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return dt.datetime(*(int(part or 0) for part in found.groups()), tzinfo=_LOCAL)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def _lines(root: Element) -> Iterator[str]:
    for side, word in (("from", "Từ"), ("to", "Đến")):
        for organ, name in _organs(root, side).items():
            yield f"{word}: {name} ({organ.upper()})" if name else f"{word}: {organ.upper()}"
    for name, text in _texts(root, *_FIELDS):
        yield f"{_FIELDS[name]}: {text}"
