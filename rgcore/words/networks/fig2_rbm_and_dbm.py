"""Which layers the trained stack has."""

from collections.abc import Mapping
from itertools import pairwise

from pandas import DataFrame

from rgcore.selection.networks.stacks import stack_sizes
from rgcore.words.wording import count, listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the sizes of the layers, their ratios and the number of weights."""
    sizes = stack_sizes(tables["dbn_training"])
    weights = sum(below * above for below, above in pairwise(sizes))
    ratios = [number(below / above) for below, above in pairwise(sizes)]
    return (
        f"The stack has {count(len(sizes) - 1, 'hidden layer')} over {count(sizes[0], 'visible unit')}, with "
        f"{listing(map(str, sizes[1:]))} units: ratios {listing(ratios)}, {weights} weights."
    )
