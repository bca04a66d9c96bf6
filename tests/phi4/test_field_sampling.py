"""Configurations are decorrelated, chain by chain, and draws of the free field are exact."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.phi4 import (
    FieldSamplingSettings,
    LatticeField,
    MatrixField,
    chain_moments,
    field_sampling,
    fourier_modes,
    sample_fields,
    sample_free_fields,
)
from rgcore.phi4.heat_bath import heat_bath
from rgcore.stats import integrated_autocorrelation_time

from .checks import BOUND, deviations, excess


@pytest.mark.parametrize(("dimension", "side"), [(1, 9), (2, 4), (3, 3), (4, 2)])
def test_free_fields_have_the_variance_of_every_mode(dimension, side):
    lattice = LatticeField(dimension=dimension, side=side, r=0.4, u=0.0)
    fields = sample_free_fields(lattice, 20_000, rng=np.random.default_rng(20244))
    values, vectors = fourier_modes(dimension, side)
    scores = deviations((fields @ vectors) ** 2, 1 / (values + 0.4))
    assert abs(excess(scores**2, len(scores))) < BOUND


def test_sampled_chains_agree_with_the_transfer_matrix():
    lattice = LatticeField(dimension=1, side=12, r=-0.3, u=2.0)
    drawn = sample_fields(lattice, FieldSamplingSettings(n_samples=40_000), rng=np.random.default_rng(20245))
    means = (drawn.fields**2).mean(axis=1).reshape(drawn.n_chains, -1).mean(axis=1)
    assert drawn.fields.shape == (40_000, 12)
    assert abs(deviations(means, chain_moments(12, -0.3, 2.0).second)) < BOUND


def test_rows_of_a_chain_are_contiguous_and_nearly_independent():
    lattice = LatticeField(dimension=2, side=8, r=0.1, u=0.0)
    drawn = sample_fields(lattice, FieldSamplingSettings(n_samples=20_000), rng=np.random.default_rng(20246))
    magnetization = drawn.fields.mean(axis=1).reshape(drawn.n_chains, -1)
    within = integrated_autocorrelation_time(np.abs(magnetization).T)
    assert within.tau < 0.7  # 0.55 for one exponential at 3 tau
    assert drawn.sweeps_per_sample > 3 * drawn.tau_int - 1
    assert drawn.burn_in_sweeps >= 20 * drawn.tau_int
    mixed = np.corrcoef(magnetization[:-1].ravel(), magnetization[1:].ravel())[0, 1]
    assert abs(mixed) < BOUND / np.sqrt(20_000)  # chains are independent


def test_fields_on_a_matrix_have_its_inverse_as_covariance():
    root = np.random.default_rng(2).standard_normal((5, 8))
    matrix = root @ root.T / 8 + 0.2 * np.eye(5)
    model = MatrixField(matrix=matrix, u=0.0)
    drawn = sample_fields(model, FieldSamplingSettings(n_samples=20_000), rng=np.random.default_rng(20247))
    products = np.einsum("ci,cj->cij", drawn.fields, drawn.fields).reshape(drawn.n_chains, -1, 25)
    scores = deviations(products.mean(axis=1), np.linalg.inv(matrix).ravel())
    assert np.abs(scores).max() < BOUND


def test_a_field_of_too_long_an_autocorrelation_time_is_refused(monkeypatch):
    monkeypatch.setattr(field_sampling, "LONGEST_PILOT", 64)
    lattice = LatticeField(dimension=1, side=64, r=1e-3, u=0.0)
    with pytest.raises(InputError, match="64 sweeps are too few"):
        sample_fields(lattice, FieldSamplingSettings(n_samples=200), rng=np.random.default_rng(0))


@pytest.mark.parametrize("wrong", [{"n_samples": 50}, {"n_samples": 150}, {"n_samples": 1000, "n_chains": 1}])
def test_impossible_settings_are_refused(wrong):
    with pytest.raises(InputError):
        FieldSamplingSettings(**wrong)


def test_a_start_of_another_size_is_refused():
    lattice = LatticeField(dimension=1, side=4, r=1.0, u=0.0)
    with pytest.raises(ValueError, match=r"start must be \(n_chains, 4\)"):
        heat_bath(np.zeros((2, 5)), lattice, 1, 1, rng=np.random.default_rng(0))
