"""The table of objectives: one family of networks trained for each, with what the others would have seen."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.arrays import each_of, list_of_numbers
from rgcore.arguments.objects import generator
from rgcore.arguments.scalars import whole_number
from rgcore.cards import load_cards
from rgcore.errors import InputError
from rgcore.exact.pair_hamiltonian import ring_bonds
from rgcore.rbm.networks.unbiased import unbiased_rbm
from rgcore.vrg.couplings.effective_couplings import nearest_neighbour_coupling
from rgcore.vrg.examples.decimated_coupling import decimated_coupling
from rgcore.vrg.examples.trained_rbm import in_order
from rgcore.vrg.objectives.family import RingFamily, draw_start, ring_family
from rgcore.vrg.objectives.objective_card import ObjectiveCard
from rgcore.vrg.objectives.training import Recorded, cost_and_gradient, directions_seen, train
from rgcore.vrg.rbm_transformation import rbm_transformation
from rgcore.vrg.trace_condition import (
    free_energy_difference,
    model_divergence,
    reverse_model_divergence,
    trace_error_per_spin,
)
from rgcore.vrg.transformation import hidden_log_weights

__all__ = ["objectives_table"]

N_STARTS = 4
SAME_END = 1e-6  # nats
RESOLUTION = 1e-6  # nats: training ends within less; what is smaller is stored as zero
SMALLEST_COUPLING, LARGEST_COUPLING = 0.05, 1.5  # beyond, training does not come to an end


def objectives_table(
    couplings: Sequence[float],
    n_hidden: Sequence[int],
    *,
    n_sites: int,
    n_iterations: int,
    rng: Generator,
) -> pd.DataFrame:
    """Return the table ``vrg_objectives``: RBMs on a ring, trained by exact gradients for every objective.

    All objectives start from the same four draws of small weights with constant zero; the run that ends at the lowest
    cost is kept, the first of those that end there. Numbers below 1e-6 in size are stored as zero.

    Parameters
    ----------
    couplings : sequence of float
        K of the ring, from 0.05 to 1.5, each once.
    n_hidden : sequence of int
        Numbers of hidden spins, each from 3 to ``n_sites`` and once; with ``n_sites`` / 2 decimation is in the family.
    n_sites : int
        From 4 to 12.
    n_iterations : int
        Iterations of L-BFGS, at most.
    rng : Generator, advanced in place
        Draws the weights to start from.

    Returns
    -------
    DataFrame
        One row per coupling, number of hidden spins, objective and recorded iteration; columns of the schema
        VRG_OBJECTIVES.

    Raises
    ------
    InputError
        If an argument is out of range, or comes twice.
    """
    couplings = list_of_numbers("couplings", couplings, least=SMALLEST_COUPLING, most=LARGEST_COUPLING)
    n_sites = whole_number("n_sites", n_sites, least=4, most=12)
    n_hidden = [
        whole_number("n_hidden", each, least=3, most=n_sites) for each in each_of("n_hidden", n_hidden)
    ]
    n_iterations = whole_number("n_iterations", n_iterations, least=1, most=100_000)
    for name, values in (("couplings", couplings), ("n_hidden", n_hidden)):
        if not values or len(set(values)) < len(values):
            raise InputError(f"{name} must hold at least one entry and none twice, got {values}")
    generator("rng", rng)
    starts = {number: [draw_start(n_sites, number, rng=rng) for _ in range(N_STARTS)] for number in n_hidden}
    rows = [
        row
        for coupling in couplings
        for number in n_hidden
        for row in _rows(coupling, ring_family(n_sites, number, coupling), starts[number], n_iterations)
    ]
    return pd.DataFrame(rows)


def _rows(coupling: float, family: RingFamily, starts: list[np.ndarray], n_iterations: int) -> Iterator[dict]:
    """Yield the rows of one ring and one number of hidden spins."""
    for name, objective in load_cards("rgcore.vrg.objectives.functions").items():
        run = _best_run(starts, family, objective, n_iterations)
        n_seen = directions_seen(run[-1].parameters, family, objective)
        for recorded in run:
            yield {
                "objective": name,
                "coupling": float(coupling),
                "n_visible": family.n_sites,
                "n_hidden": family.n_hidden,
                "iteration": recorded.iteration,
                "n_parameters": len(recorded.parameters),
                "n_directions_seen": n_seen,
                **_measures(recorded, family),
                "effective_coupling_of_decimation": decimated_coupling(coupling),
            }


def _best_run(
    starts: list[np.ndarray], family: RingFamily, objective: ObjectiveCard, n_iterations: int
) -> list[Recorded]:
    """Return the run that ends at the lowest cost, or the first of those that end there."""
    runs = [train(start, family, objective, n_iterations=n_iterations) for start in starts]
    ends = np.array([cost_and_gradient(run[-1].parameters, family, objective)[0] for run in runs])
    return runs[int(np.argmax(ends < ends.min() + SAME_END))]


def _measures(recorded: Recorded, family: RingFamily) -> dict[str, float]:
    """Return what each objective sees of an RBM, from its transformation and not from the cost functions."""
    weights, constant = family.split(recorded.parameters)
    rbm = in_order(unbiased_rbm(weights))
    transformation = rbm_transformation(rbm, family.hamiltonian, constant)
    log_weights = hidden_log_weights(transformation)
    found = {
        "kl_divergence": model_divergence(transformation),
        "reverse_kl_divergence": reverse_model_divergence(transformation),
        "free_energy_difference": free_energy_difference(transformation),
        "trace_error_per_spin": trace_error_per_spin(transformation),
        "effective_coupling": nearest_neighbour_coupling(log_weights, ring_bonds(family.n_hidden)),
    }
    return {name: value if abs(value) > RESOLUTION else 0.0 for name, value in found.items()}
