"""The one place that turns the name of a unit convention into its functions, and one convention into the other."""

from types import ModuleType

import numpy as np

from rgcore.rbm.networks import binary_units, spin_units
from rgcore.rbm.networks.restricted import RBM

__all__ = ["as_binary", "as_spin", "free_energy", "unit_functions"]


def unit_functions(units: str) -> ModuleType:
    """Return the module of functions for units "spin" or "binary"; both modules have the same names."""
    if units not in ("spin", "binary"):
        raise ValueError(f'units must be "spin" or "binary", got {units!r}')
    return spin_units if units == "spin" else binary_units


def free_energy(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return F(v) = -ln sum_h exp(-E(v, h)) in nats, (n,), of visible states in the machine's own units."""
    return unit_functions(rbm.units).free_energy(rbm, visible)


def as_binary(rbm: RBM) -> RBM:
    """Return the machine of 0/1 units with the same law: v01 = (1 + v)/2, h01 = (1 + h)/2.

    W01 = 4 W, c01 = 2 c - 2 sum_j W_ij, b01 = 2 b - 2 sum_i W_ij; energies differ by a constant. A machine
    that has binary units already is returned as it is.
    """
    if rbm.units == "binary":
        return rbm
    return RBM(
        weights=4 * rbm.weights,
        visible_bias=2 * rbm.visible_bias - 2 * rbm.weights.sum(axis=1),
        hidden_bias=2 * rbm.hidden_bias - 2 * rbm.weights.sum(axis=0),
        units="binary",
    )


def as_spin(rbm: RBM) -> RBM:
    """Return the machine of -1/+1 units with the same law: the inverse of :func:`as_binary`."""
    if rbm.units == "spin":
        return rbm
    return RBM(
        weights=rbm.weights / 4,
        visible_bias=rbm.visible_bias / 2 + rbm.weights.sum(axis=1) / 4,
        hidden_bias=rbm.hidden_bias / 2 + rbm.weights.sum(axis=0) / 4,
        units="spin",
    )
