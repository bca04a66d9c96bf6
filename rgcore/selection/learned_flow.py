"""Curves of the learned flow and shapes of couplings, with names for figures and sentences."""

from collections.abc import Iterator

from pandas import DataFrame

from rgcore.selection.names import plain

__all__ = ["TRAINED", "flow_curves", "hidden_flow", "highest_and_lowest", "shape_curves"]

TRAINED = "trained_rbm"
_MAP = ["side", "n_hidden", "transformation"]
_MEANS = {
    "nearest_neighbour": "nearest neighbours",
    "next_nearest_neighbour": "diagonal neighbours",
    "third_neighbour": "two sites apart",
    "four_spin_plaquette": "four spins of a plaquette",
}
_SHARES = {
    "nearest_neighbour": "nearest neighbours",
    "next_nearest_neighbour": "diagonal neighbours",
    "field": "fields",
    "other_pairs": "pairs further than two sites",
    "all_others": "products of three and more",
}


def flow_curves(flow: DataFrame) -> Iterator[tuple[str, DataFrame]]:
    """Yield each map with its lattice as a name, and its rows by ascending K; trained spins first."""
    names = sorted(flow["transformation"].unique(), key=lambda name: (name != TRAINED, name))
    for name in names:
        for (side, n_hidden, _), rows in flow[flow["transformation"] == name].groupby(_MAP):
            label = f"{plain(name)}, {side**2} to {n_hidden} spins"
            yield label, rows.sort_values("coupling")


def hidden_flow(couplings: DataFrame) -> DataFrame:
    """Return K, K' of hidden neighbours and its spread over them by temperature, means over replicas."""
    means = couplings.groupby(["temperature", "shape"]).mean(numeric_only=True).reset_index("temperature")
    exact = means.loc[["nearest_neighbour"]].set_index("temperature")["coupling_exact"]
    hidden = means.loc[["hidden_neighbours"]].set_index("temperature")
    return DataFrame(
        {
            "coupling": exact,
            "effective_coupling": hidden["coupling"],
            "spread": hidden["coupling_spread"],
        }
    )


def shape_curves(couplings: DataFrame, *, shares: bool) -> Iterator[tuple[str, DataFrame]]:
    """Yield the name of each shape of products, and its rows with means over replicas, by ascending temperature.

    With ``shares`` those of which the shares are drawn, else those of which the couplings are.
    """
    for shape, label in (_SHARES if shares else _MEANS).items():
        rows = couplings[couplings["shape"] == shape]
        if len(rows):
            yield label, rows.groupby("temperature", as_index=False).mean(numeric_only=True)


def highest_and_lowest(couplings: DataFrame) -> list[tuple[float, DataFrame]]:
    """Return the lowest and the highest temperature with their rows; one if there is one."""
    temperatures = sorted({couplings["temperature"].min(), couplings["temperature"].max()})
    return [(float(t), couplings[couplings["temperature"] == t]) for t in temperatures]
