"""Holm's correction of several p-values."""

import numpy as np
import pytest

from rgcore.stats.holm import holm


def test_p_values_are_multiplied_by_what_is_left_and_never_fall():
    assert holm([0.04, 0.01, 0.03, 0.9]).tolist() == pytest.approx([0.09, 0.04, 0.09, 0.9])
    assert holm([0.5, 0.6]).tolist() == [1.0, 1.0]


def test_tests_that_do_not_exist_do_not_count():
    np.testing.assert_allclose(holm([np.nan, 0.02, np.nan, 0.03]), [np.nan, 0.04, np.nan, 0.04])
    assert holm([]).shape == (0,)
