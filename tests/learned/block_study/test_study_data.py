"""What networks of the study are trained on, and what they are judged by."""

import numpy as np
import pytest

from rgcore.ising.copies.two_point_function import connected_length, second_moment_length, two_point_function

from .test_study import condition, data_of


@pytest.mark.parametrize("source", ["ising", "gaussian_copy"])
def test_no_held_out_configuration_is_one_that_was_trained_on(source):
    """On 8 x 8 sites at a high temperature no two of a few hundred independent configurations are the same."""
    data = data_of(condition(source=source, temperature="3.4"))
    trained_on, held_out = ({row.tobytes() for row in part} for part in (data.training, data.held_out))
    assert (len(trained_on), len(held_out)) == (300, 40)
    assert not trained_on & held_out


def test_lengths_are_those_of_all_ising_configurations_whatever_the_source():
    """Below the critical temperature, where the two lengths differ by the mean spin."""
    ising, copy = (
        data_of(condition(source=source, temperature="2.0")) for source in ("ising", "gaussian_copy")
    )
    two_point = two_point_function(np.concatenate([ising.training, ising.held_out]).reshape(-1, 8, 8))
    for data in (ising, copy):
        assert data.correlation_length == pytest.approx(second_moment_length(two_point))
        assert data.connected_length == pytest.approx(connected_length(two_point))
    assert ising.correlation_length > 5 * ising.connected_length
