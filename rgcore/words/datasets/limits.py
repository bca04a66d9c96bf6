"""What the numbers on a data set cannot carry."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.words.datasets.null_exclusion import dropped_modes
from rgcore.words.datasets.outliers import main_flow
from rgcore.words.datasets.reading import as_sentence
from rgcore.words.wording import count, number

__all__ = ["to_distrust", "variable_warnings"]

_SPARSE = 100.0  # kurtosis of zeros and ones, 1 % of them ones; at 60 the errors were 6 to 40 % too small


def to_distrust(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return what the numbers cannot carry, the most serious first."""
    summary = tables["pca_spectrum_summary"]
    return [
        *_about_size(summary),
        *_about_noise(summary),
        *_about_autocorrelation(tables["pca_flow"]),
        *_about_sparse_activity(main_flow(tables), tables["coarse_graining_exponents"]),
        *_about_largest_modes(tables["pca_flow"]),
        *_about_coupling(tables["pca_coupling"], summary),
        *_about_variables(tables["dataset_report"]),
    ]


def _about_size(summary: DataFrame) -> list[str]:
    row = summary.iloc[0]
    n_variables, n_samples = int(row["n_variables"]), int(row["n_samples"])
    if n_samples <= n_variables:
        return [
            f"There are no more samples ({n_samples:,}) than variables ({n_variables:,}): at most {n_samples - 1:,} "
            "modes have a nonzero variance, and the small ones are sampling noise."
        ]
    if row["few_samples"]:
        return [
            f"There are {number(n_samples / n_variables, 2)} samples per variable: much of the spectrum is sampling "
            "noise (compare the Marchenko-Pastur distribution), and so are the modes of small variance."
        ]
    return []


def _about_noise(summary: DataFrame) -> list[str]:
    row = summary[summary["scaling"] == "correlation"].iloc[0]
    if not row["correlated_samples"]:
        return []
    return [
        f"The sampling noise of the correlations is that of {number(row['effective_samples'])} independent "
        f"samples, not {row['n_samples']:,}."
    ]


def _about_autocorrelation(flow: DataFrame) -> list[str]:
    data = flow[flow["source"] == "data"].iloc[0]
    if not data["few_blocks"]:
        return []
    steps, n_blocks = number(2 * data["correlation_time"], 2), int(data["n_blocks"])
    uncertainty = number(100 / np.sqrt(2 * (n_blocks - 1)), 2)
    why = (
        "There are few samples"
        if data["correlation_time"] < 1
        else f"The samples are correlated over {steps} steps (twice the integrated autocorrelation time)"
    )
    return [
        f"{why}: standard errors come from only {n_blocks} blocks of time and are themselves uncertain by "
        f"{uncertainty} %."
    ]


def _about_sparse_activity(flow: DataFrame, exponents: DataFrame) -> list[str]:
    """Return that errors are too small if zero is silence and the variables, all modes kept, are silent mostly."""
    silence = exponents[(exponents["source"] == "data") & (exponents["exponent"] == "silence")]
    kurtosis = flow["kurtosis_median"].iloc[-1]
    if silence["value"].isna().all() or kurtosis < _SPARSE:
        return []
    return [
        f"The variables are zero nearly always (median kurtosis {number(kurtosis)}): in simulations of such cells the "
        "standard error of the kurtosis is 30 to 60 % too small where a quarter of the modes or fewer are kept."
    ]


def _about_largest_modes(flow: DataFrame) -> list[str]:
    """Return which flows without the largest modes lack none of them, since a share of few modes is rounded to 0."""
    data = flow[flow["source"] == "data"]
    n_modes = (data["n_kept"] / data["kept_fraction"]).round().groupby(data["dropped_top"]).max()
    same = [dropped for dropped in n_modes.index if dropped and n_modes[dropped] == n_modes.get(0.0)]
    return [
        f"{dropped_modes(dropped)} of {count(int(n_modes[dropped]), 'mode')} is rounded to none: flows without the "
        "largest modes repeat those with all, and count twice in the correction of p."
        for dropped in same
    ]


def _about_coupling(coupling: DataFrame, summary: DataFrame) -> list[str]:
    """Return where g is no coupling, and where an exponent that the spectrum has is not resolved from noise."""
    good = int(coupling["perturbative"].sum())
    sentences = []
    if good < len(coupling):
        sentences.append(
            f"First-order perturbation theory is self-consistent at {good} of {count(len(coupling), 'cutoff')}: "
            f"{'at the others g' if good else 'g'} is no coupling, only a measure of the kurtosis."
        )
    for scaling in summary.loc[summary["has_exponent"], "scaling"].sort_values(ascending=False):
        rows = coupling[coupling["scaling"] == scaling]
        unresolved = int((~rows["alpha_resolved"]).sum())
        if unresolved:
            sentences.append(
                f"The exponent alpha of the {scaling} modes is not resolved from that of white noise at "
                f"{unresolved} of {len(rows)} cutoffs."
            )
    return sentences


def _about_variables(report: DataFrame) -> list[str]:
    """Return the warnings that all variables share, and how many more there are."""
    of_all, own = _warnings(report)
    n_kept, n_left_out = (int((own["kept"] == kept).sum()) for kept in (True, False))
    sentences = [as_sentence(text) for text in of_all]
    if n_kept:
        sentences.append(f"There are warnings on {count(n_kept, 'variable')}, below.")
    if n_left_out:
        left_out = f"{count(n_left_out, 'variable')} that {'was' if n_left_out == 1 else 'were'} left out"
        sentences.append(f"Warnings on {left_out}: see the table dataset_report.")
    return sentences


def variable_warnings(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return the warnings on single variables that are kept, those on the largest deviations from the mean first."""
    _, own = _warnings(tables["dataset_report"])
    return [
        f"{row.variable}: {row.warning}{'' if row.warning.endswith('?') else '.'}"
        for row in own[own["kept"]].itertuples()
    ]


def _warnings(report: DataFrame) -> tuple[list[str], DataFrame]:
    """Return the warnings that all variables share, and the rows with one of their own, largest deviations first."""
    texts = [[text for text in str(warning).split("; ") if text] for warning in report["warning"]]
    of_all = [text for text in texts[0] if len(texts) > 1 and all(text in each for each in texts)]
    own = ["; ".join(text for text in each if text not in of_all) for each in texts]
    warned = report.assign(warning=own, size=report["largest_deviation"].abs())
    warned = warned[warned["warning"] != ""].sort_values("size", ascending=False, kind="stable")
    return of_all, warned
