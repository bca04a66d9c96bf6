"""The first layers of trained stacks: states drawn from them, and their Fisher metric by two halves of these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError
from rgcore.information.rbm_fisher.settings import SampledNetworkSettings
from rgcore.information.rbm_fisher.stiffness import StiffCount, Stiffness, stiffness_of_halves
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.files import load_model
from rgcore.rbm.networks.restricted import RBM, double_precision
from rgcore.rbm.sampling.gibbs import gibbs_chain
from rgcore.tables.configurations import last_spins

__all__ = ["N_PAIRS", "TrainedLayer", "read_layers", "sampled_stiffness"]

N_PAIRS = 4  # of halves, over which errors go


@dataclass(frozen=True, slots=True, eq=False)
class TrainedLayer:
    """A network of a run.

    Attributes
    ----------
    temperature : float
        Of the configurations that it was trained on.
    replica : int
    rbm : RBM
        Of units of two values.
    held_out : (n, side * side) int8 array of -1 or +1
        Configurations of that temperature, from which its own states start.
    """

    temperature: float
    replica: int
    rbm: RBM
    held_out: np.ndarray


def read_layers(
    models: Sequence[str], configurations: Sequence[str], places: Sequence[tuple[str, str]], n_held_out: int
) -> Iterator[TrainedLayer]:
    """Read the first layer of every stack, trained at ``places`` (temperature and replica), and its held-out states."""
    for model, drawn, (temperature, replica) in zip(models, configurations, places, strict=True):
        layer, held_out = load_model(model).layers[0], last_spins(drawn, n_held_out)
        yield TrainedLayer(float(temperature), int(replica), layer, held_out)


def sampled_stiffness(
    layer: TrainedLayer, settings: SampledNetworkSettings, count: StiffCount, *, rng: np.random.Generator
) -> list[Stiffness]:
    """Return the numbers of ``N_PAIRS`` independent pairs of halves of the states of a network.

    Chains start from held-out configurations (some are used again, in another pair, if there are too few) and run for
    ``n_steps`` of Gibbs sampling: both phases keep their share below the critical temperature.

    Raises
    ------
    InputError
        If there are fewer held-out configurations than chains of a pair, whose halves must be independent.
    """
    if len(layer.held_out) < 2 * settings.n_samples:
        raise InputError(
            f"n_samples must be at most half of the number of held-out configurations, {len(layer.held_out) // 2}, so "
            f"that none starts chains of both halves, but it is {settings.n_samples}"
        )
    spins = double_precision(in_units(layer.rbm, "spin"))
    starts = np.resize(layer.held_out, (2 * N_PAIRS * settings.n_samples, spins.n_visible))
    states = gibbs_chain(spins, starts, settings.n_steps, rng=rng)
    halves = states.reshape(N_PAIRS, 2, settings.n_samples, -1)
    return [stiffness_of_halves(spins, half, other, count) for half, other in halves]
