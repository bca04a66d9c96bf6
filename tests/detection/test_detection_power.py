"""Power and false alarms of the tests: what must hold at any size, and what was found at a small one."""

from functools import cache

import numpy as np
import pytest

from rgcore.detection import detection_power_table
from rgcore.detection.detection_tests import TESTS, best_statistic, spectrum_statistics, threshold
from rgcore.detection.likelihood_ratio import envelope, log_likelihood_ratio
from rgcore.detection.power_table import _calibrated, _Noise
from rgcore.detection.published_recipe import published_quartic
from rgcore.detection.running_dimension import log_momenta, running_dimension
from rgcore.detection.schemas import DETECTION_POWER
from rgcore.detection.settings import DetectionSettings
from rgcore.detection.synthetic_spectra import drawn_spectra
from rgcore.errors import InputError
from rgcore.stats.shares import interval_of_share

FIXED = ("tracy_widom", "sign_own_edge")
NAMES = ["noise", "signal", "relative_strength", "test"]


def settings(**power):
    plan = {
        "n_variables": 40,
        "cases": [{"noise": "gaussian", "n_samples": 80}, {"noise": "volatility", "n_samples": 80}],
        "signals": [
            {"name": "single", "n_directions": 1, "profile": "equal"},
            {"name": "extended", "n_directions": 0.5, "profile": "falling"},
        ],
        "relative_strengths": [0.9, 8.0],
        "kept_fractions": [0.2, 0.3, 0.5],
        "level": 0.1,
        "n_null_draws": 400,
        "n_draws": 200,
    }
    return DetectionSettings(bandwidth=0.5, kept_fractions=[0.1, 0.5], power=plan | power)


@cache
def table():
    return detection_power_table(settings(), rng=np.random.default_rng(1)).set_index(NAMES).sort_index()


def rows(noise, signal, strength):
    return table().loc[(noise, signal, strength)]


def test_the_table_has_the_columns_of_its_schema_and_every_test():
    assert set(table().reset_index().columns) == set(DETECTION_POWER.names)
    assert sorted(rows("gaussian", "single", 0.9).index) == sorted(TESTS)


def test_false_alarms_are_as_frequent_as_asked_for_with_thresholds_from_the_same_noise():
    rates = table().groupby(["noise", "test"])["false_alarm_rate"].mean().drop(index=list(FIXED), level=1)
    assert rates.to_numpy() == pytest.approx(np.full(len(rates), 0.1), abs=0.06)
    assert rates.nunique() > len(rates) / 4  # in the draws that set the thresholds they would all be 0.1
    gaussian = table().loc["gaussian"]
    assert (gaussian["false_alarm_rate"] == gaussian["false_alarm_rate_white"]).all()


def test_thresholds_from_white_noise_give_false_alarms_in_noise_of_a_common_volatility():
    white = rows("volatility", "single", 0.9)["false_alarm_rate_white"]
    assert white[["largest_eigenvalue", "second_moment", "quartic_known_edge"]].min() > 0.5


def test_a_signal_of_no_strength_is_found_as_often_as_in_noise_alone():
    case = {"cases": [{"noise": "volatility", "n_samples": 80}], "relative_strengths": [1e-6]}
    plan = settings(**case, signals=[settings().power.signals[0].model_dump()], n_draws=400)
    found = detection_power_table(plan, rng=np.random.default_rng(5))
    assert found["power"].to_numpy() == pytest.approx(found["false_alarm_rate"].to_numpy(), abs=0.08)


def test_deviations_from_noise_are_in_units_of_the_noise_that_sets_the_threshold():
    rng, shape, plan = np.random.default_rng(6), (80, 40), settings(n_null_draws=100)
    white, own = (_Noise.drawn(name, shape, plan, rng) for name in ("gaussian", "volatility"))
    _, found = _calibrated(white, np.array([0.5]), plan.power, own)
    for test, noise in white.statistics[0].two_sided.items():
        values = [noise, own.statistics[1].two_sided[test]]
        scores = [np.abs((each - noise.mean(axis=0)) / noise.std(axis=0)).max(axis=1) for each in values]
        assert np.array_equal(found[test], scores[1] > np.quantile(scores[0], 0.9)), test


