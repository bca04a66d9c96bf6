"""An RBM trained on the exact Boltzmann distribution of a ring by the exact gradient."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.random import Generator

from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, spin_states
from rgcore.exact.pair_hamiltonian import ring_bonds
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v
from rgcore.rbm.networks.unbiased import unbiased_rbm
from rgcore.rbm.training.exact_fit import fit_exactly
from rgcore.vrg.rbm_transformation import (
    RBM_FAMILY,
    matching_constant,
    rbm_operator,
    rbm_parameters,
    rbm_trace_gradient,
)
from rgcore.vrg.small_models.hidden_spins import HiddenSpins
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = ["draw_starts", "in_order", "trained_card", "trained_rbm"]

START_SCALE = 0.1
ITERATIONS = 1000
STARTS = 4


def draw_starts(n_starts: int, n_visible: int, n_hidden: int, *, rng: Generator) -> np.ndarray:
    """Return (n_starts, n_visible, n_hidden) float64 weights, normal of standard deviation 0.1, to start from."""
    return START_SCALE * rng.standard_normal((n_starts, n_visible, n_hidden))


def best_trained_rbm(starts: Sequence[np.ndarray], hamiltonian: np.ndarray, n_iterations: int) -> RBM:
    """Train an RBM from each start on the Boltzmann distribution P of H; return the one of least KL(P || p).

    Parameters
    ----------
    starts : sequence of (n_visible, n_hidden) float arrays
    hamiltonian : (2**n_visible,) float array
    n_iterations : int
        Steps of L-BFGS at most.
    """
    states, target = spin_states(len(starts[0])).astype(np.float64), boltzmann_distribution(-hamiltonian)
    rbms = [fit_exactly(unbiased_rbm(start), states, target, n_iterations=n_iterations) for start in starts]
    return min(
        rbms,
        key=lambda rbm: kl_divergence(target, boltzmann_distribution(-free_energy_from_v(rbm, states))),
    )


def trained_rbm(
    model: SmallModel, starts: Sequence[np.ndarray], n_iterations: int = ITERATIONS
) -> Parameters:
    """Train an RBM on a ring from several starts; return the parameters of the one of largest likelihood.

    The hidden spins are put in order around the ring by the site of their largest weight, which is made
    positive; no distribution depends on either. Training does not determine the constant of the energy: it
    is set such that dF = 0, and the trace condition then holds exactly if KL = 0.

    With n_hidden = n_sites / 2 the RBM learns decimation: the weights between each hidden spin and the site it copies
    grow, and KL tends to zero. With fewer hidden spins KL stays positive.

    Parameters
    ----------
    model : SmallModel
    starts : sequence of (n_sites, n_hidden) float arrays
        See :func:`draw_starts`; n_hidden at least 3.
    n_iterations : int
        Steps of L-BFGS at most.
    """
    rbm = in_order(best_trained_rbm(starts, model.hamiltonian, n_iterations))
    return rbm_parameters(rbm, matching_constant(rbm, model.hamiltonian))


def trained_card(n_hidden: int, n_iterations: int = ITERATIONS) -> TransformationCard:
    """Return the card of :func:`trained_rbm` with ``n_hidden`` hidden spins on a ring of 8."""
    until = "" if n_iterations == ITERATIONS else f" for {n_iterations} steps"
    return TransformationCard(
        sentence=f"an RBM of {n_hidden} hidden spins, trained{until} on the exact distribution of a ring",
        lattice="ring",
        sizes=(8,),
        hidden=partial(_evenly_spaced, n_hidden),
        operator=rbm_operator,
        normalized=False,
        choose=partial(trained_rbm, n_iterations=n_iterations),
        draw=lambda size, *, rng: draw_starts(STARTS, size, n_hidden, rng=rng),
        trace_gradient=rbm_trace_gradient,
        family=RBM_FAMILY,
        bound="lower_bound",
    )


def in_order(rbm: RBM) -> RBM:
    """Return the hidden units sorted by the site of their largest weight, which is made positive."""
    sites = np.abs(rbm.weights).argmax(axis=0)
    signs = np.sign(rbm.weights[sites, np.arange(rbm.n_hidden)])
    order = np.argsort(sites, kind="stable")
    return RBM(
        weights=(rbm.weights * signs)[:, order],
        visible_bias=rbm.visible_bias,
        hidden_bias=(rbm.hidden_bias * signs)[order],
        units="spin",
    )


def _evenly_spaced(n_hidden: int, n_sites: int) -> HiddenSpins:
    """Return hidden spins at equal distances around the ring: where a trained one is, training decides."""
    places = np.arange(n_hidden)[:, None] * n_sites / n_hidden
    return HiddenSpins(positions=places, period=n_sites, neighbours=ring_bonds(n_hidden))
