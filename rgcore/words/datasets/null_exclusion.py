"""Which nulls the flows of a data set exclude, flow by flow, as sentences."""

import numpy as np
from pandas import DataFrame, Series

from rgcore.words.wording import count, listing, number

__all__ = ["dropped_modes", "exclusion_words", "null_rows"]


def exclusion_words(exclusion: DataFrame, power: DataFrame) -> str:
    """Return sentences from the rows of one data set of ``pca_exclusion`` and ``pca_power``: verdicts by rank.

    A flow is a scaling with the largest modes in or removed. Beside a null that is not excluded stands the power of the
    test against each of the others. Deviations in standard deviations of the draws are not
    printed: of heavy-tailed draws they mean nothing.
    """
    first = exclusion.iloc[0]
    level, n_draws = f"{100 * first['level']:g} %", int(exclusion["n_draws"].min())
    nulls = [rows.sort_values(["scaling", "dropped_top"]) for _, rows in exclusion.groupby("source")]
    if _too_few(exclusion):
        return (
            f"{n_draws} draws of each of {count(len(nulls), 'null')} are too few to exclude any at the {level} level: "
            f"p cannot be below {number(exclusion['p_smallest'].max(), 2)}, {first['draws_needed']} draws are needed."
            f"{''.join(f' {_verdict(rows)}.' for rows in nulls if not _reproduces(rows))}"
        )
    verdicts = "; ".join(_verdict(rows) for rows in nulls)
    return (
        f"Nulls excluded at the {level} level (rank test with {n_draws} draws, p corrected for cutoffs, flows and "
        f"nulls, at least {number(exclusion['p_smallest'].max(), 2)}): {verdicts}."
        f"{''.join(_power(rows, power) for rows in nulls)}"
    )


def null_rows(exclusion: DataFrame, power: DataFrame) -> list[dict[str, str]]:
    """Return ``null``, ``meaning``, ``verdict`` and ``p`` (corrected, over the flows) of each null of one data set."""
    return [_null_row(rows, power[power["source"] == source]) for source, rows in exclusion.groupby("source")]


def _null_row(rows: DataFrame, power: DataFrame) -> dict[str, str]:
    first, n_excluded = rows.iloc[0], int(rows["excluded"].sum())
    low, high = (number(value, 2) for value in (rows["p_corrected"].min(), rows["p_corrected"].max()))
    if not rows["reproduces_kurtosis"].all():
        verdict, low, high = "no verdict: its draws do not reproduce the kurtosis of these data", "", ""
    elif not rows["reproduces_autocorrelation"].all():
        verdict, low, high = (
            "no verdict: its draws do not reproduce the autocorrelation of these data",
            "",
            "",
        )
    elif _too_few(rows):
        verdict = f"no verdict: {count(int(first['draws_needed']), 'draw')} are needed"
    elif n_excluded:
        verdict = f"excluded in {n_excluded} of {count(len(rows), 'flow')}"
    else:
        verdict = "not excluded" + (f"; power {_percents(power['power'])}" if len(power) else "")
    return {
        "null": first["source_label"],
        "meaning": first["source_sentence"],
        "verdict": verdict,
        "p": low if low == high else f"{low} to {high}",
    }


def _percents(shares: Series) -> str:
    """Return the range of shares in percent."""
    low, high = (f"{100 * share:.0f}" for share in (shares.min(), shares.max()))
    return f"{low} %" if low == high else f"{low} to {high} %"


def _too_few(rows: DataFrame) -> bool:
    """Return whether no p can be as small as the level, so that nothing can be excluded, whatever the data are."""
    return bool(rows["p_smallest"].max() > rows["level"].iloc[0])


def _reproduces(rows: DataFrame) -> bool:
    """Return whether the draws of a null have what they must share with the data."""
    return bool(rows[["reproduces_kurtosis", "reproduces_autocorrelation"]].all(axis=None))