def test_a_signal_far_above_the_threshold_is_found_by_every_test_of_its_size():
    single = rows("gaussian", "single", 8.0)["power"]
    assert single[["largest_eigenvalue", "tracy_widom", "second_moment", "likelihood_ratio"]].min() > 0.95
    extended = rows("gaussian", "extended", 8.0)["power"]
    assert extended[["second_moment", "likelihood_ratio", "quartic_known_edge"]].min() > 0.95


def test_no_test_finds_one_direction_below_the_threshold_more_often_than_the_best():
    gains = rows("gaussian", "single", 0.9)
    assert (gains["gain_over_best_low"] <= 0.05).all()


def test_gains_are_differences_of_power_in_the_same_draws():
    for name, test in (("largest", "largest_eigenvalue"), ("best", "likelihood_ratio")):
        found = rows("gaussian", "extended", 0.9)
        expected = found["power"] - found.loc[test, "power"]
        assert found[f"gain_over_{name}"].to_numpy() == pytest.approx(expected.to_numpy())
        assert found.loc[test, [f"gain_over_{name}_low", f"gain_over_{name}_high"]].tolist() == [0, 0]
        half = (found[f"gain_over_{name}_high"] - found[f"gain_over_{name}_low"]) / 2 / 1.96 * np.sqrt(200)
        size = found[f"gain_over_{name}"].abs()
        shares = [found["power"], found.loc[test, "power"]]
        assert (half >= 0.99 * np.sqrt(size * (1 - size))).all()  # all differences of one sign
        assert (half < 1.45 * np.sqrt(sum(share * (1 - share) for share in shares)) + 1e-9).all()


def test_the_power_in_closed_form_stands_beside_a_few_directions_in_gaussian_noise_alone():
    expected = envelope(np.array([0.9 * np.sqrt(40 / 80)]), 40 / 80, 0.1)
    assert rows("gaussian", "single", 0.9)["envelope"].to_numpy() == pytest.approx(
        np.full(len(TESTS), expected)
    )
    assert rows("gaussian", "extended", 0.9)["envelope"].isna().all()
    assert rows("volatility", "single", 0.9)["envelope"].isna().all()


@pytest.mark.parametrize(
    ("strengths", "tests"),
    [
        (np.full(1, 4.0), ["largest_eigenvalue", "tracy_widom", "quartic_own_edge", "sextic_own_edge"]),
        (np.full(1, 9.0), ["profile_own_edge", "sign_own_edge"]),
        (np.full(10, 4.0), ["quartic_published"]),
        (
            np.linspace(0.1, 2, 20),
            ["second_moment", "quartic_bulk", "quartic_known_edge", "sextic_known_edge"],
        ),
    ],
    ids=["one direction", "strong", "ten directions", "many directions"],
)
def test_a_statistic_is_large_where_its_kind_of_signal_is(strengths, tests):
    rng, fractions = np.random.default_rng(2), np.array([0.2, 0.3, 0.5])
    noise, signal = (
        spectrum_statistics(drawn_spectra("gaussian", (80, 40), each, 150, rng=rng), 80, fractions, 0.5)
        for each in (np.empty(0), strengths)
    )
    before, after = (each.beside(noise) for each in (noise, signal))
    for test in tests:
        assert np.median(after[test]) > np.quantile(before[test], 0.9), test


