"""The kurtosis as modes are integrated out, of the field whose modes have cleaned variances."""

from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from rgcore.arguments.arrays import each_of
from rgcore.arguments.objects import a_text, an_instance
from rgcore.pcarg.checked_arguments import checked_dropped, checked_kept
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings
from rgcore.pcarg.flow.moment_flow import flow_table
from rgcore.pcarg.spectra.spectrum_analysis import SpectrumAnalysis, checked_analyses
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples, as_samples
from rgcore.series.time_blocks import number_of_time_blocks

__all__ = ["cleaned_flow_table"]

_KEYS = ["scaling", "dropped_top", "n_kept"]


def cleaned_flow_table(
    samples: Samples,
    moments: SampleMoments,
    analyses: Mapping[str, SpectrumAnalysis],
    kept: Sequence[float],
    dropped_top: Sequence[float],
    *,
    dataset: str,
) -> pd.DataFrame:
    """Return the flow with cleaned eigenvalues beside the same with those of the sample, from two passes.

    The score of each mode is scaled by sqrt(cleaned / sample eigenvalue), so that the field of the kept modes has the
    second moments of the cleaned spectrum. The modes are not changed: cleaning moves weight between them, from large to
    small ones. Modes without a variance in the sample (more variables than samples) have no score to scale and stay
    without.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the same samples.
    analyses : mapping
        Scaling to analysis, from :func:`rgcore.pcarg.analyse_spectra`.
    kept, dropped_top : sequences of float
        As of :func:`rgcore.pcarg.flow.moment_flow`; every one of the latter is done, in each scaling of ``analyses``.
    dataset : str
        Its name, copied to the table.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_flow_cleaned``.

    Raises
    ------
    InputError
        If an argument is of another type or out of range.
    """
    samples, kept = as_samples(samples), checked_kept(kept)
    dropped_top = [checked_dropped(each) for each in each_of("dropped_top", dropped_top)]
    an_instance("moments", moments, SampleMoments)
    a_text("dataset", dataset)
    analyses = checked_analyses(analyses, len(moments.mean))
    settings = [
        FlowSettings(kept=kept, dropped_top=dropped, scaling=scaling)
        for scaling, dropped in product(analyses, dropped_top)
    ]
    n_blocks = number_of_time_blocks(moments)
    variances = {scaling: each.cleaned for scaling, each in analyses.items()}
    cleaned = flow_table(samples, moments, settings, n_blocks=n_blocks, variances=variances)
    plain = flow_table(samples, moments, settings, n_blocks=n_blocks)
    plain = plain.set_index(_KEYS)[["kurtosis_median", "kurtosis_median_err"]].add_suffix("_sample")
    plain = plain.rename(columns={"kurtosis_median_err_sample": "kurtosis_median_sample_err"})
    table = cleaned.join(plain, on=_KEYS)
    table.insert(0, "dataset", dataset)
    shift = (table["kurtosis_median"] - table["kurtosis_median_sample"]) / table["kurtosis_median_err"]
    table = table.assign(kurtosis_shift=shift, shift_within_error=shift.abs() < 1)
    return table.drop(columns="correlation_time")
