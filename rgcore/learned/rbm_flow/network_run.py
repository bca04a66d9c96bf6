"""One network of the flow: trained or exact, sampled as training goes on, and followed from several temperatures."""

from collections.abc import Callable
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.checkpoint import NO_CHECKPOINT, Checkpoint, no_report
from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices
from rgcore.ising.exact_results.critical_point import CRITICAL_TEMPERATURE
from rgcore.lattice.square import square_bonds
from rgcore.learned.block_study.study_run import epochs_of_record
from rgcore.learned.rbm_flow.conditions import BOND_NETWORK, FlowNetwork
from rgcore.learned.rbm_flow.flow import flow
from rgcore.learned.rbm_flow.flow_data import FlowData
from rgcore.learned.rbm_flow.mixtures import log_probabilities, mixture_averages
from rgcore.learned.rbm_flow.own_samples import likelihood_of, sampled_thermometers
from rgcore.learned.rbm_flow.settings import FlowRunSettings
from rgcore.learned.reliability import enough_annealing, enough_draws
from rgcore.learned.thermometer.readings import DISAGREES, thermometers
from rgcore.learned.thermometer.torus_curves import TorusCurves, torus_curves
from rgcore.rbm.likelihood.normalization import normalization_method
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import TrainingData, pack_spins
from rgcore.rbm.training.layer import observed_task, train_observed

__all__ = ["FlowTables", "flow_tables"]


class FlowTables(NamedTuple):
    """Rows of ``rbm_flow`` and of ``network_temperature``."""

    flow: pd.DataFrame
    temperature: pd.DataFrame


def flow_tables(
    network: FlowNetwork,
    data: FlowData,
    settings: FlowRunSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None] = no_report,
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> FlowTables:
    """Train a network, or take the exact one; sample it at the epochs of record and pass configurations through it.

    Parameters
    ----------
    network : FlowNetwork
    data : FlowData
    settings : FlowRunSettings
    rng : Generator, advanced in place
    report, checkpoint
        As of :func:`rgcore.rbm.train_rbm`.
    """
    curves = torus_curves(network.side)
    run = _Run(network, data, settings, curves)
    if network.design == BOND_NETWORK:
        rbm = run.exact()
        history = pd.DataFrame([{"epoch": 0, **run.measure(rbm, rng=rng)}])
    else:
        rbm, history = run.train(rng=rng, report=report, checkpoint=checkpoint)
    flows = _placed(run.flows(rbm, rng=rng), network, curves)
    places = {"critical_temperature": CRITICAL_TEMPERATURE, "peak_temperature": curves.peak()}
    return FlowTables(flows.assign(**places), _sampled(history, network, curves))


class _Run:
    """A network with its data, and what is done with it."""

    def __init__(
        self, network: FlowNetwork, data: FlowData, settings: FlowRunSettings, curves: TorusCurves
    ) -> None:
        self._network, self._data, self._settings, self._curves = network, data, settings, curves
        lattices = data.held_out.reshape(-1, network.side, network.side)
        self._log_probabilities = log_probabilities(lattices, network.temperatures)

    def exact(self) -> RBM:
        """Return the RBM with a hidden unit per bond."""
        side, temperature = self._network.side, float(self._network.temperatures[0])
        return in_units(bond_network(square_bonds(side), side**2, 1 / temperature), self._settings.units)

    def train(
        self, *, rng: Generator, report: Callable[[int, int], None], checkpoint: Checkpoint
    ) -> tuple[RBM, pd.DataFrame]:
        """Return the trained RBM, and what was measured on it at the epochs of record."""
        network, units = self._network, self._settings.units
        settings = TrainingSettings(units=units, **dict(self._settings.training) | network.training)
        samples = TrainingData(*(pack_spins(part, units) for part in self._data[:2]))
        rows = epochs_of_record(network.n_epochs)

        def observe(rbm: RBM, epoch: int, *, rng: Generator) -> dict[str, float]:
            return self.measure(rbm, rng=rng) if epoch in rows else {}

        task = observed_task("RBM flow", samples.training, network.n_hidden, settings, observe)
        trained, history = train_observed(
            task, samples.training, settings, rng=rng, report=report, checkpoint=checkpoint
        )
        return trained, history[history["epoch"].isin(rows)]

    def measure(self, rbm: RBM, *, rng: Generator) -> dict[str, float]:
        """Return the thermometers of the RBM's own configurations, and its likelihood."""
        data, settings = self._data, self._settings
        drawn = sampled_thermometers(rbm, data.training, settings.generation, self._curves, rng=rng)
        return drawn | likelihood_of(rbm, data.held_out, self._log_probabilities, settings.annealing, rng=rng)

    def flows(self, rbm: RBM, *, rng: Generator) -> pd.DataFrame:
        """Return a row per way of passing, start and step."""
        settings, rows = self._settings, []
        for passing in settings.passing:
            for temperature, start in self._data.starts.items():
                of_flow = {"passing": passing, "start_temperature": float(temperature)}
                after = flow(rbm, start, settings.steps, passing, rng=rng)
                for step, spins in zip(settings.steps, after, strict=True):
                    rows.append({**of_flow, "step": step, **_read(spins, self._curves)})
        return pd.DataFrame(rows).assign(
            is_last=lambda frame: frame["step"] == settings.steps[-1],
            n_configurations=settings.n_configurations,
            n_epochs=self._network.n_epochs,
        )


def _read(spins: np.ndarray, curves: TorusCurves) -> dict[str, float]:
    """Return the thermometers of independent configurations (n, side**2)."""
    lattices = spins.reshape(-1, curves.side, curves.side)
    energies, magnetizations = energies_of_lattices(lattices), magnetizations_of_lattices(lattices)
    return thermometers(energies, magnetizations, len(lattices), curves)


def _sampled(history: pd.DataFrame, network: FlowNetwork, curves: TorusCurves) -> pd.DataFrame:
    """Return rows of ``network_temperature``."""
    exact = mixture_averages(network.temperatures, curves)
    counts = dict.fromkeys(("n_samples", "n_chains"), "int64")
    return _placed(history.astype(counts), network, curves).assign(
        energy_exact=exact.energy,
        energy_variance_exact=exact.energy_variance,
        abs_magnetization_exact=exact.abs_magnetization,
        log_partition_method=normalization_method(network.side**2, network.n_hidden),
        reliable=lambda rows: (
            enough_draws(rows["n_effective"], rows["round_trips"])
            & enough_annealing(rows["log_partition_method"], rows["n_effective_annealing"])
        ),
    )


def _placed(rows: pd.DataFrame, network: FlowNetwork, curves: TorusCurves) -> pd.DataFrame:
    """Return rows with what the network is, what it was trained on, and whether the thermometers agree."""
    temperatures = [float(temperature) for temperature in network.temperatures]
    of_network = asdict(network)
    del of_network["temperatures"]
    words = np.where(rows["disagreement"] < DISAGREES, "agree", "disagree")
    return rows.assign(
        **of_network,
        n_temperatures=len(temperatures),
        least_temperature=min(temperatures),
        largest_temperature=max(temperatures),
        training_temperature=mixture_averages(network.temperatures, curves).temperature,
        disagreement_needed=DISAGREES,
        thermometers=np.where(rows["disagreement"].notna(), words, ""),
        fluctuation_above_maximum=rows["energy_variance"] > curves.largest_variance,
    ).reset_index(drop=True)
