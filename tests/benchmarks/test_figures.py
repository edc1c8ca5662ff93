"""How a ratio is made and judged."""

from __future__ import annotations

import pytest

from benchmarks.figures import Figure, in_turns, table


def test_the_ratio_is_the_median_of_the_turns_not_the_ratio_of_the_medians() -> None:
    figure = in_turns("x", "ours", "theirs", [(1.0, 2.0), (4.0, 4.0), (9.0, 3.0)], unit="s")
    assert figure.ratio == 1.0
    assert (figure.ours, figure.other) == (4.0, 3.0)


@pytest.mark.parametrize(
    ("ratio", "at_most", "at_least", "met"),
    [(1.10, 1.10, None, True), (1.11, 1.10, None, False), (0.9, None, 0.9, True), (0.89, None, 0.9, False)],
)
def test_a_bound_is_kept_or_not(ratio: float, at_most: float | None, at_least: float | None, met: bool) -> None:
    figure = Figure("x", "ours", 1.0, 1.0, "s", "theirs", ratio, at_most=at_most, at_least=at_least)
    assert figure.met is met


def test_a_figure_without_a_bound_is_only_told() -> None:
    figure = Figure("x", "ours", 1.0, 1.0, "s", "theirs", 5.0)
    assert figure.met is None
    assert "5.00" in table([figure])
