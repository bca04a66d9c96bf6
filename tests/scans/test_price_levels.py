"""Prices as returns and as levels, beside random walks: closed forms, planted answers, and standard errors."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.pcarg import moment_flow
from rgcore.provenance import Stamp
from rgcore.scans import PriceHistory, price_level_table
from rgcore.scans.price_levels.choice import compared_prices
from rgcore.scans.price_levels.first_prices import checked_first_prices
from rgcore.scans.price_levels.level_flow import path_flow
from rgcore.scans.price_levels.names import RESAMPLED, TRANSFORM_NAMES, WALK_NAMES
from rgcore.scans.price_levels.transforms import TRANSFORMS, without_trend
from rgcore.scans.price_levels.walk_modes import WalkModes
from rgcore.scans.price_levels.walk_nulls import WALK_NULLS
from rgcore.series import sample_moments
from rgcore.tables import open_samples, write_samples

KEPT = (1.0, 0.5)
N_SAMPLES, N_STOCKS = 200, 10


def rng(seed=0):
    return np.random.default_rng(seed)


@cache
def returns():
    """Return log returns of stocks with a market, heavy tails and a drift, in 1 % a day."""
    drawn = rng()
    market = drawn.standard_t(5, size=(N_SAMPLES, 1))
    return 0.01 * (0.8 * market + drawn.standard_t(5, size=(N_SAMPLES, N_STOCKS)) + 0.1)


def table_of(log_returns, n_draws=3, **prices):
    rngs = {name: rng(number) for number, name in enumerate(WALK_NULLS)}
    history = PriceHistory(log_returns=log_returns, **prices)
    return price_level_table(history, KEPT, n_draws, dataset="p", rngs=rngs, report=lambda done, total: None)


@cache
def table():
    return table_of(returns(), first_prices=np.geomspace(1, 1000, N_STOCKS))


def rows(transform, source="data", n_kept=N_STOCKS, given=None):
    found = table() if given is None else given
    found = found[(found["transform"] == transform) & (found["source"] == source)]
    return found[found["n_kept"] == n_kept].iloc[0]


def kurtosis_of_kept(paths, n_kept):
    """Return the kurtosis over time of (n_times, n_walks) paths with the largest modes kept, by another way."""
    paths = paths - paths.mean(axis=0)
    left, sizes, right = np.linalg.svd(paths, full_matrices=False)
    kept = (left[:, :n_kept] * sizes[:n_kept]) @ right[:n_kept]
    return (kept**4).mean(axis=0) / (kept**2).mean(axis=0) ** 2, sizes[0] ** 2 / (sizes**2).sum()


@cache
def many_walks():
    return np.cumsum(rng(5).standard_normal((300, 6000)) * rng(6).uniform(0.5, 2, 6000), axis=0)


def detrended_by_polyfit(paths):
    time = np.arange(len(paths))
    return paths - np.vander(time, 2) @ np.polyfit(time, paths, 1)


def test_one_cosine_has_kurtosis_three_halves_and_two_have_eleven_sixths():
    modes = WalkModes.of_walk()
    assert modes.mean_kurtosis(1) == pytest.approx(3 / 2, abs=1e-9)
    assert modes.mean_kurtosis(2) == pytest.approx(11 / 6, abs=1e-9)


@pytest.mark.parametrize("n_kept", [1, 3, None])
@pytest.mark.parametrize(
    ("modes", "taken"),
    [(WalkModes.of_walk, lambda paths: paths), (WalkModes.of_detrended_walk, detrended_by_polyfit)],
)
def test_many_independent_walks_have_the_modes_of_the_closed_form(modes, taken, n_kept):
    kurtosis, share = kurtosis_of_kept(taken(many_walks()), n_kept or 300)
    error = kurtosis.std() / np.sqrt(len(kurtosis))
    closed = modes()
    mixing = (
        0.03 if n_kept else 0.006
    )  # neighbouring modes of 6,000 walks mix by 1/sqrt(6000); 1/T with all modes
    assert abs(kurtosis.mean() - closed.mean_kurtosis(n_kept)) < 4 * error + mixing
    assert share == pytest.approx(closed.variances[0], rel=0.02)


@pytest.mark.parametrize(
    ("modes", "beyond"),
    [(WalkModes.of_walk, 6 / np.pi**2 / 400), (WalkModes.of_detrended_walk, 15 / np.pi**2 / 400)],
)
def test_eigenvalues_of_walks_sum_to_the_variance_but_for_the_modes_beyond_the_last(modes, beyond):
    variances = modes().variances
    assert 1 - variances.sum() == pytest.approx(beyond, rel=0.01)
    assert (np.diff(variances) < 0).all()


def test_a_walk_has_five_halves_effective_modes():
    variances = WalkModes.of_walk().variances
    assert 1 / (variances**2).sum() == pytest.approx(5 / 2, rel=1e-6)
    walks = np.diff(many_walks(), axis=0)[:, ::20]
    assert path_flow(np.cumsum(walks, axis=0), (1,))[0]["effective_modes"] == pytest.approx(2.5, rel=0.1)


def test_trends_are_the_straight_lines_of_least_squares():
    paths = many_walks()[:, :5]
    np.testing.assert_allclose(without_trend(paths), detrended_by_polyfit(paths), atol=1e-9)


def test_levels_of_a_drift_alone_have_the_kurtosis_of_a_straight_line():
    drift = 1e-4 * np.ones((500, 3)) * [1, 2, 3] + 1e-9 * rng().standard_normal((500, 3))
    found = path_flow(TRANSFORMS["log_levels"].take(drift, np.ones(3)), (1.0,))
    assert found[0]["kurtosis_median"] == pytest.approx(9 / 5, rel=1e-3)


def test_transforms_are_those_of_the_prices():
    first = np.geomspace(1, 1000, N_STOCKS)
    prices = np.vstack([first, first * np.cumprod(np.exp(returns()), axis=0)])
    taken = dict(PriceHistory(log_returns=returns(), first_prices=first).taken())
    assert tuple(taken) == TRANSFORM_NAMES
    np.testing.assert_allclose(taken["returns"], prices[1:] / prices[:-1] - 1, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(taken["levels"], prices[1:], rtol=1e-12)
    np.testing.assert_allclose(taken["normalized_levels"], prices[1:] / prices[0], rtol=1e-12)
    np.testing.assert_allclose(taken["log_levels"], np.log(prices[1:] / prices[0]), atol=1e-12)
    np.testing.assert_allclose(taken["detrended_levels"], detrended_by_polyfit(prices[1:]), atol=1e-8)
    logs = detrended_by_polyfit(np.log(prices[1:]))
    np.testing.assert_allclose(taken["detrended_log_levels"], logs, atol=1e-12)


def test_log_returns_have_the_flow_of_the_other_tables():
    flow = moment_flow(returns(), KEPT)
    found = table().query("transform == 'log_returns' and source == 'data'").sort_values("n_kept")
    found = found[found["n_kept"].isin(flow["n_kept"])]
    for column in ("n_kept", "kurtosis_q25", "kurtosis_median", "kurtosis_q75", "kurtosis_median_err"):
        np.testing.assert_allclose(found[column], flow[column], rtol=1e-12)


def test_levels_in_money_follow_the_expensive_stocks_and_normalized_ones_do_not():
    without = table_of(returns())
    assert rows("levels", given=without)["largest_share"] == rows("normalized_levels")["largest_share"]
    assert rows("levels")["largest_share"] != rows("normalized_levels")["largest_share"]


def test_few_modes_are_kept_beside_the_fractions():
    assert sorted(set(table()["n_kept"])) == [1, 2, 4, 5, 10]


def drawn(name, log_returns=None, seed=1):
    log_returns = returns() if log_returns is None else log_returns
    return WALK_NULLS[name].draw(log_returns, sample_moments(log_returns), rng=rng(seed))


def long_returns():
    return np.tile(returns(), (40, 1))


def test_nulls_are_those_that_the_schema_names():
    assert tuple(WALK_NULLS) == WALK_NAMES
    assert tuple(TRANSFORMS) == TRANSFORM_NAMES


def test_independent_walks_have_the_variances_and_neither_drift_nor_correlations():
    walks = drawn("independent_walks", long_returns())
    assert np.abs(walks.mean(axis=0) / walks.std(axis=0)).max() < 4.5 / np.sqrt(len(walks))
    np.testing.assert_allclose(walks.std(axis=0), returns().std(axis=0), rtol=0.04)
    assert np.abs(np.corrcoef(walks.T) - np.eye(N_STOCKS)).max() < 0.05


def test_shuffled_walks_have_the_returns_of_each_stock_and_end_at_its_last_price():
    walks = drawn("shuffled_walks")
    np.testing.assert_array_equal(np.sort(walks, axis=0), np.sort(returns(), axis=0))
    off = ~np.eye(N_STOCKS, dtype=bool)
    assert abs(np.corrcoef(walks.T)[off].mean()) < 0.05 < np.corrcoef(returns().T)[off].mean()


@pytest.mark.parametrize("name", ["gaussian_walks", "factor_walks"])
def test_gaussian_and_factor_walks_have_means_and_correlations_of_the_returns(name):
    walks, given = drawn(name, long_returns()), returns()
    error = given.std(axis=0) / np.sqrt(len(walks))
    assert (np.abs(walks.mean(axis=0) - given.mean(axis=0)) < 4.5 * error).all()
    assert (given.mean(axis=0) > 4.5 * error).any()  # no drift would be seen
    off = ~np.eye(N_STOCKS, dtype=bool)
    difference = (np.corrcoef(walks.T) - np.corrcoef(given.T))[off]
    allowed = {"gaussian_walks": 0.02, "factor_walks": 0.1}[name]  # residuals are correlated by sampling
    assert np.sqrt((difference**2).mean()) < allowed
    np.testing.assert_allclose(walks.std(axis=0), given.std(axis=0), rtol=0.04)


def test_resampled_days_are_stretches_of_the_data_of_all_stocks_together():
    resampled = drawn(RESAMPLED)
    days = [int(np.flatnonzero((returns() == row).all(axis=1))[0]) for row in resampled]
    steps = np.diff(days) % N_SAMPLES
    inside = np.arange(1, N_SAMPLES) % 20 != 0
    assert (steps[inside] == 1).all()
    assert not (steps[~inside] == 1).all()


@pytest.mark.repetitions
def test_the_standard_error_of_levels_is_the_scatter_of_histories():
    def kurtosis(log_returns):
        found = path_flow(np.cumsum(log_returns, axis=0), (1.0,), n_blocks=2)
        return np.log(found[0]["kurtosis_median"])

    drawn_rng = rng(9)
    histories = drawn_rng.standard_normal((60, 200, 6)) + drawn_rng.standard_normal((60, 200, 1))
    scatter = np.std([kurtosis(history) for history in histories])
    errors = [
        np.std([kurtosis(drawn(RESAMPLED, history, seed)) for seed in range(8)]) for history in histories[:20]
    ]
    assert 0.75 < np.sqrt(np.mean(np.square(errors))) / scatter < 1.3


def test_data_are_placed_among_the_draws():
    assert rows("log_returns", "independent_walks")["data_beside_draws"] == "above"  # heavy tails
    assert rows("log_returns", "independent_walks")["share_beside_draws"] == "above"  # a market
    assert rows("log_returns", "shuffled_walks")["data_beside_draws"] == "within"  # the same values
    calm = np.sign(returns())
    below = rows("log_returns", "gaussian_walks", given=table_of(0.01 * calm))
    assert below["data_beside_draws"] == "below"


def test_means_and_ranges_of_draws_belong_together():
    nulls = table()[table()["source"] != "data"]
    slack = 1 + 1e-9
    assert (nulls["null_low"] <= nulls["kurtosis_median"] * slack).all()
    assert (nulls["kurtosis_median"] <= nulls["null_high"] * slack).all()
    assert (nulls["n_draws"] == 3).all()
    data = table()[table()["source"] == "data"]
    assert (data[["kurtosis_median_err", "largest_share_err", "effective_modes_err"]] > 0).all(axis=None)
    expected = table()[table()["kurtosis_mean_expected"].notna()]
    assert set(expected["source"]) == {"independent_walks"}
    assert set(expected["transform"]) == {"log_levels", "detrended_log_levels"}


def test_rows_of_a_null_are_those_of_its_draws_and_give_the_standard_error_of_levels():
    draws_rng, moments, kurtosis, share = rng(WALK_NAMES.index(RESAMPLED)), sample_moments(returns()), [], []
    for _ in range(3):
        path = np.cumsum(WALK_NULLS[RESAMPLED].draw(returns(), moments, rng=draws_rng), axis=0)
        values, largest = kurtosis_of_kept(path, N_STOCKS)
        kurtosis.append(np.median(values))
        share.append(largest)
    null, data = rows("log_levels", RESAMPLED), rows("log_levels")
    median, scatter = np.exp(np.mean(np.log(kurtosis))), np.std(np.log(kurtosis), ddof=1)
    for name, value in {
        "kurtosis_median": median,
        "kurtosis_median_err": median * scatter,
        "null_low": min(kurtosis),
        "null_high": max(kurtosis),
        "largest_share": np.mean(share),
        "largest_share_err": np.std(share, ddof=1),
        "share_null_low": min(share),
        "share_null_high": max(share),
    }.items():
        assert null[name] == pytest.approx(value, rel=1e-9), name
    assert data["kurtosis_median_err"] == pytest.approx(data["kurtosis_median"] * scatter, rel=1e-9)
    assert data["largest_share_err"] == pytest.approx(np.std(share, ddof=1), rel=1e-9)
    relative = null["kurtosis_mean_err"] / null["kurtosis_mean"]
    assert data["kurtosis_mean_err"] == pytest.approx(data["kurtosis_mean"] * relative, rel=1e-9)


@pytest.mark.parametrize(
    ("transform", "modes"),
    [("log_levels", WalkModes.of_walk()), ("detrended_log_levels", WalkModes.of_detrended_walk())],
)
def test_the_closed_form_is_that_of_as_many_modes(transform, modes):
    for n_kept in (1, 2, 5, N_STOCKS):
        row = rows(transform, "independent_walks", n_kept)
        kept = None if n_kept == N_STOCKS else n_kept  # then a path is a whole walk
        assert row["kurtosis_mean_expected"] == pytest.approx(modes.mean_kurtosis(kept), rel=1e-12)
        assert row["largest_share_expected"] == modes.variances[0]


def test_data_sets_that_are_off_are_not_compared():
    datasets = {"a": {"kind": "prices"}, "b": None, "c": {"kind": "prices"}, "d": {"kind": "prices"}}
    chosen = {"a": {}, "b": {}, "c": None, "d": {"n_draws": 7}}
    assert compared_prices(chosen, datasets) == {"a": 19, "d": 7}


def test_a_price_that_only_rises_is_a_price():
    rising = np.abs(returns())
    assert len(table_of(rising, 2)) == len(table())


def test_prices_over_too_many_orders_of_magnitude_are_taken_as_logarithms_only():
    found = table_of(100 * returns(), 2)
    assert set(found["transform"]) == {"log_returns", "log_levels", "detrended_log_levels"}


@pytest.mark.parametrize(("change", "n_transforms"), [(29.9, len(TRANSFORMS)), (30.1, 3)])
def test_prices_are_taken_as_levels_up_to_a_factor_of_exp_30(change, n_transforms):
    rising = np.outer(np.full(25, change / 24.5), [1.0, 0.5])  # from half a step to 25 of them
    assert len(list(PriceHistory(log_returns=rising).taken())) == n_transforms


def test_first_prices_are_those_of_the_stocks_of_their_name(tmp_path):
    path, names = tmp_path / "s.parquet", [f"stock{number}" for number in range(N_STOCKS)]
    write_samples([returns()], path, variables=names, stamp=Stamp())
    first = dict(zip(["left_out", *names], np.arange(1.0, N_STOCKS + 2), strict=True))
    report = pd.DataFrame({"variable": [*first][::-1], "first_price": [*first.values()][::-1]})
    found = PriceHistory.of_dataset(open_samples(path), report)
    assert found.first_prices.tolist() == [first[name] for name in names]


def test_wrong_arguments_are_refused():
    with pytest.raises(InputError, match="positive price"):
        PriceHistory(log_returns=returns(), first_prices=-np.ones(N_STOCKS))
    with pytest.raises(InputError, match="at least 20 samples"):
        PriceHistory(log_returns=returns()[:5])
    with pytest.raises(InputError, match="one generator for each"):
        price_level_table(
            PriceHistory(log_returns=returns()), KEPT, 2, dataset="p", rngs={}, report=lambda done, total: 0
        )


def test_levels_are_in_units_of_the_first_price_of_all_stocks_if_one_is_not_known():
    assert checked_first_prices(np.array([20.0, np.nan, 5.0]), 3).tolist() == [1, 1, 1]
    assert checked_first_prices(np.array([20.0, 7.0, 5.0]), 3).tolist() == [20, 7, 5]
    assert checked_first_prices(None, 2).tolist() == [1, 1]
