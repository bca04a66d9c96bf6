"""Draws the samples of a case, with everything that is known of it beforehand."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.ground_truth.cases import FREE, ROTATED
from rgcore.ground_truth.perturbation import one_loop_covariance
from rgcore.ground_truth.settings import FieldCase, SpinCase
from rgcore.ising import sample_configurations
from rgcore.ising.settings import AUTOMATIC, SamplingSettings
from rgcore.pcarg.modes.principal_components import PrincipalComponents, decompose
from rgcore.phi4 import (
    FieldSamplingSettings,
    LatticeField,
    MatrixField,
    bare_mass,
    fourier_modes,
    sample_fields,
    sample_free_fields,
)

__all__ = ["FieldTruth", "draw_fields", "draw_spins"]

_SPINS_DRAWN_BY = {
    "algorithm": AUTOMATIC,
    "effective_fraction": 0.9,
    "burn_in_multiple": 12,
    "max_pilot_updates": 1_000_000,
}  # whatever the block ising of the config holds


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTruth:
    """What is known of a field beforehand.

    ``stiffness`` (n,) eigenvalues of -Laplacian, ascending; ``r``, ``u`` bare; ``modes`` and ``covariance`` (n, n) of
    the field to one loop, exact for the free field.
    """

    stiffness: np.ndarray
    r: float
    u: float
    modes: PrincipalComponents
    covariance: np.ndarray


def draw_fields(case: FieldCase, *, rng: Generator) -> tuple[np.ndarray, FieldTruth]:
    """Return (n_samples, n_sites) float64 samples, chain after chain, and what is known of them."""
    lattice = _lattice(case)
    stiffness, vectors = fourier_modes(case.dimension, case.side)
    if case.kind == ROTATED:
        matrix = _rotated_matrix(stiffness + lattice.r, rng)
        covariance = one_loop_covariance(matrix, case.u)
        modes = decompose(covariance)
        samples = _sampled(MatrixField(matrix=matrix, u=case.u), case.n_samples, rng=rng)
    else:
        modes = PrincipalComponents(variances=1 / (stiffness + case.mass), components=vectors)
        covariance = (vectors * modes.variances) @ vectors.T
        draw = sample_free_fields if case.kind == FREE else _sampled
        samples = draw(lattice, case.n_samples, rng=rng)
    return samples, FieldTruth(stiffness=stiffness, r=lattice.r, u=case.u, modes=modes, covariance=covariance)


def _lattice(case: FieldCase) -> LatticeField:
    """Return the lattice of a case, with the bare mass that gives its one-loop mass."""
    bare = bare_mass(case.dimension, case.side, case.u, case.mass)
    return LatticeField(dimension=case.dimension, side=case.side, r=bare, u=case.u)


def _sampled(model: LatticeField | MatrixField, n_samples: int, *, rng: Generator) -> np.ndarray:
    settings = FieldSamplingSettings(n_samples=n_samples, n_chains=min(100, n_samples // 2))
    return sample_fields(model, settings, rng=rng).fields


def _rotated_matrix(eigenvalues: np.ndarray, rng: Generator) -> np.ndarray:
    """Return O diag(eigenvalues) O^T with O Haar, except for the signs of its columns, which do not matter here."""
    vectors, _ = np.linalg.qr(rng.standard_normal((len(eigenvalues), len(eigenvalues))))
    matrix = (vectors * eigenvalues) @ vectors.T
    return (matrix + matrix.T) / 2


def draw_spins(case: SpinCase, *, rng: Generator) -> np.ndarray:
    """Return (n_samples, side**2) float64 configurations of +-1."""
    settings = SamplingSettings(n_samples=case.n_samples, **_SPINS_DRAWN_BY)
    configurations, _ = sample_configurations(case.side, case.temperature, settings, rng=rng)
    return configurations.spins.reshape(case.n_samples, -1).astype(np.float64)
