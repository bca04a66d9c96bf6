"""Configurations of several temperatures, and the exact averages of their mixture."""

import numpy as np
import pytest

from rgcore.learned.rbm_flow.mixtures import draw_mixture, log_probabilities, mixture_averages, split_evenly
from rgcore.learned.thermometer.torus_curves import torus_curves

from ...config_values import sampling_settings
from ..enumerated_torus import SIDE, probabilities, states

SETS = (["2.3"], ["1.0", "2.269185", "4.0"])


def test_numbers_are_split_evenly():
    assert split_evenly(11, 3) == [4, 4, 3]
    assert split_evenly(12, 4) == [3, 3, 3, 3]


@pytest.mark.parametrize("temperatures", SETS)
def test_averages_and_probabilities_are_those_of_all_states(temperatures):
    lattices, energies, magnetizations = states()
    exact = np.mean([probabilities(float(temperature)) for temperature in temperatures], axis=0)
    found = np.exp(log_probabilities(lattices, temperatures))
    np.testing.assert_allclose(found, exact, rtol=1e-9, atol=1e-300)
    averages = mixture_averages(temperatures, torus_curves(SIDE))
    e = energies / SIDE**2
    mean = exact @ e
    assert averages.energy == pytest.approx(mean, abs=1e-5)
    assert averages.energy_variance == pytest.approx(SIDE**2 * (exact @ (e - mean) ** 2), rel=1e-3)
    assert averages.abs_magnetization == pytest.approx(exact @ np.abs(magnetizations) / SIDE**2, abs=1e-4)
    of_energy = torus_curves(SIDE).energy(1 / averages.temperature)
    assert of_energy == pytest.approx(mean, abs=1e-5)


def test_sets_are_drawn_evenly_from_the_temperatures_and_share_no_configuration():
    rng = np.random.default_rng(1)
    training, held_out = draw_mixture(8, ["1.2", "50.0"], (400, 100), sampling_settings(), rng=rng)
    assert training.shape == (400, 64)
    assert held_out.shape == (100, 64)
    for part in (training, held_out):
        moduli = np.abs(part.mean(axis=1))
        assert (moduli[: len(part) // 2] > 0.8).all()
        assert (moduli[len(part) // 2 :] < 0.6).all()
    hot = {row.tobytes() for row in training[200:]}
    assert not any(row.tobytes() in hot for row in held_out[50:])


def test_sets_that_temperatures_do_not_divide_have_their_sizes_and_few_cold_ones_can_be_drawn():
    """5 = 3 + 2 and 4 = 2 + 2 configurations of the first and the second temperature, and 1 = 1 + 0."""
    sets = draw_mixture(8, ["1.0", "50.0"], (5, 4, 1), sampling_settings(), rng=np.random.default_rng(2))
    assert [len(part) for part in sets] == [5, 4, 1]
    cold = [int((np.abs(part.mean(axis=1)) > 0.8).sum()) for part in sets]
    assert cold == [3, 2, 1]
