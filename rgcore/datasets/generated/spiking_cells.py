"""Generated cells as in the publication of the model: a given number of cells that spike."""

import numpy as np
from numpy.random import Generator

from rgcore.arguments.objects import generator
from rgcore.arguments.scalars import whole_number
from rgcore.datasets.generated.neural_like import NeuralLikeSettings, neural_like_spikes
from rgcore.errors import InputError

__all__ = ["spiking_cells"]


def spiking_cells(n_variables: int, n_samples: int, *, rng: Generator) -> np.ndarray:
    """Simulate ``2 * n_variables`` cells with the published parameters, and keep the first ``n_variables`` that spike.

    Morrell et al., PRL 126, 118302 (2021): 1,024 cells of 2,048, 10 fields that decay in 5 steps, 10,000 steps
    (their code has 200 laps of 50). In some of their runs half of the cells see their place on the track as well;
    here no cell does.

    Returns
    -------
    (n_samples, n_variables) float64 array
        0 or 1; no column is constant.

    Raises
    ------
    InputError
        If too few cells spike in so few samples.
    """
    n_variables = whole_number("n_variables", n_variables, least=1, most=2500)
    generator("rng", rng)
    spikes = neural_like_spikes(NeuralLikeSettings(n_variables=2 * n_variables, n_samples=n_samples), rng=rng)
    alive = np.flatnonzero((spikes.max(axis=0) > 0) & (spikes.min(axis=0) < 1))
    if len(alive) < n_variables:
        raise InputError(
            f"only {len(alive)} of {2 * n_variables} cells spike in {n_samples} samples, {n_variables} are wanted: "
            "take more samples"
        )
    return spikes[:, alive[:n_variables]]
