"""The path from independent units to an RBM, and chains at any inverse temperature of it.

P_beta(v, h) is proportional to exp(-beta E(v, h) + (1 - beta) a.v): at beta = 0 units that are independent, the visible
ones with biases a, at beta = 1 the RBM. All unit types are taken in -1/+1 units, in which the path is the same: the
energies differ by a constant. Real-valued visible units stay as they are, and their |v|^2 / 2 is there at every beta.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.rbm.networks.conversion import in_units, log_partition_shift
from rgcore.rbm.networks.restricted import RBM, double_precision, parameters
from rgcore.rbm.units._unit_kernels import sample_states
from rgcore.rbm.units.real_unit_type import RealUnitType
from rgcore.rbm.units.unit_type import UnitType, layer_type, unit_type
from rgcore.rng_kernels import random_stream

__all__ = ["TemperedPath", "TemperedRows", "base_bias_from_data", "power_spacing"]

SPINS = unit_type("spin")


def power_spacing(n_temperatures: int, exponent: float = 1.0) -> np.ndarray:
    """Return inverse temperatures (k / (n - 1))^exponent, k = 0 to n - 1: from 0 to 1, (n,) float64.

    Above 1 the exponent puts more of them near 0, below 1 near 1.
    """
    return np.linspace(0, 1, n_temperatures) ** exponent


def base_bias_from_data(visible: np.ndarray, units: str, smoothing: float = 1.0) -> np.ndarray:
    """Return the biases with which independent units have the mean values of data.

    P(up) = (n_up + smoothing) / (n + 2 smoothing), so that a unit that never changes keeps a finite bias. That of a
    real-valued unit is its mean.

    Parameters
    ----------
    visible : (n, n_visible) array
        In the units named.
    units : str
        Name of the unit type.
    smoothing : float
        Positive.

    Returns
    -------
    (n_visible,) float64 array
    """
    units_given = layer_type(units)
    if isinstance(units_given, RealUnitType):
        return np.mean(visible, axis=0, dtype=np.float64)
    n_up = ((1 + units_given.to_spins(visible).astype(np.float64)) / 2).sum(axis=0)
    log_odds = np.log((n_up + smoothing) / (len(visible) - n_up + smoothing))
    return log_odds / units_given.span


@dataclass(frozen=True, slots=True, kw_only=True)
class TemperedPath:
    """An RBM in -1/+1 units and the independent units its path starts from, float32 but for ``constant``.

    ``visible_type`` is that of the visible units: -1/+1, or real-valued.
    """

    weights: np.ndarray  # (n_visible, n_hidden)
    hidden_bias: np.ndarray
    base_bias: np.ndarray  # a
    added_bias: np.ndarray  # c - a
    constant: float  # ln Z of the RBM as given minus ln Z of the same in -1/+1 units
    visible_type: UnitType | RealUnitType = SPINS

    @classmethod
    def to_rbm(cls, rbm: RBM, base_bias: np.ndarray | None) -> "TemperedPath":
        """Return the path to an RBM from biases (n_visible,) in its own units; zero, evenly up and down, if None.

        Raises
        ------
        InputError
            If ``base_bias`` has not the shape (n_visible,), or an entry is not finite.
        """
        bias = np.zeros(rbm.n_visible) if base_bias is None else base_bias
        bias = parameters("base_bias", bias, (rbm.n_visible,)).astype(np.float64)
        given = double_precision(rbm)
        is_real = isinstance(given.visible_type, RealUnitType)
        bias = bias * (1 if is_real else given.unit_type.span / SPINS.span)
        spins = in_units(given, "spin")
        parts = (spins.weights, spins.hidden_bias, bias, spins.visible_bias - bias)
        weights, hidden_bias, base, added = (np.ascontiguousarray(part, dtype=np.float32) for part in parts)
        return cls(
            weights=weights,
            hidden_bias=hidden_bias,
            base_bias=base,
            added_bias=added,
            constant=log_partition_shift(given, "spin"),
            visible_type=spins.visible_type,
        )

    def log_base_partition(self) -> float:
        """Return ln Z at beta = 0: N_h ln 2 + sum_i ln 2 cosh a_i, or N_h ln 2 + sum_i (a_i^2 + ln 2 pi) / 2."""
        return float(
            len(self.hidden_bias) * np.log(2) + self.visible_type.log_trace(self.base_bias.astype(np.float64))
        )


class TemperedRows:
    """Many chains in the units of a path, one per row, each at an inverse temperature given round by round.

    Attributes
    ----------
    visible : (n_rows, n_visible) float32 array
    """

    def __init__(self, path: TemperedPath, n_rows: int, *, rng: Generator) -> None:
        """Draw visible units at beta = 0."""
        self._path, self._stream = path, random_stream(rng=rng)
        n_visible, n_hidden = path.weights.shape
        self.visible, self._visible_inputs = np.zeros((2, n_rows, n_visible), np.float32)
        self._hidden, self._hidden_inputs = np.zeros((2, n_rows, n_hidden), np.float32)
        self._no_bias = np.zeros(n_hidden, np.float32)
        self._draw_visible()

    def start_from(self, visible: np.ndarray) -> None:
        """Put the chains to states (n_rows, n_visible) of -1 and +1, or of real numbers."""
        self.visible[...] = visible
        self._find_hidden_inputs()

    def log_weights(self, beta: np.ndarray | float, precision: type) -> np.ndarray:
        """Return beta (c - a).v + sum_j ln 2 cosh(beta x_j), (n_rows,) float64, in nats.

        That is ln sum_h exp(-beta E + (1 - beta) a.v) - a.v, up to the |v|^2 / 2 of real values, which beta leaves out.

        Parameters
        ----------
        beta : float or (n_rows,) array
        precision : float32 or float64
            Of the terms of the sum over j; the sum itself is float64.
        """
        factor = np.asarray(beta, dtype=precision).reshape(-1, 1)
        field = (self.visible @ self._path.added_bias).astype(np.float64)
        return np.ravel(factor) * field + SPINS.log_trace(factor * self._hidden_inputs)

    def sample(self, beta: np.ndarray | float) -> None:
        """Do one round: h from P_beta(h | v), then v from P_beta(v | h), beta a float or (n_rows,)."""
        factor = np.asarray(beta, dtype=np.float32).reshape(-1, 1)
        self._hidden_inputs *= factor
        sample_states(self._hidden_inputs, self._no_bias, SPINS.low_single, self._stream, self._hidden)
        np.matmul(self._hidden, self._path.weights.T, out=self._visible_inputs)
        self._visible_inputs += self._path.added_bias
        self._visible_inputs *= factor
        self._draw_visible()

    def _draw_visible(self) -> None:
        path = self._path
        path.visible_type.write_states(self._visible_inputs, path.base_bias, self._stream, self.visible)
        self._find_hidden_inputs()

    def _find_hidden_inputs(self) -> None:
        """Put x = b + v W, at beta = 1, in place."""
        np.matmul(self.visible, self._path.weights, out=self._hidden_inputs)
        self._hidden_inputs += self._path.hidden_bias
