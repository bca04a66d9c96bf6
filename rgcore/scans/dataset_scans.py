"""All scans that a data set is named for."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import a_text, an_instance, generator, mapping
from rgcore.errors import InputError
from rgcore.pcarg.checked_arguments import checked_moments
from rgcore.scans.bin_widths import bin_width_scan
from rgcore.scans.n_dependence import n_dependence
from rgcore.scans.schemas import BIN_WIDTH_SCAN, N_DEPENDENCE, WINDOW_SCAN
from rgcore.scans.settings import DatasetScans
from rgcore.scans.windows import window_scan
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import as_samples
from rgcore.tables.schema import Schema

__all__ = ["Scans", "scan_dataset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scans:
    """The rows of one data set in each table; none in those that it is not named for."""

    bin_width_scan: pd.DataFrame
    n_dependence: pd.DataFrame
    window_scan: pd.DataFrame


def scan_dataset(
    samples: object,
    settings: DatasetScans,
    *,
    dataset: str,
    moments: SampleMoments | None = None,
    rngs: Mapping[str, Generator],
) -> Scans:
    """Make the tables of the scans that ``settings`` hold, the others without rows.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes; no constant variable. Left untouched.
    settings : DatasetScans
    dataset : str
        Its name, copied to the tables.
    moments : SampleMoments, optional
        Of the same samples; computed if not given.
    rngs : mapping of str to Generator, advanced in place
        One for each table, by its name: for shifts in time, subsets of the variables, Gaussian draws beside windows.

    Raises
    ------
    InputError
        As :func:`bin_width_scan`, :func:`n_dependence` and :func:`window_scan`.
    """
    samples, dataset = as_samples(samples), a_text("dataset", dataset)
    an_instance("settings", settings, DatasetScans)
    null_rng, subset_rng, window_rng = _generators(rngs)
    same = {"kept": settings.kept_fractions, "dataset": dataset}
    bins, subsets, windows = _empty(BIN_WIDTH_SCAN), _empty(N_DEPENDENCE), _empty(WINDOW_SCAN)
    if settings.bin_widths or settings.n_dependence or moments is not None:
        same["moments"] = checked_moments(moments, samples)
    if settings.bin_widths:
        bins = bin_width_scan(samples, settings.bin_widths, **same, rng=null_rng)
    if settings.n_dependence:
        subsets = n_dependence(samples, settings.n_dependence, **same, rng=subset_rng)
    if settings.windows:
        windows = window_scan(
            samples, settings.windows, dataset=dataset, n_draws=settings.n_gaussian_draws, rng=window_rng
        )
    return Scans(bin_width_scan=bins, n_dependence=subsets, window_scan=windows)


def _generators(rngs: object) -> list[Generator]:
    """Return the generators of the three tables; InputError if one is missing."""
    names = [schema.name for schema in (BIN_WIDTH_SCAN, N_DEPENDENCE, WINDOW_SCAN)]
    given = mapping("rngs", rngs)
    if set(given) != set(names):
        raise InputError(f"rngs must be for {', '.join(names)}, got {', '.join(map(str, given)) or 'none'}")
    return [generator(f"rngs[{name!r}]", given[name]) for name in names]


def _empty(schema: Schema) -> pd.DataFrame:
    return pd.DataFrame(columns=schema.names)
