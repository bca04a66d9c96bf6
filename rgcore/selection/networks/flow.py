"""Networks of the RBM flow: means over training runs, with their scatter."""

import numpy as np
from pandas import DataFrame, Series

from rgcore.stats.student import interval_reach

__all__ = [
    "BOND_NETWORK",
    "DIFFERENCES",
    "DRAWN",
    "THERMOMETERS",
    "discordant_pairs",
    "flow_ends",
    "flow_panels",
    "over_replicas",
    "set_name",
    "trained",
]

BOND_NETWORK = "bond_network"
"""In the column ``design``: exact networks, which are not trained."""

DRAWN = "samples"
"""In the column ``passing``: hidden units are drawn, as in Gibbs sampling."""

THERMOMETERS = {
    "energy_temperature": "energy",
    "magnetization_temperature": r"$\langle|m|\rangle$",
    "fluctuation_temperature": "energy fluctuations",
}
DIFFERENCES = ("magnetization_temperature", "fluctuation_temperature")
_NETWORK = ["training_set", "n_hidden", "fields"]
_KIND = ["design", "n_hidden", "fields", "epoch"]
_MOST_PANELS = 4


def trained(table: DataFrame) -> DataFrame:
    """Return the rows of trained networks."""
    return table[table["design"] != BOND_NETWORK]


def over_replicas(rows: DataFrame, groups: list[str], names: list[str]) -> DataFrame:
    """Return means over training runs by groups, with ``_err`` (standard error) and ``_half`` (of a 95 % t interval).

    A mean of which one value is not finite is NaN; errors of fewer than two runs are NaN, of exact networks too.
    ``n_replicas`` counts the runs.
    """
    finite = rows.assign(**{name: rows[name].where(np.isfinite(rows[name])) for name in names})
    by_group = finite.groupby(groups, sort=True)
    counts = by_group["replica"].nunique().rename("n_replicas")
    means = by_group[names].agg(lambda values: values.mean(skipna=False))
    errors = by_group[names].agg(lambda values: values.std(ddof=1)).div(np.sqrt(counts), axis=0)
    errors = errors.where(means.notna())
    widths = errors.mul(Series(interval_reach(counts.clip(lower=2)), index=counts.index), axis=0)
    return means.join(errors.add_suffix("_err")).join(widths.add_suffix("_half")).join(counts).reset_index()


def flow_ends(flow: DataFrame) -> DataFrame:
    """Return where flows end, by network and way of passing: means over training runs of means over the starts.

    ``apart`` is the largest difference of ``energy_temperature`` between starts, mean over training runs; for
    exact networks, of which there is one, there is no error. The candidates are columns: ``training_temperature``,
    ``critical_temperature`` and ``peak_temperature``.
    """
    last = flow[flow["is_last"]]
    groups = ["design", *_NETWORK, "passing"]
    names = [*THERMOMETERS, "abs_magnetization_excess", "energy_variance_ratio"]
    candidates = ["training_temperature", "critical_temperature", "peak_temperature", "n_temperatures"]
    by_run = last.groupby([*groups, "replica"])
    runs = by_run[names].agg(lambda values: values.mean(skipna=False))
    runs["apart"] = by_run["energy_temperature"].agg(np.ptp)
    ends = over_replicas(runs.reset_index(), groups, [*names, "apart"])
    return ends.merge(last.groupby(groups)[candidates].first().reset_index(), on=groups)


def flow_panels(flow: DataFrame) -> list[DataFrame]:
    """Return the rows of each panel, at most four: a training set, its most hidden units, one way and one field.

    Ordered by the temperature of the training set, those of one temperature first.
    """
    rows = trained(flow)
    rows = rows[rows["passing"] == max(rows["passing"])]
    panels = []
    for _, of_set in rows.groupby("training_set"):
        fields = max(of_set["fields"])  # zero, where there are both
        of_set = of_set[of_set["fields"] == fields]  # noqa: PLW2901 - those of the panel
        panels.append(of_set[of_set["n_hidden"] == of_set["n_hidden"].max()])
    first = [(rows["n_temperatures"].iloc[0] > 1, rows["training_temperature"].iloc[0]) for rows in panels]
    order = sorted(range(len(panels)), key=first.__getitem__)
    return [panels[place] for place in order[:_MOST_PANELS]]


def set_name(rows: DataFrame) -> str:
    """Return the temperatures that a network was trained on, J/k_B."""
    first = rows.iloc[0]
    if first["n_temperatures"] == 1:
        return f"T = {first['least_temperature']:.3g}"
    return (
        f"{first['n_temperatures']} T, {first['least_temperature']:.3g} to {first['largest_temperature']:.3g}"
    )


def discordant_pairs(sampled: DataFrame) -> tuple[int, int]:
    """Return how often the likelier of two kinds of networks has the worse energy, and how many pairs were compared.

    A pair has one training set, of one temperature, and differs in epoch, number of units or fields. Differences in
    divergence and in the distance of the energy from the exact one are taken replica by replica, which share their
    configurations; a pair is compared where the 95 % t intervals of both mean differences exclude zero.
    """
    rows = trained(sampled)
    rows = rows[(rows["n_temperatures"] == 1) & rows["reliable"]]
    rows = rows.assign(distance=(rows["energy"] - rows["energy_exact"]).abs())
    discordant = compared = 0
    for _, of_set in rows.groupby("training_set"):
        wide = of_set.pivot(index=_KIND, columns="replica", values=["divergence_per_site", "distance"])
        signs = [_resolved_signs(wide[name].to_numpy()) for name in ("divergence_per_site", "distance")]
        product = np.triu(signs[0] * signs[1], k=1)
        compared += int((product != 0).sum())
        discordant += int((product < 0).sum())
    return discordant, compared


def _resolved_signs(values: np.ndarray) -> np.ndarray:
    """Return the signs (n, n) of the mean differences of kinds (n, n_replicas), 0 where the interval contains zero."""
    apart = values[:, None] - values[None, :]
    there = np.isfinite(apart)
    n = there.sum(axis=2)
    mean = np.where(there, apart, 0).sum(axis=2) / np.maximum(n, 1)
    scatter = np.where(there, apart - mean[:, :, None], 0)
    error = np.sqrt((scatter**2).sum(axis=2) / np.maximum(n - 1, 1) / np.maximum(n, 1))
    resolved = (n > 1) & (np.abs(mean) > interval_reach(np.maximum(n, 2)) * error)
    return np.where(resolved, np.sign(mean), 0)
