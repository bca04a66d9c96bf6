"""What a scan repeats is what the analysis of a data set reports."""

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.coarse_graining import coarse_grain
from rgcore.pcarg import analyse_spectra, spectrum_summary
from rgcore.scans.measures import measure_all
from rgcore.series import sample_moments
from tests.unlike_spectra import samples_of_unlike_spectra


def test_exponents_are_those_of_coarse_graining_made_of_resolved_lags_alone():
    rng = np.random.default_rng(1)
    common = lfilter([1.0], [1.0, -0.5], rng.standard_normal((1500, 1)), axis=0)
    samples = 0.3 * common + rng.standard_normal((1500, 32))
    moments = sample_moments([samples])
    table = coarse_grain(samples, moments, dataset="planted", n_draws=2, n_blocks=20, rng=rng).exponents
    table = table[table["source"] == "data"].set_index("exponent")
    found = {each.name: (each.value, each.error) for each in measure_all([samples], moments, (1.0,), 20)}
    for name, own in table[["value", "value_err"]].iterrows():
        assert found[name] == pytest.approx(tuple(own), nan_ok=True), name
    assert np.isfinite(found["relaxation"]).all()


def test_a_number_of_modes_stands_for_the_nearest_of_the_fractions_that_round_to_it():
    samples = np.random.default_rng(2).standard_normal((400, 8))
    moments = sample_moments([samples])
    found = measure_all([samples], moments, (0.14, 0.12, 0.5), 10)
    kurtosis = {each.n_kept: each.asked for each in found if each.name == "kurtosis_median"}
    assert kurtosis == {1: 0.12, 4: 0.5}


def test_alpha_is_that_of_the_covariance():
    samples = samples_of_unlike_spectra(3)
    moments = sample_moments([samples])
    summary = spectrum_summary(analyse_spectra([samples], moments), "x").set_index("scaling")
    assert summary["has_exponent"].all()
    found = {each.name: each for each in measure_all([samples], moments, (1.0,), 10)}["alpha"]
    assert (found.value, found.error) == tuple(summary.loc["covariance", ["alpha", "alpha_err"]])
    assert found.value != summary.loc["correlation", "alpha"]
