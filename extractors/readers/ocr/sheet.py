"""Recognised words and rules as what the layout of text pages takes, so that a scan gives the same blocks.

Paragraphs are told by sizes, baselines and ends of lines: what a picture gives of these trembles by a pixel, and is
made as steady here as a text layer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.readers.ocr.affine import SAME, Affine, scaled
from extractors.readers.ocr.page import Recognised
from extractors.readers.ocr.tesseract import Seen
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.lines import Line
from extractors.readers.pdf.overlays import Overlay, Overlays
from extractors.readers.pdf.page import Sheet, sheet_of
from extractors.readers.pdf.rules import Drawn
from extractors.readers.pdf.words import PageText, Word
from pipeline.models.base import Box

_BELOW = re.compile(r"[gjpqyQJ,;()\[\]/|_ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ]")
"""Letters that reach below the baseline."""
_RAISED = re.compile(r"^[\W_]+$")
"""Words of marks alone (a dash, an ellipsis) show no baseline."""
_FAR = 2.0
"""Ems between two words that stand in two columns, each with its own baselines."""
_SAME_SIZE = 0.17
"""Share by which sizes differ that are one."""
_SMALLEST, _LARGEST = 5.0, 60.0
"""Points of a font; other heights are specks and drawings."""
_COVERED = 0.5
"""Share of a recognised word under a word of the text layer that is the same word."""


@dataclass(frozen=True)
class ScanFrame(Frame):
    """The frame of a page that was set upright and level before it was read."""

    to_shown: Affine = SAME
    """From the level page to the page as it is shown, in points."""

    @property
    def reads_as_shown(self) -> bool:
        """Never: even a level scan has its own points."""
        return False

    def shown(self, box: Rect) -> Box:
        """A box of the level page on the page as it is shown, rounded to 0.01 point."""
        x0, y0, x1, y1 = self.to_shown.rect(box)
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


@dataclass(frozen=True)
class Layer:
    """The text layer of a page that is a scan all the same: the marks of signing software laid over it."""

    text: PageText
    overlays: Overlays


def sheet(page: Recognised, number: int, scale: float, layer: Layer | None = None) -> tuple[Sheet, Frame]:
    """The page as a sheet, and the frame that says where its words are shown.

    Args:
        scale: pixels of the picture that was read for one point of the page as it is shown.
        layer: what was laid over the page; its words must have been taken out of ``page`` (:func:`without_layer`).
    """
    width, height = page.size
    # The layout's frame is the level page itself, with the y of user space upwards.
    level = Frame(0.0, 0.0, width, height, turns=0, page_turns=0)
    to_shown = page.given.then(scaled(1 / scale))
    frame = ScanFrame(0.0, 0.0, width, height, turns=0, page_turns=0, to_shown=to_shown)
    laid, overlays = _laid(layer, level, to_shown.back()) if layer else ([], Overlays())
    own = _words(page.words, number)
    text = _page_text([*own, *laid], level)
    if laid and layer:
        marks = layer.overlays.first_char
        overlays.first_char = next(
            (word.start for word, old in zip(text.words[len(own) :], laid, strict=True) if old.start >= marks),
            len(text.raw),
        )
    rules = [(x0, height - y1, x1, height - y0) for x0, y0, x1, y1 in page.rules]
    drawn = Drawn(rules=rules, objects=1)
    made = sheet_of(text, drawn, (0.0, 0.0, width, height), number, overlays)
    made.stamps += [_imprint(imprint, number) for imprint in page.stamps.imprints]
    return made, frame


def _imprint(imprint: Sequence[Seen], number: int) -> list[Line]:
    """The lines of a stamp."""
    lines: dict[int, list[Word]] = {}
    for word, seen in zip(_words(imprint, number), _in_lines(imprint), strict=True):
        lines.setdefault(seen.line, []).append(word)
    return [Line(words) for words in lines.values()]


def _in_lines(seen: Sequence[Seen]) -> list[Seen]:
    """The words in the order in which :func:`_words` gives them."""
    return [word for run in _runs(seen) for word in run]


def without_layer(page: Recognised, layer: Layer, scale: float) -> Recognised:
    """The page without the words that its layer says as well: they stand once, as the layer says them."""
    level = Frame(0.0, 0.0, *page.size, turns=0, page_turns=0)
    laid, _ = _laid(layer, level, page.given.then(scaled(1 / scale)).back())
    return replace(page, words=tuple(word for word in page.words if not _is_covered(word, laid)))


def _laid(layer: Layer, level: Frame, to_level: Affine) -> tuple[list[Word], Overlays]:
    """The words of a layer and its annotations on the level page, in the order of the file."""
    words = []
    for word in sorted(layer.text.words, key=lambda one: one.start):
        x0, y0, x1, y1 = to_level.rect(layer.text.frame.shown((word.x0, word.y0, word.x1, word.y1)))
        below = (word.y1 - word.baseline) / max(word.y1 - word.y0, 0.1)
        words.append(replace(word, x0=x0, y0=y0, x1=x1, y1=y1, baseline=y1 - below * (y1 - y0)))
    shown = layer.text.frame
    drawn = []
    for overlay in layer.overlays.drawn:
        x0, y0, x1, y1 = to_level.rect(shown.shown(shown.reading(overlay.rect)))
        drawn.append(Overlay((x0, level.top - y1, x1, level.top - y0), overlay.loss))
    return words, Overlays(drawn=drawn)


def _page_text(words: Sequence[Word], frame: Frame) -> PageText:
    """The words as a text layer would hold them: their characters in a row, each as wide as the next."""
    raw: list[str] = []
    lefts: list[float] = []
    rights: list[float] = []
    placed = []
    for word in words:
        start, letters = len(lefts), len(word.text)
        step = (word.x1 - word.x0) / letters
        raw.append(word.text + " ")
        lefts += [word.x0 + step * index for index in range(letters)] + [word.x1]
        rights += [word.x0 + step * (index + 1) for index in range(letters)] + [word.x1]
        placed.append(replace(word, start=start, end=start + letters))
    return PageText(placed, frame, raw="".join(raw), sides=(lefts, rights))


def _is_covered(word: Seen, laid: Iterable[Word]) -> bool:
    area = (word.x1 - word.x0) * (word.y1 - word.y0)
    return any(
        max(0.0, min(word.x1, other.x1) - max(word.x0, other.x0))
        * max(0.0, min(word.y1, other.y1) - max(word.y0, other.y0))
        >= _COVERED * area
        for other in laid
    )


def _words(seen: Sequence[Seen], number: int) -> list[Word]:
    """The words with the sizes and baselines of their lines made steady."""
    sizes = _sizes(seen)
    words = []
    for run in _runs(seen):
        flat = [word.y1 for word in run if not _BELOW.search(word.text) and not _RAISED.match(word.text)]
        baseline = median(flat) if flat else None
        words += [
            Word(
                word.text,
                word.x0,
                word.y0,
                word.x1,
                word.y1,
                baseline if baseline is not None else word.baseline,
                sizes[word.line],
                upright=not word.turned,
                page=number,
                spaced=True,
                confidence=word.confidence,
            )
            for word in run
        ]
    return words


def _runs(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Words of one line with no wide gap between them."""
    lines: dict[int, list[Seen]] = {}
    for word in seen:
        lines.setdefault(word.line, []).append(word)
    runs: list[list[Seen]] = []
    for line in lines.values():
        line.sort(key=lambda word: word.x0)
        runs.append([])
        for word in line:
            if runs[-1] and word.x0 - runs[-1][-1].x1 > _FAR * word.size:
                runs.append([])
            runs[-1].append(word)
    return runs


def _sizes(seen: Sequence[Seen]) -> dict[int, float]:
    """The size of each line; sizes near one that more letters have are that one."""
    letters: dict[int, int] = {}
    measured: dict[int, float] = {}
    for word in seen:
        letters[word.line] = letters.get(word.line, 0) + len(word.text)
        measured[word.line] = min(max(word.size, _SMALLEST), _LARGEST)
    sizes: dict[int, float] = {}
    waiting = sorted(measured, key=lambda line: measured[line])
    while waiting:
        near = {
            line: [other for other in waiting if abs(measured[other] - measured[line]) <= _SAME_SIZE * measured[line]]
            for line in waiting
        }
        first = max(waiting, key=lambda line: (sum(letters[other] for other in near[line]), -line))
        size = median([measured[other] for other in near[first] for _ in range(letters[other])])
        sizes.update(dict.fromkeys(near[first], size))
        waiting = [line for line in waiting if line not in sizes]
    return sizes
