"""Conditions and runs of the study, and the expansion that predicts what it finds."""

import numpy as np
import pytest
from pydantic import ValidationError
from scipy import stats

from rgcore.errors import InputError
from rgcore.learned.kurtosis_switch.conditions import SwitchCondition, switch_conditions
from rgcore.learned.kurtosis_switch.correlations import correlation_of, exponential_spectrum
from rgcore.learned.kurtosis_switch.real_fields import FIELDS
from rgcore.learned.kurtosis_switch.settings import KurtosisSwitchSettings
from rgcore.learned.kurtosis_switch.switch_run import (
    _of_inputs,
    excess_kurtosis,
    sinusoid_share,
    switch_data,
    switch_rows,
    switch_settings,
)
from rgcore.rbm.networks.restricted import RBM, free_energy

from ...config_values import config

STUDY = config()["kurtosis_switch"]


def condition(**changed):
    first = next(iter(switch_conditions(STUDY["designs"]).values()))
    return SwitchCondition(**first | changed)


def test_a_design_is_the_product_of_its_lists_and_names_are_different():
    thin = STUDY["designs"]["thin"] | {"n_hidden": [4, 9], "l1": [0.0, 0.1]}
    conditions = switch_conditions({"one": thin, "off": None})
    assert len(conditions) == 9 * 2 * 2 * 3
    assert len({frozenset(values.items()) for values in conditions.values()}) == len(conditions)


def test_conditions_that_differ_in_the_network_alone_share_their_fields():
    chosen = condition(n_samples=200)
    first, same, other = (
        switch_data(each, 6, 0.5, 30, root_seed=1)
        for each in (
            chosen,
            condition(n_samples=200, n_hidden=4, l1=0.5),
            condition(n_samples=200, replica=1),
        )
    )
    np.testing.assert_array_equal(first.training, same.training)
    assert (first.training != other.training).any()
    more = switch_data(condition(n_samples=300), 6, 0.5, 30, root_seed=1)
    assert len(more.training) == 300
    assert len(more.held_out) == 30


