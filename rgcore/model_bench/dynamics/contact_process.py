"""The contact process on a ring: sites die, and activate their neighbours (Harris, Ann. Probab. 2, 969 (1974)).

An active site becomes silent at rate 1; a silent site becomes active at rate (creation / 2) times the number of its
active neighbours, 0 to 2. In this convention (creation / (2 d) in d dimensions) the critical rate of the infinite chain
is 3.29785 (Jensen and Dickman, J. Stat. Phys. 71, 89 (1993)); per neighbour it is half of that. On a finite ring
activity ends sooner or later; a ring without any is given one active site, after a wait of 1 / ``SEED_RATE`` = 5 steps
in the mean.
"""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics._kernels import run_contact_process

__all__ = ["CRITICAL_CREATION", "contact_process"]

CRITICAL_CREATION = 3.29785
SEED_RATE = 0.2
_BURN_IN = 2000  # steps; n^1.58 = 700 is the relaxation time of 64 sites at criticality


def contact_process(n_steps: int, n_sites: int, creation: float, *, rng: Generator) -> np.ndarray:
    """Return (n_steps, n_sites) uint8, the ring at times 1 apart, from a full one after 2,000 steps.

    Parameters
    ----------
    n_steps, n_sites : int
        At least 1 and 3.
    creation : float
        Rate at which an active site tries to activate a neighbour, left or right; at least 0.
    rng : Generator, advanced in place
    """
    active = np.ones(n_sites, np.uint8)
    records = np.empty((_BURN_IN + n_steps, n_sites), np.uint8)
    run_contact_process(active, (creation, SEED_RATE), 1.0, records, rng)
    return records[_BURN_IN:]
