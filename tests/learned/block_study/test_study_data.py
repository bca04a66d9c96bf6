"""What networks of the study are trained on, and what they are judged by."""

import pytest

from .test_study import condition, data_of


@pytest.mark.parametrize("source", ["ising", "gaussian_copy"])
def test_no_held_out_configuration_is_one_that_was_trained_on(source):
    """On 8 x 8 sites at a high temperature no two of a few hundred independent configurations are the same."""
    data = data_of(condition(source=source, temperature="3.4"))
    trained_on, held_out = ({row.tobytes() for row in part} for part in (data.training, data.held_out))
    assert (len(trained_on), len(held_out)) == (300, 40)
    assert not trained_on & held_out
