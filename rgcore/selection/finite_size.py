"""The estimates of finite-size scaling that are quoted, and those of pairs of sides."""

from pandas import DataFrame, Series

__all__ = ["pairs", "quoted"]


def quoted(estimates: DataFrame, quantity: str) -> Series:
    """Return the row of ``finite_size_scaling`` that is quoted for a quantity."""
    return estimates[(estimates["quantity"] == quantity) & estimates["quoted"]].iloc[0]


def pairs(estimates: DataFrame, quantity: str) -> DataFrame:
    """Return the rows of pairs of sides by the method that is quoted, the largest side last."""
    chosen = (estimates["quantity"] == quantity) & (
        estimates["method"] == quoted(estimates, quantity)["method"]
    )
    return estimates[chosen & (estimates["estimate"] == "pair")].sort_values("side_large")
