"""Stamps laid over a page: their red ink alone, each turned level, without its frame, recognised by itself.

Recognised with the page a stamp is lost: it lies askew across print, in a frame, in letters larger than those about it.
So the layer of red ink is taken apart: round seals are told by their ring, and every other group is recognised. Where
red ink is left that nobody made out, or where a picture holds no colour, the page is not vouched for: it may bear a
stamp.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter

from extractors.readers.ocr import colour, light, tesseract
from extractors.readers.ocr.affine import Affine, levelled, scaled
from extractors.readers.ocr.colour import Group
from extractors.readers.ocr.frames import unframed
from extractors.readers.ocr.light import Grey, Ink
from extractors.readers.ocr.marks import DOUBTFUL, Kind, Told, distance, told_of
from extractors.readers.ocr.seals import Seal, seals_of
from extractors.readers.ocr.tesseract import Seen

_NEAR = 0.12
"""Inches between red ink that is of one stamp: wider than between its words."""
_LEAST = 0.2
"""Inches of the longer side of a group that may be a word of a stamp; 13-point capitals are 0.13 high."""
_FEW = 0.0125
"""Square inches of red ink in the palest mark of the smallest letters, five times over."""
_PALE = 32
"""Of 255: so little red is no ink where there is so little of it."""
_MOST_GROUPS = 6
"""Groups of a page that are recognised; a page with more is a picture or printed in colour."""
_DARK = 140
"""Of 255: print under which red ink cannot be seen."""
_PRINT = 0.03
"""Share of a figure's place that print across it covers."""
_CROSSED = 13
"""Pixels of print that a red stroke goes on beyond."""
_SHARPER = 2
"""Times its redness that a pixel may be darker in green light: more is print."""
_MOST_TURN = 12.0
_SHADE = 92
"""Percentile of a group's red that is full ink."""
_INK = 0.35
"""Share of full ink from which on a pixel is a stroke."""
_FAINT = 0.2
"""Share of full ink up to which it is the colour that print has beside red ink."""
_PAD = 24
_LONE_LINE = 7
"""Page segmentation mode: one line of text."""
_SPARSE = 11
"""Page segmentation mode: text wherever it is found."""
_SCALES = (
    (1.0, tesseract.ONE_BLOCK),
    (0.7, tesseract.ONE_BLOCK),
    (1.4, tesseract.ONE_BLOCK),
    (1.0, _SPARSE),
    (0.7, _LONE_LINE),
)
"""Scale and mode, in turn until one is sure."""
_ENOUGH = 0.85
_FOR_ONE_WORD = 3
"""Tries at a mark of one word."""
_FOR_FIGURES = 4
"""Tries at a receipt, whose figures no word list confirms."""
_AGREE = 2
"""Tries that must give a figure."""
_RIVAL = 0.4
"""Share of its letters in which what another try gave for a figure differs at most."""

_ORDER = (Kind.UNREAD, Kind.TEXT, Kind.STAMP, Kind.RECEIPT, Kind.MARK)
"""From what says least to what says most."""
_STAMPS = (Kind.MARK, Kind.RECEIPT, Kind.STAMP)

Read = Callable[[Grey, float, int], list[Seen]]
"""Recognises a grey picture of so many dots an inch in a mode of page segmentation."""


Parts = Sequence[tuple[tuple[int, int, int, int], Ink]]
"""Boxes of a page, each with the pixels of it that are meant."""


@dataclass(frozen=True)
class RedInk:
    """The red ink of a page."""

    redness: Grey
    rest: Ink
    """Which pixels are red and on no seal."""
    seals: tuple[Seal, ...]

    @property
    def seals_parts(self) -> list[tuple[tuple[int, int, int, int], Ink]]:
        """Where the seals lie."""
        return [_box_of(seal, self.rest.shape) for seal in self.seals]


@dataclass(frozen=True)
class Look:
    """What the red ink of one page says; all places in pixels of the picture."""

    imprints: tuple[tuple[Seen, ...], ...] = ()
    red: bool = False
    """It shows the red ink of a seal or stamp."""
    unread: int = 0
    """Groups of red ink that were not made out."""
    gone: Parts = ()
    """Where the stamps lie that were made out: their ink is no part of the page's text."""


def red_ink(image: Image.Image, dpi: float) -> RedInk:
    """Takes the red ink of a page in colour apart."""
    redness = colour.redness_of(image)
    red = colour.is_red(redness)
    seals = [seal for group in colour.groups_of(red, _NEAR * dpi) for seal in seals_of(red, group.box, dpi)]
    rest = red.copy()
    for seal in seals:
        rest &= ~seal.covers(red.shape)
    return RedInk(redness, rest, tuple(seals))