def test_every_statistic_is_that_of_its_own_dimension_and_edge():
    """Counted from the largest eigenvalue, that is no mode; in the bulk, those at the edge and beyond are none."""
    (spectrum,) = drawn_spectra("gaussian", (200, 40), np.array([4.0, 3.0]), 1, rng=np.random.default_rng(7))
    fractions, edge = np.array([0.3, 0.5]), (1 + np.sqrt(40 / 200)) ** 2
    found = spectrum_statistics(spectrum[None], 200, fractions, 0.5)
    assert np.count_nonzero(spectrum >= edge) == 2
    own, bulk = (
        running_dimension(np.log(1 / values - 1 / reference), fractions, 0.5)
        for values, reference in ((spectrum[1:], spectrum[0]), (spectrum[2:], edge))
    )
    known = running_dimension(log_momenta(spectrum, edge), fractions, 0.5)
    expected = {
        "largest_eigenvalue": spectrum[0],
        "second_moment": spectrum @ spectrum,
        "quartic_own_edge": -own.quartic.mean(),
        "sextic_own_edge": -own.sextic.mean(),
        "sign_own_edge": -own.quartic[0],
        "quartic_bulk": bulk.quartic.mean(),
        "quartic_known_edge": known.quartic.mean(),
        "sextic_known_edge": known.sextic.mean(),
    }
    assert {name: found.by_test[name][0] for name in expected} == pytest.approx(expected)
    assert found.two_sided["profile_own_edge"][0] == pytest.approx(own.quartic)
    published = published_quartic(spectrum, (1 - np.sqrt(40 / 200)) ** 2)
    assert found.two_sided["quartic_published"][0] == pytest.approx([published])


def test_many_strengths_are_taken_in_groups_and_not_as_one():
    spectra = drawn_spectra("gaussian", (40, 20), np.empty(0), 5, rng=np.random.default_rng(3))
    strengths = np.linspace(0.02, 0.68, 12)
    each = sum(log_likelihood_ratio(spectra, strength, 40) for strength in strengths)
    found = best_statistic(spectra, strengths, 40)
    one = 12 * log_likelihood_ratio(spectra, strengths.mean(), 40)
    assert np.abs(found - each).max() < np.abs(one - each).max() / 10


def test_the_best_statistic_adds_up_the_strengths():
    spectra = drawn_spectra("gaussian", (40, 20), np.empty(0), 5, rng=np.random.default_rng(3))
    pair = log_likelihood_ratio(spectra, 0.3, 40) + log_likelihood_ratio(spectra, 0.6, 40)
    assert best_statistic(spectra, np.array([0.6, 0.3]), 40) == pytest.approx(pair)
    thrice = 3 * log_likelihood_ratio(spectra, 0.3, 40)
    assert best_statistic(spectra, np.full(3, 0.3), 40) == pytest.approx(thrice)


def test_fixed_thresholds_are_the_level_and_a_change_of_sign():
    values = np.arange(101.0)
    assert threshold("tracy_widom", values, 0.05) == -0.05
    assert threshold("sign_own_edge", values, 0.05) == 0
    assert threshold("second_moment", values, 0.05) == pytest.approx(95)


def test_the_interval_of_a_share_covers_it_as_often_as_it_says():
    intervals = [interval_of_share(found, 30) for found in range(31)]
    chances = np.random.default_rng(4).binomial(30, 0.2, 20_000)
    covered = np.mean([intervals[found][0] <= 0.2 <= intervals[found][1] for found in chances])
    assert 0.95 <= covered < 0.985
    assert interval_of_share(5, 20) == pytest.approx((0.0866, 0.4910), abs=1e-4)
    assert intervals[0][0] == 0
    assert intervals[30][1] == 1


def test_more_directions_than_variables_and_two_signals_of_one_name_are_refused():
    signal = {"name": "several", "n_directions": 50, "profile": "equal"}
    with pytest.raises(InputError, match=r"at most n_variables = 40 directions, but one has 50"):
        settings(signals=[signal])
    with pytest.raises(InputError, match="several comes twice"):
        settings(signals=[signal | {"n_directions": 2}, signal | {"n_directions": 3}])


def test_modes_just_above_the_edge_are_no_modes_of_the_bulk():
    """Of 40 variables and 80 samples the edge is at 2.914: a mode at 2.95 counts with the signal."""
    edge, fractions = (1 + np.sqrt(0.5)) ** 2, np.array([0.2, 0.4])
    bulk = np.linspace(2.8, 0.2, 39)
    statistic = spectrum_statistics(np.array([[2.95, *bulk]]), 80, fractions, 0.5).by_test["quartic_bulk"]
    expected = running_dimension(log_momenta(bulk, edge), fractions, 0.5).quartic.mean()
    assert statistic == pytest.approx(expected, rel=1e-9)
