"""Exponents, curves and distributions of subsets of variables, for data whose answer is known."""

import numpy as np
import pytest

from rgcore.scans.collapse import (
    counts_at_sixteenth,
    curve_collapse,
    distance_of_halves,
    distribution_distance,
)
from rgcore.scans.gaussian_distance import value_counts
from rgcore.scans.measures import Measured
from rgcore.scans.n_dependence import n_dependence
from rgcore.scans.settings import SubsetSettings
from rgcore.scans.subset_means import change_from, means_over
from rgcore.series import sample_moments

KEPT = (1.0, 0.5, 0.25)


def scan(samples, **settings):
    values = {"fractions": (0.5,), "n_subsets": 3} | settings
    rng = np.random.default_rng(11)
    return n_dependence(samples, SubsetSettings(**values), kept=KEPT, dataset="planted", rng=rng)


def value_of(table, measure, n_variables):
    return table[(table["measure"] == measure) & (table["n_variables"] == n_variables)].iloc[0]


def numbers(values, replicates=None, **described):
    """Return one subset's numbers, of the same name."""
    described = {"name": "kurtosis_median"} | described
    return [
        Measured(**({"value": value, "error": 0.1, "replicates": replicates} | described | cutoff))
        for value, cutoff in values
    ]


@pytest.fixture(scope="module")
def independent():
    spikes = np.random.default_rng(1).random((4_000, 64)) < 0.2
    return scan(spikes.astype(float), fractions=(0.5, 0.25))


def test_independent_cells_have_exponents_and_curves_of_no_size(independent):
    for size in (32, 16):
        found = value_of(independent, "variance", size)
        assert found["value"] == pytest.approx(1, abs=0.05)
        assert value_of(independent, "collapse_score", size)["value"] < 2.5
        assert value_of(independent, "collapse_deviation", size)["value"] < 0.05
    kurtosis = independent[independent["measure"] == "kurtosis_median"]
    exact = (1 - 3 * 0.2 * 0.8) / (0.2 * 0.8)
    whole = kurtosis[kurtosis["kept_fraction"] == 1]
    assert np.abs(whole["value"] - exact).max() < 4 * whole["value_err"].max()


def test_every_size_has_its_subsets_and_scatter(independent):
    subsets = independent.groupby("n_variables")["n_subsets"].first()
    assert subsets.to_dict() == {64: 1, 32: 3, 16: 3}
    assert value_of(independent, "variance", 32)["subset_std"] > 0
    assert np.isnan(value_of(independent, "variance", 64)["subset_std"])


def test_rows_have_the_fraction_of_their_own_variables_and_the_change_from_all(independent):
    kurtosis = independent[independent["measure"] == "kurtosis_median"]
    assert (kurtosis["kept_fraction"] == kurtosis["n_kept"] / kurtosis["n_variables"]).all()
    for name in ("variance", "silence"):
        found, whole = (value_of(independent, name, size) for size in (16, 64))
        assert found["change"] == pytest.approx(found["value"] - whole["value"])


def test_a_common_signal_that_more_variables_resolve_does_not_collapse():
    """At N/16 modes the projection is mostly the common signal, and the more so the more variables there are."""
    rng = np.random.default_rng(2)
    signal = rng.standard_normal((8_000, 1)) * rng.gamma(0.5, 2.0, (8_000, 1))
    samples = 0.35 * signal + rng.standard_normal((8_000, 64))
    table = n_dependence(
        samples,
        SubsetSettings(fractions=(0.0625,), n_subsets=3),
        kept=(1 / 4, 1 / 16, 1 / 64),
        dataset="planted",
        rng=rng,
    )
    found = value_of(table, "jensen_shannon", 4)
    assert found["value"] > 3 * value_of(table, "jensen_shannon", 64)["value"]
    assert value_of(table, "collapse_score", 4)["value"] > 2
    assert value_of(table, "collapse_deviation", 4)["value"] > 0.1


