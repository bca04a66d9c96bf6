"""One network in several conventions: units of other values, and scikit-learn's attributes."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np

from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.units.unit_type import unit_type

__all__ = ["from_scikit_learn", "in_units", "log_partition_shift", "to_scikit_learn"]


def in_units(rbm: RBM, units: str) -> RBM:
    """Return the network with the same distribution whose units have other values.

    With u = a + r u', r the ratio of the spans and a = 1 - r: W' = r^2 W, c' = r c + a r sum_j W_ij and
    b' = r b + a r sum_i W_ij. From spins v to v01 = (1 + v)/2 that is W' = 4 W, c' = 2 c - 2 sum_j W_ij. Energies
    differ by a constant: :func:`log_partition_shift`. An RBM that has these units already is returned as it is.

    Raises
    ------
    InputError
        If there are no such units.
    """
    an_instance("rbm", rbm, RBM)
    ratio = _ratio(rbm, units)
    if ratio == 1:
        return rbm
    offset = (1 - ratio) * ratio
    return RBM(
        weights=ratio**2 * rbm.weights,
        visible_bias=ratio * rbm.visible_bias + offset * rbm.weights.sum(axis=1),
        hidden_bias=ratio * rbm.hidden_bias + offset * rbm.weights.sum(axis=0),
        units=units,
    )


def log_partition_shift(rbm: RBM, units: str) -> float:
    """Return ln Z of an RBM minus ln Z of the same :func:`in_units`, in nats."""
    offset = 1 - _ratio(rbm, units)
    biases = rbm.visible_bias.sum() + rbm.hidden_bias.sum()
    return float(offset**2 * rbm.weights.sum() + offset * biases)


def _ratio(rbm: RBM, units: str) -> float:
    return unit_type(rbm.units).span / unit_type(units).span


class _ScikitLearnRBM(Protocol):
    components_: np.ndarray
    intercept_hidden_: np.ndarray
    intercept_visible_: np.ndarray


def to_scikit_learn(rbm: RBM) -> Mapping[str, np.ndarray]:
    """Return the fitted attributes of scikit-learn's BernoulliRBM with the distribution of ``rbm``, by name.

    Its units are 0/1, ``components_`` is (n_hidden, n_visible). Set each on a BernoulliRBM with ``setattr``.
    """
    binary = in_units(rbm, "binary")
    return {
        "components_": np.ascontiguousarray(binary.weights.T),
        "intercept_hidden_": binary.hidden_bias.copy(),
        "intercept_visible_": binary.visible_bias.copy(),
    }


def from_scikit_learn(model: _ScikitLearnRBM) -> RBM:
    """Return the RBM, of 0/1 units, of a fitted BernoulliRBM of scikit-learn, or anything with its attributes.

    Raises
    ------
    InputError
        If it has them not, because it is not fitted, or their shapes disagree.
    """
    missing = [name for name in _ScikitLearnRBM.__annotations__ if not hasattr(model, name)]
    if missing:
        raise InputError(f"model must be a fitted BernoulliRBM, but it has no {', '.join(missing)}")
    return RBM(
        weights=np.ascontiguousarray(np.transpose(model.components_)),
        visible_bias=np.array(model.intercept_visible_),
        hidden_bias=np.array(model.intercept_hidden_),
        units="binary",
    )
