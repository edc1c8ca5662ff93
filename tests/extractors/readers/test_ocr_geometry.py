"""Rules, skew and places found in drawn pictures; what Tesseract prints, read."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.readers.ocr.affine import levelled, scaled, turned
from extractors.readers.ocr.cells import Stack, _Set
from extractors.readers.ocr.leftover import left_over, lines_without
from extractors.readers.ocr.light import Grey, evened, ink_of, level, skew_of, whitened
from extractors.readers.ocr.ruling import ruling_of
from extractors.readers.ocr.tesseract import Seen, parsed
from tests.extractors.readers.scanning import LETTER, drawn, photographed

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page' title='image "stdin"; bbox 0 0 500 200'>
<span class='ocr_line' id='line_1_1' title="bbox 10 20 210 60; baseline 0.01 -7; x_size 36; x_descenders 7">
<span class='ocrx_word' title='bbox 10 20 90 60; x_wconf 96'>Bằng</span>
<span class='ocrx_word' title='bbox 110 20 210 58; x_wconf 41'>khen<em/></span>
<span class='ocrx_word' title='bbox 215 20 216 58; x_wconf 5'> </span></span></div></body></html>
"""


def table() -> Image.Image:
    """A table of two rows and three columns, the lower row 0.16 inches high, with a capital in each cell."""
    image = Image.new("L", (1000, 500), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 200, 232):
        pen.rectangle((100, y, 901, y + 1), fill=0)
    for x in (100, 300, 600, 900):
        pen.rectangle((x, 100, x + 1, 232), fill=0)
    for x in (150, 400, 700):
        pen.rectangle((x, 140, x + 4, 165), fill=0)
        pen.rectangle((x + 30, 208, x + 34, 226), fill=0)
    return image


def test_the_rules_of_a_table_are_found_and_the_strokes_of_letters_are_not() -> None:
    ruling = ruling_of(ink_of(table()), 200)
    assert sorted((y0 + y1) / 2 for _, y0, _, y1 in ruling.across) == [101, 201, 233]
    assert sorted((x0 + x1) / 2 for x0, _, x1, _ in ruling.down) == [101, 301, 601, 901]


def test_a_short_rule_counts_where_it_joins_two_others_and_nowhere_else() -> None:
    image = Image.new("L", (1000, 400), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 135):
        pen.line((100, y, 900, y), fill=0, width=2)
    pen.line((500, 100, 500, 135), fill=0, width=3)
    pen.line((700, 250, 700, 285), fill=0, width=3)
    ruling = ruling_of(ink_of(image), 200)
    assert [round(x0) for x0, _, _, _ in ruling.down] in ([499], [500])


def test_rules_are_taken_away_and_letters_stay() -> None:
    image = table()
    pixels = np.array(image)
    ruling_of(ink_of(image), 200).erase(pixels)
    left = np.argwhere(pixels < 128)
    assert len(left) == 3 * (5 * 26 + 5 * 19)


def test_a_worn_rule_is_one_rule() -> None:
    image = Image.new("L", (1000, 200), 255)
    pen = ImageDraw.Draw(image)
    for start, end in ((100, 400), (420, 700), (715, 900)):
        pen.line((start, 100, end, 100), fill=0, width=2)
    ruling = ruling_of(ink_of(image), 200)
    assert [(round(x0), round(x1)) for x0, _, x1, _ in ruling.across] == [(100, 901)]


@pytest.mark.parametrize("skew", [-4.0, -1.3, 0.0, 0.5, 3.2])
def test_the_skew_of_a_page_is_found(skew: float) -> None:
    page = drawn(LETTER).rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(ink_of(page)) == pytest.approx(skew, abs=0.08)


def test_a_page_without_lines_has_no_skew() -> None:
    assert skew_of(ink_of(Image.new("L", (800, 800), 255))) == 0


def test_the_light_of_a_photograph_is_divided_out() -> None:
    paper = np.asarray(evened(photographed(Image.new("L", (1654, 2339), 255))))
    corners = [float(paper[part].mean()) for part in (np.s_[:200, :200], np.s_[-200:, -200:])]
    assert corners == pytest.approx([240, 240], abs=8)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_place_is_led_back(turns: int) -> None:
    image = Image.new("L", (60, 40), 255)
    image.putpixel((50, 10), 0)
    shown = image
    for _ in range(turns):
        shown = shown.transpose(Image.Transpose.ROTATE_270)
    y, x = np.argwhere(np.asarray(shown) == 0)[0].tolist()
    box = turned(turns, 60, 40).rect((x, y, x + 1, y + 1))
    assert box == (50, 10, 51, 11)


@pytest.mark.parametrize("angle", [-4.0, -1.2, 0.3, 1.4, 3.0])
def test_a_levelled_place_is_led_back(angle: float) -> None:
    image = Image.new("L", (600, 400), 255)
    ImageDraw.Draw(image).rectangle((500, 95, 509, 104), fill=0)
    flat, back = level(image, angle)
    ys, xs = np.nonzero(np.asarray(flat) < 100)
    middle = float(xs.mean()) + 0.5, float(ys.mean()) + 0.5
    x0, y0, _, _ = back.rect((*middle, *middle))
    assert (x0, y0) == pytest.approx((505, 100), abs=1)


