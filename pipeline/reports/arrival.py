"""What is known of the day of receipt, for a person: what each piece of evidence says and why a stamp is not used."""

from __future__ import annotations

from pipeline.messages import Language, message_ids, say
from pipeline.models.facts import DossierFacts, Receipt
from pipeline.models.report import FindingEvidence
from pipeline.models.vocabulary import Confidence, ReceiptBasis

_SHOWN: dict[str, str] = {
    ReceiptBasis.RECEIVER_ENVELOPE.value: "shown-envelope",
    ReceiptBasis.SENDER_ENVELOPE.value: "shown-envelope",
}


def unused_stamps(facts: DossierFacts, language: Language) -> list[str]:
    """A sentence for each receipt stamp that is shown and bounds nothing (DESIGN §4, Receipt), with the reason."""
    stamps = [entry for entry in facts.receipt.evidence if entry.source == ReceiptBasis.RECEIPT_STAMP.value]
    shown = [(entry.value, entry.place) for entry in stamps if entry.bound == "shown"]
    lines = []
    for stamp in facts.stamps:
        where = {"day": stamp.day, "file": stamp.place.file}
        if stamp.document != facts.request:
            lines.append(say("report.stamp-elsewhere", language, where))
        elif (stamp.day.isoformat(), stamp.place) in shown and stamp.office is None:
            lines.append(say("report.stamp-nobody", language, where))
        elif (stamp.day.isoformat(), stamp.place) in shown:
            lines.append(say("report.stamp-other", language, {**where, "office": stamp.office}))
        elif stamp.confidence is Confidence.UNCERTAIN:
            lines.append(say("report.stamp-doubtful", language, where))
    if not facts.stamps:
        # A published report keeps the days only.
        lines = [say("report.stamp-shown", language, {"day": value}) for value, _ in shown]
    return list(dict.fromkeys(lines))


def receipt_label(item: FindingEvidence, receipt: Receipt, language: Language) -> str:
    """What a quote says of the receipt: a day by the register is another thing than the date of the letter."""
    shown = any(
        entry.bound == "shown" and (entry.source, entry.quote, entry.place) == (item.source, item.quote, item.place)
        for entry in receipt.evidence
    )
    source = _SHOWN.get(item.source, "shown") if shown else item.source
    known = f"report.receipt-by.{source}"
    return say(known if known in message_ids() else "evidence.receipt", language)
