"""The samplers by name, and what is known of each before it has run."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.ising.samplers.coupling_from_the_past import coupling_from_the_past
from rgcore.ising.samplers.metropolis import metropolis
from rgcore.ising.samplers.swendsen_wang import swendsen_wang
from rgcore.ising.samplers.wolff import wolff

__all__ = ["SAMPLERS", "Sampler"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampler:
    """A way to draw configurations.

    Attributes
    ----------
    run : function with the signature of :func:`rgcore.ising.samplers.wolff`
    step_is_a_sweep : bool
        Each step visits every spin; else the number of spins it touches is measured.
    exact : bool
        Records are independent draws from the law: no start, no memory.
    """

    run: Callable[..., tuple[np.ndarray, int]]
    step_is_a_sweep: bool = True
    exact: bool = False


SAMPLERS = {
    "wolff": Sampler(run=wolff, step_is_a_sweep=False),
    "swendsen_wang": Sampler(run=swendsen_wang),
    "metropolis": Sampler(run=metropolis),
    "coupling_from_the_past": Sampler(run=coupling_from_the_past, exact=True),
}
