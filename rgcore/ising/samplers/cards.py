"""What a sampler declares of itself; a sampler is a file of this folder that ends with such a card."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.cards import load_cards

__all__ = ["Cost", "SamplerCard", "samplers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Guesses, within a factor of two, by which samplers are compared before anything has run.

    An update visits side**2 spins. "Reach" is the correlation length or a third of the side,
    whichever is smaller.

    Attributes
    ----------
    autocorrelation_time : callable (reach, coupling) -> float
        Integrated autocorrelation time of the slower of energy and |magnetization|, in updates.
    nanoseconds : callable (reach, n_chains) -> float
        Per spin of a chain and update, on one core at about 3 GHz with 512-bit vectors.
    """

    autocorrelation_time: Callable[[float, float], float]
    nanoseconds: Callable[[float, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplerCard:
    """A way to draw configurations.

    Attributes
    ----------
    sentence : str
        What it does, for the documentation.
    run : function with the signature of :func:`rgcore.ising.samplers.wolff.wolff`
    step_is_a_sweep : bool
        Each step visits every spin; else the number of spins it touches is measured.
    exact : bool
        Records are independent draws from the Boltzmann distribution: no start, no autocorrelation.
    chains_per_vector : int
        Chains that are simulated together, whether they are needed or not.
    cost : Cost or None
        Without one the sampler is used only where the config names it.
    """

    sentence: str
    run: Callable[..., tuple[np.ndarray, int]]
    step_is_a_sweep: bool = True
    exact: bool = False
    chains_per_vector: int = 1
    cost: Cost | None = None


def samplers() -> dict[str, SamplerCard]:
    """Return the cards of all samplers by name."""
    return load_cards("rgcore.ising.samplers")
