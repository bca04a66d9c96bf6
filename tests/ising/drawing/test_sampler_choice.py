"""The choice of a sampler: what is chosen where, why in words, and that what is expected is what is then measured."""

import re

import numpy as np
import pytest

from rgcore.ising import begin_sampling, sample_configurations
from rgcore.ising.drawing.sampler_choice import FEWEST_RECORDS, LARGEST_STATE, plan_sampling

from ...config_values import sampling_settings
from ..checks import SAMPLERS

CRITICAL = 2.269185
WITH_A_COST = [name for name, sampler in SAMPLERS.items() if sampler.cost and not sampler.exact]
CLUSTERS = {"wolff", "swendsen_wang"}


def plan(side, temperature, **settings):
    return plan_sampling(side, 1 / temperature, sampling_settings(**{"n_samples": 20_000, **settings}))


@pytest.mark.parametrize("temperature", [1.8, 2.2, CRITICAL, 2.4, 3.2])
def test_metropolis_draws_from_small_lattices(temperature):
    assert plan(40, temperature).algorithm == "metropolis"


@pytest.mark.parametrize("side", [128, 256, 1024])
def test_clusters_draw_from_large_lattices_at_the_critical_temperature(side):
    assert plan(side, CRITICAL).algorithm in CLUSTERS


@pytest.mark.parametrize("side", [8, 40])
def test_clusters_draw_from_lattices_so_hot_that_metropolis_accepts_everything(side):
    assert plan(side, 3000.0).algorithm in CLUSTERS


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_sampler_that_is_asked_for_is_taken(name):
    chosen = plan(40, CRITICAL, algorithm=name)
    assert chosen.algorithm == name
    assert chosen.reason.startswith("asked for")


@pytest.mark.parametrize("side", [2, 8, 64])
@pytest.mark.parametrize("temperature", [0.5, CRITICAL, 5.0, 1000.0])
def test_exact_draws_are_never_made_unasked(side, temperature):
    assert not SAMPLERS[plan(side, temperature).algorithm].exact


@pytest.mark.parametrize(("side", "temperature"), [(40, CRITICAL), (256, CRITICAL), (8, 3000.0)])
def test_the_reason_names_the_cost_of_every_sampler_and_the_least_is_chosen(side, temperature):
    chosen = plan(side, temperature)
    costs = {name: float(cost) for name, cost in re.findall(r"(\w+) ([\d.e+-]+)(?:,|$)", chosen.reason)}
    assert set(costs) == set(WITH_A_COST)
    assert "milliseconds expected per independent configuration" in chosen.reason
    assert costs[chosen.algorithm] == min(costs.values())


@pytest.mark.parametrize("n_samples", [100, 1023, 20_000, 1_000_000])
@pytest.mark.parametrize("side", [2, 40, 300])
def test_chains_are_long_enough_and_fit_into_memory(side, n_samples):
    chosen = plan(side, CRITICAL, n_samples=n_samples, algorithm="metropolis")
    assert -(-n_samples // chosen.n_chains) >= FEWEST_RECORDS
    assert chosen.n_chains * side**2 <= LARGEST_STATE


@pytest.mark.parametrize("fraction", [0.01, 0.25, 0.6, 0.99])
def test_chains_are_long_enough_for_correlated_configurations(fraction):
    settings = sampling_settings(n_samples=2000, algorithm="metropolis", effective_fraction=fraction)
    for seed in range(10):
        drawn, _ = sample_configurations(4, 2.4, settings, rng=np.random.default_rng(seed))
        assert len(drawn.spins) >= 6 / fraction * drawn.n_chains  # with 10 records: InputError


@pytest.mark.parametrize("name", sorted(CLUSTERS))
def test_clusters_run_in_one_chain_since_every_chain_pays_for_burn_in(name):
    assert plan(40, CRITICAL, algorithm=name).n_chains == 1


@pytest.mark.parametrize("temperature", [1.8, CRITICAL, 2.6, 5.0])
@pytest.mark.parametrize("side", [8, 32])
@pytest.mark.parametrize("name", WITH_A_COST)
def test_the_expected_autocorrelation_time_is_within_a_factor_of_2_5_of_the_pilot(name, side, temperature):
    settings, rng = sampling_settings(n_samples=2000, algorithm=name), np.random.default_rng(20241301)
    drawing = begin_sampling(side, temperature, settings, rng=rng)
    assert 0.4 < drawing.plan.expected_tau / drawing.pilot.autocorrelation.slowest() < 2.5
