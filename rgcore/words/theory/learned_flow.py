"""Fixed points of learned hidden spins, and which Ising model trained networks are."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.learned_flow import flow_curves, highest_and_lowest
from rgcore.words.wording import are, count, listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the fixed point of every map and lattice, and couplings of networks at two temperatures."""
    flow = tables["learned_flow"]
    maps = [_of_map(label, rows) for label, rows in flow_curves(flow)]
    couplings = tables["network_couplings"]
    networks = [_of_networks(temperature, rows) for temperature, rows in highest_and_lowest(couplings)]
    n_replicas = couplings["replica"].nunique()
    return (
        f"K' = K: {'; '.join(maps)}.{_of_starts(flow)} Visible spins of networks: {' '.join(networks)} "
        f"At each temperature there {are(n_replicas)} {count(n_replicas, 'training run')}."
    )


def _of_map(label: str, rows: DataFrame) -> str:
    point = rows["fixed_point"].iloc[0]
    return f"{label}: at no K, or at several" if np.isnan(point) else f"{label}: at K = {number(point)}"


def _of_starts(flow: DataFrame) -> str:
    trained = flow.dropna(subset="starts_at_best")
    if not len(trained):
        return ""
    worst = trained.loc[trained["starts_at_best"].idxmin()]
    if worst["starts_at_best"] == 1:
        return " Every random start of training ends in the same maximum of the likelihood."
    return (
        f" Training has other maxima: with {worst['n_hidden']:g} hidden spins at K = {number(worst['coupling'])} "
        f"{100 * worst['starts_at_best']:.0f} % of the random starts reach the best."
    )


def _of_networks(temperature: float, rows: DataFrame) -> str:
    means = rows.groupby("shape")[["coupling", "coupling_exact", "coupling_on_data", "share"]].mean()
    nearest = means.loc["nearest_neighbour"]
    exact = nearest["coupling_exact"]
    beside = "" if np.isnan(exact) else f" (exact {number(exact)})"
    shares = listing(
        f"{name} {number(means.loc[shape, 'share'], 2)}"
        for shape, name in (
            ("nearest_neighbour", "nearest neighbours"),
            ("other_pairs", "far pairs"),
            ("all_others", "products of three and more spins"),
        )
        if shape in means.index
    )
    return (
        f"at T = {temperature:g} J/k_B nearest neighbours have {number(nearest['coupling'])} over all states and "
        f"{number(nearest['coupling_on_data'])} in configurations{beside}; shares of the variance of H: {shares}."
    )
