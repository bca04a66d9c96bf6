"""Widths of one kind of network as they are fitted: what is measured, what is a limit, what is no width at all."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from rgcore.learned.block_study.blobs import DUPLICATE_WITHIN, LEAST_LOCALIZED, LEAST_REPLICAS_LOCALIZED
from rgcore.learned.block_study.conditions import FACTORS
from rgcore.learned.block_study.pairs import final_runs, starts_meet

__all__ = [
    "FACTORS",
    "LEAST_LOCALIZED",
    "LEAST_REPLICAS_LOCALIZED",
    "MANY_DUPLICATES",
    "MOST_DUPLICATES",
    "NARROWEST",
    "RANDOM",
    "RANDOM_DUPLICATES",
    "RESOLUTION",
    "WIDEST",
    "Widths",
    "final_runs",
    "from_random_weights",
    "settled",
    "widths_of",
]

RANDOM = "random"
"""The start of the runs that hypotheses are fitted to."""

RANDOM_DUPLICATES = 1 - math.exp(-math.pi * DUPLICATE_WITHIN**2)
"""Fraction of duplicates among many centres at random places, 0.785; 0 in a tiling."""

MOST_DUPLICATES = 0.2
"""Of the localized fields of a settled run, below: a quarter of what random places have."""

MANY_DUPLICATES = 0.5
"""A weaker condition, beside it: fewer than at random places, but far from a tiling."""

WIDEST = 0.45
"""Of the side: a blob that is wider often fails to count as localized, so that a width from there on is a limit."""

NARROWEST = 1.5
"""Lattice spacings: blobs of any smaller width have a fwhm of about this, so that up to here it is a limit."""

RESOLUTION = 1.27
"""Lattice spacings: the fwhm that is measured of a blob of width w is sqrt(w^2 + RESOLUTION^2)."""

_OF_PLACE = 0.25  # lattice spacings: standard deviation of the fwhm of a blob over positions of its centre

_OF_A_MEDIAN = np.pi / 2  # variance of a median over that of a mean


class Widths(NamedTuple):
    """Widths of the runs of one kind of network, as they are measured: the resolution is part of them.

    Attributes
    ----------
    log_width : (n_runs,) array
        ln of the width, or of its limit, in lattice spacings.
    limit : (n_runs,) int array
        0: measured; 1: the width is larger than that; -1: smaller.
    of_measure : (n_runs,) array
        Standard deviation of ln width from the places of the blobs between the sites, where it is a median over many;
        that of the single filter of a network is one with what a hypothesis misses.
    condition : (n_runs,) int array
        Row of ``conditions``.
    replica : (n_runs,) int array
        Runs of one replica have their configurations in common where side and temperature are the same.
    conditions : DataFrame
        ``FACTORS``, and ``log_sites``, ``log_measured`` and ``log_infinite``: ln of the sites per unit, of the
        length of connected correlations measured on the lattice, and of that of the infinite lattice or half the side,
        if shorter.
    converged : (n_runs,) bool array
        Whether the width has settled, by the tolerances of the study.
    n_not_localized : int
        Runs without a width, and those left out beside them.
    """

    log_width: np.ndarray
    limit: np.ndarray
    of_measure: np.ndarray
    condition: np.ndarray
    replica: np.ndarray
    conditions: pd.DataFrame
    converged: np.ndarray
    n_not_localized: int

    def of_conditions(self, chosen: np.ndarray) -> "Widths":
        """Return the widths of the conditions (n_conditions,) bool that are chosen, which are numbered anew."""
        runs = chosen[self.condition]
        number = np.cumsum(chosen) - 1
        return Widths(
            self.log_width[runs],
            self.limit[runs],
            self.of_measure[runs],
            number[self.condition[runs]],
            self.replica[runs],
            self.conditions[chosen].reset_index(drop=True),
            self.converged[runs],
            self.n_not_localized,
        )

    def of_runs(self, runs: np.ndarray) -> "Widths":
        """Return the widths of runs by their numbers, which may come several times, of the same conditions."""
        return self._replace(
            log_width=self.log_width[runs],
            limit=self.limit[runs],
            of_measure=self.of_measure[runs],
            condition=self.condition[runs],
            replica=self.replica[runs],
            converged=self.converged[runs],
        )

    def has_the_runs_of(self, other: "Widths") -> bool:
        """Return whether these are the same widths and limits of the same runs."""
        return np.array_equal(self.log_width, other.log_width) and np.array_equal(self.limit, other.limit)

    def conditions_by_sites(self) -> dict[float, int]:
        """Return how many conditions have a measured width, not a limit alone, by their sites per unit."""
        measured = np.unique(self.condition[self.limit == 0])
        sites = np.exp(self.conditions["log_sites"].to_numpy()[measured]).round(6)
        values, counts = np.unique(sites, return_counts=True)
        return dict(zip(values.tolist(), counts.tolist(), strict=True))


def settled(runs: pd.DataFrame, most_duplicates: float = MOST_DUPLICATES) -> pd.DataFrame:
    """Return the runs whose widths have settled: converged, met by all other starts, and few duplicates."""
    return runs[runs["converged"] & ~(runs["duplicate_fraction"] >= most_duplicates) & starts_meet(runs)]


def from_random_weights(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the runs that did not start with the width of a peak."""
    return runs[runs["start"] == RANDOM]


