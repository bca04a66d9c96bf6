"""K to K' by trained hidden spins, decimation and the majority rule: the table of the learned flow."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator
from scipy.interpolate import PchipInterpolator

from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice.square import square_bonds
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v, inputs_h_from_v
from rgcore.vrg.couplings.effective_couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.learned_flow.coarse_lattices import COARSE_LATTICES, CoarseLattice
from rgcore.vrg.learned_flow.coarse_maps import map_inputs
from rgcore.vrg.learned_flow.schemas import LEARNED_FLOW
from rgcore.vrg.learned_flow.tied_training import draw_filters, tied_rbm, trained_filter
from rgcore.vrg.rbm_transformation import rbm_transformation
from rgcore.vrg.transformation import Transformation, hidden_log_weights

__all__ = ["TRAINED", "fixed_point", "learned_flow_table"]

TRAINED = "trained_rbm"
AT_BEST = 1e-6  # nats per visible spin: a start that ends nearer to the best has reached it


def learned_flow_table(couplings: Sequence[float], n_starts: int, *, rng: Generator) -> pd.DataFrame:
    """Return the table ``learned_flow``: K' of hidden spins on three small tori, by summation over all states.

    Parameters
    ----------
    couplings : sequence of float
        K of the visible spins, ascending, at least 2.
    n_starts : int
        Random filters that the training of each lattice starts from, the same at every coupling. It starts from the
        best filter at the next larger coupling, too: from there the best maximum is reached where most random starts
        end in another one.
    rng : Generator, advanced in place
        Draws them.
    """
    parts = []
    for lattice in COARSE_LATTICES:
        starts = draw_filters(lattice, n_starts, rng=rng)
        rows, above = [], None
        for coupling in sorted(couplings, reverse=True):
            found, above = rows_of_lattice(lattice, coupling, starts, above)
            rows += found
        parts += [with_fixed_point(part, lattice) for _, part in pd.DataFrame(rows).groupby("transformation")]
    return pd.concat(parts, ignore_index=True)[LEARNED_FLOW.names]


def rows_of_lattice(
    lattice: CoarseLattice, coupling: float, starts: np.ndarray, above: np.ndarray | None
) -> tuple[list[dict], np.ndarray]:
    """Return a row per transformation on one lattice at one coupling, and the trained filter.

    Parameters
    ----------
    lattice : CoarseLattice
    coupling : float
    starts : (n_starts, side**2) float array
    above : (side**2,) float array, or None
        The filter trained at a larger coupling, to start from in addition.
    """
    n_sites = lattice.side**2
    hamiltonian = pair_hamiltonian(square_bonds(lattice.side), n_sites, coupling)
    place = {"side": lattice.side, "n_hidden": lattice.n_hidden, "spacing": lattice.spacing}
    place["coupling"] = float(coupling)
    rows = [
        {"transformation": name} | place | _of_map(lattice, hamiltonian, inputs) | _NO_RBM
        for name, inputs in map_inputs(lattice).items()
    ]
    target = boltzmann_distribution(-hamiltonian)
    training = trained_filter(lattice, target, starts if above is None else [*starts, above])
    rbm = tied_rbm(lattice, training.weights)
    log_weights = hidden_log_weights(rbm_transformation(rbm, hamiltonian, 0.0))
    spins = spin_states(n_sites).astype(np.float64)
    found = _of_map(lattice, hamiltonian, inputs_h_from_v(rbm, spins))
    found |= _couplings(lattice, log_weights) | _of_rbm(rbm, lattice, target, spins)
    behind = training.behind[: len(starts)] / n_sites
    found["starts_at_best"] = float((behind < AT_BEST).mean())
    found["kl_divergence_worst_start"] = found["kl_divergence"] + float(behind.max())
    return [*rows, {"transformation": TRAINED} | place | found], training.weights


_NO_RBM = {
    "kl_divergence": np.nan,
    "kl_divergence_worst_start": np.nan,
    "starts_at_best": np.nan,
    "visible_coupling": np.nan,
    "visible_long_range_fraction": np.nan,
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
    """Return the rows of one transformation with its fixed point, NaN where there is none.

    The slope of K' there is no exponent: K and K' are couplings of lattices of different size.
    """
    rows = rows.sort_values("coupling")
    if lattice.spacing == 1:  # nothing is removed: K' is K
        return rows.assign(fixed_point=np.nan)
    return rows.assign(
        fixed_point=fixed_point(rows["coupling"].to_numpy(), rows["effective_coupling"].to_numpy())
    )


def fixed_point(couplings: np.ndarray, effective: np.ndarray) -> float:
    """Return K with K'(K) = K, by monotone cubic interpolation between the couplings.

    Parameters
    ----------
    couplings : (n,) float array
        K, ascending.
    effective : (n,) float array
        K' of each.

    Returns
    -------
    float
        Where K' rises above K, which is unstable; NaN unless there is one such K.
    """
    curve = PchipInterpolator(couplings, effective - couplings)
    roots = [root for root in curve.roots(extrapolate=False) if curve.derivative()(root) > 0]
    return float(roots[0]) if len(roots) == 1 else np.nan
