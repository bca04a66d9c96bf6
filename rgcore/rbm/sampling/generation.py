"""Configurations drawn from a deep belief network: the top RBM sampled in equilibrium, its states passed down."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator

from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, checked_spins, pass_up
from rgcore.rbm.networks.restricted import sample_v_from_h
from rgcore.rbm.sampling.parallel_tempering import TemperedChains, TemperingSettings, tempered_samples
from rgcore.rbm.sampling.tempered_path import base_bias_from_data, power_spacing
from rgcore.rbm.sampling_settings import GenerationSettings

__all__ = ["generated_spins", "tempered_network"]


def tempered_network(
    network: DeepBeliefNetwork, seen: np.ndarray, settings: GenerationSettings, *, rng: Generator
) -> TemperedChains:
    """Return chains of the RBM on top of a network, past their burn-in.

    At beta = 0 its visible units have the means that they have over configurations, so that the ladder leads from
    independent units of the right means to the RBM. The chains start there, not at the configurations, so that they
    find the modes of the RBM by themselves.

    Parameters
    ----------
    network : DeepBeliefNetwork
    seen : (n, n_visible) int8 array of -1 or +1
        Configurations, for the means alone.
    settings : GenerationSettings
    rng : Generator, advanced in place
    """
    values = network.unit_type.from_spins(checked_spins(seen))
    values = pass_up(network.layers[:-1], values)
    bias = base_bias_from_data(values, network.units)
    chains = TemperedChains(network.layers[-1], _ladder(settings), base_bias=bias, rng=rng)
    chains.advance(settings.burn_in_rounds, rng=rng)
    return chains


def generated_spins(
    network: DeepBeliefNetwork, chains: TemperedChains, n_records: int, *, rng: Generator
) -> Iterator[np.ndarray]:
    """Yield one configuration of every chain at a time, (n_chains, n_visible) int8 of -1 or +1.

    States of the RBM on top are passed down the stack by sampling each layer given the one above.
    """
    functions = network.unit_type
    for values in tempered_samples(chains, n_records, rng=rng):
        for rbm in reversed(network.layers[:-1]):
            values = sample_v_from_h(rbm, values, rng=rng)  # noqa: PLW2901 - one layer further down
        yield functions.to_spins(values).astype(np.int8)


def _ladder(settings: GenerationSettings) -> TemperingSettings:
    """Return what the sampler needs of the settings, inverse temperatures evenly spaced."""
    betas = tuple(float(beta) for beta in power_spacing(settings.n_temperatures))
    return TemperingSettings(
        inverse_temperatures=betas, n_chains=settings.n_chains, spacing=settings.rounds_per_sample
    )
