"""The coupling of data at every cutoff: measured, as the recursion predicts it, and what speaks against both."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.pcarg.blocks import median_replicates
from rgcore.pcarg.coupling import first_order_coupling, second_order_share
from rgcore.pcarg.exponent import spectral_exponent
from rgcore.pcarg.fixed_points import fixed_point_coupling
from rgcore.pcarg.recursion import LOOP, kept_loops, remove_loops
from rgcore.pcarg.spectrum import PrincipalComponents
from rgcore.stats.jackknife import jackknife_error

__all__ = ["running_couplings"]

LARGE = 1.0  # of ut = 6 g, where the two terms of its flow are alike
LARGE_SHARE = 0.5  # of the second order in the first
NOISE_QUARTILES = 1.349  # distance of the quartiles of a Gaussian, in standard deviations
BEYOND_NOISE = 1.5  # of that distance: no spread is made of errors alone


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Of one spectrum, per cutoff: ``alpha``, ``scale`` = rho/Lambda and ``loops`` in variable^4, and of every
    variable ``u`` (n_cutoffs, n_variables) in 1/variable^4."""

    alpha: np.ndarray
    scale: np.ndarray
    loops: np.ndarray
    u: np.ndarray

    def with_medians(self, medians: np.ndarray) -> dict[str, np.ndarray]:
        """Return the couplings that follow from the medians (n_cutoffs,) of u."""
        return {
            "alpha": self.alpha,
            "u": medians,
            "g": medians * self.scale / 6,
            "g_running": remove_loops(medians, self.loops) * self.scale / 6,
            "g_predicted": medians[-1] * self.scale / 6,
        }


def running_couplings(
    modes: PrincipalComponents,
    cutoffs: np.ndarray,
    kurtosis: np.ndarray,
    present: np.ndarray,
    without: Iterable[tuple[PrincipalComponents, np.ndarray]],
) -> pd.DataFrame:
    """Return the couplings at every cutoff, from spectrum and moments alone.

    - ``u``, ``g``: median over the variables of :func:`rgcore.pcarg.first_order_coupling`. It has the loops of all
      modes in it.
    - ``g_running``: with the loops of the kept modes removed by the recursion over the measured variances, the coupling
      *at* the cutoff, which is what a fixed point has. NaN where these loops shift u by a half of it or more: far
      beyond, u drops out, -1/9 of scale / loops is left, and that is the g* of the spectrum whatever the data.
    - ``g_predicted``: what ``g`` would be if the recursion ruled from the largest cutoff down. To its order the
      coupling after all modes does not depend on the cutoff at which one looks, so that this is the u of the largest
      cutoff in the units of this one; ``recursion_deviation`` is u minus that u over the error of the difference, 0 at
      the largest cutoff.
    - ``u_q25``, ``u_q75`` over the variables; ``u_single_err``, the median error of a single one.
    - ``second_order``: median over the variables of the size of :func:`rgcore.pcarg.second_order_share`.
    - ``objections``, a list in words or "none": "size" (6 times the size of g plus two errors is not below 1), "sign"
      (u is negative by two errors: the weight is not bounded at this order, and the fixed point of alpha < 2 is out of
      reach), "spread" (the quartiles are farther apart than u is large, and 1.5 times farther than errors make them:
      there is no one u), "second order" (its share is not below 1/2). ``perturbative``: none but perhaps the sign.

    Parameters
    ----------
    modes : PrincipalComponents
        Of all samples, with all variables' modes.
    cutoffs : (n_cutoffs,) int array, ascending
        Numbers of kept modes, from 2 to the rank.
    kurtosis : (n_cutoffs, n_variables) array
        Of the field of the kept modes.
    present : (n_cutoffs, n_variables) bool array
        False where a variable has no variance and counts nowhere.
    without : iterable of (PrincipalComponents, (n_cutoffs, n_variables) array)
        Modes and kurtosis with one block of time left out, one pair per block; taken one at a time.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_coupling`` but for names and the exponent of noise; one row per cutoff.
    """
    reading, shares = _reading(modes, cutoffs, kurtosis, shares=True)
    left = [_reading(part, cutoffs, values)[0] for part, values in without]
    spreads = [
        _spread(values, np.array([part.u[row] for part in left]), share, present[row])
        for row, (values, share) in enumerate(zip(reading.u, shares, strict=True))
    ]
    columns = {
        "n_kept": cutoffs,
        "kept_fraction": cutoffs / len(modes.variances),
        "cutoff": 1 / modes.variances[cutoffs - 1],
    }
    medians = np.array([spread.pop("replicates") for spread in spreads]).T  # (n_blocks, n_cutoffs)
    columns |= {name: np.array([spread[name] for spread in spreads]) for name in spreads[0]}
    values = reading.with_medians(columns["u"])
    replicates = [part.with_medians(row) for part, row in zip(left, medians, strict=True)]
    for name, value in values.items():
        columns[name] = value
        columns[f"{name}_err"] = jackknife_error(np.array([part[name] for part in replicates]))
    columns["recursion_deviation"] = _deviation(values["u"], medians)
    small = np.abs(columns["u"]) * reading.loops * LOOP < LARGE_SHARE
    for name in ("g_running", "g_running_err"):
        columns[name] = np.where(small, columns[name], np.nan)
    columns["g_fixed_point"] = fixed_point_coupling(reading.alpha)
    return pd.DataFrame(columns | _judgement(columns))