def test_the_error_of_a_mean_has_time_and_subsets_in_it():
    rng = np.random.default_rng(3)
    parts = [rng.standard_normal(20) for _ in range(4)]
    found = [numbers([(value, {})], part) for value, part in zip((1.0, 2.0, 4.0, 5.0), parts, strict=True)]
    (mean,) = means_over(found)
    in_time = np.sqrt(19 * np.var(np.mean(parts, axis=0)))
    assert mean.value == 3
    assert mean.subset_std == pytest.approx(np.std([1, 2, 4, 5], ddof=1))
    assert mean.error == pytest.approx(np.hypot(in_time, mean.subset_std / 2))


def test_a_change_leaves_out_what_both_share_in_time():
    shared = np.random.default_rng(4).standard_normal(20)
    (whole,) = means_over([numbers([(1.0, {})], shared)])
    (half,) = means_over([numbers([(value, {})], shared + value) for value in (1.5, 2.5)])
    change, error = change_from(whole, half)
    assert change == 1
    assert error == pytest.approx(np.std([1.5, 2.5], ddof=1) / np.sqrt(2))


def test_a_number_that_one_subset_lacks_has_no_mean_but_a_note():
    found = [numbers([(1.0, {})], name="alpha"), numbers([(np.nan, {})], name="alpha", note="none resolved")]
    (mean,) = means_over(found)
    assert np.isnan(mean.value)
    assert mean.note == "none resolved (1 of 2 subsets)"


def curves(factor, scatter=0.0, seed=5):
    """Return kurtosis 10 x^(1/2) of 64 variables, and ``factor`` times that of subsets of 16."""
    rng = np.random.default_rng(seed)
    shared = 1 + 0.2 * rng.standard_normal(20)

    def curve(size, factor):
        return [
            Measured(
                name="kurtosis_median", n_kept=k, asked=k / size, error=0.1, note="",
                value=factor * 10 * (k / size) ** 0.5, replicates=factor * 10 * (k / size) ** 0.5 * shared,
            )
            for k in (1, 2, 4, 8, 16, 64)
            if k <= size
        ]  # fmt: skip

    subsets = [curve(16, factor * (1 + sign * scatter)) for sign in (-1, 1)]
    return means_over(subsets), means_over([curve(64, 1.0)])


def test_curves_that_are_a_power_law_of_the_fraction_collapse_at_any_fraction():
    means, whole = curves(1.0, scatter=0.01)
    assert curve_collapse(means, whole, (16, 64)).deviation == pytest.approx(0, abs=1e-12)


def test_a_factor_between_curves_is_their_deviation_in_logarithms_and_in_standard_errors():
    means, whole = curves(1.3, scatter=0.05)
    found = curve_collapse(means, whole, (16, 64))
    error = 0.05 * np.sqrt(2) / np.sqrt(2)  # of a mean of two; what both share in time drops out
    assert found.deviation == pytest.approx(np.log(1.3))
    assert found.deviation_err == pytest.approx(error)
    assert found.score == pytest.approx(np.log(1.3) / error)


def test_curves_without_a_fraction_in_common_have_no_collapse():
    means, whole = curves(1.0, scatter=0.01)
    found = curve_collapse(means, [each for each in whole if each.n_kept == 64], (15, 64))
    assert np.isnan(found.score)


def test_distributions_of_subsets_are_compared_with_that_of_all_variables():
    rng = np.random.default_rng(6)
    whole = rng.multinomial(5_000, np.full(8, 1 / 8), size=10)
    other = rng.multinomial(5_000, np.arange(1, 9) / 36, size=10)
    same, _ = distribution_distance([whole[::-1], whole[::-1]], whole)
    apart, error = distribution_distance([other, other], whole)
    assert same == 0
    p, q = np.arange(1, 9) / 36, np.full(8, 1 / 8)
    middle = (p + q) / 2
    exact = np.sqrt((np.sum(p * np.log2(p / middle)) + np.sum(q * np.log2(q / middle))) / 2)
    assert apart == pytest.approx(exact, abs=4 * error)
    assert distance_of_halves(whole) < 0.02


def test_the_error_of_a_distance_is_that_of_its_mean_over_subsets_and_has_no_noise_in_common():
    whole = np.tile(np.array([40, 30, 20, 10]), (10, 1))  # no scatter over time
    subsets = [np.roll(whole, shift, axis=1) for shift in (1, 2, 3, 0)]
    single = [distribution_distance([each], whole)[0] for each in subsets]
    _, error = distribution_distance(subsets, whole)
    assert error == pytest.approx(np.std(single, ddof=1) / 2)
    noisy = np.random.default_rng(8).multinomial(100, np.full(4, 1 / 4), size=10)
    assert distribution_distance([noisy, noisy], noisy) == pytest.approx((0, 0), abs=1e-7)


