"""A restricted Boltzmann machine trained on the exact law of a ring by the exact gradient."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from rgcore.exact.enumeration import boltzmann_distribution, kl_divergence, spin_states
from rgcore.rbm.networks.restricted import RBM, free_energy
from rgcore.rbm.training.exact_fit import fit_exactly
from rgcore.vrg.example import Example
from rgcore.vrg.hamiltonians import pair_hamiltonian, ring_bonds
from rgcore.vrg.machine import machine_family, matching_constant, unbiased_machine

__all__ = ["best_machine", "draw_starts", "trained_rbm"]

START_SCALE = 0.1
ITERATIONS = 1000


def draw_starts(n_starts: int, n_visible: int, n_hidden: int, *, rng: Generator) -> np.ndarray:
    """Return (n_starts, n_visible, n_hidden) float64 weights, normal of standard deviation 0.1, to start from."""
    return START_SCALE * rng.standard_normal((n_starts, n_visible, n_hidden))


def best_machine(starts: Sequence[np.ndarray], hamiltonian: np.ndarray) -> RBM:
    """Train a machine from each start on the Boltzmann law P of H and return the one of least KL(P || p).

    Parameters
    ----------
    starts : sequence of (n_visible, n_hidden) float arrays
    hamiltonian : (2**n_visible,) float array
    """
    states, target = spin_states(len(starts[0])).astype(np.float64), boltzmann_distribution(-hamiltonian)
    machines = [
        fit_exactly(unbiased_machine(start), states, target, n_iterations=ITERATIONS) for start in starts
    ]
    return min(
        machines,
        key=lambda machine: kl_divergence(target, boltzmann_distribution(-free_energy(machine, states))),
    )


def trained_rbm(starts: Sequence[np.ndarray], coupling: float) -> Example:
    """Train a machine on a ring from several starts and keep the likeliest.

    The hidden spins are put in order around the ring by the site each is most strongly tied to, and turned to
    agree with it; laws do not depend on either. The constant of the energy, which training leaves open, is the
    one with dF = 0, so the trace condition then holds exactly if KL = 0.

    With half as many hidden as visible spins training finds decimation by itself: kept spins locked to hidden
    ones by growing weights, KL to zero. With fewer it stays away from zero.

    Parameters
    ----------
    starts : sequence of (n_sites, n_hidden) float arrays
        See :func:`draw_starts`; n_hidden at least 3.
    coupling : float
        K, dimensionless.
    """
    n_sites, n_hidden = starts[0].shape
    hamiltonian = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    machine = _in_order(best_machine(starts, hamiltonian))
    family, constant = machine_family(machine, hamiltonian), matching_constant(machine, hamiltonian)
    return Example(
        name=f"trained_rbm_{n_hidden}",
        lattice="ring",
        size=n_sites,
        transformation=family(constant),
        neighbours=ring_bonds(n_hidden),
        family=family,
        parameter=constant,
    )


def _in_order(machine: RBM) -> RBM:
    """Return the hidden units sorted by the site of their largest weight, which is made positive."""
    sites = np.abs(machine.weights).argmax(axis=0)
    signs = np.sign(machine.weights[sites, np.arange(machine.n_hidden)])
    order = np.argsort(sites, kind="stable")
    return RBM(
        weights=(machine.weights * signs)[:, order],
        visible_bias=machine.visible_bias,
        hidden_bias=(machine.hidden_bias * signs)[order],
        units="spin",
    )
