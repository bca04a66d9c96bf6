"""Principal components without a block of time."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.pcarg.modes.principal_components import scaled
from rgcore.pcarg.spectra.leave_one_block_out import modes_without_blocks
from rgcore.series.moments import sample_moments
from rgcore.stats.blocking import block_edges


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_modes_without_a_block_are_those_of_the_other_samples(scaling):
    samples = np.random.default_rng(9).random((200, 5)) + np.linspace(0, 3, 200)[:, None] ** 2
    found = modes_without_blocks([samples], sample_moments([samples]), scaling, block_edges(200, 20))
    for block, modes in enumerate(found):
        left = scaled(np.delete(samples, slice(10 * block, 10 * block + 10), axis=0), scaling)
        np.testing.assert_allclose(modes.variances, np.linalg.svd(left)[1] ** 2 / 190, rtol=1e-9)


@pytest.mark.parametrize("n_then", [199, 201])
def test_another_number_of_samples_than_at_first_is_noticed(n_then):
    samples = np.random.default_rng(10).random((201, 5))
    found = modes_without_blocks(
        [samples[:n_then]], sample_moments([samples[:200]]), "covariance", block_edges(200, 20)
    )
    with pytest.raises(
        InputError, match=f"the samples changed: there were 200 of them at first, then {n_then}"
    ):
        list(found)


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_a_cell_that_is_silent_without_a_block_is_no_mode_there(scaling):
    """Its variance is then a difference of equal numbers: its sign is that of a rounding error."""
    rng = np.random.default_rng(11)
    for _ in range(20):
        samples = (rng.random((400, 6)) < 0.3).astype(float)
        samples[:, 2] = 0.0
        samples[rng.choice(np.arange(60, 80), 3, replace=False), 2] = 1.0
        found = list(
            modes_without_blocks([samples], sample_moments([samples]), scaling, block_edges(400, 20))
        )
        assert [modes.rank for modes in found] == [5 if block == 3 else 6 for block in range(20)]
        assert (found[3].components[2, :5] == 0).all()
        left = np.delete(np.delete(samples, slice(60, 80), axis=0), 2, axis=1)
        expected = np.linalg.svd(scaled(left, scaling))[1] ** 2 / 380
        np.testing.assert_allclose(found[3].variances[:5], expected, rtol=1e-9)


def test_the_units_of_variables_change_no_mode_of_their_correlation():
    samples, edges = np.random.default_rng(12).standard_normal((200, 4)), block_edges(200, 10)
    found = [
        np.array(
            [
                modes.variances
                for modes in modes_without_blocks([each], sample_moments([each]), "correlation", edges)
            ]
        )
        for each in (samples, samples * [1.0, 1e-9, 1e6, 1e-3])
    ]
    np.testing.assert_allclose(found[1], found[0], rtol=1e-8)