@pytest.mark.parametrize("angle", [-3.0, -0.8, 0.6, 1.4])
def test_a_levelled_rule_is_level_and_a_plumb_one_plumb(angle: float) -> None:
    image = Image.new("L", (1200, 1000), 255)
    pen = ImageDraw.Draw(image)
    pen.line((200, 500, 1000, 500), fill=0, width=3)
    pen.line((600, 200, 600, 800), fill=0, width=3)
    askew = image.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255)
    ys, xs = np.nonzero(np.asarray(level(askew, angle)[0]) < 128)
    assert ys[(xs < 500) | (xs > 700)].std() < 1.3
    assert xs[(ys < 400) | (ys > 600)].std() < 1.3


def test_maps_are_undone_by_their_back() -> None:
    there = scaled(2.5).then(turned(1, 300, 200)).then(levelled(3, (300, 200), (310, 214)))
    assert there.then(there.back()) == pytest.approx((1, 0, 0, 0, 1, 0), abs=1e-9)


def test_the_words_of_hocr_have_boxes_baselines_and_confidence() -> None:
    first, second = parsed(HOCR.encode(), "a.png")
    assert (first.text, first.x0, first.y1, first.size, first.confidence) == ("Bằng", 10, 60, 36, 0.96)
    assert first.baseline == pytest.approx(60 - 7 + 0.01 * 40)
    assert (second.text, second.confidence, second.line) == ("khen", 0.41, first.line)


def test_a_letter_in_the_line_of_a_plumb_rule_is_no_rule() -> None:
    """A row over all columns, with a stroke in the line of the rule above and below it."""
    image = Image.new("L", (1000, 500), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 200, 242, 400):
        pen.rectangle((100, y, 901, y + 1), fill=0)
    for x in (100, 900):
        pen.rectangle((x, 100, x + 1, 400), fill=0)
    for top, bottom in ((100, 200), (242, 400)):
        pen.rectangle((300, top, 301, bottom), fill=0)
    pen.rectangle((300, 204, 302, 231), fill=0)
    ruling = ruling_of(ink_of(image), 200)
    middle = [(round(y0), round(y1)) for x0, y0, _, y1 in ruling.down if 290 < x0 < 310]
    assert [
        (abs(y0 - a) <= 2, abs(y1 - b) <= 3) for (y0, y1), (a, b) in zip(middle, ((100, 200), (242, 400)), strict=True)
    ] == [
        (True, True),
        (True, True),
    ]
    pixels = np.array(image)
    ruling.erase(pixels)
    assert (pixels[205:231, 300:303] == 0).all()


def test_the_feet_of_letters_are_no_rule() -> None:
    """Eight stems on one foot, as serifs of print run together."""
    image = Image.new("L", (600, 300), 255)
    pen = ImageDraw.Draw(image)
    for x in range(100, 164, 8):
        pen.rectangle((x, 120, x + 2, 150), fill=0)
    pen.rectangle((100, 149, 163, 150), fill=0)
    pen.rectangle((100, 200, 163, 201), fill=0)
    assert [round(y0) for _, y0, _, _ in ruling_of(ink_of(image), 200).across] == [200]


def test_a_line_that_is_in_no_word_is_found() -> None:
    image = Image.new("L", (1000, 600), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 300):
        for x in range(100, 500, 20):
            pen.rectangle((x, y, x + 10, y + 24), fill=0)
    pen.ellipse((600, 100, 900, 400), outline=0, width=3)
    read = [Seen("chữ", 100, 100, 500, 125, 120, 25, 0.9)]
    assert [tuple(round(side, -1) for side in box) for box in lines_without(ink_of(image), read, 200)] == [
        (90, 300, 500, 330)
    ]
    assert lines_without(ink_of(image), [*read, Seen("chữ", 100, 300, 500, 325, 320, 25, 0.9)], 200) == []


@pytest.mark.parametrize(("confidence", "words", "unread"), [(0.9, 4, 0), (0.65, 0, 1), (0.4, 0, 0)])
def test_a_line_left_over_is_read_again_or_told(confidence: float, words: int, unread: int) -> None:
    image = Image.new("L", (1000, 300), 255)
    pen = ImageDraw.Draw(image)
    for x in range(100, 500, 20):
        pen.rectangle((x, 100, x + 10, 124), fill=0)

    def again(picture: Grey) -> list[Seen]:
        middle = picture.shape[0] / 2
        said = ("Danh", "sách", "có", "người.")
        return [
            Seen(t, 40 + 90 * n, middle - 9, 100 + 90 * n, middle + 9, middle, 25, confidence)
            for n, t in enumerate(said)
        ]

    left = left_over(np.asarray(image), ink_of(image), [], 200, again)
    assert (len(left.words), left.unread) == (words, unread)


def test_a_low_dash_between_two_cells_of_a_strip_is_no_text() -> None:
    word = Seen("_Chi", 40, 20, 90, 40, 38, 20, 0.9)
    apart = _Set(0, (0, 0)), _Set(30, (100, 50))
    assert [one.text for one in Stack(np.zeros((60, 200), np.uint8), [0], [list(apart)]).back([word])] == ["Chi"]
    assert [one.text for one in Stack(np.zeros((60, 200), np.uint8), [0], [[apart[0]]]).back([word])] == ["_Chi"]


def test_the_grain_of_paper_is_white_and_ink_stays_dark() -> None:
    assert whitened(np.array([[0, 102, 205, 245]], np.uint8)).tolist() == [[0, 126, 255, 255]]
