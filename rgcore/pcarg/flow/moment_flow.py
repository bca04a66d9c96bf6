"""The kurtosis of the variables as small-variance modes are integrated out (Bradde and Bialek, arXiv:1610.09733)."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_text, one_of
from rgcore.arguments.scalars import whole_number
from rgcore.pcarg.checked_arguments import checked_dropped, checked_kept
from rgcore.pcarg.flow.influential_samples import without_influential
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, KurtosisFlow, kurtosis_flows
from rgcore.pcarg.flow.median_error import median_error
from rgcore.pcarg.modes.principal_components import SCALINGS
from rgcore.series.moments import (
    SampleMoments,
    sample_moments,
    warn_of_biased_kurtosis,
    warn_of_few_samples,
)
from rgcore.series.samples import Samples, as_samples
from rgcore.stats.blocking import MOST_BLOCKS
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, beside

__all__ = ["beside_gaussian", "flow_table", "moment_flow", "rows_of_data"]


def moment_flow(
    samples: np.ndarray | Samples | Iterator[np.ndarray],
    kept: Sequence[float],
    *,
    dropped_top: float = 0,
    scaling: str = "covariance",
    n_blocks: int | None = None,
    dataset: str = "samples",
) -> pd.DataFrame:
    """Return quartiles over the variables of the kurtosis, for each number of modes kept.

    The ``n_kept`` modes of largest variance (after the largest ``dropped_top`` were removed) are kept and projected
    back to the variables. A Gaussian has kurtosis 3 at every cutoff. Two passes over the samples; memory for a
    batch of them, a few (n_variables, n_variables) matrices and the sums of the blocks of time.

    The error is a jackknife over blocks of time (:func:`median_error`) with fixed modes: it
    has the scatter of the moments and of the means, not that of the modes. Against the scatter of 150 repetitions
    it is right within 12 % for Gaussian data at every cutoff. For sparse binary data (five sets of couplings of the
    reference model of cells, 24 to 40 data sets each, fewer than 1 % ones) it is 30 to 60 % too small where few modes
    are kept, up to N/4 of them, and right within 30 % with all.

    Of a few samples the kurtosis is biased downward: of T independent Gaussian ones it is 3 (T - 1)/(T + 1) on
    average. Below 50 samples there is a warning.

    Variables to which the kept modes give no variance (below 1e-20 of the largest variance of a variable) are left
    out of the quartiles at that cutoff. More variables than samples are allowed: the modes beyond the rank,
    n_samples - 1, have no variance and change nothing.

    Parameters
    ----------
    samples : (n_samples, n_variables) array, or iterable or iterator of such blocks
        Real numbers, finite; time along the first axis. Left untouched. How it is cut into blocks changes nothing.
        An iterator that can be gone through once only is kept in a temporary file.
    kept : sequence of float or int
        A float is a fraction f in (0, 1] of the M modes left after dropping, k = max(1, round(f M)), 1.0 all of them;
        an integer is a number of modes, 1 is one; repeated k are merged.
    dropped_top : float or int
        A float is a fraction of the variables in [0, 1), an integer a number of modes; the table repeats it as given.
    scaling : "covariance" or "correlation"
    n_blocks : int, optional
        Blocks of time for the errors, 2 to n_samples; by default 20, or fewer if the autocorrelation time is long
        (:mod:`rgcore.stats.blocking`).
    dataset : str
        A name, copied to the table.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_flow``: dataset, source ("data"), scaling, dropped_top, n_kept, kept_fraction =
        n_kept / M, kurtosis_q25, kurtosis_median, kurtosis_q75, kurtosis_median_err, kurtosis_beside_gaussian,
        n_blocks, correlation_time (in samples, 1/2 if they are independent), the flow without the samples that
        contribute most to the fourth moments (n_influential, influential_share, kurtosis_without,
        kurtosis_without_err), and the columns on draws of nulls; one row per cutoff, ascending.

    Raises
    ------
    InputError
        If an argument is out of range, an entry is not finite, the samples change between the passes, dropping leaves
        no mode, or none has a variance.
    """
    kept, dropped_top = checked_kept(kept), checked_dropped(dropped_top)
    one_of("scaling", scaling, SCALINGS)
    a_text("dataset", dataset)
    n_blocks = n_blocks if n_blocks is None else whole_number("n_blocks", n_blocks, least=2)
    blocks = as_samples(samples)
    moments = sample_moments(blocks)
    warn_of_few_samples(moments)
    warn_of_biased_kurtosis(moments)
    settings = FlowSettings(kept=kept, dropped_top=dropped_top, scaling=scaling)
    table = flow_table(blocks, moments, [settings], n_blocks=n_blocks)
    return rows_of_data(table, without_influential(blocks, moments, [settings]), dataset)


def rows_of_data(flow: pd.DataFrame, without: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """Return rows of :func:`flow_table` as rows of the table ``pca_flow`` with source "data".

    ``without`` has the columns of :func:`rgcore.pcarg.flow.influential_samples.without_influential`, row by row.
    """
    few_blocks = flow["n_blocks"] < MOST_BLOCKS
    table = flow.assign(
        kurtosis_beside_gaussian=beside_gaussian(flow),
        null_low=np.nan,
        null_high=np.nan,
        n_draws=1,
        few_blocks=few_blocks,
        **without,
    )
    table.insert(0, "dataset", dataset)
    table.insert(1, "source", "data")
    return table


def beside_gaussian(flow: pd.DataFrame) -> np.ndarray:
    """Return the column ``kurtosis_beside_gaussian`` of the table ``pca_flow``."""
    return beside(flow["kurtosis_median"] - GAUSSIAN_KURTOSIS, flow["kurtosis_median_err"])


def flow_table(
    samples: Samples,
    moments: SampleMoments,
    settings: Sequence[FlowSettings],
    *,
    n_blocks: int | None = None,
    variances: Mapping[str, np.ndarray] | None = None,
) -> pd.DataFrame:
    """Return the rows of :func:`moment_flow` for several settings, from one more pass over the samples.

    ``variances`` as of :func:`kurtosis_flows`.
    """
    flows = kurtosis_flows(samples, moments, settings, n_blocks=n_blocks, variances=variances)
    tables = [_rows(flow, each) for flow, each in zip(flows, settings, strict=True)]
    table = pd.concat(tables, ignore_index=True)
    return table.assign(correlation_time=moments.correlation_time)


def _rows(flow: KurtosisFlow, settings: FlowSettings) -> pd.DataFrame:
    cutoffs = zip(flow.n_kept, flow.kurtosis, np.moveaxis(flow.replicates, 1, 0), flow.present, strict=True)
    table = pd.DataFrame([_row(*cutoff) for cutoff in cutoffs])
    table.insert(0, "scaling", settings.scaling)
    table.insert(1, "dropped_top", float(settings.dropped_top))
    table.insert(3, "kept_fraction", flow.n_kept / flow.n_modes)
    return table.assign(n_blocks=len(flow.replicates))


def _row(n_kept, kurtosis, replicates, present):
    low, median, high = np.quantile(kurtosis[present], [0.25, 0.5, 0.75])
    return {
        "n_kept": int(n_kept),
        "kurtosis_q25": low,
        "kurtosis_median": median,
        "kurtosis_q75": high,
        "kurtosis_median_err": median_error(kurtosis[present], replicates[:, present]),
    }
