"""Many draws of each null, each through the same flow as the data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.pcarg.flow.kurtosis_flow import FlowSettings
from rgcore.pcarg.flow.moment_flow import flow_table, rows_of_data
from rgcore.pcarg.modes.principal_components import SCALINGS
from rgcore.pcarg.nulls.elliptical import Elliptical, fit_elliptical
from rgcore.pcarg.nulls.factor_garch import FactorGarch, fit_factor_garch
from rgcore.pcarg.nulls.fitted_data import Material, material
from rgcore.pcarg.nulls.gaussian import Gaussian, fit_gaussian
from rgcore.pcarg.nulls.shuffled import Shuffled, fit_shuffled
from rgcore.series.moments import sample_moments
from rgcore.series.samples import Samples

__all__ = ["NULLS", "FlowPlan", "Null", "data_flow", "fit_null", "null_draws", "null_flow"]

Null = Shuffled | Gaussian | Elliptical | FactorGarch

_FITS: Mapping[str, Callable[..., Null]] = {
    "shuffled": fit_shuffled,
    "gaussian": fit_gaussian,
    "elliptical": fit_elliptical,
    "factor_garch": fit_factor_garch,
}
NULLS = tuple(_FITS)
_DRAW_BLOCKS = 2  # of time: the error of a draw's median is the scatter of the draws
_KEYS = ["dataset", "source", "scaling", "dropped_top", "n_kept"]
_QUARTILES = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPlan:
    """Which flows of a data set are followed: every cutoff of ``kept`` with every share of ``dropped_tops``.

    In both scalings; ``kept`` and ``dropped_tops`` as ``kept`` and ``dropped_top`` of
    :func:`rgcore.pcarg.flow.moment_flow`, no two of ``dropped_tops`` equal.
    """

    kept: tuple[float, ...]
    dropped_tops: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse a share that is there twice."""
        if len(set(map(float, self.dropped_tops))) != len(self.dropped_tops) or not self.dropped_tops:
            raise ValueError(
                f"dropped_tops must be given once each, at least one, got {list(self.dropped_tops)}"
            )

    def settings(self) -> list[FlowSettings]:
        """Return the settings of each flow."""
        return [
            FlowSettings(kept=tuple(self.kept), dropped_top=dropped, scaling=scaling)
            for scaling in SCALINGS
            for dropped in self.dropped_tops
        ]


def fit_null(source: str, found: Material, *, rng: Generator) -> Null:
    """Return the null named ``source`` fitted to data: something with ``draw(rng=...)``.

    Raises
    ------
    ValueError
        If ``source`` is not one of ``NULLS``.
    """
    if source not in _FITS:
        raise ValueError(f"a null must be one of {NULLS}, got {source!r}")
    return _FITS[source](found, rng=rng)


def data_flow(samples: Samples, plan: FlowPlan, *, dataset: str) -> pd.DataFrame:
    """Return the moment flow of a data set: rows of the table ``pca_flow`` with source "data".

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
        Finite, no constant variable.
    plan : FlowPlan
    dataset : str
        Its name, copied to the table.

    Raises
    ------
    ValueError
        As :func:`rgcore.pcarg.flow.moment_flow`.
    """
    return rows_of_data(flow_table(samples, sample_moments(samples), plan.settings()), dataset)


def null_draws(
    samples: Samples,
    plan: FlowPlan,
    n_draws: int,
    *,
    dataset: str,
    rngs: Mapping[str, Generator],
    report: Callable[[int, int], None],
) -> pd.DataFrame:
    """Return the flow of draws of nulls that are fitted to the samples.

    Memory: what the flow takes, and the samples by variable, of which large ones lie in a temporary file
    (:class:`rgcore.series.temporary_matrix.TemporaryMatrix`).

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
        Finite, no constant variable.
    plan : FlowPlan
    n_draws : int
        Of each null. More draws leave the first ones as they are.
    dataset : str
        Its name, copied to the table.
    rngs : mapping of str to Generator
        One per null, by name, from ``NULLS``; advanced in place.
    report : callable
        Is told after every draw how many are done, and how many there will be.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_nulls``, one row per null, draw and cutoff.

    Raises
    ------
    ValueError
        As :func:`rgcore.pcarg.flow.moment_flow`, or for a null of another name.
    """
    found = material(samples, sample_moments(samples))
    tables = []
    for source, rng in rngs.items():
        null = fit_null(source, found, rng=rng)
        for draw in range(n_draws):
            table = _flow_of_draw(null.draw(rng=rng), plan)
            tables.append(table.assign(dataset=dataset, source=source, draw=draw + 1, **_fitted(null)))
            report(len(tables), n_draws * len(rngs))
    return pd.concat(tables, ignore_index=True)


def _flow_of_draw(drawn: Samples, plan: FlowPlan) -> pd.DataFrame:
    table = flow_table(drawn, sample_moments(drawn), plan.settings(), n_blocks=_DRAW_BLOCKS)
    return table.drop(columns=["kurtosis_median_err", "n_blocks"])


def _fitted(null: Null) -> dict[str, float]:
    """Return what a table tells of the fit: degrees of freedom with error, and the number of factors."""
    if isinstance(null, Elliptical):
        fit = null.student
        return {
            "degrees_of_freedom": fit.degrees_of_freedom,
            "degrees_of_freedom_err": fit.degrees_of_freedom_err,
            "n_factors": 0,
        }
    if isinstance(null, FactorGarch):
        degrees = float(np.median(null.laws.degrees_of_freedom))
        n_factors = null.loadings.shape[1]
        return {
            "degrees_of_freedom": degrees,
            "degrees_of_freedom_err": np.nan,
            "n_factors": n_factors,
        }
    return {"degrees_of_freedom": np.nan, "degrees_of_freedom_err": np.nan, "n_factors": 0}


def null_flow(draws: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the table ``pca_flow`` for nulls: geometric means over the draws, and their range.

    The range is that of the medians, smallest to largest: the median of one more draw falls outside with probability
    2 / (n_draws + 1), whatever the law. ``kurtosis_median_err`` is the mean times the standard deviation of the log
    over the draws, the error of the median of one data set of that length; ``n_blocks`` is 0, as no jackknife is
    behind it. Logs, as heavy tails spread the kurtosis of draws over decades.

    Parameters
    ----------
    draws : DataFrame
        From :func:`null_draws`.
    """
    logs = draws.assign(**{name: np.log(draws[name]) for name in _QUARTILES})
    means = logs.groupby(_KEYS, as_index=False, sort=False)
    table = means[["kept_fraction", *_QUARTILES, "correlation_time"]].mean()
    table[_QUARTILES] = np.exp(table[_QUARTILES])
    median = draws.groupby(_KEYS, as_index=False, sort=False)["kurtosis_median"]
    return table.assign(
        kurtosis_median_err=table["kurtosis_median"] * means["kurtosis_median"].std()["kurtosis_median"],
        null_low=median.min()["kurtosis_median"],
        null_high=median.max()["kurtosis_median"],
        n_draws=median.count()["kurtosis_median"],
        n_blocks=0,
        few_blocks=False,
    )
