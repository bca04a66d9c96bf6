"""Which Ising model a trained network is: couplings of its visible units by shape, and what they leave out."""

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.rbm.couplings.marginal import marginal_couplings, pair_couplings
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, double_precision, free_energy_from_v, swap_layers
from rgcore.vrg.learned_flow.lattice_products import products_by_shape
from rgcore.vrg.learned_flow.local_fields import fit_local_fields
from rgcore.vrg.learned_flow.schemas import NETWORK_COUPLINGS

__all__ = ["HIDDEN", "OTHER_PAIRS", "REST", "network_coupling_table"]

OTHER_PAIRS, REST, HIDDEN = "other_pairs", "all_others", "hidden_neighbours"
N_NEIGHBOURS = 4  # of a hidden unit: as on a square lattice
N_STATES = 8192  # of the visible spins, for the variance of H: a standard error of 1.6 % if H is normal
AT_ONCE = 512
N_CONFIGURATIONS = 50
NO_COUPLINGS = np.empty(0)
NEAREST = "nearest_neighbour"


def network_coupling_table(rbm: RBM, spins: np.ndarray, coupling: float, *, rng: Generator) -> pd.DataFrame:
    """Return the couplings of the visible units of a network on the square lattice, one row per shape.

    The products are orthogonal over all states of the visible spins, each as probable as any other: the squares of all
    couplings add up to the variance of H over them. It is estimated from random states; every shape has a share of it,
    and ``all_others`` has what is left, products of three and more spins.

    Parameters
    ----------
    rbm : RBM
        Of side**2 visible units, row by row.
    spins : (n, side**2) array of -1 or +1
        Configurations not trained on, for :mod:`rgcore.vrg.learned_flow.local_fields`; the last 50 are taken.
    coupling : float
        K of the configurations that it was trained on.
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        Columns of the schema NETWORK_COUPLINGS without those that name the network.
    """
    variance, variance_err = energy_variance(rbm, rng=rng)
    on_data = fit_local_fields(rbm, spins[-N_CONFIGURATIONS:])
    rows = [
        {
            "side": round(rbm.n_visible**0.5),
            "n_hidden": rbm.n_hidden,
            "shape": shape,
            "n_spins": n_spins,
            "n_products": len(values),
            "coupling": float(values.mean()) if len(values) else np.nan,
            "coupling_spread": float(values.std()) if len(values) else np.nan,
            "coupling_exact": float(coupling) if shape == NEAREST else 0.0,
            "share": float((values**2).sum() / variance),
        }
        for shape, (n_spins, values) in couplings_by_shape(rbm).items()
    ]
    rows, hidden = (
        [row for row in rows if row["shape"] != HIDDEN],
        rows[-1] | {"coupling_exact": np.nan, "share": np.nan},
    )
    named = sum(row["share"] for row in rows)
    rows[-1]["share"] = 1 - named  # of all others
    table = pd.DataFrame([*rows, hidden])
    counted = table["share"].where(table["shape"] != REST, named)
    table = table.assign(share_err=counted * variance_err / variance)
    for name, numbers in (("", on_data.value), ("_err", on_data.error)):
        by_shape = dict(zip(on_data.shapes, numbers, strict=False))  # the last is the explained share
        table[f"coupling_on_data{name}"] = table["shape"].map(by_shape).astype(float)
        table[f"explained_on_data{name}"] = numbers[-1]
    return table[[name for name in NETWORK_COUPLINGS.names if name in table]]


def couplings_by_shape(rbm: RBM) -> dict[str, tuple[int, np.ndarray]]:
    """Return number of spins and couplings of every shape, all other pairs, none of all others, and hidden pairs."""
    pairs, found = pair_couplings(rbm), {}
    for shape, products in products_by_shape(round(rbm.n_visible**0.5)).items():
        if products.shape[1] == 2:
            values = pairs[products[:, 0], products[:, 1]]
            pairs[products[:, 0], products[:, 1]] = np.nan
        else:
            values = marginal_couplings(rbm, products)
        found[shape] = products.shape[1], values
    upper = pairs[np.triu_indices(len(pairs), 1)]
    left = upper[np.isfinite(upper)]
    found |= {OTHER_PAIRS: (2, left)} if len(left) else {}
    return found | {REST: (0, NO_COUPLINGS), HIDDEN: (2, hidden_couplings(rbm))}


def hidden_couplings(rbm: RBM) -> np.ndarray:
    """Return the four largest couplings of every hidden unit with others in H_RG(h), (4 n_hidden,) float64.

    Signs of hidden units are such that the sum of the weights of each is not negative; no distribution of visible units
    depends on them. Units in no lattice have no other neighbours than those that they are coupled to.
    """
    spins = in_units(double_precision(rbm), "spin")
    signs = np.where(spins.weights.sum(axis=0) < 0, -1.0, 1.0)
    pairs = pair_couplings(swap_layers(spins)) * signs * signs[:, None]
    np.fill_diagonal(pairs, -np.inf)
    return (
        np.sort(pairs, axis=1)[:, -min(N_NEIGHBOURS, len(pairs) - 1) :].ravel()
        if len(pairs) > 1
        else NO_COUPLINGS
    )


def energy_variance(rbm: RBM, *, rng: Generator) -> tuple[float, float]:
    """Return the variance of H over random visible states, and its standard error."""
    spins = in_units(double_precision(rbm), "spin")
    energies = np.concatenate(
        [
            free_energy_from_v(spins, rng.choice([-1.0, 1.0], size=(AT_ONCE, rbm.n_visible)))
            for _ in range(N_STATES // AT_ONCE)
        ]
    )
    squares = (energies - energies.mean()) ** 2
    variance = float(squares.sum() / (len(squares) - 1))
    return variance, float(squares.std() / np.sqrt(len(squares)))
