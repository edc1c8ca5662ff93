"""One pass that makes the tree of a part plain, before anything reads it.

Tracked changes are accepted (insertions stay, deletions go, both counted), content controls, hyperlinks, smart tags,
custom XML and simple fields are replaced by what they hold, and of alternate content one choice is kept, so that no
text is met twice. After it a paragraph's runs are its children and a table's rows and cells stand where they belong
(thomas-villani/all2md#480, #487: normalising once is what ends the list of special cases).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractors.readers.docx.names import MC, RPR, TC, TCPR, TR, TRPR, Element, W
from pipeline.models.vocabulary import LossCode

_ALTERNATE = MC + "AlternateContent"
_CHOICE, _FALLBACK = MC + "Choice", MC + "Fallback"
_SDT, _SDT_CONTENT = W + "sdt", W + "sdtContent"
_INSERTED = frozenset({W + "ins", W + "moveTo"})
_DELETED = frozenset({W + "del", W + "moveFrom"})
_CELL_DELETED, _CELL_INSERTED = W + "cellDel", W + "cellIns"
_WRAPPERS = frozenset(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo"))
_CHANGED = (_ALTERNATE, _SDT, _CELL_DELETED, _CELL_INSERTED, *_INSERTED, *_DELETED, *_WRAPPERS)


def normalise(root: Element, losses: Counter[LossCode]) -> None:
    """Make the tree plain in place, and count what was tracked."""
    gone: set[Element] = set()
    for element in list(root.iter(*_CHANGED)):
        if element in gone:
            continue
        tag = element.tag
        if tag == _ALTERNATE:
            kept = _choice(element)
            for branch in element:
                if branch is not kept:
                    gone.update(branch.iter(*_CHANGED))
            _replace(element, () if kept is None else kept)
        elif tag == _SDT:
            content = element.find(_SDT_CONTENT)
            _replace(element, () if content is None else content)
        elif tag in _WRAPPERS:
            _replace(element, element)
        elif tag in _INSERTED:
            _insertion(element, losses)
        elif tag == _CELL_INSERTED:
            losses[LossCode.TRACKED_INSERTION] += 1
        else:
            deleted = _deleted(element)
            if deleted is not None:
                losses[LossCode.TRACKED_DELETION] += 1
                gone.update(deleted.iter(*_CHANGED))
                _remove(deleted)


def _choice(alternate: Element) -> Element | None:
    """The first choice that holds anything, else the fallback."""
    branches = [branch for branch in alternate if len(branch)]
    return next((b for b in branches if b.tag == _CHOICE), next((b for b in branches if b.tag == _FALLBACK), None))


def _insertion(element: Element, losses: Counter[LossCode]) -> None:
    parent = element.getparent()
    if parent is None or parent.tag == RPR:
        return  # the mark of an inserted paragraph: its text is tracked by itself
    if parent.tag == TRPR:
        losses[LossCode.TRACKED_INSERTION] += 1
    elif len(element):
        losses[LossCode.TRACKED_INSERTION] += 1
        _replace(element, element)


def _deleted(element: Element) -> Element | None:
    """What goes with a mark of deletion: itself, its row or its cell; None for the mark of a deleted paragraph end,
    which the reader of paragraphs needs."""
    parent = element.getparent()
    if parent is None or parent.tag == RPR:
        return None
    owner = parent.getparent() if parent.tag in (TRPR, TCPR) else None
    if owner is not None and owner.tag in (TR, TC):
        return owner
    return element if len(element) else None


def _replace(element: Element, children: Iterable[Element]) -> None:
    for child in list(children):
        element.addprevious(child)
    _remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
