"""Fixed points of learned hidden spins, and which Ising model trained networks are."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.learned_flow import flow_curves, highest_and_lowest
from rgcore.words.wording import count, listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the fixed point of every map and lattice, and couplings of networks at two temperatures."""
    maps = [_of_map(label, rows) for label, rows in flow_curves(tables["learned_flow"])]
    couplings = tables["network_couplings"]
    networks = [_of_networks(temperature, rows) for temperature, rows in highest_and_lowest(couplings)]
    n_replicas = couplings["replica"].nunique()
    return (
        f"K' = K: {'; '.join(maps)}. Visible spins of networks: {' '.join(networks)} At each temperature there "
        f"{'is' if n_replicas == 1 else 'are'} {count(n_replicas, 'training run')}."
    )


def _of_map(label: str, rows: DataFrame) -> str:
    point, exponent = rows["fixed_point"].iloc[0], rows["thermal_exponent"].iloc[0]
    if np.isnan(point):
        return f"{label}: at no K, or at several"
    return f"{label}: at K = {number(point)}" + ("" if np.isnan(exponent) else f", y_t = {number(exponent)}")


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