def look(image: Image.Image, red: RedInk, dpi: float, read: Read) -> Look:
    """Recognises the stamps on an upright picture of a page in colour."""
    groups = [
        group for group in colour.groups_of(red.rest, _NEAR * dpi) if _may_be_word(group, red.redness, red.rest, dpi)
    ]
    if not groups:
        return Look(red=bool(red.seals))
    dark = _dark(image)
    strokes = _strokes(red.redness, image, dark)
    told = []
    for group in _largest(groups, red.rest):
        for layer in strokes[: 1 if len(groups) > _MOST_GROUPS else 2]:
            one = _told(layer, red.rest, group, dpi, read)
            if one.kind is not Kind.UNREAD:
                break
        told.append((group, one))
    told = [(group, _crossed(one, dark) if one.kind is Kind.RECEIPT else one) for group, one in told]
    stamps = [(group, one) for group, one in told if one.kind in _STAMPS]
    return Look(
        tuple(one.words for _, one in stamps),
        red=bool(red.seals or stamps),
        unread=sum(one.kind is Kind.UNREAD for _, one in told) + max(len(groups) - _MOST_GROUPS, 0),
        gone=[(group.box, group.mask) for group, _ in stamps],
    )


def _may_be_word(group: Group, redness: Grey, red: Ink, dpi: float) -> bool:
    """Whether a group is not a speck, or what shines through from the other side of the sheet."""
    if max(group.width, group.height) < _LEAST * dpi:
        return False
    x0, y0, x1, y1 = group.box
    inked = redness[y0:y1, x0:x1][group.mask & red[y0:y1, x0:x1]]
    return len(inked) >= _FEW * dpi * dpi or float(np.percentile(inked, 99)) >= _PALE


def _largest(groups: Sequence[Group], red: Ink) -> list[Group]:
    def ink(group: Group) -> int:
        x0, y0, x1, y1 = group.box
        return int((red[y0:y1, x0:x1] & group.mask).sum())

    chosen = sorted(groups, key=ink, reverse=True)[:_MOST_GROUPS]
    return sorted(chosen, key=lambda group: group.box[1])


def _box_of(seal: Seal, shape: tuple[int, ...]) -> tuple[tuple[int, int, int, int], Ink]:
    radius = math.ceil(seal.radius)
    x0, y0 = max(round(seal.x) - radius, 0), max(round(seal.y) - radius, 0)
    x1, y1 = min(round(seal.x) + radius, shape[1]), min(round(seal.y) + radius, shape[0])
    return (x0, y0, x1, y1), Seal(seal.x - x0, seal.y - y0, seal.radius).covers((y1 - y0, x1 - x0))


def _dark(image: Image.Image) -> Ink:
    """Where print is, and beside it: it is dark in red light, too."""
    return np.asarray(light.evened(image.getchannel("R")).filter(ImageFilter.MinFilter(3))) < _DARK


def _strokes(redness: Grey, image: Image.Image, dark: Ink) -> tuple[Grey, Grey]:
    """The red ink as sharp as its green light shows it, and as soft as its redness does.

    Pictures are stored with half of their colours' points: the redness alone is blurred, but it has no edges of print.
    Strokes that print crosses go on under it.
    """
    layer = Image.fromarray(redness)
    closed = layer.filter(ImageFilter.MaxFilter(_CROSSED)).filter(ImageFilter.MinFilter(_CROSSED))
    near = np.asarray(layer.filter(ImageFilter.MaxFilter(3)), dtype=np.int16) * _SHARPER
    shown = 255 - np.asarray(light.evened(image.getchannel("G")), dtype=np.int16)
    sharp = np.minimum(shown, near).clip(0, 255).astype(np.uint8)
    return np.where(dark, np.asarray(closed), sharp), np.where(dark, np.asarray(closed), redness)


def _told(redness: Grey, red: Ink, group: Group, dpi: float, read: Read) -> Told:
    """The best of several tries at one group."""
    whole, angle, before = _levelled(redness, red, group)
    level = whole.copy()
    framed = unframed(level, level < 255 * (1 - _INK), dpi)
    best = Told(Kind.UNREAD)
    others: list[set[str]] = []
    for tries, (picture, scale, mode) in enumerate(_tries(level, whole, framed), 1):
        words = read(_scaled(picture, scale), dpi, mode)
        others.append({word.text for word in words})
        told = told_of(words, framed)
        back = scaled(1 / scale).then(Affine(c=-_PAD, f=-_PAD)).then(levelled(angle, *before))
        placed = tuple(_placed(word, back.then(Affine(c=group.box[0], f=group.box[1]))) for word in told.words)
        best = max(best, Told(told.kind, placed, told.sure), key=_rank)
        if _is_enough(best, tries):
            break
    return _confirmed(best, others) if best.kind is Kind.RECEIPT else best


