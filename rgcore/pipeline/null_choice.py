"""Which nulls a data set is held against."""

from collections.abc import Mapping, Sequence

__all__ = ["RETURNS", "nulls_of"]

RETURNS = ("prices", "stock_like")
"""Kinds of data sets whose samples are returns, with bursts of volatility in factors and residuals."""


def nulls_of(
    dataset: str, kind: str, nulls: Mapping[str, Sequence[str] | Mapping[str, Sequence[str]]]
) -> list[str]:
    """Return the nulls of a data set: those chosen for it by name, else those of its kind.

    Parameters
    ----------
    dataset, kind : str
    nulls : mapping
        The block ``pcarg.nulls`` of the config.
    """
    own = nulls["of_dataset"]
    if dataset in own:
        return list(own[dataset])
    return list(nulls["of_returns" if kind in RETURNS else "of_others"])
