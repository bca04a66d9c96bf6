"""Networks of the study in pairs that differ in one factor: the ratio of their widths and the change of likelihood.

Both networks of a pair have the same replica, and so the same Ising configurations: the scatter of these is not in the
difference. Two networks from different starts that do not meet have forgotten less than their width.
"""

import numpy as np
import pandas as pd

from rgcore.learned.block_study.blobs import LEAST_LOCALIZED, LEAST_REPLICAS_LOCALIZED
from rgcore.learned.block_study.conditions import FACTORS

__all__ = ["LIKELIHOOD_TOLERANCE", "WIDTH_TOLERANCE", "final_runs", "size_pairs", "starts_meet"]

WIDTH_TOLERANCE = 0.1
"""Of two widths that meet, |ln ratio| at most: each of two converged networks may still move by half of it."""

LIKELIHOOD_TOLERANCE = 0.004
"""Nats per spin, of the log-likelihood of Ising configurations under networks that meet: twice that of convergence."""

BASES = {"source": "ising", "start": "random"}
"""Factors whose values are compared, each with this one."""

_PLACE = ("source", "sharing", *FACTORS)
_MEASURES = ("fwhm", "localized_fraction", "log_likelihood_of_ising", "likelihood_reliable", "converged")
_LENGTHS = (
    "sites_per_unit",
    "correlation_length_exact",
    "correlation_length",
    "correlation_length_connected",
)


def final_runs(study: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table ``block_size_study`` at the end of training; a run of two designs comes once."""
    last = study[study["epoch"] == study["n_epochs"]]
    return last.drop_duplicates([*_PLACE, "replica"])


def size_pairs(study: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``block_size_pairs``: each source beside Ising configurations, each start beside random weights.

    Parameters
    ----------
    study : DataFrame
        The table ``block_size_study``.
    """
    last = final_runs(study)
    tables = [
        _summaries(_pairs(last, factor, base)).assign(factor=factor, base=base)
        for factor, base in BASES.items()
    ]
    return pd.concat(tables, ignore_index=True).assign(
        width_tolerance=WIDTH_TOLERANCE,
        likelihood_tolerance=LIKELIHOOD_TOLERANCE,
        least_localized=LEAST_LOCALIZED,
    )


def starts_meet(runs: pd.DataFrame) -> np.ndarray:
    """Return whether runs, (n_runs,) bool, meet all that differ from them in the start alone; true without such a run.

    Parameters
    ----------
    runs : DataFrame
        Rows of :func:`final_runs`.
    """
    pairs = _pairs(runs, "start", BASES["start"])
    apart = pairs.loc[~pairs["meets"], [*_PLACE, "replica"]]
    places = pd.concat([apart, apart.assign(start=BASES["start"])], ignore_index=True)
    return ~pd.MultiIndex.from_frame(runs[[*_PLACE, "replica"]]).isin(pd.MultiIndex.from_frame(places))


def _pairs(last: pd.DataFrame, factor: str, base: str) -> pd.DataFrame:
    """Return the networks whose factor is not the base, each with the differences from the one whose factor is."""
    place = [name for name in (*_PLACE, "replica") if name != factor]
    of_base = last.loc[last[factor] == base, [*place, *_MEASURES]]
    pairs = last[last[factor] != base].merge(of_base, on=place, suffixes=("", "_base"))
    widths, other_widths = (
        pairs[f"fwhm{end}"].where(pairs[f"localized_fraction{end}"] >= LEAST_LOCALIZED)
        for end in ("", "_base")
    )
    reliable = pairs["likelihood_reliable"] & pairs["likelihood_reliable_base"]
    change = pairs["log_likelihood_of_ising"] - pairs["log_likelihood_of_ising_base"]
    ratio = np.log(widths / other_widths)
    alike = (ratio.abs() <= WIDTH_TOLERANCE) | (widths.isna() & other_widths.isna())
    change = change.where(reliable)
    return pairs.assign(
        log_ratio=ratio,
        change=change,
        meets=alike & (change.abs() <= LIKELIHOOD_TOLERANCE),
        both_converged=pairs["converged"] & pairs["converged_base"],
    )


def _summaries(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return means over the pairs of each condition."""
    groups = pairs.groupby(list(_PLACE), sort=True)
    ratios, changes = groups["log_ratio"], groups["change"]
    enough = ratios.count() >= LEAST_REPLICAS_LOCALIZED * groups.size()
    ratio = np.exp(ratios.mean()).where(enough)
    columns = {
        "width_ratio": ratio,
        "width_ratio_err": ratio * ratios.sem(),
        "log_likelihood_change": changes.mean(),
        "log_likelihood_change_err": changes.sem(),
        "n_replicas": groups.size(),
        "n_with_width": ratios.count(),
        "n_reliable": changes.count(),
        "n_meeting": groups["meets"].sum().astype("int64"),
        "n_converged": groups["both_converged"].sum().astype("int64"),
    }
    return groups[list(_LENGTHS)].mean().assign(**columns).reset_index()
