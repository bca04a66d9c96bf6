"""The sentences on prices follow the numbers, whichever way these fall."""

import pytest

from rgcore.words.components import price_levels


@pytest.mark.parametrize(
    ("place", "words"), [("within", "within the range of"), ("above", "above"), ("below", "below")]
)
def test_log_levels_are_placed_beside_each_kind_of_random_walk(minimal_tables, place, words):
    frame = minimal_tables["price_levels"]
    found = frame["data_beside_draws"].mask(frame["source"] == "factor_walks", place)
    text = price_levels.seen({**minimal_tables, "price_levels": frame.assign(data_beside_draws=found)})
    start = text.index("with all modes, ")
    walks = "independent walks, shuffled walks, Gaussian walks"
    if place == "within":
        assert f"{words} {walks}, factor walks and resampled days." in text[start:]
    else:
        assert f"{walks} and resampled days and {words} factor walks." in text[start:]


def test_returns_and_levels_are_quoted_with_their_errors(minimal_tables):
    text = price_levels.seen(minimal_tables)
    assert "log returns have the median kurtosis 6.00 ± 0.30 with all modes" in text
    assert (
        "log levels have the median kurtosis 2.38 ± 0.12 with all modes and 1.500 ± 0.075 with 1 of 60"
        in text
    )
    assert "the largest mode has 0.7 of the variance (closed form 0.608)" in text


def test_without_prices_there_is_a_sentence(minimal_tables):
    empty = minimal_tables["price_levels"].iloc[:0]
    assert price_levels.seen({**minimal_tables, "price_levels": empty}) == "No data set holds prices."


def test_windows_are_named_by_dates_or_else_by_samples(larger_tables):
    text = price_levels.seen(larger_tables)
    assert (
        "largest mode is between 0.151 ± 0.020 in samples 300 to 400 and 0.250 ± 0.020 in samples 0 to 100."
        in text
    )
    assert "0.151 ± 0.020 in 2020-10-27 to 2021-02-03 and 0.250 ± 0.020 in 2020-01-01 to 2020-04-09." in text


def test_data_sets_without_windows_have_no_sentence_on_them(minimal_tables):
    assert "the share of the largest mode is between" not in price_levels.seen(
        {**minimal_tables, "window_scan": minimal_tables["window_scan"].iloc[:0]}
    )
