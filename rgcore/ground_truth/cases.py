"""Which data: fields on a lattice, fields on rotated variables, spins; each drawn with its truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ground_truth.perturbation import one_loop_covariance
from rgcore.ising import sample_configurations
from rgcore.ising.settings import SamplingSettings as SpinSettings
from rgcore.pcarg.modes.principal_components import PrincipalComponents, decompose
from rgcore.phi4 import (
    LatticeField,
    MatrixField,
    SamplingSettings,
    bare_mass,
    fourier_modes,
    sample_fields,
    sample_free_fields,
)

__all__ = ["FieldCase", "FieldTruth", "SpinCase", "draw_fields", "draw_spins", "field_cases", "spin_cases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCase:
    """A phi^4 field.

    Attributes
    ----------
    dimension, side : int
        1 to 4, and at least 2.
    mass : float
        Positive: the mass that the field has to one loop (the inverse of the largest variance); r follows from it.
    u : float
        Bare coupling, at least 0; 0 is the free field.
    rotated : bool
        False: variables are the sites of the lattice. True: the same eigenvalues with eigenvectors drawn uniformly
        among the orthogonal matrices (Haar), the quartic term local in the new variables. Not for the free field.
    n_samples : int
        Configurations to draw, more than there are sites and at least 200.

    Raises
    ------
    InputError
        If a value is outside its range.
    """

    dimension: int
    side: int
    mass: float
    u: float = 0.0
    rotated: bool = False
    n_samples: int = 20_000

    def __post_init__(self) -> None:
        if self.n_samples < max(200, self.side**self.dimension + 1):
            raise InputError(
                f"a field needs at least 200 samples and more than sites, got {self.n_samples} of "
                f"{self.side**self.dimension} sites"
            )
        if not (
            1 <= self.dimension <= 4 and self.mass > 0 and self.u >= 0 and (self.u > 0 or not self.rotated)
        ):
            raise InputError(
                f"a field needs dimension 1 to 4, a positive mass and u of at least 0, above 0 if rotated, got {self}"
            )

    @property
    def name(self) -> str:
        """Kind, dimension, side and coupling, such as ``phi4_d2_side16_u0.5``."""
        place = f"d{self.dimension}_side{self.side}"
        if self.u == 0:
            return f"free_{place}"
        return f"{'rotated' if self.rotated else 'phi4'}_{place}_u{self.u:g}"

    def lattice(self) -> LatticeField:
        """Return the lattice, with the bare mass."""
        anywhere = LatticeField(dimension=self.dimension, side=self.side, r=1.0, u=self.u)
        bare = bare_mass(anywhere, self.mass)
        return LatticeField(dimension=self.dimension, side=self.side, r=bare, u=self.u)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SpinCase:
    """Configurations of the square-lattice Ising model; temperature in J/k_B."""

    side: int
    temperature: float
    n_samples: int = 20_000

    @property
    def name(self) -> str:
        """Side and temperature, such as ``ising_side16_T2.269185``."""
        return f"ising_side{self.side}_T{self.temperature:g}"


def field_cases(blocks: Sequence[Mapping[str, object]]) -> list[FieldCase]:
    """Return one case per coupling of blocks with the keys of the config: ``ground_truth.fields``.

    Raises
    ------
    InputError
        If a field cannot be, or two have the same name.
    """
    cases = [
        FieldCase(
            dimension=block["dimension"],
            side=block["side"],
            mass=block["mass"],
            u=float(u),
            rotated=block["eigenvectors"] == "haar",
            n_samples=block["n_samples"],
        )
        for block in blocks
        for u in block["couplings"]
    ]
    names = [case.name for case in cases]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(
            f"fields must differ in kind, dimension, side or coupling, but {twice} is there twice"
        )
    return cases


def spin_cases(side: int, temperatures: Sequence[float], n_samples: int) -> list[SpinCase]:
    """Return one case per temperature, in J/k_B."""
    return [
        SpinCase(side=side, temperature=float(temperature), n_samples=n_samples)
        for temperature in temperatures
    ]


def draw_fields(case: FieldCase, *, rng: Generator) -> tuple[np.ndarray, FieldTruth]:
    """Return (n_samples, n_sites) float64 samples, chain after chain, and their truth."""
    lattice = case.lattice()
    stiffness, vectors = fourier_modes(case.dimension, case.side)
    if not case.rotated:
        modes = PrincipalComponents(variances=1 / (stiffness + case.mass), components=vectors)
        covariance = (vectors * modes.variances) @ vectors.T
    if case.u == 0:
        samples = sample_free_fields(lattice, case.n_samples, rng=rng)
    elif case.rotated:
        matrix = _rotated_matrix(stiffness + lattice.r, rng)
        covariance = one_loop_covariance(matrix, case.u)
        modes = decompose(covariance)
        samples = _sampled(MatrixField(matrix=matrix, u=case.u), case.n_samples, rng)
    else:
        samples = _sampled(lattice, case.n_samples, rng)
    return samples, FieldTruth(stiffness=stiffness, r=lattice.r, u=case.u, modes=modes, covariance=covariance)


def _sampled(model, n_samples, rng):
    settings = SamplingSettings(n_samples=n_samples, n_chains=min(100, n_samples // 2))
    return sample_fields(model, settings, rng=rng).fields


def _rotated_matrix(eigenvalues, rng):
    """Return O diag(eigenvalues) O^T with O Haar, but for the signs of its columns, which do not matter here."""
    vectors, _ = np.linalg.qr(rng.standard_normal((len(eigenvalues), len(eigenvalues))))
    matrix = (vectors * eigenvalues) @ vectors.T
    return (matrix + matrix.T) / 2


def draw_spins(case: SpinCase, *, rng: Generator) -> np.ndarray:
    """Return (n_samples, side**2) float64 configurations of +-1."""
    settings = SpinSettings(n_samples=case.n_samples)
    configurations, _ = sample_configurations(case.side, 1 / case.temperature, settings, rng=rng)
    return configurations.spins.reshape(case.n_samples, -1).astype(np.float64)
