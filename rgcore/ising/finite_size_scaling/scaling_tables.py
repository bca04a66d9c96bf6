"""From stored energies and magnetizations to the tables of finite-size scaling."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import pandas as pd

from rgcore.errors import InputError
from rgcore.ising.finite_size_scaling.data_collapse import ScalingForm, scaling_curves
from rgcore.ising.finite_size_scaling.energy_levels import EnergyLevels, energy_levels
from rgcore.ising.finite_size_scaling.energy_series import EnergySeries
from rgcore.ising.finite_size_scaling.histogram_overlap import joined
from rgcore.ising.finite_size_scaling.pair_analysis import PairAnalysis, analyze_pairs
from rgcore.ising.finite_size_scaling.quotients import METHODS, Method
from rgcore.ising.finite_size_scaling.reweighting import Reweighted

__all__ = ["ScalingTables", "finite_size_scaling"]

_FEWEST_SIDES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalingTables:
    """The tables ``finite_size_scaling`` and ``finite_size_curves``, of the schemas of the same names."""

    estimates: pd.DataFrame
    curves: pd.DataFrame


def finite_size_scaling(series: Sequence[EnergySeries]) -> ScalingTables:
    """Estimate the critical point and critical exponents of the two-dimensional Ising model.

    The temperatures of each side are joined by multiple-histogram reweighting, which makes every observable a smooth
    function of the coupling with an exact slope. Two successive sides give the critical temperature as the crossing of
    their Binder ratios, and there, by quotients of observables, 1/nu, beta/nu and gamma/nu. The quoted estimates are
    those of all pairs together, by a fit of the leading correction to scaling with nu = 1 and omega = 7/4 of the
    two-dimensional Ising model; the estimates of each pair alone assume neither. Standard errors are those of a
    jackknife over the blocks of all sides and temperatures through the whole calculation.

    Parameters
    ----------
    series : sequence of EnergySeries
        At least three sides, each at one temperature or more near the critical one.

    Returns
    -------
    ScalingTables

    Raises
    ------
    InputError
        If there are fewer than three sides, neighbouring temperatures of a side do not overlap, or two sides have
        no crossing where they can be reweighted to.
    """
    ordered = sorted(series, key=lambda each: each.side)
    levels = [energy_levels(list(group)) for _, group in groupby(ordered, lambda each: each.side)]
    if len(levels) < _FEWEST_SIDES:
        raise InputError(f"finite_size_scaling.sides must be {_FEWEST_SIDES} at least, got {len(levels)}")
    sides = [joined(each) for each in levels]
    analysis = analyze_pairs(levels, sides)
    estimates = _estimates(analysis)
    return ScalingTables(estimates=estimates, curves=_curves(levels, sides, estimates))


def _estimates(analysis: PairAnalysis) -> pd.DataFrame:
    """Return a row per method and pair, and one per method for all pairs together."""
    rows = []
    for place, method in enumerate(METHODS):
        first = next(number for number, each in enumerate(METHODS) if each.quantity == method.quantity)
        rows += _pair_rows(analysis, place)
        rows.append(_joint_row(analysis, place, quoted=place == first))
    return pd.DataFrame(rows)


def _pair_rows(analysis: PairAnalysis, place: int) -> list[dict]:
    errors = analysis.errors()
    return [
        {
            **_named(METHODS[place], "pair", small, large),
            **_reported(METHODS[place], analysis.values[pair, place], errors[pair, place]),
            "crossing_temperature": float(analysis.values[pair, 0]),
            "chi_square": np.nan,
            "n_free": 0,
            "quoted": False,
        }
        for pair, (small, large) in enumerate(pairwise(analysis.sides))
    ]


def _joint_row(analysis: PairAnalysis, place: int, *, quoted: bool) -> dict:
    fit = analysis.extrapolated(place)
    smallest = analysis.sides[int(np.argmax(fit.weights != 0))]
    return {
        **_named(METHODS[place], "extrapolated", smallest, analysis.sides[-1]),
        **_reported(METHODS[place], fit.value, fit.error),
        "crossing_temperature": np.nan,
        "chi_square": fit.chi_square,
        "n_free": fit.n_free,
        "quoted": quoted,
    }


def _named(method: Method, estimate: str, small: int, large: int) -> dict:
    names = {"quantity": method.quantity, "method": method.name, "estimate": estimate}
    return {**names, "side_small": small, "side_large": large}


def _reported(method: Method, value: float, error: float) -> dict:
    """Return value and error of the quantity itself, and its exact value."""
    if method.inverse:
        value, error = 1 / value, error / value**2
    return {"value": float(value), "value_err": float(error), "value_exact": method.exact}


def _curves(
    levels: Sequence[EnergyLevels], sides: Sequence[Reweighted], estimates: pd.DataFrame
) -> pd.DataFrame:
    """Return the curves of every side, scaled by the quoted estimates."""
    quoted = estimates[estimates["quoted"]].set_index("quantity")["value"]
    form = ScalingForm(
        critical_temperature=quoted["critical_temperature"],
        nu=quoted["nu"],
        beta_over_nu=quoted["beta_over_nu"],
    )
    return scaling_curves(levels, sides, form)
