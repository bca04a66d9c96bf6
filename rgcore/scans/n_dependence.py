"""Exponents and kurtosis of one data set against the number of variables that are analysed."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import a_text, an_instance, generator
from rgcore.pcarg.checked_arguments import checked_kept, checked_moments
from rgcore.scans.arrangements import chosen, varying
from rgcore.scans.collapse import (
    Collapse,
    counts_at_sixteenth,
    curve_collapse,
    distance_of_halves,
    distribution_distance,
)
from rgcore.scans.measures import measure_all
from rgcore.scans.settings import SubsetSettings
from rgcore.scans.subset_means import SubsetMean, change_from, means_over
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import as_samples
from rgcore.series.time_blocks import number_of_time_blocks
from rgcore.stats.comparison import beside

__all__ = ["n_dependence"]

FEWEST_VARIABLES = 4  # of a subset


def n_dependence(
    samples: object,
    settings: SubsetSettings,
    *,
    kept: Sequence[float],
    dataset: str,
    moments: SampleMoments | None = None,
    rng: Generator,
) -> pd.DataFrame:
    """Return every exponent and the kurtosis at each cutoff, of random subsets of the variables, and how they collapse.

    Values are means over the subsets of a size. Their standard error adds, in squares, a jackknife over time of the
    mean and the standard deviation over the subsets divided by the root of their number. All sizes share the blocks of
    time: changes from the value of all variables have errors of differences. Subsets of one data set overlap, so that
    the scatter of a new set of variables is larger, by 1/sqrt(1 - fraction) for independent variables. A subset has at
    least four variables.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes; no constant variable. Left untouched.
    settings : SubsetSettings
    kept : sequence of float
        Fractions of the modes that are kept.
    dataset : str
        Its name, copied to the table.
    moments : SampleMoments, optional
        Of the same samples; computed if not given.
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        The columns of the table ``n_dependence``.

    Raises
    ------
    InputError
        If samples are not as described, or an argument is of another type or out of range.
    """
    samples = as_samples(samples)
    an_instance("settings", settings, SubsetSettings)
    kept, dataset = checked_kept(kept), a_text("dataset", dataset)
    generator("rng", rng)
    moments = checked_moments(moments, samples)
    sizes = _sizes(settings, len(moments.mean))
    n_blocks = number_of_time_blocks(moments)
    of_all = means_over([measure_all(samples, moments, kept, n_blocks)])
    counts = counts_at_sixteenth(samples, moments, n_blocks)
    rows = [*map(_row, of_all), _distance_row(distance_of_halves(counts), np.nan)]
    parts = [pd.DataFrame(rows).assign(n_variables=len(moments.mean), n_subsets=1)]
    for size in sizes:
        subsets = [
            np.sort(rng.choice(len(moments.mean), size, replace=False)) for _ in range(settings.n_subsets)
        ]
        found = [varying(chosen(samples, variables), moments.trial_length) for variables in subsets]
        means = means_over([measure_all(*part, kept, n_blocks) for part in found])
        distance = distribution_distance([counts_at_sixteenth(*part, n_blocks) for part in found], counts)
        rows = [*_rows_beside(means, of_all), _distance_row(*distance)]
        rows += _collapse_rows(curve_collapse(means, of_all, (size, len(moments.mean))))
        parts.append(pd.DataFrame(rows).assign(n_variables=size, n_subsets=settings.n_subsets))
    table = pd.concat(parts, ignore_index=True).assign(dataset=dataset)
    return table.assign(
        kept_fraction=np.where(table["n_kept"] > 0, table["n_kept"] / table["n_variables"], np.nan)
    )


def _sizes(settings: SubsetSettings, n_variables: int) -> list[int]:
    """Return the numbers of variables of the subsets, at least four and not all, largest first."""
    sizes = {max(FEWEST_VARIABLES, round(fraction * n_variables)) for fraction in settings.fractions}
    return sorted((size for size in sizes if size < n_variables), reverse=True)


def _row(mean: SubsetMean) -> dict:
    return {
        "measure": mean.name,
        "n_kept": mean.n_kept,
        "value": mean.value,
        "value_err": mean.error,
        "subset_std": mean.subset_std,
        "change": np.nan,
        "change_err": np.nan,
        "beside_all": "",
        "note": mean.note,
    }


def _rows_beside(means: Sequence[SubsetMean], of_all: Sequence[SubsetMean]) -> Iterator[dict]:
    by_key = {each.key: each for each in of_all}
    for mean in means:
        change, error = change_from(by_key[mean.key], mean) if mean.key in by_key else (np.nan, np.nan)
        yield _row(mean) | {"change": change, "change_err": error, "beside_all": str(beside(change, error))}


def _distance_row(distance: float, error: float) -> dict:
    return _plain_row("jensen_shannon", distance, error)


def _collapse_rows(found: Collapse) -> list[dict]:
    note = "" if np.isfinite(found.score) else "no fraction kept in common with all variables"
    deviation = _plain_row("collapse_deviation", found.deviation, found.deviation_err)
    return [deviation | {"note": note}, _plain_row("collapse_score", found.score, np.nan) | {"note": note}]


def _plain_row(measure: str, value: float, error: float) -> dict:
    """Return a row of what is compared with all variables already."""
    nothing = dict.fromkeys(("subset_std", "change", "change_err"), np.nan)
    return {
        "measure": measure,
        "n_kept": 0,
        "value": value,
        "value_err": error,
        **nothing,
        "beside_all": "",
        "note": "",
    }
