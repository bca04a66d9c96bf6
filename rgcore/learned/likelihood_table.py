"""Log-likelihoods of configurations under trained networks, in nats, beside the exact Boltzmann distribution."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import an_instance, generator
from rgcore.arguments.scalars import checked_coupling
from rgcore.errors import InputError
from rgcore.ising.energy_and_magnetization import energies_of_lattices
from rgcore.ising.exact_results.kaufman import torus_log_probabilities
from rgcore.learned.reliability import reliable_annealing
from rgcore.learned.spins_on_lattice import COLDEST_TRAINED, spins_on_lattice
from rgcore.rbm.likelihood.dbn_bound import dbn_bound
from rgcore.rbm.likelihood.mean_field import mean_field, unnormalized_bound
from rgcore.rbm.likelihood.normalization import Normalization, normalization
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, bipartite_rbm, join_layers
from rgcore.rbm.networks.restricted import double_precision, free_energy_from_v, mean_h_from_v
from rgcore.rbm.sampling_settings import AnnealingSettings
from rgcore.stats.comparison import beside

__all__ = ["likelihood_table"]

_GAINS = ("gain_over_rbm", "gain_over_dbn")
N_DRAWS = 20  # of hidden states per configuration, for the bound of a stack


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """A model's kind and hidden layers, and ln P, or its lower bound, of each configuration."""

    model: str
    n_layers: int
    is_bound: bool
    normalization: Normalization
    values: np.ndarray


def likelihood_table(
    network: DeepBeliefNetwork,
    dbm: DeepBoltzmannMachine,
    spins: np.ndarray,
    coupling: float,
    settings: AnnealingSettings,
    *,
    rng: Generator,
) -> pd.DataFrame:
    """Return log-likelihoods of held-out configurations, and the divergence of each model from the exact distribution.

    The divergence KL(p || P) = <ln p - ln P>_p is taken as the mean over configurations of the difference, which
    scatters much less than ln p or ln P alone; ln p = -K E/J - ln Z of the torus (Kaufman). For a stack of two or
    more RBMs and for the deep Boltzmann machine ln P is replaced by a lower bound, which makes the divergence an
    upper one.

    Parameters
    ----------
    network : DeepBeliefNetwork
        Its visible layer is a square periodic lattice, row by row.
    dbm : DeepBoltzmannMachine
    spins : (n, n_visible) int8 array of -1 or +1
        Independent configurations that were not trained on.
    coupling : float
        K = J/(k_B T) at which they were drawn.
    settings : AnnealingSettings
        Where no layer is small enough to be enumerated.
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        One row per model, columns of the table ``rbm_likelihood`` but temperature and replica. The gains are means of
        differences configuration by configuration, whose errors are smaller than those of either likelihood.

    Raises
    ------
    InputError
        If an argument is of another type or out of range, or network, ``dbm`` and configurations do not fit.
    """
    spins, coupling = (
        spins_on_lattice(network, spins, "spins"),
        checked_coupling("coupling", coupling, most=1 / COLDEST_TRAINED),
    )
    an_instance("dbm", dbm, DeepBoltzmannMachine)
    an_instance("settings", settings, AnnealingSettings)
    generator("rng", rng)
    if (dbm.sizes[0], dbm.units) != (spins.shape[1], network.units):
        raise InputError(
            f"dbm must have {spins.shape[1]} visible {network.units} units as the network, "
            f"got {dbm.sizes[0]} {dbm.units} units"
        )
    side = round(spins.shape[1] ** 0.5)
    energies = energies_of_lattices(spins.reshape(-1, side, side))
    log_probabilities = torus_log_probabilities(energies, coupling, side)
    visible = network.unit_type.from_spins(spins)
    models = [
        _Model("dbn", n_layers, n_layers > 1, *found)
        for n_layers, found in enumerate(_stacks(network, visible, settings, rng), start=1)
    ]
    rbm, dbn = models[0], models[-1]
    n_layers = len(dbm.weights)
    models.append(_Model("dbm", n_layers, n_layers > 1, *_joint(dbm, visible, settings, rng)))
    rows = []
    for model in models:
        gains = _gain("gain_over_rbm", model, rbm) | _gain("gain_over_dbn", model, dbn)
        if model.model == "dbn":
            gains |= dict.fromkeys(("gain_over_dbn", "gain_over_dbn_err"), float("nan"))
        rows.append({**_row(model, log_probabilities, side), **gains})
    return reliable_annealing(_beside_zero(pd.DataFrame(rows)))


def _beside_zero(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the sign of both gains where it is resolved."""
    signs = {f"{name}_beside_zero": beside(table[name], table[f"{name}_err"]) for name in _GAINS}
    return table.assign(**signs)


def _stacks(
    network: DeepBeliefNetwork, visible: np.ndarray, settings: AnnealingSettings, rng: Generator
) -> Iterator[tuple[Normalization, np.ndarray]]:
    """Yield, for 1, 2, ... RBMs of the stack, ln Z of the last and ln P of each configuration, or its bound."""
    below = visible
    for n_layers, rbm in enumerate(network.layers, start=1):
        log_z = normalization(rbm, settings, visible=below, rng=rng)
        if n_layers == 1:
            values = -free_energy_from_v(double_precision(rbm), visible) - log_z.value
        else:
            stack = DeepBeliefNetwork(network.layers[:n_layers])
            values = dbn_bound(stack, visible, log_z.value, n_draws=N_DRAWS, rng=rng).bound
        yield log_z, values
        below = mean_h_from_v(rbm, below)


def _joint(
    dbm: DeepBoltzmannMachine, visible: np.ndarray, settings: AnnealingSettings, rng: Generator
) -> tuple[Normalization, np.ndarray]:
    """Return ln Z of a deep Boltzmann machine, and the bound of ln P of each configuration."""
    means = mean_field(dbm, visible).means
    even, _ = join_layers((visible, *means))
    log_z = normalization(bipartite_rbm(dbm), settings, visible=even, rng=rng)
    return log_z, unnormalized_bound(dbm, visible, means) - log_z.value


def _row(model: _Model, log_probabilities: np.ndarray, side: int) -> dict[str, float | str]:
    """Return one row but for the gains."""
    log_z, values = model.normalization, model.values
    gaps = log_probabilities - values
    errors = [_mean_and_error(part, log_z.error)[1] for part in (values, gaps)]
    return {
        "model": model.model,
        "n_layers": model.n_layers,
        "is_bound": model.is_bound,
        "side": side,
        "n_samples": len(values),
        "log_partition": log_z.value,
        "log_partition_err": log_z.error,
        "log_partition_method": log_z.method,
        "n_effective": log_z.n_effective,
        "log_likelihood": float(values.mean()),
        "log_likelihood_err": errors[0],
        "divergence_per_site": float(gaps.mean() / side**2),
        "divergence_per_site_err": errors[1] / side**2,
    }


def _gain(name: str, model: _Model, base: _Model) -> dict[str, float]:
    """Return how much likelier a model finds the same configurations, pair by pair; NaN for the base itself."""
    if model is base:
        return dict.fromkeys((name, f"{name}_err"), float("nan"))
    partition_error = float(np.hypot(model.normalization.error, base.normalization.error))
    gain, error = _mean_and_error(model.values - base.values, partition_error)
    return {name: gain, f"{name}_err": error}


def _mean_and_error(values: np.ndarray, partition_error: float) -> tuple[float, float]:
    """Return the mean over configurations, and its standard error with that of ln Z in quadrature."""
    scatter = values.std(ddof=1) / np.sqrt(len(values))
    return float(values.mean()), float(np.hypot(scatter, partition_error))