def test_fields_have_the_variance_of_the_noise_and_report_their_differences():
    data = switch_data(condition(n_samples=20_000, excess_kurtosis=-1.0), 6, 0.5, 100, root_seed=2)
    assert data.training.var() == pytest.approx(4, rel=0.02)
    assert data.held_out.var() == pytest.approx(4, rel=0.2)
    assert data.excess_kurtosis_data == pytest.approx(-1, abs=0.02)
    assert data.residual < 1e-9
    flat = data.training.astype(float) / 2
    wanted = correlation_of(exponential_spectrum(6, 2.0))
    apart = [
        (flat[:, a] * flat[:, b]).mean() - wanted[(a // 6 - b // 6) % 6, (a - b) % 6]
        for a in range(36)
        for b in range(36)
    ]
    assert data.covariance_difference == pytest.approx(np.sqrt(np.mean(np.square(apart))), rel=1e-3)


def test_the_share_of_a_sinusoid_is_one_and_that_of_a_site_two_over_all_sites():
    rows, columns = np.indices((8, 8))
    waves = [np.cos(2 * np.pi * (2 * rows + columns) / 8 + 0.3), np.ones((8, 8)), (-1.0) ** rows]
    for wave in waves:
        assert sinusoid_share(wave.reshape(-1, 1)) == pytest.approx(1)
    site = np.zeros((64, 1))
    site[5] = 1
    assert sinusoid_share(site) == pytest.approx(2 / 64)
    assert sinusoid_share(np.column_stack([site, waves[0].ravel(), waves[2].ravel()])) == pytest.approx(
        1
    )  # median
    assert sinusoid_share((waves[0] + waves[1]).reshape(-1, 1)) == pytest.approx(2 / 3)


def test_the_likelihood_sees_the_fourth_cumulant_of_an_input_with_a_minus_sign():
    """<-F> of two distributions of one covariance differs by -(k4' - k4)/12 for small weights of a spin."""
    values = np.array([[-1.0, 1.0], [-np.sqrt(3), np.sqrt(3)]])
    flat, heavy = np.full(2, 0.5), np.array([1 / 6, 1 / 6])  # of variance 1: k4 = -2, and 0 with 2/3 at zero
    for weight in (0.05, 0.1):
        rbm = RBM(
            weights=np.array([[weight]]),
            visible_bias=np.zeros(1),
            hidden_bias=np.zeros(1),
            units="spin",
            visible_units="gaussian",
        )
        of_flat = -flat @ free_energy(rbm, values[0][:, None])
        of_heavy = (
            -heavy @ free_energy(rbm, values[1][:, None]) - 2 / 3 * free_energy(rbm, np.zeros((1, 1)))[0]
        )
        assert of_flat - of_heavy == pytest.approx(2 * weight**4 / 12, rel=40 * weight**2)
    assert excess_kurtosis(values[0]) == pytest.approx(-2)


def test_negative_kurtosis_localizes_and_zero_does_not():
    """One training run each of less than a second; fractions beyond what differs between runs."""
    found = {}
    for kurtosis in (-1.9, 0.0):
        chosen = condition(excess_kurtosis=kurtosis, n_samples=3000, n_hidden=16, n_epochs=40)
        settings = switch_settings(chosen, "spin", STUDY["training"])
        data = switch_data(chosen, 12, 0.5, 200, root_seed=3)
        found[kurtosis] = switch_rows(chosen, data, settings, rng=np.random.default_rng(4)).iloc[0]
    assert found[-1.9]["localized_fraction"] > 0.8
    assert found[-1.9]["localized_fraction_half"] > 0.5
    assert found[0.0]["localized_fraction"] < 0.2
    assert found[-1.9]["excess_kurtosis_inputs"] < -0.6
    assert abs(found[0.0]["excess_kurtosis_inputs"]) < 0.3
    assert found[0.0]["sinusoid_share"] > found[-1.9]["sinusoid_share"]
    assert found[0.0]["n_epochs"] == 40


def test_a_kurtosis_out_of_range_is_refused():
    thin = STUDY["designs"]["thin"]
    for sources, words in (
        ({"elliptical": [-0.5]}, r"from 0\.001 to 20 for elliptical, but it is -0\.5"),
        ({"pointwise": [-2.5]}, "from -2 to 20 for pointwise, but it is -2.5"),
    ):
        wrong = STUDY | {"designs": {"thin": thin | {"sources": sources}}}
        with pytest.raises((InputError, ValidationError), match=words):
            KurtosisSwitchSettings(**wrong)


def test_the_kurtosis_of_inputs_is_that_of_fields_that_were_not_trained_on():
    """Trained on Gaussian fields, and held out: the same ones times a random factor, of excess kurtosis 6."""
    chosen = condition(excess_kurtosis=0.0, n_samples=500, n_hidden=4, n_epochs=4)
    data, rng = switch_data(chosen, 6, 0.5, 2000, root_seed=3), np.random.default_rng(4)
    factors = np.sqrt(rng.gamma(0.5, 2, size=(2000, 1))).astype(np.float32)
    heavy = data._replace(held_out=data.held_out * factors)
    settings = switch_settings(chosen, "spin", STUDY["training"])
    gaussian, elliptical = (
        switch_rows(chosen, each, settings, rng=np.random.default_rng(5)).iloc[0]["excess_kurtosis_inputs"]
        for each in (data, heavy)
    )
    assert abs(gaussian) < 0.5
    assert 3 < elliptical < 12


def test_spins_report_by_how_much_they_miss_the_covariance():
    """The correlation of signs has no Gaussian field: the largest difference, and that of the samples from the rest."""
    data = switch_data(condition(n_samples=20_000, excess_kurtosis=-2.0), 6, 0.5, 10, root_seed=2)
    wanted = correlation_of(exponential_spectrum(6, 2.0))
    apart = np.abs(FIELDS["pointwise"](wanted, -2.0).correlation - wanted)
    assert data.residual == pytest.approx(apart.max())
    assert data.residual > 1.5 * apart.mean()
    flat, sites = data.training.astype(float) / 2, np.indices((6, 6)).reshape(2, -1)
    matrix = wanted[tuple((sites[:, :, None] - sites[:, None]) % 6)]
    missed = flat.T @ flat / len(flat) - matrix
    assert data.covariance_difference == pytest.approx(np.sqrt(np.mean(missed**2)), rel=1e-4)


def test_inputs_are_centred_before_their_kurtosis_and_the_norm_is_a_root_mean_square():
    weights, fields = np.array([[3.0, 1.0], [4.0, 0.0]]), np.random.default_rng(5).laplace(size=(500, 2))
    rbm = RBM(
        weights=weights,
        visible_bias=np.zeros(2),
        hidden_bias=np.array([20.0, -3.0]),
        units="spin",
        visible_units="gaussian",
    )
    found = _of_inputs(rbm, fields)
    assert found["excess_kurtosis_inputs"] == pytest.approx(stats.kurtosis(fields @ weights).mean(), rel=1e-6)
    assert found["weight_norm"] == pytest.approx(np.sqrt(26 / 4))
