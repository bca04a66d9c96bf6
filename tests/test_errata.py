"""Slips of the essay: every one in docs/errata.md names a test, and those without a test elsewhere have it here."""

import os
import re
from pathlib import Path

import h5py
import numpy as np
import pytest
from scipy.optimize import brentq

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.pcarg import moment_flow
from rgcore.pcarg.coupling.coupling_flow import coupling_velocity
from rgcore.phi4.lattice_field import LatticeField

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/errata.md").read_text()
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
REAL_DATA = os.environ.get("RGCORE_REAL_DATA")


def rows():
    """Number and text of each row of the table."""
    return {int(number): row for row, number in re.findall(r"^(\| (\d+) \|.*)$", PAGE, re.MULTILINE)}


def test_every_slip_names_a_test_that_exists():
    found = rows()
    assert sorted(found) == list(range(1, 14))
    for number, row in found.items():
        named = NAMED.findall(row)
        assert named, f"row {number} of docs/errata.md names no test"
        for path, name in named:
            assert f"def {name}(" in (ROOT / path).read_text(), f"{path} has no {name}"


@pytest.mark.parametrize("alpha", [0.5, 1.0, 1.5])
def test_without_its_linear_term_the_flow_of_the_coupling_has_one_fixed_point(alpha):
    """Zeros of du/dl on the line where r stands still, with and without (2 - alpha) u."""
    positive = np.linspace(0.005, 0.495, 99)  # dr/dl has a zero above r = -1/2 for u up to 1/2
    masses = [brentq(lambda r, u=u: coupling_velocity(r, u, alpha)[0], -0.5, 0.5) for u in positive]
    full = np.array([coupling_velocity(r, u, alpha)[1] for r, u in zip(masses, positive, strict=True)])
    printed = full - (2 - alpha) * positive
    assert np.count_nonzero(np.diff(np.sign(full))) == 1
    assert (printed < 0).all()
    assert coupling_velocity(0.0, 0.0, alpha)[1] == 0


@pytest.mark.parametrize("alpha", [0.0, 1.0])
def test_a_spectrum_uniform_in_the_logarithm_has_alpha_zero_and_one_uniform_in_lambda_has_one(alpha):
    """rho ~ lambda^(alpha - 1), measured from a million eigenvalues of either kind."""
    places = (np.arange(1_000_000) + 0.5) / 1_000_000
    eigenvalues = np.exp(np.log(1e4) * (places - 1)) if alpha == 0 else places
    edges = np.array([0.02, 0.021, 0.2, 0.21])
    n = np.histogram(eigenvalues, edges)[0]
    density = n[[0, 2]] / np.diff(edges)[[0, 2]]
    middles = np.sqrt(edges[[0, 2]] * edges[[1, 3]])
    assert 1 + np.diff(np.log(density))[0] / np.diff(np.log(middles))[0] == pytest.approx(alpha, abs=0.02)


def test_what_principal_components_discard_are_high_momenta():
    lattice = LatticeField(dimension=1, side=16, r=0.3, u=0.0)
    momenta = 2 * np.pi * np.fft.fftfreq(16)
    variances = 1 / (2 - 2 * np.cos(momenta) + lattice.r)
    sites = np.arange(16)
    covariance = np.real(np.exp(1j * np.subtract.outer(sites, sites)[..., None] * momenta) @ variances) / 16
    values, vectors = np.linalg.eigh(covariance)
    power = np.abs(np.fft.fft(vectors, axis=0)) ** 2
    momentum = (power * np.abs(momenta)[:, None]).sum(axis=0) / power.sum(axis=0)
    assert (np.diff(momentum) < 1e-9).all()
    np.testing.assert_allclose(np.linalg.eigvalsh(np.linalg.inv(covariance)), np.sort(1 / values))


def test_integrating_over_the_removed_modes_leaves_the_distribution_of_the_kept_ones():
    """Modes 1 ... l of m are kept: the others are those integrated over."""
    rng = np.random.default_rng(4)
    mixing = rng.normal(size=(5, 5))
    stiffness = mixing @ mixing.T
    kept, removed = slice(0, 2), slice(2, 5)
    schur = stiffness[kept, kept] - stiffness[kept, removed] @ np.linalg.solve(
        stiffness[removed, removed], stiffness[removed, kept]
    )
    np.testing.assert_allclose(np.linalg.inv(schur), np.linalg.inv(stiffness)[kept, kept])


def test_the_exact_critical_coupling_is_not_the_quoted_one():
    assert np.sinh(2 * CRITICAL_COUPLING) == pytest.approx(1, abs=1e-14)
    assert round(CRITICAL_COUPLING, 4) == 0.4407
    assert abs(0.4352 - CRITICAL_COUPLING) > 0.005


@pytest.mark.skipif(not REAL_DATA, reason="RGCORE_REAL_DATA names no folder with real recordings")
def test_the_fourth_moment_of_recorded_cells_falls_several_fold():
    with h5py.File(Path(REAL_DATA) / "unknown50_maxent/example50.mat") as file:
        spikes = np.asarray(file["spikes50"], dtype=np.float64)
    kurtosis = moment_flow(spikes, [1.0, 0.1]).set_index("n_kept")["kurtosis_median"]
    assert kurtosis[spikes.shape[1]] > 3 * kurtosis[round(0.1 * spikes.shape[1])]
