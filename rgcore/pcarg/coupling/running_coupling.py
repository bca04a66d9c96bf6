"""The coupling of data at every cutoff: measured, predicted by the recursion, and criteria of perturbation theory."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.pcarg.coupling.coupling_fixed_points import fixed_point_coupling
from rgcore.pcarg.coupling.mode_recursion import LOOP, add_loops, kept_loops, remove_loops
from rgcore.pcarg.coupling.objections import is_spread, objection_columns
from rgcore.pcarg.coupling.quartic_coupling import first_order_coupling, second_order_loops
from rgcore.pcarg.flow.median_error import median_replicates
from rgcore.pcarg.modes.principal_components import PrincipalComponents
from rgcore.pcarg.spectra.spectral_exponent import spectral_exponent
from rgcore.stats.comparison import LEVEL
from rgcore.stats.jackknife import jackknife_error

__all__ = ["running_couplings"]

LARGE = 1.0  # of ut = 6 g, where the two terms of its flow are of one size
LARGE_SHARE = 0.5  # of the second order in the first
BREAKING = ("skewness", "size", "spread", "second order")
"""Of the objections, those with which first-order perturbation theory is not self-consistent.

"skewness" is added by :func:`rgcore.pcarg.coupling.coupling_table.coupling_tables`, which reads the third cumulants.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Couplings:
    """Of one spectrum: ``alpha``, ``scale`` = rho/Lambda and ``loops`` (n_cutoffs,), ``u`` (n_cutoffs, n_variables)."""

    alpha: np.ndarray
    scale: np.ndarray
    loops: np.ndarray
    u: np.ndarray

    def with_medians(self, medians: np.ndarray, kept: np.ndarray) -> dict[str, np.ndarray]:
        """Return the couplings that follow from the medians (n_cutoffs,) of u and of the loops of the kept modes."""
        running = remove_loops(medians, kept)
        return {
            "alpha": self.alpha,
            "u": medians,
            "g": medians * self.scale / 6,
            "g_predicted": medians[-1] * self.scale / 6,
            "g_running": running * self.scale / 6,
            "g_running_predicted": add_loops(running[-1], self.loops[-1] - self.loops) * self.scale / 6,
        }


def running_couplings(
    modes: PrincipalComponents,
    cutoffs: np.ndarray,
    kurtosis: np.ndarray,
    present: np.ndarray,
    without: Iterable[tuple[PrincipalComponents, np.ndarray]],
) -> pd.DataFrame:
    """Return the couplings at every cutoff, from spectrum and moments alone.

    - ``u``, ``g``: median over the variables of :func:`first_order_coupling`. It contains the loops of
      all modes, and assumes data that are symmetric under phi -> -phi.
    - ``g_predicted``: ``g`` for the u of the largest cutoff: to its order the recursion makes the coupling after all
      modes independent of the cutoff. ``recursion_deviation``: u minus that u over the standard error of the
      difference, 0 at the largest cutoff.
    - ``g_running``, the loop-corrected estimator: with the loops of the kept modes removed (:func:`second_order_loops`,
      their median), the coupling *at* the cutoff, to be compared with a fixed point. ``g_running_predicted``: that of
      the largest cutoff carried down by the recursion over the measured variances. Both NaN where the second order is
      not small: for a large u they become independent of u, -1/9 of scale over loops, which is near the g* of the
      spectrum whatever the data.
    - ``u_q25``, ``u_q75`` over the variables; ``u_single_err``, the median standard error of a single one.
    - ``second_order``: median over the variables of (3/2) u D in size, D with the loop of all modes.
    - ``objections``: "none", or all of these that hold, separated by commas. ``perturbative``: none of ``BREAKING``.

    ============  =================================================================================================
    objection     condition
    ============  =================================================================================================
    size          6 (abs(g) + 2 standard errors) >= 1
    sign          u + 2 standard errors < 0 (read without a cubic vertex, which skewed data have)
    spread        distance of the quartiles above abs(u), and above 1.5 times that from standard errors: no common u
    second order  ``second_order`` >= 1/2
    ============  =================================================================================================

    Parameters
    ----------
    modes : PrincipalComponents
        Of all samples, with all variables' modes.
    cutoffs : (n_cutoffs,) int array, ascending
        Numbers of kept modes, from 2 to the rank.
    kurtosis : (n_cutoffs, n_variables) array
        Of the field of the kept modes.
    present : (n_cutoffs, n_variables) bool array
        False where a variable has no variance and is ignored.
    without : iterable of (PrincipalComponents, (n_cutoffs, n_variables) array)
        Modes and kurtosis with one block of time left out, one pair per block; read one at a time.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_coupling`` except names, verdicts and the exponent of noise; one row per cutoff.
    """
    loops = _loops(modes, cutoffs)  # (n_cutoffs, 2, n_variables)
    whole = _couplings_of(modes, cutoffs, kurtosis)
    left = [_couplings_of(part, cutoffs, values) for part, values in without]
    spreads, medians, kept = [], [], []
    for row, here in enumerate(present):
        values, replicates = whole.u[row, here], np.array([part.u[row, here] for part in left])
        spreads.append(_spread(values, replicates, loops[row, 1, here]))
        medians.append(median_replicates(values, replicates))
        kept.append(np.median(loops[row, 0, here]))
    columns = {
        "n_kept": cutoffs,
        "kept_fraction": cutoffs / len(modes.variances),
        "cutoff": 1 / modes.variances[cutoffs - 1],
        **{name: np.array([spread[name] for spread in spreads]) for name in spreads[0]},
    }
    columns |= _with_errors(whole, left, columns["u"], np.transpose(medians), np.array(kept))
    small = columns["second_order"] < LARGE_SHARE
    for name in ("g_running", "g_running_predicted"):
        known = small & small[-1] if name.endswith("predicted") else small
        columns |= {key: np.where(known, columns[key], np.nan) for key in (name, f"{name}_err")}
    columns["g_fixed_point"] = fixed_point_coupling(whole.alpha)
    return pd.DataFrame(columns | _criteria(columns))


