"""Subspaces, spectra under sampling noise, and vertices of the sum of squares."""

import numpy as np
import pytest

from rgcore.ground_truth.case_comparison import shell_cutoffs
from rgcore.ground_truth.coupling_comparison import collective_vertices
from rgcore.ground_truth.mode_comparison import (
    _jackknifed,
    _mean,
    find_modes,
    sampled_components,
    subspace_weight,
)
from rgcore.pcarg.modes.principal_components import decompose
from rgcore.phi4 import LatticeField, fourier_modes, sample_free_fields

from ..by_hand import jackknife

VARIANCES = np.array([8.0, 8.0, 4.0, 2.0, 2.0, 1.0])


def orthogonal(n, *, rng):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]


def test_the_overlap_of_a_subspace_is_1_with_itself_and_small_with_a_random_one():
    rng = np.random.default_rng(20251)
    true = orthogonal(60, rng=rng)
    turned = true.copy()
    turned[:, :5] = true[:, :5] @ orthogonal(5, rng=rng)
    assert subspace_weight(turned, true, 5) == pytest.approx(1)
    weights = [subspace_weight(orthogonal(60, rng=rng), true, 5) for _ in range(200)]
    assert abs(np.mean(weights) - 5 / 60) < 4 * np.std(weights) / np.sqrt(200)


def test_sampling_noise_mixes_subspaces_as_perturbation_theory_predicts():
    """1 - (1/k) sum v_a v_b / (T (v_a - v_b)^2): Anderson, Ann. Math. Stat. 34, 122 (1963)."""
    draws = sampled_components(VARIANCES, 20_000, 400, rng=np.random.default_rng(20252))
    for n_kept in (2, 3, 5):
        kept, dropped = VARIANCES[:n_kept, None], VARIANCES[n_kept:]
        expected = 1 - np.sum(kept * dropped / (kept - dropped) ** 2) / (n_kept * 20_000)
        weights = [subspace_weight(each.components, np.eye(6), n_kept) for each in draws]
        assert abs(np.mean(weights) - expected) < 4 * np.std(weights) / 20


def test_drawn_spectra_are_those_of_drawn_samples():
    rng = np.random.default_rng(20253)
    drawn = np.array([each.variances for each in sampled_components(VARIANCES, 30, 2000, rng=rng)])
    samples = rng.standard_normal((2000, 30, 6)) * np.sqrt(VARIANCES)
    samples -= samples.mean(axis=1, keepdims=True)
    plain = np.linalg.eigvalsh(np.swapaxes(samples, 1, 2) @ samples / 30)[:, ::-1]
    error = np.sqrt((drawn.var(axis=0) + plain.var(axis=0)) / 2000)
    assert (np.abs(drawn.mean(axis=0) - plain.mean(axis=0)) < 4 * error).all()


def test_more_modes_than_samples_have_no_such_spectrum():
    with pytest.raises(ValueError, match="more samples than modes"):
        sampled_components(VARIANCES, 6, 1, rng=np.random.default_rng(0))


def test_parts_are_the_components_without_a_block():
    values = np.random.default_rng(20254).standard_normal((500, 4)) * [3, 2, 1, 0.5]
    found = find_modes(values)
    left = values[25:]
    assert len(found.parts) == 20
    assert np.allclose(found.parts[0].variances, decompose(left.T @ left / 475).variances)


def test_cutoffs_are_the_boundaries_of_shells():
    stiffness, _ = fourier_modes(2, 4)
    assert shell_cutoffs(stiffness, [1.0, 0.9, 0.4, 0.3, 0.01]) == [1, 5, 15, 16]
    assert shell_cutoffs(stiffness, [7.9 / 16]) == [11]  # 5 is nearer by numbers, not by logarithms


def test_the_sum_of_squares_of_a_gaussian_has_no_vertex():
    lattice = LatticeField(dimension=1, side=12, r=0.5, u=0.0)
    values = sample_free_fields(lattice, 20_000, rng=np.random.default_rng(20255))
    values -= values.mean(axis=0)
    vertices = collective_vertices(values, decompose(values.T @ values / len(values)), [1, 5, 12])
    assert (np.abs(vertices[:, 0]) < 4 * vertices[:, 1]).all()


def test_vertices_of_the_sum_of_squares_are_those_written_out():
    values = np.random.default_rng(20256).standard_t(9, size=(4000, 5)) * [2, 1.5, 1, 1, 0.5]
    values -= values.mean(axis=0)
    modes = decompose(values.T @ values / 4000)
    vertices = collective_vertices(values, modes, [2, 5])
    for n_kept, (vertex, error) in zip((2, 5), vertices, strict=True):
        field = values @ modes.components[:, :n_kept] @ modes.components[:, :n_kept].T
        covariance = field.T @ field / 4000
        square = np.sum(field**2, axis=1)
        connected = np.mean(square**2) - np.mean(square) ** 2 - 2 * np.sum(covariance**2)
        density = np.diag(covariance @ covariance)
        assert vertex == pytest.approx(-connected / (density @ density), rel=1e-9)
        assert error > 0


def test_means_of_draws_have_their_standard_error_and_values_that_of_their_parts():
    assert _mean([1.0, 2.0, 4.0, 5.0]) == pytest.approx((3.0, np.std([1, 2, 4, 5], ddof=1) / 2))
    assert _jackknifed([9.0, 1.0, 2.0, 6.0]) == pytest.approx((9.0, np.sqrt(2 / 3 * 14)))


def test_the_error_of_a_vertex_of_the_sum_of_squares_is_the_jackknife_over_blocks():
    values = np.random.default_rng(20257).standard_t(9, size=(2000, 4)) * [2, 1.5, 1, 0.5]
    values -= values.mean(axis=0)
    modes = decompose(values.T @ values / 2000)
    squares, vertices = (values @ modes.components) ** 2, []
    weight = np.sum(np.diag((modes.components * modes.variances**2) @ modes.components.T) ** 2)
    for block in range(20):
        rest = np.delete(squares, slice(100 * block, 100 * block + 100), axis=0)
        total = rest.sum(axis=1)
        connected = np.mean(total**2) - np.mean(total) ** 2 - 2 * np.sum(rest.mean(axis=0) ** 2)
        vertices.append(-connected / weight)
    assert collective_vertices(values, modes, [4])[0, 1] == pytest.approx(jackknife(vertices))
