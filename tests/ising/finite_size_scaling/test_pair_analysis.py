"""Standard errors through the whole calculation against the scatter of repeated experiments with a perfect sampler.

Mean squares of z-scores over all methods, which should be 1, of bugs that were planted one at a time and fail here:
the factor B - 1 of the jackknife forgotten, 9; the mean over sides and temperatures for their sum, 4.8 to 7.8; the
smaller side of a pair not resampled, 1.7 to 4.0; only the first temperature resampled, 1.1 to 2.1; each block left out
twice, 0.17 to 0.30; pairs that share a side taken as independent, 1.2 to 1.9. A crossing that is not found again has no
error at all. Free energies that are not solved again do not show in z-scores here: they have a test of their own.
"""

import numpy as np
import pytest

from rgcore.ising.finite_size_scaling.block_jackknife import without_one_block
from rgcore.ising.finite_size_scaling.data_collapse import ScalingForm, scaling_curves
from rgcore.ising.finite_size_scaling.energy_levels import energy_levels
from rgcore.ising.finite_size_scaling.histogram_overlap import joined
from rgcore.ising.finite_size_scaling.pair_analysis import analyze_pairs
from rgcore.ising.finite_size_scaling.quotients import METHODS

SIDES = (3, 4, 6)
COUPLINGS = (0.42, 0.47)
REPEATS = 100


@pytest.fixture(scope="module")
def repeats(lattices):
    """Give the analyses of many experiments, and what they would give without noise."""
    rng = np.random.default_rng(20250303)
    found = []
    for _ in range(REPEATS):
        levels = [energy_levels([lattices(side).draw(k, 8000, rng) for k in COUPLINGS], 10) for side in SIDES]
        found.append(analyze_pairs(levels, [joined(each) for each in levels]))
    exact = [joined(lattices(side).expected_levels(COUPLINGS)) for side in SIDES]
    levels = [lattices(side).expected_levels(COUPLINGS) for side in SIDES]
    return found, analyze_pairs(levels, exact).values


def check(scores):
    """Hold mean and mean square of z-scores (n, ...) to 0 and 1 within 4 standard errors.

    The jackknife's own errors, from 4 sets of 10 blocks or more, add about 0.05 to the mean square.
    """
    n = len(scores)
    assert np.abs(scores.mean(axis=0)).max() < 4 / np.sqrt(n), scores.mean(axis=0)
    squares = (scores**2).mean(axis=0)
    assert (np.abs(squares - 1.05) < 4 * np.sqrt(2 / n)).all(), squares


@pytest.mark.repetitions
def test_errors_of_every_pair_and_method_are_those_of_repeated_experiments(repeats):
    found, exact = repeats
    check(np.array([(each.values - exact) / each.errors() for each in found]))


@pytest.mark.repetitions
def test_errors_of_all_pairs_together_are_those_of_repeated_experiments(repeats):
    found, exact = repeats
    fits = [[each.extrapolated(place) for place in range(len(METHODS))] for each in found]
    scores = [
        [(fit.value - fit.weights @ exact[:, place]) / fit.error for place, fit in enumerate(row)]
        for row in fits
    ]
    check(np.array(scores))


@pytest.mark.repetitions
def test_pairs_that_share_a_side_have_the_covariance_of_repeated_experiments(repeats):
    found, exact = repeats
    deviations = np.array([each.values - exact for each in found])  # (n, 2, n_methods)
    product = deviations[:, 0] * deviations[:, 1]
    expected = np.mean([np.einsum("mm->m", each.covariance[0, :, 1]) for each in found], axis=0)
    error = product.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert (np.abs(product.mean(axis=0) - expected) < 4 * error).all()
    assert (np.abs(expected) > 4 * error).any()


def test_a_side_without_a_block_is_joined_anew(lattices):
    rng = np.random.default_rng(20250306)
    levels = energy_levels([lattices(5).draw(k, 500, rng) for k in (0.38, 0.44, 0.5)], 10)
    whole = joined(levels)
    changed = [each for sides in without_one_block(levels, whole) for each in sides]
    assert len(changed) == 30
    for place, each in enumerate(changed):
        drawn = np.full(3, 500.0) * levels.efficiency
        drawn[place // 10] *= 0.9
        assert each.counts == pytest.approx(drawn)
        assert each.shares() @ each.sums[0] == pytest.approx(drawn, abs=1e-6)
        assert np.abs(each.free_energies - whole.free_energies).max() > 1e-6


@pytest.mark.repetitions
def test_errors_of_the_curves_are_those_of_repeated_experiments(lattices):
    rng = np.random.default_rng(20250304)
    form = ScalingForm(critical_temperature=2.2, nu=1.0, beta_over_nu=0.125)
    scores = []
    for _ in range(40):
        levels = [energy_levels([lattices(4).draw(k, 4000, rng) for k in COUPLINGS], 10)]
        curves = scaling_curves(levels, [joined(levels[0])], form)
        rows = curves.iloc[[0, 1, -1]]  # the measured ones, and the reweighted one most distant from them
        for name, place in (("abs_magnetization", 0), ("binder", None)):
            exact = [exact_value(lattices(4), 1 / temperature, place) for temperature in rows["temperature"]]
            scores.append(((rows[name] - exact) / rows[f"{name}_err"]).to_numpy())
    scores = np.array(scores).reshape(40, 2, 3)
    assert set(curves["source"]) == {"measured", "reweighted"}
    check(scores[:, :, :2])
    assert (np.abs((scores[:, :, 2] ** 2).mean(axis=0) - 1.1) < 4 * np.sqrt(2 / 40) + 0.2).all()


def exact_value(known, coupling, place):
    moments = known.moments(coupling)
    return 1 - moments[2] / (3 * moments[1] ** 2) if place is None else moments[place]
