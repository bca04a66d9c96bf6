"""One network in several conventions: units of other values, and scikit-learn's attributes."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np

from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.units.unit_type import type_of_all, unit_type

__all__ = ["from_scikit_learn", "in_units", "log_partition_shift", "to_scikit_learn"]


def in_units(rbm: RBM, units: str) -> RBM:
    """Return the network with the same distribution whose units have other values.

    With u = a + r u', r the ratio of the spans and a = 1 - r: W' = r^2 W, c' = r c + a r sum_j W_ij and
    b' = r b + a r sum_i W_ij. From spins v to v01 = (1 + v)/2 that is W' = 4 W, c' = 2 c - 2 sum_j W_ij. Energies
    differ by a constant: :func:`log_partition_shift`. An RBM that has these units already is returned as it is. Visible
    units that are real-valued stay as they are: for them r = 1 and a = 0.

    Raises
    ------
    InputError
        If there are no such units.
    """
    an_instance("rbm", rbm, RBM)
    visible, hidden = _ratios(rbm, units)
    if hidden == 1:
        return rbm
    return RBM(
        weights=visible * hidden * rbm.weights,
        visible_bias=visible * rbm.visible_bias + (1 - hidden) * visible * rbm.weights.sum(axis=1),
        hidden_bias=hidden * rbm.hidden_bias + (1 - visible) * hidden * rbm.weights.sum(axis=0),
        units=units,
        visible_units=None if rbm.visible_units == rbm.units else rbm.visible_units,
    )


def log_partition_shift(rbm: RBM, units: str) -> float:
    """Return ln Z of an RBM minus ln Z of the same :func:`in_units`, in nats."""
    visible, hidden = (1 - ratio for ratio in _ratios(rbm, units))
    biases = visible * rbm.visible_bias.sum() + hidden * rbm.hidden_bias.sum()
    return float(visible * hidden * rbm.weights.sum() + biases)


def _ratios(rbm: RBM, units: str) -> tuple[float, float]:
    """Return the ratios of the spans of visible and hidden units to those of ``units``, 1 for real-valued ones."""
    ratio = unit_type(rbm.units).span / unit_type(units).span
    return (ratio if rbm.visible_units == rbm.units else 1.0), ratio


class _ScikitLearnRBM(Protocol):
    components_: np.ndarray
    intercept_hidden_: np.ndarray
    intercept_visible_: np.ndarray


def to_scikit_learn(rbm: RBM) -> Mapping[str, np.ndarray]:
    """Return the fitted attributes of scikit-learn's BernoulliRBM with the distribution of ``rbm``, by name.

    Its units are 0/1, ``components_`` is (n_hidden, n_visible). Set each on a BernoulliRBM with ``setattr``.
    """
    type_of_all(an_instance("rbm", rbm, RBM).units, rbm.visible_units)
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
