"""Real-valued units: a Gaussian of variance 1 about the input, and all formulas that follow.

The term u^2 / 2 joins the energy, so that a unit with input x has the density exp(x u - u^2 / 2) up to a constant, and

    <u> = x,   ln of the integral of exp(x u - u^2 / 2) over u = (x^2 + ln 2 pi) / 2.

Units of another variance s^2 given the hidden ones are these after division by s, which is how
:class:`rgcore.rbm.Standardization` takes them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import float_array
from rgcore.rbm.units._normal_kernels import sample_normal_units

__all__ = ["RealUnitType"]

LARGEST_STATE = 1e15  # in size: its square stays within float32


@dataclass(frozen=True, slots=True, kw_only=True)
class RealUnitType:
    """Units of real values, of variance 1 given the other layer.

    Parameters
    ----------
    description : str
        The values in words.
    """

    description: str

    @property
    def midpoint(self) -> np.float32:
        """The mean of a unit without input."""
        return np.float32(0)

    @property
    def state_type(self) -> type:
        """Type of arrays of states."""
        return np.float32

    def checked(self, name: str, values: object, n_units: int) -> np.ndarray:
        """Return states (n, n_units) as float32 or float64; InputError unless they are finite and have the shape."""
        return float_array(name, values, ("n", n_units), largest=LARGEST_STATE)

    def own_energy(self, values: np.ndarray) -> np.ndarray:
        """Return what the energy has of the units alone, sum_i u_i^2 / 2, (n,) float64, for values (n, n_units)."""
        return np.square(values, dtype=np.float64).sum(axis=-1) / 2

    def mean(self, inputs: np.ndarray) -> np.ndarray:
        """Return the means <u> = x of units with the inputs x, an array of any shape."""
        return np.array(inputs)

    def sample(self, inputs: np.ndarray, *, rng: Generator) -> np.ndarray:
        """Draw states of units with the inputs x, a fresh random number for every entry, float32."""
        return (inputs + rng.standard_normal(np.shape(inputs))).astype(self.state_type)

    def log_trace(self, inputs: np.ndarray) -> np.ndarray:
        """Return sum_i (x_i^2 + ln 2 pi) / 2, the log of the integral over a layer with inputs x (..., n_units)."""
        return (np.square(inputs, dtype=np.float64) + np.log(2 * np.pi)).sum(axis=-1) / 2

    def write_states(
        self, inputs: np.ndarray, bias: np.ndarray, stream: np.ndarray, states: np.ndarray
    ) -> None:
        """Write states drawn with inputs (n, n_units) float32 plus bias; advance the stream."""
        sample_normal_units(inputs, bias, stream, states)
