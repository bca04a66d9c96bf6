"""The constant of a network of several layers, and neighbours on a ring whose hidden spins come in any order."""

from itertools import pairwise

import numpy as np
import pytest

from rgcore.rbm.networks.restricted import RBM
from rgcore.vrg.networks.network_card import _operator, _places
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.trace_condition import free_energy_difference


def layer(n_below, n_above, seed):
    rng = np.random.default_rng(seed)
    return RBM(
        weights=0.5 * rng.standard_normal((n_below, n_above)),
        visible_bias=np.zeros(n_below),
        hidden_bias=np.zeros(n_above),
        units="spin",
    )


@pytest.mark.parametrize("sizes", [(6, 3), (6, 4, 2), (6, 5, 4, 2)])
def test_a_constant_shifts_the_free_energy_by_itself_whatever_the_number_of_layers(sizes):
    layers = [layer(*pair, seed) for seed, pair in enumerate(pairwise(sizes))]
    model = SmallModel(lattice="ring", size=6, coupling=0.4)
    assert free_energy_difference(_operator(layers, model, 0.0)) == pytest.approx(0, abs=1e-12)
    assert free_energy_difference(_operator(layers, model, 0.3)) == pytest.approx(-0.3, abs=1e-12)


@pytest.mark.parametrize("sites", [[0, 2, 4, 6], [4, 0, 6, 2], [6, 4, 2, 0], [2, 6, 0, 4]])
def test_neighbours_on_a_ring_are_next_to_each_other_in_whatever_order_they_come(sites):
    hidden = _places(np.array(sites), "ring", 8)
    distances = hidden.distances()
    assert len(hidden.neighbours) == 4
    assert {distances[one, other] for one, other in hidden.neighbours} == {2.0}
