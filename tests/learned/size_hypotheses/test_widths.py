"""Which runs have a width, which a limit, and which none."""

import numpy as np
import pytest

from rgcore.learned.size_hypotheses.covariates import covariates_of
from rgcore.learned.size_hypotheses.fit import fit_hypothesis
from rgcore.learned.size_hypotheses.widths import (
    LEAST_LOCALIZED,
    NARROWEST,
    RESOLUTION,
    WIDEST,
    final_runs,
    widths_of,
)

from .planted import BY_NAME, study

TILING = ("tiling", (np.log(1.3),))


def test_a_run_that_belongs_to_two_designs_counts_once():
    table = study(TILING, rng=np.random.default_rng(1))
    twice = widths_of(final_runs(table.assign(design="two").merge(table, how="outer")))
    assert len(twice.log_width) == len(table)
    assert np.bincount(twice.condition).max() == 3


def test_widths_during_training_are_left_out():
    table = study(TILING, rng=np.random.default_rng(1))
    assert len(final_runs(table.assign(epoch=table["epoch"] // 2))) == 0


def test_wide_and_narrow_widths_are_limits_and_unlocalized_ones_none():
    table = study(TILING, rng=np.random.default_rng(1)).iloc[:9]
    table["fwhm"] = [4.0, 32 * WIDEST + 0.1, NARROWEST - 0.01, 4.0, 4.5, 5.0, np.nan, 4.0, 5.0]
    table["localized_fraction"] = [1.0, 1.0, 1.0, LEAST_LOCALIZED, 1.0, 1.0, 0.0, LEAST_LOCALIZED - 0.01, 0.9]
    found = widths_of(table)  # the third condition has one width of three
    np.testing.assert_allclose(np.exp(found.log_width), [4, 32 * WIDEST, NARROWEST, 4, 4.5, 5])
    assert found.limit.tolist() == [0, 1, -1, 0, 0, 0]
    assert found.n_not_localized == 3
    as_wide = widths_of(table, unlocalized_as_wide=True)
    assert as_wide.limit.tolist() == [0, 1, -1, 0, 0, 0, 1, 1, 0]
    assert as_wide.n_not_localized == 2


def test_a_condition_without_a_width_leaves_no_gap():
    table = study(TILING, rng=np.random.default_rng(1))
    cold = table["temperature"] == 2.4
    found = widths_of(table.assign(localized_fraction=np.where(cold, 0.1, 0.9)))
    assert len(found.conditions) == 12
    assert 2.4 not in set(found.conditions["temperature"])
    sites = np.exp(found.conditions["log_sites"].to_numpy())[found.condition]
    np.testing.assert_allclose(found.log_width, np.log(np.hypot(1.3 * np.sqrt(sites), RESOLUTION)), atol=0.25)


def test_the_infinite_length_is_at_most_half_the_side():
    conditions = widths_of(study(TILING, rng=np.random.default_rng(1), side=[16, 32])).conditions
    critical = conditions[conditions["temperature"] == 2.269185]
    np.testing.assert_allclose(np.exp(critical["log_infinite"]), critical["side"] / 2)
    warm = conditions[conditions["temperature"] == 2.6]
    np.testing.assert_allclose(np.exp(warm["log_infinite"]), 3.9)
    np.testing.assert_allclose(np.exp(warm["log_measured"]), 3.5)


def test_the_error_of_the_measure_falls_with_the_number_of_fields_that_a_median_is_over():
    table = study(TILING, rng=np.random.default_rng(1))
    few, many = (widths_of(table.assign(n_localized=n)).of_measure for n in (4, 400))
    np.testing.assert_allclose(few, 10 * many)
    assert not widths_of(table.assign(sharing="translations")).of_measure.any()


def test_limits_do_not_bias_a_factor():
    """Widths that leave the range are limits; taken as widths they would lower the factor."""
    off = {"limit": [], "width": []}
    for seed in range(6):
        options = {"side": [16], "n_hidden": [4, 8, 16], "of_conditions": 0.2}
        table = study(("tiling", (np.log(1.7),)), rng=np.random.default_rng(seed), **options)
        table["fwhm"] = np.minimum(table["fwhm"], WIDEST * 16)
        given = widths_of(final_runs(table))
        assert 0.1 < np.mean(given.limit == 1) < 0.9
        for name, of_limit in (("limit", given.limit), ("width", 0 * given.limit)):
            fit = fit_hypothesis(
                BY_NAME["tiling"], "none", given._replace(limit=of_limit), covariates_of(given.conditions)
            )
            off[name].append((fit.values[0] - np.log(1.7)) / np.sqrt(fit.covariance[0, 0]))
    assert abs(np.mean(off["limit"])) < 4 / np.sqrt(6)
    assert np.mean(off["width"]) < -4 / np.sqrt(6)


@pytest.mark.parametrize("length", ["measured", "infinite"])
def test_a_length_of_zero_is_a_reason(length):
    from rgcore.learned.size_hypotheses.hypothesis_table import hypothesis_table  # noqa: PLC0415

    column = f"correlation_length_{'connected' if length == 'measured' else 'exact'}"
    table = study(TILING, rng=np.random.default_rng(1)).assign(**{column: 0.0})
    rows = hypothesis_table(table, rng=np.random.default_rng(2)).set_index(["hypothesis", "length"])
    assert rows.loc[("correlation", length), "reason"] == "a correlation length is 0 or infinite"
    assert rows.loc[("tiling", "none"), "reason"] == ""


@pytest.mark.parametrize(("n_without", "kept"), [(0, 5), (1, 4), (2, 0)])
def test_four_of_five_replicas_with_localized_fields_are_enough(n_without, kept):
    table = study(TILING, rng=np.random.default_rng(2), n_replicas=5, temperature=["2.6"], n_hidden=[64])
    table["localized_fraction"] = np.where(np.arange(5) < n_without, 0.0, 1.0)
    assert len(widths_of(table).log_width) == kept
