"""The configurations of one network: to train on, held out, and those that are passed up and down."""

from typing import NamedTuple

import numpy as np

from rgcore.ising.settings import SamplingSettings
from rgcore.learned.rbm_flow.conditions import FlowNetwork
from rgcore.learned.rbm_flow.mixtures import draw_mixture
from rgcore.learned.rbm_flow.settings import FlowRunSettings
from rgcore.rng import stream

__all__ = ["FlowData", "flow_data"]


class FlowData(NamedTuple):
    """Configurations, (n, side**2) int8 of -1 or +1; ``starts`` by the temperature, as in the config."""

    training: np.ndarray
    held_out: np.ndarray
    starts: dict[str, np.ndarray]


def flow_data(
    network: FlowNetwork, settings: FlowRunSettings, sampling: SamplingSettings, *, root_seed: int
) -> FlowData:
    """Draw the configurations of one network; networks of one set and replica share them.

    Parameters
    ----------
    network : FlowNetwork
    settings : FlowRunSettings
    sampling : SamplingSettings
        How Ising configurations are drawn, but for their number.
    root_seed : int
    """
    place = {"side": network.side, "replica": network.replica}
    rng = stream(root_seed, purpose="rbm_flow_data", temperatures=" ".join(network.temperatures), **place)
    sizes = (settings.n_samples, settings.n_held_out)
    training, held_out = draw_mixture(network.side, network.temperatures, sizes, sampling, rng=rng)
    starts = {}
    for temperature in settings.start_temperatures:
        rng = stream(root_seed, purpose="rbm_flow_start", temperature=temperature, **place)
        of_start = (temperature,), (settings.n_configurations,)
        (starts[temperature],) = draw_mixture(network.side, *of_start, sampling, rng=rng)
    return FlowData(training, held_out, starts)
