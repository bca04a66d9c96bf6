"""Transformations of random numbers."""

import numpy as np

from rgcore.vrg.transformation import Transformation


def random_transformation(n_visible=4, n_hidden=3, seed=7):
    rng = np.random.default_rng(seed)
    n_states = 2**n_visible
    return Transformation(
        hamiltonian=rng.standard_normal(n_states),
        log_trace=0.3 * rng.standard_normal(n_states),
        inputs=rng.standard_normal((n_states, n_hidden)),
    )
