"""Data collapse: observables of every side against temperature, measured, reweighted, and scaled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from rgcore.ising.finite_size_scaling.binder_slope import binder
from rgcore.ising.finite_size_scaling.block_jackknife import jackknife_covariance, without_one_block
from rgcore.ising.finite_size_scaling.energy_levels import EnergyLevels
from rgcore.ising.finite_size_scaling.histogram_overlap import joined, window
from rgcore.ising.finite_size_scaling.reweighting import Reweighted

__all__ = ["ScalingForm", "scaling_curves"]

_POINTS = 33
_MARGIN = 0.1  # beyond the temperatures drawn, in parts of their range
_NAMES = ("binder", "abs_magnetization", "susceptibility", "susceptibility_zero_field")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalingForm:
    """The critical temperature (J/k_B), nu and beta/nu that curves are scaled with."""

    critical_temperature: float
    nu: float
    beta_over_nu: float

    def temperature(self, temperatures: np.ndarray, side: int) -> np.ndarray:
        """Return (T - T_c) L^(1/nu), in J/k_B."""
        return (temperatures - self.critical_temperature) * side ** (1 / self.nu)

    def unscaled(self, scaled: np.ndarray, side: int) -> np.ndarray:
        """Return the temperatures of which ``temperature`` gives ``scaled``."""
        return self.critical_temperature + scaled * side ** (-1 / self.nu)


def scaling_curves(
    levels: Sequence[EnergyLevels], sides: Sequence[Reweighted], form: ScalingForm
) -> pd.DataFrame:
    """Return observables with jackknife errors: measured at the temperatures drawn, and reweighted to many.

    Reweighted curves cover the temperatures from below the lowest to above the highest one drawn, and the range of the
    scaled temperature (T - T_c) L^(1/nu) that the largest side covers, as far as each side can be reweighted.

    Parameters
    ----------
    levels, sides : sequences of the same length
        By rising side; ``sides`` are the joined ``levels``.
    form : ScalingForm

    Returns
    -------
    DataFrame
        With the columns of ``rgcore.ising.finite_size_scaling.schemas.FINITE_SIZE_CURVES``.
    """
    reach = form.temperature(1 / np.array(window(sides[-1])), sides[-1].side)
    parts = []
    for level, side in zip(levels, sides, strict=True):
        parts += [_measured(level, place, form) for place in range(len(level.couplings))]
        parts.append(_curve(level, side, _grid(side, form, reach), form, "reweighted"))
    return pd.concat(parts, ignore_index=True)


def _grid(side: Reweighted, form: ScalingForm, reach: np.ndarray) -> np.ndarray:
    """Return the temperatures of one curve."""
    first, last = 1 / side.couplings[-1], 1 / side.couplings[0]
    drawn = np.linspace(first - _MARGIN * (last - first), last + _MARGIN * (last - first), _POINTS)
    scaled = form.unscaled(np.linspace(reach.min(), reach.max(), _POINTS), side.side)
    highest, lowest = 1 / np.array(window(side))
    both = np.unique(np.concatenate([drawn, scaled]))
    return both[(both >= lowest) & (both <= highest)]


def _measured(levels: EnergyLevels, place: int, form: ScalingForm) -> pd.DataFrame:
    """Return the row of one temperature from its own configurations alone."""
    kept = slice(place, place + 1)
    alone = replace(
        levels,
        couplings=levels.couplings[kept],
        sums=levels.sums[kept],
        efficiency=levels.efficiency[kept],
    )
    return _curve(alone, joined(alone), 1 / alone.couplings, form, "measured")


def _curve(
    levels: EnergyLevels, side: Reweighted, temperatures: np.ndarray, form: ScalingForm, source: str
) -> pd.DataFrame:
    couplings = 1 / temperatures
    replicates = (
        np.array([_observables(each, couplings).ravel() for each in changed])
        for changed in without_one_block(levels, side)
    )
    errors = np.sqrt(np.diag(jackknife_covariance(replicates))).reshape(len(_NAMES), -1)
    frame = pd.DataFrame({"source": source, "side": side.side, "temperature": temperatures})
    for name, value, error in zip(_NAMES, _observables(side, couplings), errors, strict=True):
        frame[name], frame[f"{name}_err"] = value, error
    magnification = side.side**form.beta_over_nu
    return frame.assign(
        n_effective=side.effective_counts(couplings),
        scaled_temperature=form.temperature(temperatures, side.side),
        scaled_abs_magnetization=magnification * frame["abs_magnetization"],
        scaled_abs_magnetization_err=magnification * frame["abs_magnetization_err"],
    )


def _observables(side: Reweighted, couplings: np.ndarray) -> np.ndarray:
    """Return Binder ratio, |m| and the susceptibilities K N (<m^2> - <|m|>^2) and K N <m^2>, (4, n_couplings)."""
    moments = side.moments(couplings)
    modulus, square = moments.mean[..., 0], moments.mean[..., 1]
    scale = couplings * side.side**2
    return np.stack([binder(moments), modulus, scale * (square - modulus**2), scale * square])
