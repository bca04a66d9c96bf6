"""Thermodynamics of configurations drawn from a trained network, and the temperature of their mean energy."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.random import Generator
from scipy.optimize import brentq

from rgcore.arguments.objects import an_instance, generator
from rgcore.arguments.scalars import checked_coupling, checked_side, real_number
from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices
from rgcore.ising.exact_results.kaufman import torus_energy
from rgcore.ising.thermodynamic_estimates import chain_thermodynamics
from rgcore.learned.reliability import reliable_tempering
from rgcore.learned.schemas import RBM_THERMODYNAMICS
from rgcore.learned.spins_on_lattice import COLDEST_TRAINED, spins_on_lattice
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.sampling.generation import GenerationSettings, generated_spins, tempered_network
from rgcore.stats.student import interval_reach
from rgcore.tables.configurations import Configurations

__all__ = ["energy_temperature", "thermodynamics_table"]

COLDEST, HOTTEST = 0.5, 1e4  # J/k_B, between which the temperature of an energy is sought


def thermodynamics_table(
    network: DeepBeliefNetwork,
    seen: np.ndarray,
    coupling: float,
    settings: GenerationSettings,
    *,
    rng: Generator,
) -> pd.DataFrame:
    """Return the thermodynamics of configurations drawn from every layer of a stack, beside exact values.

    Layer 1 is the lowest RBM by itself; layer l is RBM l, sampled by parallel tempering, its states passed
    down to the lattice. Together with the layers below it, that is the model that greedy training has up to there.

    Parameters
    ----------
    network : DeepBeliefNetwork
        Its visible layer is a square periodic lattice, row by row.
    seen : (n, n_visible) int8 array of -1 or +1
        Configurations; their means alone are used, as the hot end of the tempering.
    coupling : float
        K = J/(k_B T) of the configurations trained on.
    settings : GenerationSettings
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        One row per layer, columns of the table ``rbm_thermodynamics`` but temperature and replica.

    Raises
    ------
    InputError
        If an argument is of another type or out of range, or the configurations do not fit the network.
    """
    seen, coupling = (
        spins_on_lattice(network, seen, "seen"),
        checked_coupling("coupling", coupling, most=1 / COLDEST_TRAINED),
    )
    an_instance("settings", settings, GenerationSettings)
    generator("rng", rng)
    names = RBM_THERMODYNAMICS.names
    rows = []
    for layer in range(1, len(network.layers) + 1):
        stack = DeepBeliefNetwork(network.layers[:layer])
        row = {"layer": layer, **_generated(stack, seen, coupling, settings, rng)}
        rows.append({name: value for name, value in row.items() if name in names})
    return reliable_tempering(pd.DataFrame(rows).assign(energy_temperature_least=COLDEST))


def energy_temperature(energy_per_site: float, side: int) -> float:
    """Return the temperature, J/k_B, at which a torus has this energy per site, in J, exactly (Kaufman).

    NaN below its energy at T = 0.5; infinite where it is not negative.

    Raises
    ------
    InputError
        If the energy is not finite, or the side not a whole number from 2 on.
    """
    energy_per_site, side = real_number("energy_per_site", energy_per_site), checked_side("side", side)
    if energy_per_site >= torus_energy(1 / HOTTEST, side):
        return float("inf")
    if energy_per_site < torus_energy(1 / COLDEST, side):
        return float("nan")
    return float(brentq(lambda t: torus_energy(1 / t, side) - energy_per_site, COLDEST, HOTTEST, xtol=1e-10))


def _generated(
    stack: DeepBeliefNetwork,
    seen: np.ndarray,
    coupling: float,
    settings: GenerationSettings,
    rng: Generator,
) -> dict[str, float]:
    """Return what is measured on configurations of one model, and how they were drawn."""
    side = round(stack.layers[0].n_visible ** 0.5)
    chains = tempered_network(stack, seen, settings, rng=rng)
    n_records = settings.n_samples // settings.n_chains
    pieces = _configurations(generated_spins(stack, chains, n_records, rng=rng), side)
    measured = chain_thermodynamics(pieces, coupling=coupling, side=side, n_chains=settings.n_chains)
    half_width = interval_reach(settings.n_chains) * measured["energy_err"]
    return {
        "side": side,
        "n_chains": settings.n_chains,
        "burn_in_rounds": settings.burn_in_rounds,
        "rounds_per_sample": settings.rounds_per_sample,
        "least_swap_acceptance": float(np.min(chains.swap_acceptance)),
        "round_trips": float(np.mean(chains.round_trips)),
        **measured,
        "energy_temperature": energy_temperature(measured["energy"], side),
        "energy_temperature_low": energy_temperature(measured["energy"] - half_width, side),
        "energy_temperature_high": energy_temperature(measured["energy"] + half_width, side),
    }


def _configurations(spins: Iterator[np.ndarray], side: int) -> Iterator[Configurations]:
    """Yield records (n_chains, n_sites) as configurations."""
    for record in spins:
        lattices = record.reshape(-1, side, side)
        yield Configurations(
            spins=lattices,
            energy=energies_of_lattices(lattices),
            magnetization=magnetizations_of_lattices(lattices),
            n_chains=len(record),
        )