def _reading(modes, cutoffs, kurtosis, *, shares=False):
    """Return the reading of one spectrum, and the shares of the second order if asked for (otherwise None)."""
    unit = modes.variances[0]
    variances = modes.variances / unit  # fourth powers of variances stay within the range of numbers
    full = (modes.components * variances) @ modes.components.T if shares else None
    kept = np.zeros_like(modes.components)
    couplings, found, low = np.empty_like(kurtosis), [], 0
    for row, high in enumerate(cutoffs):
        between = modes.components[:, low:high]
        kept += (between * variances[low:high]) @ between.T
        low = high
        couplings[row] = first_order_coupling(kurtosis[row], kept)
        if shares:
            found.append(second_order_share(couplings[row], kept, full))
    alpha = np.array([spectral_exponent(variances, high) for high in cutoffs])
    scale = alpha * cutoffs / len(variances) * variances[cutoffs - 1] ** 2  # rho / Lambda
    loops = kept_loops(variances, cutoffs)
    reading = _Reading(alpha=alpha, scale=scale * unit**2, loops=loops * unit**2, u=couplings / unit**2)
    return reading, np.array(found) if shares else None


def _spread(values, replicates, share, present):
    """Return median, quartiles and errors over the variables of one cutoff, with the replicates of the median."""
    values, replicates = values[present], replicates[:, present]
    low, median, high = np.quantile(values, [0.25, 0.5, 0.75])
    return {
        "u": median,
        "u_q25": low,
        "u_q75": high,
        "u_single_err": np.median(jackknife_error(replicates)),
        "second_order": np.median(np.abs(share[present])),
        "replicates": median_replicates(values, replicates),
    }


def _deviation(u, replicates):
    """Return (u - u of the largest cutoff) over its error, 0 at the largest cutoff."""
    error = jackknife_error(replicates - replicates[:, -1:])
    return np.where(error > 0, u - u[-1], 0.0) / np.where(error > 0, error, 1.0)


def _judgement(columns):
    """Return ``objections`` and ``perturbative``."""
    quartiles = columns["u_q75"] - columns["u_q25"]
    noise = BEYOND_NOISE * NOISE_QUARTILES * columns["u_single_err"]
    found = {
        "size": 6 * (np.abs(columns["g"]) + 2 * columns["g_err"]) >= LARGE,
        "sign": columns["u"] + 2 * columns["u_err"] < 0,
        "spread": (quartiles > np.abs(columns["u"])) & (quartiles > noise),
        "second order": columns["second_order"] >= LARGE_SHARE,
    }
    words = [
        ", ".join(name for name, flag in zip(found, row, strict=True) if flag) or "none"
        for row in zip(*found.values(), strict=True)
    ]
    return {
        "objections": words,
        "perturbative": ~(found["size"] | found["spread"] | found["second order"]),
    }