def _couplings_of(modes, cutoffs, kurtosis):
    unit = modes.variances[0]
    variances = modes.variances / unit
    fields = zip(kurtosis, _kept_covariances(modes, cutoffs), strict=True)
    couplings = np.array([first_order_coupling(*field) for field in fields])
    alpha = np.array([spectral_exponent(variances, high) for high in cutoffs])
    scale = alpha * cutoffs / len(variances) * variances[cutoffs - 1] ** 2  # rho / Lambda
    loops = kept_loops(variances, cutoffs)
    return _Couplings(alpha=alpha, scale=scale * unit**2, loops=loops * unit**2, u=couplings / unit**2)


def _kept_covariances(modes, cutoffs):
    """Yield the covariance of the kept modes, over the largest variance (fourth powers stay within range), in place."""
    kept, low = np.zeros_like(modes.components), 0
    for high in cutoffs:
        between = modes.components[:, low:high]
        kept += (between * (modes.variances[low:high] / modes.variances[0])) @ between.T
        low = high
        yield kept


def _loops(modes, cutoffs):
    """Return D of every variable with the kept modes alone, and with all, in the loop: (n_cutoffs, 2, n_variables)."""
    (full,) = _kept_covariances(modes, [len(modes.variances)])
    within = [
        [second_order_loops(kept, kept), second_order_loops(kept, full)]
        for kept in _kept_covariances(modes, cutoffs)
    ]
    return np.array(within) * modes.variances[0] ** 2


def _spread(values, replicates, loops):
    """Return median, quartiles and error over the variables of one cutoff, and the size of the second order."""
    low, median, high = np.quantile(values, [0.25, 0.5, 0.75])
    return {
        "u": median,
        "u_q25": low,
        "u_q75": high,
        "u_single_err": np.median(jackknife_error(replicates)),
        "second_order": np.median(np.abs(LOOP * values * loops)),
    }


def _with_errors(whole, left, u, medians, kept):
    """Return the couplings with their errors; the loops of the kept modes are those of all samples throughout."""
    values = whole.with_medians(u, kept)
    replicates = [part.with_medians(row, kept) for part, row in zip(left, medians, strict=True)]
    columns = {}
    for name, value in values.items():
        columns[name] = value
        columns[f"{name}_err"] = jackknife_error(np.array([part[name] for part in replicates]))
    return columns | {"recursion_deviation": _deviation(u, medians)}


def _deviation(u, replicates):
    """Return (u - u of the largest cutoff) over its standard error, 0 at the largest cutoff."""
    error = jackknife_error(replicates - replicates[:, -1:])
    return np.where(error > 0, u - u[-1], 0.0) / np.where(error > 0, error, 1.0)


def _criteria(columns):
    """Return ``objections`` and ``perturbative``."""
    found = {
        "size": 6 * (np.abs(columns["g"]) + LEVEL * columns["g_err"]) >= LARGE,
        "sign": columns["u"] + LEVEL * columns["u_err"] < 0,
        "spread": is_spread(columns),
        "second order": columns["second_order"] >= LARGE_SHARE,
    }
    return objection_columns(found, set(BREAKING) - {"skewness"})  # which the whole table adds
