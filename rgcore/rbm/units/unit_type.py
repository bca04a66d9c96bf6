"""A unit type: the two values of a unit, low and 1, and all formulas that depend on them.

A unit with input x has the weights exp(low x) and exp(x). With the span s = 1 - low of its values,

    P(u = 1 | x) = sigmoid(s x),   <u> = low + s sigmoid(s x),   ln sum_u exp(x u) = low x + ln(1 + exp(s x)),

which are tanh x and ln 2 cosh x for -1/+1, and sigmoid x and ln(1 + exp x) for 0/1.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.random import Generator
from scipy.special import entr, expit

from rgcore.arguments.scalars import shown
from rgcore.arguments.states import states
from rgcore.cards import card_names, load_card, load_cards
from rgcore.errors import InputError
from rgcore.rbm.units._unit_kernels import sample_states
from rgcore.rbm.units.real_unit_type import RealUnitType

__all__ = ["UnitType", "check_layers", "layer_type", "type_of_all", "unit_type", "units_of_low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitType:
    """Units of the values ``low`` and 1.

    Parameters
    ----------
    description : str
        The two values in words.
    low : int or float
        The lower value, below 1.
    """

    description: str
    low: float

    @property
    def span(self) -> float:
        """Difference of the two values, s."""
        return 1 - self.low

    @property
    def midpoint(self) -> np.float32:
        """Mean of the two values, which a unit without input has."""
        return np.float32((1 + self.low) / 2)

    @property
    def low_single(self) -> np.float32:
        """The lower value as the compiled kernels take it."""
        return np.float32(self.low)

    @property
    def state_type(self) -> type:
        """Type of arrays of states: int8 where both values are integers."""
        return np.int8 if self.low == int(self.low) else np.float32

    def checked(self, name: str, values: object, n_units: int) -> np.ndarray:
        """Return states (n, n_units) in a type with a sign; InputError for other values or another shape."""
        return states(name, values, n_units, self.low)

    def own_energy(self, values: np.ndarray) -> float:
        """Return 0: the energy has no term of one unit but that of its bias."""
        del values
        return 0.0

    def from_spins(self, spins: np.ndarray) -> np.ndarray:
        """Return spins -1/+1, or mean spins, as float32 values of these units."""
        return np.float32(self.span / 2) * np.asarray(spins, dtype=np.float32) + self.midpoint

    def to_spins(self, values: np.ndarray) -> np.ndarray:
        """Return values, or means, of these units as spins, or mean spins, from -1 to +1."""
        scale = 2 / self.span
        return scale * np.asarray(values) + (1 - scale)

    def mean(self, inputs: np.ndarray) -> np.ndarray:
        """Return the means <u> of units with the inputs x, an array of any shape."""
        means = expit(self.span * inputs)
        means *= self.span
        means += self.low
        return means

    def sample(self, inputs: np.ndarray, *, rng: Generator) -> np.ndarray:
        """Draw states of units with the inputs x, a fresh random number for every entry."""
        up = rng.random(inputs.shape) < expit(self.span * inputs)
        return np.where(up, 1, self.low).astype(self.state_type)

    def write_states(
        self, inputs: np.ndarray, bias: np.ndarray, stream: np.ndarray, states: np.ndarray
    ) -> None:
        """Write states drawn with inputs (n, n_units) float32 plus bias; advance the stream."""
        sample_states(inputs, bias, self.low_single, stream, states)

    def log_trace(self, inputs: np.ndarray) -> np.ndarray:
        """Return ln sum_u exp(x.u) = sum_j [low x_j + ln (1 + exp(s x_j))] of layers with inputs x.

        ln(1 + exp y) = max(y, 0) + ln(1 + exp(-|y|)) neither overflows nor cancels; logaddexp is six times slower.

        Parameters
        ----------
        inputs : (..., n_units) float array

        Returns
        -------
        (...) float64 array
            Summed in float64, whatever the precision of the inputs.
        """
        scaled = self.span * inputs
        each = np.abs(scaled)
        np.log1p(np.exp(np.negative(each, out=each), out=each), out=each)
        each += np.maximum(scaled, 0, out=scaled) + self.low * inputs
        return each.sum(axis=-1, dtype=np.float64)

    def entropy(self, means: np.ndarray) -> np.ndarray:
        """Return the entropy of independent units with the given means (..., n_units), (...) in nats."""
        mean_spins = np.clip(self.to_spins(means), -1, 1)  # float32 means may round to just above 1
        return (entr((1 + mean_spins) / 2) + entr((1 - mean_spins) / 2)).sum(axis=-1)


def unit_type(units: str) -> UnitType:
    """Return the unit type of a name, such as "spin" or "binary": units of two values.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    if not isinstance(units, str):
        raise InputError(_wanted(units))
    return _unit_type(units)


def layer_type(units: str) -> UnitType | RealUnitType:
    """Return the type of the units of one layer: of two values, or real-valued, such as "gaussian".

    Raises
    ------
    InputError
        If there is none of that name.
    """
    return _real_unit_type(units) if _is_real(units) else unit_type(units)


def check_layers(units: str, visible_units: str) -> None:
    """Raise InputError unless hidden ``units`` and ``visible_units`` are the same, or one of them is real-valued.

    It is the hidden layer only where an RBM has its layers swapped.
    """
    n_real = _is_real(units) + _is_real(visible_units)
    if n_real == 2:
        raise InputError(f"{_wanted(units)} beside visible_units = {shown(visible_units)}")
    unit_type(visible_units if _is_real(units) else units)
    if not n_real and visible_units != units:
        real = _quoted(card_names("rgcore.rbm.units.real_valued"))
        raise InputError(
            f"visible_units must be {real} or those of units, {shown(units)}, got {shown(visible_units)}"
        )


def type_of_all(units: str, visible_units: str) -> UnitType:
    """Return the type of all units of a network, hidden and visible.

    Raises
    ------
    InputError
        If some are real-valued: for functions that take spins, or means of units of two values.
    """
    if units != visible_units:
        raise InputError(
            f"every unit of the network must have two values here ({_quoted(card_names('rgcore.rbm.units'))}), but "
            f"its visible units are {shown(visible_units)}"
        )
    return unit_type(units)


def _is_real(units: object) -> bool:
    return isinstance(units, str) and units in card_names("rgcore.rbm.units.real_valued")


@cache
def _real_unit_type(units: str) -> RealUnitType:
    return load_card("rgcore.rbm.units.real_valued", units)


@cache
def _unit_type(units: str) -> UnitType:
    if units not in card_names("rgcore.rbm.units"):
        raise InputError(_wanted(units))
    return load_card("rgcore.rbm.units", units)


def _wanted(units: object) -> str:
    return f"units must be {_quoted(card_names('rgcore.rbm.units'))}, got {shown(units)}"


def _quoted(names: tuple[str, ...]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def units_of_low(low: float) -> str:
    """Return the name of the unit type with the lower value ``low``; a file of a network holds that value."""
    for name, card in load_cards("rgcore.rbm.units").items():
        if card.low == low:
            return name
    raise ValueError(f"no unit type has the lower value {low}")