def _power(rows: DataFrame, power: DataFrame) -> str:
    """Return how often a null that is not excluded in some flow would be in these if the data were another null."""
    outside = rows[~rows["excluded"]]
    if outside.empty or not _reproduces(rows):
        return ""
    keys = ["source", "scaling", "dropped_top"]
    own = power.merge(outside[keys], on=keys)
    if own.empty:
        return ""
    found: dict[str, list[tuple[str, float]]] = {}
    for flow, group in own.groupby(keys[1:]):
        found.setdefault(_shares(group), []).append(flow)
    parts = [f"{shares} in {_flows(DataFrame(same, columns=keys[1:]))}" for shares, same in found.items()]
    return (
        f" Power: where {rows['source_label'].iloc[0]} is not excluded, the same test would exclude it for "
        f"{'; for '.join(parts)}."
    )


def _shares(flow: DataFrame) -> str:
    """Return for how many of the draws of each other null one flow would exclude a null."""
    percent = flow["power"].map(lambda share: f"{100 * share:.0f} %")
    return listing(
        f"{share} of draws of {listing(labels)}"
        for share, labels in flow.groupby(percent, sort=False)["alternative_label"]
    )


def _verdict(rows: DataFrame) -> str:
    """Return in which flows one null is excluded and in which it is not."""
    name = f"{rows['source_label'].iloc[0]}{_fit(rows)}"
    if not rows["reproduces_kurtosis"].all():
        return f"{name}: its draws do not reproduce the kurtosis of these data, so that they exclude nothing"
    if not rows["reproduces_autocorrelation"].all():
        time, null = (number(rows[each].iloc[0], 2) for each in ("residual_time", "null_residual_time"))
        return (
            f"{name}: beyond the drive these data have an autocorrelation time of {time} samples, its draws of {null}, "
            f"so that p is too small and they exclude nothing"
        )
    inside, outside = rows[rows["excluded"]], rows[~rows["excluded"]]
    if inside.empty:
        return f"{name} in none of {count(len(rows), 'flow')} (p {_range(outside)})"
    if outside.empty:
        return f"{name} in {_all_flows(rows)} (p {_range(inside)}){_lacking(rows)}"
    return (
        f"{name} for {_flows(inside)} (p {_range(inside)}), not for {_flows(outside)} (p {_range(outside)})"
        f"{_lacking(rows)}"
    )


def _lacking(rows: DataFrame) -> str:
    """Return what an exclusion means if the draws lack part of the pair covariances that they should have."""
    if not rows["clipped_pairs"].max() > 0:
        return ""
    return (
        ": its draws lack part of the pair correlations of rare cells, so that this exclusion is no evidence of more "
        "than pair correlations"
    )


def _fit(rows: DataFrame) -> str:
    """Return what is fitted to the data, if anything is."""
    degrees, n_factors = rows["degrees_of_freedom"].iloc[0], int(rows["n_factors"].iloc[0])
    fitted = [count(n_factors, "factor")] if n_factors else []
    fitted += [f"{number(degrees, 2)} degrees of freedom"] if np.isfinite(degrees) else []
    residual = 100 * rows["pair_residual"].iloc[0]
    fitted += [f"pair covariances that deviate by {number(residual, 2)} %"] if np.isfinite(residual) else []
    return f" with {listing(fitted)}" if fitted else ""


def _all_flows(rows: DataFrame) -> str:
    return "the one flow" if len(rows) == 1 else f"all {len(rows)} flows"


def _flows(rows: DataFrame) -> str:
    return listing(f"{row.scaling} modes{_removed(row.dropped_top)}" for row in rows.itertuples())


def _removed(dropped_top: float) -> str:
    return f" without the largest {dropped_modes(dropped_top)}" if dropped_top else ""


def dropped_modes(dropped_top: float) -> str:
    """Return how many of the largest modes are removed: a share or a number."""
    return f"{100 * dropped_top:.3g} %" if dropped_top < 1 else f"{dropped_top:g}"


def _range(rows: DataFrame) -> str:
    """Return "= a" or "from a to b"."""
    low, high = (number(value, 2) for value in (rows["p_corrected"].min(), rows["p_corrected"].max()))
    return f"= {low}" if low == high else f"from {low} to {high}"
