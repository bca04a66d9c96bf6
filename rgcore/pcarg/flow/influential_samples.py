"""The moment flow without the few samples that contribute most to the fourth moments."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from rgcore.errors import InputError
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, KurtosisFlow, kurtosis_flows
from rgcore.pcarg.flow.median_error import median_error
from rgcore.pcarg.modes.mode_numbers import cutoff_numbers, dropped_number
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.samples import Samples, batches, replayable

__all__ = ["influence", "without_influential"]

_LEFT_OUT = 0.005  # of the samples; of Gaussian variables this changes the kurtosis by a few per cent
_N_ROWS = 512
_COLUMNS = ["kurtosis_without", "kurtosis_without_err"]


def without_influential(
    samples: Samples, moments: SampleMoments, settings: Sequence[FlowSettings]
) -> pd.DataFrame:
    """Return the median kurtosis at every cutoff without the 0.5 % of the samples with the largest influence.

    At least one sample is left out, and so are variables that vary in these samples alone; the mean, the modes and
    their variances are found anew from the others. Two passes over the samples find the influence
    (:func:`influence`), two more the flow.

    Parameters
    ----------
    samples : Samples
    moments : SampleMoments
        Of the same samples.
    settings : sequence of FlowSettings

    Returns
    -------
    DataFrame
        Columns n_influential, influential_share, kurtosis_without and kurtosis_without_err of the table ``pca_flow``,
        the cutoffs of each of the settings in their order. A flow that the other samples do not have, because they
        have too few modes, is NaN.
    """
    shares = influence(samples, moments)
    n_left_out = max(1, round(_LEFT_OUT * len(shares)))
    places = np.argsort(-shares, kind="stable")[:n_left_out]
    kept = np.ones(len(shares), dtype=bool)
    kept[places] = False
    numbers = [_cutoffs(len(moments.mean), each) for each in settings]
    try:
        table = _flow_of_others(samples, kept, settings, numbers)
    except InputError:  # the flow of all samples was found: the others have too few modes
        table = pd.DataFrame(np.nan, index=range(sum(map(len, numbers))), columns=_COLUMNS)
    return table.assign(n_influential=n_left_out, influential_share=float(shares[places].sum()))


def influence(samples: Samples, moments: SampleMoments) -> np.ndarray:
    """Return the part of each sample in the fourth central moment of a variable, mean over the variables that vary.

    Returns
    -------
    (n_samples,) float64 array
        Not negative, with the sum 1.
    """
    totals = sum(powers.sum(axis=0) for powers in _fourth_powers(samples, moments))  # (n_variables,)
    weights = np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0) / (totals > 0).sum()
    return np.concatenate([powers @ weights for powers in _fourth_powers(samples, moments)])


def _fourth_powers(samples: Samples, moments: SampleMoments) -> Iterator[np.ndarray]:
    """Yield the fourth powers of deviations from the mean in standard deviations, (n, n_variables) blocks."""
    widths = np.where(moments.deviation > 0, moments.deviation, np.inf)
    for _, batch in batches(samples, _N_ROWS):
        powers = batch - moments.mean
        powers /= widths
        powers *= powers
        powers *= powers
        yield powers


def _flow_of_others(
    samples: Samples, kept: np.ndarray, settings: Sequence[FlowSettings], numbers: Sequence[np.ndarray]
) -> pd.DataFrame:
    """Return median and error at every number of modes in ``numbers``, or at all modes that there are if fewer."""
    others = _some(samples, kept)
    moments = sample_moments(others)
    vary = moments.deviation > 0
    n_variables = int(vary.sum())
    if n_variables < len(vary):
        others = _some(samples, kept, vary)
        moments = sample_moments(others)
    left = [n_variables - dropped_number(each.dropped_top, n_variables) for each in settings]
    capped = [np.minimum(some, most) for some, most in zip(numbers, left, strict=True)]
    plans = [
        replace(each, kept=tuple(map(int, np.unique(some))))
        for each, some in zip(settings, capped, strict=True)
    ]
    flows = kurtosis_flows(others, moments, plans)
    rows = [
        _median(flow, place)
        for flow, some in zip(flows, capped, strict=True)
        for place in np.searchsorted(flow.n_kept, some)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _cutoffs(n_variables: int, settings: FlowSettings) -> np.ndarray:
    return cutoff_numbers(settings.kept, n_variables - dropped_number(settings.dropped_top, n_variables))


def _median(flow: KurtosisFlow, place: int) -> tuple[float, float]:
    here = flow.present[place]
    values = flow.kurtosis[place, here]
    return float(np.median(values)), median_error(values, flow.replicates[:, place, here])


@replayable
def _some(
    samples: Samples, kept: np.ndarray, variables: np.ndarray | slice = slice(None)
) -> Iterator[np.ndarray]:
    """Yield the samples that are kept, of some variables, in blocks."""
    first = 0
    for _, batch in batches(samples, _N_ROWS):
        chosen = batch[kept[first : first + len(batch)]][:, variables]
        first += len(batch)
        if len(chosen):
            yield chosen
