"""The spectra of a data set as tables, beside those of noise."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_text
from rgcore.pcarg.spectra.marchenko_pastur import (
    FALSE_ABOVE_EDGE,
    MarchenkoPastur,
    marchenko_pastur_edge,
    tracy_widom_tail,
)
from rgcore.pcarg.spectra.spectral_exponent import exponent_between, exponents_of_ranges, power_law_distance
from rgcore.pcarg.spectra.spectrum_analysis import SpectrumAnalysis, checked_analyses
from rgcore.pcarg.spectra.spectrum_verdicts import spectrum_verdicts

__all__ = ["spectrum_summary", "spectrum_table"]


def spectrum_table(analyses: Mapping[str, SpectrumAnalysis], dataset: str) -> pd.DataFrame:
    """Return the eigenvalues of a data set, those of its noise and those without sampling noise, one row per mode.

    ``mp_edge`` is the upper edge of the Marchenko-Pastur distribution whose sigma^2 is fitted to the bulk and whose T
    is the effective number of samples. For variables of unequal variance independent noise reaches beyond this edge of
    the covariance; for the correlation the comparison is valid.

    Parameters
    ----------
    analyses : mapping
        Scaling to analysis, from :func:`rgcore.pcarg.analyse_spectra`.
    dataset : str
        Its name, copied to the table.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_spectrum``; ``rank`` counts from 1.

    Raises
    ------
    InputError
        If ``analyses`` or ``dataset`` are something else.
    """
    checked_analyses(analyses)
    a_text("dataset", dataset)
    return pd.concat(
        [_spectrum(each).assign(dataset=dataset, scaling=scaling) for scaling, each in analyses.items()],
        ignore_index=True,
    )


def _spectrum(analysis: SpectrumAnalysis) -> pd.DataFrame:
    distribution = analysis.bulk.distribution
    n_variables = len(analysis.variances)
    return pd.DataFrame(
        {
            "rank": np.arange(1, n_variables + 1),
            "eigenvalue": analysis.variances,
            "eigenvalue_err": analysis.variances_err,
            "eigenvalue_cleaned": analysis.cleaned,
            "eigenvalue_cleaned_err": analysis.cleaned_err,
            "mp_edge": distribution.upper,
            "above_edge": analysis.variances > distribution.upper,
            "mp_variance": analysis.bulk.variance,
            "mp_quantile": analysis.bulk.quantiles(n_variables),
            "n_variables": n_variables,
            "n_samples": analysis.n_samples,
        }
    )


def spectrum_summary(analyses: Mapping[str, SpectrumAnalysis], dataset: str) -> pd.DataFrame:
    """Return a summary of each spectrum, one row per scaling: the columns of ``pca_spectrum_summary``.

    Parameters
    ----------
    analyses, dataset
        As of :func:`spectrum_table`, and so are its errors.
    """
    checked_analyses(analyses)
    a_text("dataset", dataset)
    rows = [
        {
            "dataset": dataset,
            "scaling": scaling,
            "n_variables": len(each.variances),
            "n_samples": each.n_samples,
            "effective_samples": each.effective_samples,
            "n_blocks": each.n_blocks,
            **_noise(each),
            **_exponents(each),
        }
        for scaling, each in analyses.items()
    ]
    return spectrum_verdicts(pd.DataFrame(rows))


def _noise(analysis: SpectrumAnalysis) -> dict:
    variances, distribution, n_above = analysis.variances, analysis.bulk.distribution, analysis.bulk.n_above
    naive = marchenko_pastur_edge(float(variances.mean()), len(variances), analysis.n_samples)
    whole = MarchenkoPastur(
        variance=analysis.bulk.variance, n_variables=len(variances), n_samples=analysis.effective_samples
    )
    return {
        "mp_variance": analysis.bulk.variance,
        "mp_variance_err": analysis.noise_variance_err,
        "mp_lower": distribution.lower,
        "mp_upper": distribution.upper,
        "mp_samples": distribution.n_samples,
        "mp_variables": distribution.n_variables,
        "mp_misfit": analysis.bulk.misfit(variances),
        "n_above_edge": n_above,
        "n_above_edge_expected": FALSE_ABOVE_EDGE,
        "n_above_naive_edge": int(np.count_nonzero(variances > naive)),
        "n_reproduced": analysis.n_reproduced,
        "share_above_edge": float(variances[:n_above].sum() / variances.sum()),
        "largest_p_value": tracy_widom_tail(float(variances[0]), whole),
    }


def _exponents(analysis: SpectrumAnalysis) -> dict:
    first, last = analysis.alpha_ranks or (0, 0)
    noise, distance = np.nan, np.nan
    resolved = min(analysis.bulk.n_above, analysis.n_reproduced)
    least, largest = exponents_of_ranges(analysis.variances, resolved)
    if last:
        n_variables = len(analysis.variances)
        distribution = MarchenkoPastur(
            variance=1.0, n_variables=n_variables, n_samples=analysis.effective_samples
        )
        noise = exponent_between(distribution.quantiles(n_variables), first, last)
        distance = power_law_distance(analysis.variances, first, last)
    return {
        "alpha": analysis.alpha.value,
        "alpha_err": analysis.alpha.error,
        "alpha_cleaned": analysis.alpha_cleaned.value,
        "alpha_cleaned_err": analysis.alpha_cleaned.error,
        "alpha_least": least,
        "alpha_largest": largest,
        "alpha_noise": noise,
        "alpha_first_rank": first,
        "alpha_last_rank": last,
        "alpha_distance": distance,
    }
