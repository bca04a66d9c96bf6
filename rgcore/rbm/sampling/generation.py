"""Configurations drawn from a deep belief network: a machine sampled in equilibrium, its states passed down."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, checked_spins, pass_up
from rgcore.rbm.networks.restricted import sample_v_from_h
from rgcore.rbm.sampling.parallel_tempering import TemperedChains, TemperingSettings, tempered_samples
from rgcore.rbm.sampling.tempered_path import base_bias_from_data, power_spacing

__all__ = ["GenerationSettings", "generated_spins", "tempered_network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationSettings:
    """How many configurations are drawn, and how.

    Parameters
    ----------
    n_samples : int
        Configurations in all, at least twice ``n_chains``.
    n_chains : int
        Independent ensembles of tempered replicas, at least 10; errors come from their scatter.
    n_temperatures : int
        Inverse temperatures from 0 to 1, evenly spaced; at least 2.
    burn_in_rounds : int
        Rounds of exchanges and Gibbs sampling before the first configuration, at least 1.
    rounds_per_sample : int
        Rounds from one configuration of a chain to its next, at least 1.

    Raises
    ------
    InputError
        If a value is outside its range.
    """

    n_samples: int
    n_chains: int
    n_temperatures: int
    burn_in_rounds: int
    rounds_per_sample: int

    def __post_init__(self) -> None:
        least = {"n_chains": 10, "n_temperatures": 2, "burn_in_rounds": 1, "rounds_per_sample": 1}
        for name, value in {**least, "n_samples": 2 * self.n_chains}.items():
            if getattr(self, name) < value:
                raise InputError(f"generation: {name} must be at least {value}, got {getattr(self, name)}")

    def tempering(self) -> TemperingSettings:
        """Return the same for the sampler."""
        betas = tuple(float(beta) for beta in power_spacing(self.n_temperatures))
        return TemperingSettings(
            inverse_temperatures=betas, n_chains=self.n_chains, spacing=self.rounds_per_sample
        )


def tempered_network(
    network: DeepBeliefNetwork, seen: np.ndarray, settings: GenerationSettings, *, rng: Generator
) -> TemperedChains:
    """Return chains of the machine on top of a network, past their burn-in.

    At beta = 0 its visible units have the means that they have over configurations, so that the ladder leads from
    independent units of the right means to the machine. The chains start there, not at the configurations: what they
    find is the machine's own.

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
    chains = TemperedChains(network.layers[-1], settings.tempering(), base_bias=bias, rng=rng)
    chains.advance(settings.burn_in_rounds, rng=rng)
    return chains


def generated_spins(
    network: DeepBeliefNetwork, chains: TemperedChains, n_records: int, *, rng: Generator
) -> Iterator[np.ndarray]:
    """Yield one configuration of every chain at a time, (n_chains, n_visible) int8 of -1 or +1.

    States of the machine on top are passed down the stack by sampling each layer given the one above.
    """
    functions = network.unit_type
    for values in tempered_samples(chains, n_records, rng=rng):
        for rbm in reversed(network.layers[:-1]):
            values = sample_v_from_h(rbm, values, rng=rng)  # noqa: PLW2901 - one layer further down
        yield functions.to_spins(values).astype(np.int8)
