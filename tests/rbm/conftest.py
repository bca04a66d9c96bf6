"""A small RBM whose every state can be listed."""

import numpy as np
import pytest

from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.units.unit_type import unit_type

from .small_networks import UNITS


@pytest.fixture(params=UNITS)
def rbm(request):
    """A float64 RBM of 4 visible and 3 hidden units with biases; Gibbs sampling mixes in some 20 rounds."""
    rng = np.random.default_rng(20240501)
    scale = 1 / unit_type(request.param).span
    return RBM(
        weights=scale * rng.normal(size=(4, 3)),
        visible_bias=rng.normal(size=4) / 2,
        hidden_bias=rng.normal(size=3) / 2,
        units=request.param,
    )


@pytest.fixture
def states(rbm):
    """All states of the two layers, (16, 4) and (8, 3), in the units of the RBM."""
    low = float(rbm.unit_type.low)
    visible = np.array(np.meshgrid(*[[low, 1.0]] * 4, indexing="ij")).reshape(4, -1).T
    hidden = np.array(np.meshgrid(*[[low, 1.0]] * 3, indexing="ij")).reshape(3, -1).T
    return visible, hidden


@pytest.fixture
def joint_distribution(rbm, states):
    """P(v, h), (16, 8), from the energy written out as sums over units."""
    visible, hidden = states
    exponents = np.array(
        [
            [
                sum(rbm.visible_bias[i] * v[i] for i in range(4))
                + sum(rbm.hidden_bias[j] * h[j] for j in range(3))
                + sum(v[i] * rbm.weights[i, j] * h[j] for i in range(4) for j in range(3))
                for h in hidden
            ]
            for v in visible
        ]
    )
    weights = np.exp(exponents)
    return weights / weights.sum()
