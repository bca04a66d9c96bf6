"""Fits to other runs of the same conditions, and the draws of replicas that they are made for."""

import numpy as np
import pytest

from rgcore.learned.size_hypotheses.covariates import covariates_of
from rgcore.learned.size_hypotheses.fit import fit_hypothesis, mean_function
from rgcore.learned.size_hypotheses.likelihood import log_likelihoods
from rgcore.learned.size_hypotheses.prediction import (
    N_DRAWS,
    _drawn,
    _draws_of_replicas,
    declared_splits,
    predict,
)
from rgcore.learned.size_hypotheses.refit import refit

from .planted import BY_NAME, PLANTED, widths


def means_of(fit, given):
    return mean_function(fit.hypothesis, fit.length, given.conditions, covariates_of(given.conditions))


def likelihood(values, fit, given):
    return log_likelihoods(means_of(fit, given)(values), *fit.scatter, given).sum()


@pytest.mark.parametrize("name", PLANTED)
def test_a_refit_from_elsewhere_ends_where_the_fit_does(name):
    given = widths((name, PLANTED[name]), rng=np.random.default_rng(3), l1=[0.0, 1e-3], n_replicas=2)
    fit = fit_hypothesis(BY_NAME[name], "measured", given, covariates_of(given.conditions))
    shift = np.zeros(len(fit.values))
    shift[:-2] = 0.05 * np.random.default_rng(4).standard_normal(len(shift) - 2)
    away = fit._replace(values=fit.values + shift)
    found = refit(away, means_of(fit, given), given)
    assert likelihood(found, fit, given) == pytest.approx(fit.log_likelihood, abs=0.02)
    assert (found[-2:] == fit.values[-2:]).all()
    assert likelihood(away.values, fit, given) < fit.log_likelihood - 0.5


def test_limits_move_a_refit_too():
    options = {"side": [16], "n_hidden": [4, 8, 16], "of_conditions": 0.2}
    given = widths(("tiling", (np.log(1.7),)), rng=np.random.default_rng(3), **options)
    assert 0.1 < np.mean(given.limit == 1) < 0.9
    fit = fit_hypothesis(BY_NAME["tiling"], "none", given, covariates_of(given.conditions))
    values = fit.values.copy()
    values[0] -= 0.3
    found = refit(fit._replace(values=values), means_of(fit, given), given)
    assert found[0] == pytest.approx(fit.values[0], abs=0.003)


def test_a_refit_stays_in_the_ranges_of_the_fit():
    """The smaller one of both has no finite sharpness: it ends at the largest that is looked for."""
    quiet = {"of_runs": 1e-3, "of_conditions": 1e-3}
    given = widths(("smaller", PLANTED["smaller"]), rng=np.random.default_rng(2), **quiet)
    fit = fit_hypothesis(BY_NAME["crossover"], "measured", given, covariates_of(given.conditions))
    values = fit.values.copy()
    values[2] = np.log(10.0)
    away = fit._replace(values=values, covariance=np.eye(len(fit.covariance)))
    found = refit(away, means_of(fit, given), given)
    assert found[2] == fit.ranges[2, 1] == pytest.approx(np.log(30.0))


def test_draws_take_whole_replicas_and_conditions_without_one_keep_theirs():
    given = widths(("tiling", (0.0,)), rng=np.random.default_rng(1), n_replicas=3)
    alone = given.of_runs(np.flatnonzero((given.condition > 0) | (given.replica == 2)))
    draws, which = _draws_of_replicas(alone, rng=np.random.default_rng(2))
    assert len(draws) == 10  # multisets of three out of three
    assert len(which) == N_DRAWS
    assert set(which) == set(range(10))
    for counts in draws:
        drawn = _drawn(alone, counts)
        assert sum(counts.values()) == 3
        for condition in range(1, len(given.conditions)):
            of_condition = np.bincount(drawn.replica[drawn.condition == condition], minlength=3)
            assert of_condition.tolist() == list(counts.values())
        of_first = np.bincount(drawn.replica[drawn.condition == 0], minlength=3)
        assert of_first.tolist() == [0, 0, max(counts[2], 1)]
    one = given.of_runs(np.flatnonzero(given.replica == 0))
    assert _draws_of_replicas(one, rng=np.random.default_rng(2))[0] == []


def test_draws_scatter_the_errors_by_the_noise_of_the_runs():
    """Held-out widths twice as large as planted have errors of 0.5, which scatter by half of ln width."""
    options = {"of_runs": 0.1, "of_conditions": 1e-6, "n_replicas": 6}
    given = widths(("tiling", PLANTED["tiling"]), rng=np.random.default_rng(5), **options)
    split = declared_splits(given.conditions)[0]
    given = given._replace(log_width=given.log_width + np.log(2) * split.held_out[given.condition])
    found = predict(BY_NAME["tiling"], "none", given, split, rng=np.random.default_rng(6))
    assert found.resampled.shape == (N_DRAWS, len(found.errors))
    assert np.median(found.errors) == pytest.approx(0.5, abs=0.05)
    runs = given.log_width.reshape(-1, 6)  # in the order of the conditions
    of_a_draw = (runs[split.held_out] - runs[split.fitted].mean(axis=0)).std(axis=1) / np.sqrt(6)
    np.testing.assert_allclose(found.resampled.std(axis=0), of_a_draw / 2, rtol=0.35)
    one = given.of_runs(np.flatnonzero(given.replica == 0))
    alone = predict(BY_NAME["tiling"], "none", one, split, rng=np.random.default_rng(6))
    assert alone.resampled.shape == (0, len(alone.errors))


def test_what_replicas_have_in_common_shifts_the_fit_and_what_it_is_compared_with_alike():
    rng = np.random.default_rng(5)
    options = {"of_runs": 1e-3, "of_conditions": 1e-6, "n_replicas": 6}
    given = widths(("tiling", PLANTED["tiling"]), rng=rng, **options)
    split = declared_splits(given.conditions)[0]
    of_replicas = 0.1 * rng.standard_normal(6)
    shift = of_replicas[given.replica] + np.log(2) * split.held_out[given.condition]
    given = given._replace(log_width=given.log_width + shift)
    found = predict(BY_NAME["tiling"], "none", given, split, rng=np.random.default_rng(6))
    assert np.median(found.resampled.std(axis=0)) < of_replicas.std() / np.sqrt(6) / 2 / 4
