"""Couplings and information of maps as means over replicas, in the order in which they are shown."""

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.selection.rows import nearest

__all__ = ["MAP", "coupling_curves", "critical_information", "map_name"]

MAP = ["map", "hidden", "trained_at"]
"""Columns that distinguish maps."""

_NAMES = {
    "majority": "majority rule",
    "exact_rbm": "exact RBM",
    "trained_rbm": "trained RBM",
    "best_block": "best odd map of the block",
    "best_filter": "best filter found",
    "best_window": "best map of the window found",
}
_CRITICAL = 2.269185  # J/k_B
_ROUNDING = 1e-4  # training that ends at one filter from every start differs by less


def map_name(keys: tuple[str, str, str]) -> str:
    """Return a map in words, from its ``MAP`` columns."""
    name, hidden, trained_at = keys
    words = _NAMES.get(name, plain(name))
    if trained_at == "none":
        return words
    return f"{words}, T = {float(trained_at):.3g}, {'sign' if hidden == 'deterministic' else hidden}"


def coupling_curves(couplings: DataFrame, step: int) -> dict[tuple[str, str, str], DataFrame]:
    """Return, by map, the nearest-neighbour coupling before and after a step, means over replicas.

    Before the step the coupling is that of a lattice of half the side, which has the same number of coarse spins.
    Columns: coupling (of the configurations), before, after, change, and ``after_err`` and ``change_err``, the standard
    errors over replicas.
    """
    curves = {}
    for keys, rows in couplings[couplings["step"] == step].groupby(MAP):
        before, after = rows["nearest_neighbour_alone_before"], rows["nearest_neighbour_alone"]
        each = (
            rows[["coupling"]].assign(before=before, after=after, change=after - before).groupby("coupling")
        )
        errors = each[["after", "change"]].sem().add_suffix("_err")
        curves[keys] = each.mean().join(errors).reset_index()
    return curves


def critical_information(information: DataFrame) -> DataFrame:
    """Return means over replicas at the temperature nearest to the critical one and the largest buffer.

    Columns ``MAP``, information, share_of_best_block, kl_divergence, each with ``_err`` over replicas, n_replicas,
    temperature and buffer; by descending share.
    """
    temperature = nearest(information["temperature"].tolist(), _CRITICAL)
    rows = information[information["temperature"] == temperature]
    rows = rows[rows["buffer"] == rows["buffer"].max()]
    groups = rows.groupby(MAP)[["information", "share_of_best_block", "kl_divergence"]]
    errors = groups.sem()
    errors = errors.where(errors > _ROUNDING, 0.0).where(errors.notna())
    table = groups.mean().join(errors.add_suffix("_err")).join(groups.size().rename("n_replicas"))
    table = table.assign(temperature=temperature, buffer=int(rows["buffer"].iloc[0]))
    return table.reset_index().sort_values(["share_of_best_block", *MAP], ascending=[False, True, True, True])
