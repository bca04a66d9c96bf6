"""Local exponents of exact power laws, and the scatter over realizations."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.coarse_graining import coarse_grain, with_realizations
from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure
from rgcore.coarse_graining.scaling.local_exponents import local_exponents
from rgcore.coarse_graining.scaling.scaling_exponents import fit_exponents
from rgcore.errors import InputError


@pytest.fixture(scope="module")
def measured():
    """A measurement of 64 variables whose numbers are set to power laws of the cluster size."""
    samples = np.random.default_rng(1).poisson(0.3, (300, 64)).astype(float)
    made = measure(samples, form_clusters(samples), n_blocks=3)
    size = made.cluster_sizes * np.ones((4, 1))
    spectra = {k: np.arange(1, k + 1) ** -0.7 * np.ones((4, 1)) for k in made.spectra}
    return replace(
        made,
        variance=size**1.4,
        silence=np.exp(-0.01 * size**0.9),
        correlation_time=2 * size**0.2,
        relaxation_time=2 * size**-0.1,
        spectra=spectra,
    )


def spread(estimates):
    return estimates.std(axis=0)


def local(measured):
    return local_exponents(measured, fit_exponents(measured), spread)


@pytest.mark.parametrize(
    ("name", "exact"),
    [("variance", 1.4), ("silence", 0.9), ("eigenvalue", 0.7), ("dynamic", 0.2), ("relaxation", -0.1)],
)
def test_a_power_law_has_its_exponent_at_every_size(measured, name, exact):
    table = local(measured)
    rows = table[table["exponent"] == name]
    assert np.allclose(rows["value"], exact, rtol=1e-10)
    assert np.allclose(rows["high"], 2 * rows["low"])
    assert len(rows) == (
        4 if name == "eigenvalue" else 6
    )  # ranks 1 to 16 of the largest size with four clusters


def test_a_pair_of_which_one_eigenvalue_is_zero_has_no_local_exponent(measured):
    """As where cells of a cluster are copies of each other: its covariance has fewer modes than cells."""
    size = max(measured.spectra)
    spectra = {k: np.where(np.arange(k) < 5, each, 0.0) for k, each in measured.spectra.items()}
    table = local(replace(measured, spectra=spectra))
    rows = table[table["exponent"] == "eigenvalue"]
    assert (rows["high"] * size).tolist() == [2, 4]
    assert np.allclose(rows["value"], 0.7)


def test_errors_are_of_the_estimates_without_a_block_alone(measured):
    exponents = np.array([1.4, 1.3, 1.5, 1.8])
    table = local(replace(measured, variance=measured.cluster_sizes ** exponents[:, None]))
    rows = table[table["exponent"] == "variance"]
    assert np.allclose(rows["value"], 1.4)
    assert np.allclose(rows["value_err"], exponents[1:].std())


def test_which_pairs_are_in_the_range_of_the_fit(measured):
    rows = local(measured).set_index(["exponent", "low"])["in_fit"]
    assert rows["variance"].to_dict() == {1: True, 2: True, 4: True, 8: True, 16: False, 32: False}
    assert rows["eigenvalue"].to_dict() == {1 / 16: True, 2 / 16: True, 4 / 16: True, 8 / 16: False}


def test_pairs_without_a_value_are_left_out(measured):
    time = np.where(measured.cluster_sizes == 4, np.nan, measured.correlation_time)
    table = local(replace(measured, correlation_time=time))
    assert table[table["exponent"] == "dynamic"]["low"].tolist() == [1, 8, 16, 32]


def spikes(seed):
    rng = np.random.default_rng(seed)
    return (rng.random((2000, 32)) < 0.1 + 0.1 * (rng.random((2000, 1)) < 0.3)).astype(float)


def test_the_scatter_over_realizations_is_the_standard_deviation_of_their_fits():
    tables = [
        coarse_grain(spikes(seed), dataset="x", n_draws=2, rng=np.random.default_rng(9)).exponents
        for seed in range(3)
    ]
    joined = with_realizations(tables[0], (spikes(seed) for seed in (1, 2))).set_index(["source", "exponent"])
    for name in ("variance", "silence", "eigenvalue"):
        values = [table.set_index(["source", "exponent"]).loc[("data", name), "value"] for table in tables]
        assert joined.loc[("data", name), "realization_err"] == pytest.approx(
            np.std(values, ddof=1), rel=1e-9
        )
        assert joined.loc[("data", name), "n_realizations"] == 3
    assert joined.loc["shuffled", "realization_err"].isna().all()
    assert (joined.loc["shuffled", "n_realizations"] == 1).all()
    assert tables[0]["realization_err"].isna().all()
    with pytest.raises(InputError, match="at least one realization"):
        with_realizations(tables[0], [])


def slow(seed):
    """Return a signal of relaxation time 3 that all variables share, under noise: lag 8 is not resolved."""
    rng = np.random.default_rng(seed)
    signal = lfilter([1], [1, -np.exp(-1 / 3)], rng.standard_normal((1500, 1)), axis=0)
    return signal + 3 * rng.standard_normal((1500, 32))


def test_realizations_have_times_of_their_resolved_lags_alone():
    tables = [
        coarse_grain(slow(seed), dataset="x", n_draws=2, rng=np.random.default_rng(9)).exponents
        for seed in (0, 1)
    ]
    joined = with_realizations(tables[0], [slow(1)])
    first, second, both = (each[each["source"] == "data"].set_index("exponent") for each in (*tables, joined))
    for name in ("dynamic", "relaxation"):
        scatter = abs(first.loc[name, "value"] - second.loc[name, "value"]) / np.sqrt(2)
        assert both.loc[name, "realization_err"] == pytest.approx(scatter, rel=1e-9)
