"""Unit types: means, entropies and draws of their two values."""

import numpy as np
import pytest
from scipy.special import entr

from rgcore.rbm.units.unit_type import unit_type, units_of_low

from ..small_networks import UNITS

INPUTS = np.random.default_rng(1).normal(scale=5, size=(2000, 3))
every_unit_type = pytest.mark.parametrize("units", UNITS)


@every_unit_type
def test_means_and_traces_are_those_of_the_two_values(units):
    low = unit_type(units).low
    weights = np.exp(np.multiply.outer(INPUTS, [low, 1]))
    means = (weights * [low, 1]).sum(axis=-1) / weights.sum(axis=-1)
    np.testing.assert_allclose(unit_type(units).mean(INPUTS), means, rtol=0, atol=4e-15)
    traces = np.log(weights.sum(axis=-1)).sum(axis=-1)
    np.testing.assert_allclose(unit_type(units).log_trace(INPUTS), traces, rtol=1e-12, atol=4e-15)


def test_the_closed_forms_of_spins_and_binary_units_come_out():
    spin, binary = unit_type("spin"), unit_type("binary")
    np.testing.assert_allclose(spin.mean(INPUTS), np.tanh(INPUTS), rtol=0, atol=4e-15)
    np.testing.assert_allclose(
        spin.log_trace(INPUTS[:, :1]), np.log(2 * np.cosh(INPUTS[:, 0])), rtol=1e-14, atol=4e-15
    )
    np.testing.assert_allclose(binary.mean(INPUTS), 1 / (1 + np.exp(-INPUTS)), rtol=0, atol=4e-15)
    np.testing.assert_allclose(
        binary.log_trace(INPUTS[:, :1]), np.logaddexp(0, INPUTS[:, 0]), rtol=1e-14, atol=4e-15
    )


@every_unit_type
def test_states_are_drawn_with_the_means(units):
    card, inputs = unit_type(units), np.linspace(-2, 2, 9)
    drawn = card.sample(np.tile(inputs, (20_000, 1)), rng=np.random.default_rng(2))
    assert set(np.unique(drawn)) == {card.low, 1}
    assert drawn.dtype == card.state_type
    deviations = (drawn.mean(axis=0) - card.mean(inputs)) / (drawn.std(axis=0) / np.sqrt(20_000))
    assert np.abs(deviations).max() < 4


@every_unit_type
def test_values_go_to_spins_and_back(units):
    card, spins = unit_type(units), np.array([-1.0, -0.25, 0.5, 1.0])
    values = card.from_spins(spins)
    assert values.dtype == np.float32
    assert list(values[[0, 3]]) == [card.low, 1]
    np.testing.assert_allclose(card.to_spins(values), spins, atol=1e-7)
    assert card.from_spins(np.zeros(1))[0] == card.midpoint


@every_unit_type
def test_entropies_are_those_of_the_two_probabilities(units):
    card = unit_type(units)
    up = np.array([[0.1, 0.5, 1.0], [0.0, 0.7, 0.9]])
    means = card.low + card.span * up
    np.testing.assert_allclose(card.entropy(means), (entr(up) + entr(1 - up)).sum(axis=1), atol=1e-14)


@every_unit_type
def test_the_lower_value_names_the_unit_type(units):
    assert units_of_low(unit_type(units).low) == units


def test_unknown_unit_types_are_refused():
    with pytest.raises(ValueError, match='units must be "binary" or "spin", got \'ising\''):
        unit_type("ising")
    with pytest.raises(ValueError, match="no unit type has the lower value -3"):
        units_of_low(-3)