def widths_of(runs: pd.DataFrame, *, unlocalized_as_wide: bool = False) -> Widths:
    """Return the widths of the runs of one source and sharing.

    A condition has none unless ``LEAST_REPLICAS_LOCALIZED`` of its runs have one: the others would be a selection.

    Parameters
    ----------
    runs : DataFrame
        Of :func:`final_runs`.
    unlocalized_as_wide : bool
        Whether runs without localized fields count as wider than ``WIDEST`` of the side instead of as none.
    """
    conditions, number = _conditions(runs)
    width, side = runs["fwhm"].to_numpy(), runs["side"].to_numpy()
    unlocalized = ~(runs["localized_fraction"].to_numpy() >= LEAST_LOCALIZED) | np.isnan(width)
    wide, narrow = unlocalized | (width >= WIDEST * side), ~unlocalized & (width <= NARROWEST)
    limit = wide.astype(np.int64) - narrow
    value = np.select([wide, narrow], [WIDEST * side, NARROWEST], width)
    n_fields = np.maximum(runs["n_localized"].to_numpy(), 1)
    of_measure = _OF_PLACE / value * np.sqrt(np.where(n_fields > 1, _OF_A_MEDIAN, 1) / n_fields)
    of_measure[runs["sharing"] == "translations"] = 0
    kept = np.full(len(runs), True)
    if not unlocalized_as_wide:
        counts, localized = (np.bincount(number, weights) for weights in (None, ~unlocalized))
        kept = ~unlocalized & (localized >= LEAST_REPLICAS_LOCALIZED * counts)[number]
    number, present = _numbered_anew(number, kept)
    return Widths(
        np.log(value[kept]),
        limit[kept],
        of_measure[kept],
        number,
        runs["replica"].to_numpy()[kept],
        conditions.iloc[present].reset_index(drop=True),
        runs["converged"].to_numpy()[kept],
        int((~kept | unlocalized).sum()),
    )


def _conditions(runs: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the conditions, ordered by their factors, and the row of each run's condition."""
    groups = runs.groupby(list(FACTORS), sort=True)
    lengths = ["correlation_length_connected", "correlation_length_exact"]
    means = groups[["sites_per_unit", *lengths]].mean()
    conditions = means.reset_index()
    with np.errstate(divide="ignore"):
        logarithms = {
            "log_sites": np.log(conditions["sites_per_unit"]),
            "log_measured": np.log(conditions["correlation_length_connected"]),
            "log_infinite": np.log(
                np.minimum(conditions["correlation_length_exact"], conditions["side"] / 2)
            ),
        }
    return conditions[list(FACTORS)].assign(**logarithms), groups.ngroup().to_numpy()


def _numbered_anew(number: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of kept runs without gaps, and the old numbers in their order."""
    present, anew = np.unique(number[kept], return_inverse=True)
    return anew, present
