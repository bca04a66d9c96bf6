"""Numbers count as equal within two standard errors, and no number is equal to one that is not defined."""

import numpy as np
import pytest

from rgcore.stats.comparison import agrees, beside

CASES = [
    (1.9, 1.0, "within"),
    (-1.9, 1.0, "within"),
    (2.1, 1.0, "above"),
    (-2.1, 1.0, "below"),
    (0.1, 0.0, "above"),
    (np.nan, 1.0, ""),
    (9.0, np.nan, ""),
]


@pytest.mark.parametrize(("difference", "error", "word"), CASES)
def test_a_difference_is_resolved_beyond_two_standard_errors(difference, error, word):
    assert beside([difference], [error]).tolist() == [word]
    assert agrees([difference], [error]).tolist() == [word == "within"]
