"""How right a reading is counted to be, with every figure reckoned by hand."""

from __future__ import annotations

import pytest

from benchmarks.reading_peers.measure import Score, cells_right, errors, score
from benchmarks.reading_peers.papers import Known


@pytest.mark.parametrize(
    ("known", "read", "wrong"),
    [
        ("Bằng khen", "Bằng khen", 0),
        ("Bằng khen", "Bằng\n  khen ", 0),
        ("Bằng khen", "Ba\u0306\u0300ng khen", 0),
        ("Thi đua - Khen", "Thi đua \u2011 Khen", 0),
        ("Bằng khen", "Băng khen", 1),
        ("Bằng khen", "Bằng khn", 1),
        ("Bằng khen", "", 9),
        ("Bằng khen", "Bằng khen 2", 2),
        ("Bằng khen", "Bằngkhen", 1),
    ],
)
def test_the_error_counts_characters_to_insert_delete_or_replace(known: str, read: str, wrong: int) -> None:
    assert errors((known,), read) == wrong


def test_the_nearest_of_the_right_orders_counts() -> None:
    orders = ("A B\nC D", "A C\nB D")
    assert errors(orders, "A C B D") == 0
    assert errors(orders, "A B C X") == 1


TABLE = [("STT", "Họ và tên"), ("I. TẬP THỂ", None), ("1", "Tổ Một"), ("2", "Tổ Hai")]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ([TABLE], 7),
        ([[("STT", "Họ và\ntên"), ("I. TẬP THỂ", "I. TẬP THỂ"), ("1", "Tổ Một"), ("2", "Tổ Hai")]], 7),
        # In two pieces, as a table broken over pages, the header again on the second.
        ([TABLE[:2], [TABLE[0], *TABLE[2:]]], 7),
        ([[("STT", "Họ và tên"), ("I. TẬP THỂ", ""), ("1", "Tổ Mợt"), ("2", "Tổ Hai")]], 6),
        # A column too many in front: nothing stands where it should.
        ([[("", *row) for row in TABLE]], 0),
        # The names moved up by one row: only one of them can be paired beside its number.
        ([[("STT", "Họ và tên"), ("I. TẬP THỂ", "Tổ Một"), ("1", "Tổ Hai"), ("2", "")]], 5),
        ([], 0),
    ],
)
def test_cells_are_right_at_their_row_and_column_with_the_same_text(read: list, right: int) -> None:
    assert cells_right([TABLE], read) == right


def test_rows_in_another_order_are_not_all_right() -> None:
    assert cells_right([[("1", "a"), ("2", "b"), ("3", "c")]], [[("3", "c"), ("1", "a"), ("2", "b")]]) == 4


def test_empty_cells_neither_count_nor_help() -> None:
    known = Known(("x",), ((("1", "", None),),))
    assert (score(known, "x", [[("1", "", "")]]).cells, score(known, "x", [[("1", "", "")]]).cells_right) == (1, 1)
    assert score(known, "x", [[("", "", "")]]).cells_right == 0


def test_words_are_found_as_often_as_they_stand_there() -> None:
    found = score(Known(("Tổ Một và Tổ Hai",), ()), "Tổ Hai và Mot", [])
    assert (found.words, found.words_found) == (5, 3)
    assert (found.marked, found.marked_found) == (4, 2)


def test_a_file_that_was_not_read_has_everything_wrong() -> None:
    lost = score(Known(("Bằng khen",), ((("1",),),)), None, [])
    assert lost == Score(
        files=1, not_read=1, characters=9, wrong=9, words=2, words_found=0, marked=1, marked_found=0, cells=1
    )
    assert lost.error_rate == 1.0


def test_the_rate_over_files_is_that_of_all_characters() -> None:
    long, short = Known(("a" * 90,), ()), Known(("b" * 10,), ())
    both = score(long, "a" * 90, []) + score(short, "", [])
    assert both.error_rate == 0.1
