"""What a model that generates data sets declares of itself, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.settings import Settings

__all__ = ["GeneratedKindCard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedKindCard:
    """A model that generates a data set.

    Attributes
    ----------
    sentence : str
        What its samples are: a phrase without a full stop.
    settings : class
        Of its parameters, which are the keys of the config beside ``kind``.
    generate : function
        ``generate(settings, rng=rng)``, with a Generator that is advanced in place, returns
        (n_samples, n_variables) float64.
    constant : str
        What is done with a variable that never changes: ``error`` or ``drop_variables``.
    returns : bool
        Whether samples are returns of prices, with bursts of volatility; decides which nulls they are compared with.
    log_returns : bool
        Whether samples are logarithmic returns, so that their running sums are logarithms of prices up to a constant.
    jump : str or None
        What a single value far from the mean is called in a warning; None where rare large values are normal.
    """

    sentence: str
    settings: type[Settings]
    generate: Callable[..., np.ndarray]
    constant: str
    returns: bool = False
    log_returns: bool = False
    jump: str | None = None