def _crossed(told: Told, dark: Ink) -> Told:
    """A receipt whose figures are doubtful where print runs across them."""
    words = []
    for word in told.words:
        under = dark[max(int(word.y0), 0) : int(word.y1) + 1, max(int(word.x0), 0) : int(word.x1) + 1]
        doubtful = any(map(str.isdigit, word.text)) and under.size and float(under.mean()) > _PRINT
        words.append(replace(word, confidence=min(word.confidence, DOUBTFUL)) if doubtful else word)
    return replace(told, words=tuple(words))


def _tries(level: Grey, whole: Grey, framed: bool) -> Iterator[tuple[Grey, float, int]]:
    """Pictures, scales and modes; at last with the frame, whose removal may have torn letters that touch it."""
    for scale, mode in _SCALES:
        yield level, scale, mode
    if framed:
        yield whole, 1.0, tesseract.ONE_BLOCK
        yield whole, 0.7, _SPARSE


def _confirmed(told: Told, tries: Sequence[set[str]]) -> Told:
    """A receipt whose figures are doubtful where no second try gave them, or one gave others in their place."""
    words = tuple(
        replace(word, confidence=min(word.confidence, DOUBTFUL))
        if any(map(str.isdigit, word.text)) and not _is_confirmed(word.text, tries)
        else word
        for word in told.words
    )
    return replace(told, words=words)


def _is_confirmed(figure: str, tries: Sequence[set[str]]) -> bool:
    rivals = {
        other
        for seen in tries
        for other in seen
        if other != figure and sum(map(str.isdigit, other)) > 1 and distance(other, figure) <= _RIVAL * len(figure)
    }
    return sum(figure in seen for seen in tries) >= _AGREE and not rivals


def _is_enough(best: Told, tries: int) -> bool:
    if best.kind is Kind.MARK:
        # Of TỐI MẬT the first word may have been lost.
        return len(best.words) > 1 or tries >= _FOR_ONE_WORD
    if best.kind is Kind.RECEIPT:
        return tries >= _FOR_FIGURES
    return best.kind is not Kind.UNREAD and best.sure >= _ENOUGH


def _rank(told: Told) -> tuple[int, int, float]:
    """A mark before all, of two words before one; what was made out before what was not."""
    return len(told.words) if told.kind is Kind.MARK else 0, _ORDER.index(told.kind), told.sure


def _levelled(redness: Grey, red: Ink, group: Group) -> tuple[Grey, float, tuple[tuple[int, int], tuple[int, int]]]:
    """The group's ink in black on white and level, the angle, and the sizes before and after."""
    x0, y0, x1, y1 = group.box
    own = np.where(group.mask, redness[y0:y1, x0:x1], 0)
    inked = own[group.mask & red[y0:y1, x0:x1]]
    full = max(float(np.percentile(inked, _SHADE)), 1.0) if len(inked) else 1.0
    share = (own / full - _FAINT) / (1 - _FAINT)
    black = Image.fromarray((255 - np.clip(share * 255, 0, 255)).astype(np.uint8))
    rows, columns = np.nonzero(own >= full * _INK)
    angle = _angle(columns.astype(np.float32), rows.astype(np.float32))
    turned = black.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    wide = np.full((turned.height + 2 * _PAD, turned.width + 2 * _PAD), 255, dtype=np.uint8)
    wide[_PAD:-_PAD, _PAD:-_PAD] = np.asarray(turned)
    return wide, angle, (black.size, turned.size)


def _angle(xs: np.typing.NDArray[np.float32], ys: np.typing.NDArray[np.float32]) -> float:
    """Degrees by which a stamp falls to the right."""
    if len(xs) < 2:
        return 0.0
    step = len(xs) // 20_000 + 1
    xs, ys = xs[::step], ys[::step]
    best = 0.0
    for reach, width in ((_MOST_TURN, 1.0), (1.0, 0.25)):
        angles = np.arange(best - reach, best + reach + 0.01, width)
        scores = [light.sharpness(ys * math.cos(math.radians(a)) - xs * math.sin(math.radians(a))) for a in angles]
        best = float(angles[int(np.argmax(scores))])
    return best


def _scaled(picture: Grey, scale: float) -> Grey:
    if scale == 1.0:
        return picture
    size = max(round(picture.shape[1] * scale), 1), max(round(picture.shape[0] * scale), 1)
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC))


def _placed(word: Seen, back: Affine) -> Seen:
    x0, y0, x1, y1 = back.rect((word.x0, word.y0, word.x1, word.y1))
    _, _, _, baseline = back.rect((word.x0, word.y0, word.x1, word.baseline))
    return Seen(word.text, x0, y0, x1, y1, baseline, word.size, word.confidence, word.line)
