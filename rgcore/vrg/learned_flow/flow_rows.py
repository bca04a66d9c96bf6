"""K to K' by trained hidden spins, decimation and the majority rule: the table of the learned flow."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator
from scipy.interpolate import PchipInterpolator

from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice.square import square_bonds
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v, inputs_h_from_v
from rgcore.vrg.effective_couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.learned_flow.coarse_lattices import COARSE_LATTICES, CoarseLattice
from rgcore.vrg.learned_flow.coarse_maps import map_inputs
from rgcore.vrg.learned_flow.schemas import LEARNED_FLOW
from rgcore.vrg.learned_flow.tied_training import draw_filters, tied_rbm, trained_filter
from rgcore.vrg.rbm_transformation import rbm_transformation
from rgcore.vrg.transformation import Transformation, hidden_log_weights

__all__ = ["TRAINED", "fixed_point", "learned_flow_table"]

TRAINED = "trained_rbm"
NAN = float("nan")


def learned_flow_table(couplings: Sequence[float], n_starts: int, *, rng: Generator) -> pd.DataFrame:
    """Return the table ``learned_flow``: K' of hidden spins on three small tori, by summation over all states.

    Parameters
    ----------
    couplings : sequence of float
        K of the visible spins, ascending, at least 2.
    n_starts : int
        Random filters that the training of each lattice starts from, the same at every coupling.
    rng : Generator, advanced in place
        Draws them.
    """
    parts = []
    for lattice in COARSE_LATTICES:
        starts = draw_filters(lattice, n_starts, rng=rng)
        rows = [row for coupling in couplings for row in rows_of_lattice(lattice, coupling, starts)]
        parts += [with_fixed_point(part, lattice) for _, part in pd.DataFrame(rows).groupby("transformation")]
    return pd.concat(parts, ignore_index=True)[LEARNED_FLOW.names]


def rows_of_lattice(lattice: CoarseLattice, coupling: float, starts: np.ndarray) -> Iterator[dict]:
    """Yield a row per transformation on one lattice at one coupling."""
    n_sites = lattice.side**2
    hamiltonian = pair_hamiltonian(square_bonds(lattice.side), n_sites, coupling)
    place = {"side": lattice.side, "n_hidden": lattice.n_hidden, "spacing": lattice.spacing}
    place["coupling"] = float(coupling)
    for name, inputs in map_inputs(lattice).items():
        yield {"transformation": name} | place | _of_map(lattice, hamiltonian, inputs) | _NO_RBM
    target = boltzmann_distribution(-hamiltonian)
    rbm = tied_rbm(lattice, trained_filter(lattice, target, starts))
    log_weights = hidden_log_weights(rbm_transformation(rbm, hamiltonian, 0.0))
    spins = spin_states(n_sites).astype(np.float64)
    found = _of_map(lattice, hamiltonian, inputs_h_from_v(rbm, spins))
    found |= _couplings(lattice, log_weights) | _of_rbm(rbm, lattice, target, spins)
    yield {"transformation": TRAINED} | place | found


_NO_RBM = {
    "kl_divergence": NAN,
    "visible_coupling": NAN,
    "visible_long_range_fraction": NAN,
}


def _of_map(lattice: CoarseLattice, hamiltonian: np.ndarray, inputs: np.ndarray) -> dict[str, float]:
    """Return the couplings of hidden spins drawn from p(h | v) for v of the Ising model."""
    exact = Transformation(hamiltonian=hamiltonian, log_trace=np.zeros(len(hamiltonian)), inputs=inputs)
    found = _couplings(lattice, hidden_log_weights(exact))
    return found | {"effective_coupling_of_data": found["effective_coupling"]}


def _couplings(lattice: CoarseLattice, log_weights: np.ndarray) -> dict[str, float]:
    """Return K' per bond and the share of the squared couplings that are not of neighbours."""
    bonds = lattice.bonds()
    per_pair = len(bonds) / len(np.unique(np.sort(bonds, axis=1), axis=0))
    return {
        "effective_coupling": nearest_neighbour_coupling(log_weights, bonds) / per_pair,
        "long_range_fraction": long_range_fraction(log_weights, bonds),
    }


def _of_rbm(rbm: RBM, lattice: CoarseLattice, target: np.ndarray, spins: np.ndarray) -> dict[str, float]:
    """Return how close the distribution of the visible spins is to that of the Ising model, and its couplings."""
    log_weights = -free_energy_from_v(rbm, spins)
    bonds = square_bonds(lattice.side)
    return {
        "kl_divergence": kl_divergence(target, boltzmann_distribution(log_weights)) / lattice.side**2,
        "visible_coupling": nearest_neighbour_coupling(log_weights, bonds),
        "visible_long_range_fraction": long_range_fraction(log_weights, bonds),
    }


def with_fixed_point(rows: pd.DataFrame, lattice: CoarseLattice) -> pd.DataFrame:
    """Return the rows of one transformation with its fixed point and exponent, NaN where there is none."""
    rows = rows.sort_values("coupling")
    if lattice.spacing == 1:  # nothing is removed: K' is K
        return rows.assign(fixed_point=NAN, thermal_exponent=NAN)
    point, slope = fixed_point(rows["coupling"].to_numpy(), rows["effective_coupling"].to_numpy())
    return rows.assign(fixed_point=point, thermal_exponent=float(np.log(slope) / np.log(lattice.spacing)))


def fixed_point(couplings: np.ndarray, effective: np.ndarray) -> tuple[float, float]:
    """Return K with K'(K) = K and the slope of K' there, by monotone cubic interpolation between the couplings.

    Parameters
    ----------
    couplings : (n,) float array
        K, ascending.
    effective : (n,) float array
        K' of each.

    Returns
    -------
    coupling, slope : float
        Where K' rises above K, which is unstable; NaN unless there is one such K.
    """
    curve = PchipInterpolator(couplings, effective - couplings)
    roots = [root for root in curve.roots(extrapolate=False) if curve.derivative()(root) > 0]
    if len(roots) != 1:
        return NAN, NAN
    return float(roots[0]), float(curve.derivative()(roots[0]) + 1)