def test_subsets_that_are_right_in_the_mean_have_no_distance():
    whole = np.tile(np.array([50, 50]), (10, 1))
    assert distribution_distance([whole * [2, 0], whole * [0, 2]], whole)[0] == pytest.approx(0, abs=1e-7)


def test_counts_are_of_modes_of_the_covariance():
    samples = np.random.default_rng(11).gamma(0.5, size=(200, 4)) * [1.0, 2.0, 5.0, 9.0]
    centred = samples - samples.mean(axis=0)
    vector = np.linalg.eigh(centred.T @ centred)[1][:, -1]
    fields = np.outer(centred @ vector, vector)
    found = counts_at_sixteenth([samples], sample_moments([samples]), 2).sum(axis=0)
    assert np.array_equal(found, value_counts(fields / fields.std(axis=0)))


def test_even_blocks_of_time_are_compared_with_odd_ones():
    assert distance_of_halves(np.tile(np.eye(2), (5, 1))) == pytest.approx(1)
    assert distance_of_halves(np.repeat(np.eye(2), 4, axis=0)) == pytest.approx(0)


def test_the_error_of_a_deviation_is_that_of_noise_which_all_of_its_points_share():
    rng, cutoffs = np.random.default_rng(9), np.array([1, 2, 4, 8, 16])
    whole = 10 * (cutoffs / 16) ** 0.5
    part = whole * np.array([1.1, 1.2, 1.3, 1.5, 1.4])
    noise = np.outer(1e-4 * rng.standard_normal(20), [1, 5, 2, 1, 3])
    sets = [
        means_over(
            [
                numbers(
                    [
                        (v, {"n_kept": k, "asked": k / 16, "replicates": r})
                        for k, v, r in zip(cutoffs, *curve, strict=True)
                    ]
                )
            ]
        )
        for curve in ((part, (part * np.exp(noise)).T), (whole, np.tile(whole, (20, 1)).T))
    ]
    found = curve_collapse(*sets, (16, 16))
    left_out = np.sqrt(np.mean((np.log(part / whole) + noise) ** 2, axis=1))
    assert found.deviation_err == pytest.approx(np.sqrt(19 * left_out.var()), rel=1e-3)


def test_subsets_have_at_least_four_variables_and_not_all():
    samples = np.random.default_rng(7).standard_normal((300, 8))
    table = scan(samples, fractions=(0.9, 0.1, 0.2, 0.999), n_subsets=2)
    assert sorted(set(table["n_variables"])) == [4, 7, 8]


def test_numbers_without_replicates_share_their_noise_in_time_and_add_errors_in_squares():
    parts = [
        [Measured(name="alpha", value=value, error=error, replicates=None)]
        for value, error in ((1.0, 0.1), (2.0, 0.3))
    ]
    (mean,) = means_over(parts)
    (whole,) = means_over([[Measured(name="alpha", value=5.0, error=0.4, replicates=None)]])
    assert mean.time_error == pytest.approx(0.2)
    assert mean.error == pytest.approx(np.hypot(0.2, np.sqrt(0.5) / np.sqrt(2)))
    assert change_from(whole, mean) == pytest.approx((-3.5, np.hypot(mean.error, 0.4)))


def test_counts_are_those_of_blocks_of_whole_trials():
    samples = np.random.default_rng(10).standard_normal((110, 20))
    moments = sample_moments([samples], 22)  # 5 trials in 4 blocks
    counts = counts_at_sixteenth([samples], moments, 4)
    assert (counts.sum(axis=1) / 20).tolist() == [22, 22, 22, 44]


def test_all_variables_have_the_distance_between_halves_of_their_time(independent):
    samples = (np.random.default_rng(1).random((4_000, 64)) < 0.2).astype(float)
    counts = counts_at_sixteenth([samples], sample_moments([samples]), 20)
    found = value_of(independent, "jensen_shannon", 64)
    assert found["value"] == pytest.approx(distance_of_halves(counts))
    assert np.isnan(found["value_err"])
