"""Every objective as a function of t(v) = ln sum_h exp T(v, h): its value, its derivative, and what it is blind to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rgcore.cards import load_cards
from rgcore.exact import boltzmann_distribution, kl_divergence
from rgcore.vrg.objectives.trace_statistics import trace_statistics

CARDS = load_cards("rgcore.vrg.objectives.functions")
BOUNDED = sorted(set(CARDS) - {"free_energy"})
N_STATES = 8
entries = st.floats(-4, 4, allow_nan=False, width=32)
traces = arrays(np.float64, N_STATES, elements=entries)
distributions = arrays(np.float64, N_STATES, elements=entries).map(boltzmann_distribution)


def example(seed=3, size=1.0):
    rng = np.random.default_rng(seed)
    return size * rng.standard_normal(N_STATES), boltzmann_distribution(rng.standard_normal(N_STATES))


def cost(name, log_trace, boltzmann):
    return CARDS[name].cost(log_trace, boltzmann)[0]


@settings(max_examples=50, deadline=None)
@given(traces, distributions)
def test_means_of_the_trace_give_both_divergences_of_the_model(log_trace, boltzmann):
    found = trace_statistics(log_trace, boltzmann)
    model = boltzmann * np.exp(log_trace) / (boltzmann * np.exp(log_trace)).sum()
    np.testing.assert_allclose(found.model, model, rtol=1e-12)
    assert found.divergence == pytest.approx(kl_divergence(boltzmann, model), abs=1e-12)
    reverse = found.mean_in_model - found.log_mean
    assert reverse == pytest.approx(kl_divergence(model, boltzmann), abs=1e-12)


@pytest.mark.parametrize("name", sorted(CARDS))
def test_derivatives_are_those_of_finite_differences(name):
    log_trace, boltzmann = example()
    derivative = CARDS[name].cost(log_trace, boltzmann)[1]
    step = 1e-5 * np.eye(N_STATES)
    numerical = [
        (cost(name, log_trace + each, boltzmann) - cost(name, log_trace - each, boltzmann)) / 2e-5
        for each in step
    ]
    np.testing.assert_allclose(derivative, numerical, rtol=0, atol=1e-9)


@settings(max_examples=50, deadline=None)
@given(traces, distributions)
def test_a_constant_fulfils_the_free_energy_alone_for_every_machine_and_teaches_it_nothing(
    log_trace, boltzmann
):
    shifted = log_trace - trace_statistics(log_trace, boltzmann).log_mean
    value, derivative = CARDS["free_energy"].cost(shifted, boltzmann)
    assert value < 1e-24
    assert np.abs(derivative).max() < 1e-12
    assert cost("divergence", shifted, boltzmann) == pytest.approx(
        cost("divergence", log_trace, boltzmann), abs=1e-12
    )


@settings(max_examples=50, deadline=None)
@given(traces, distributions, entries)
def test_the_divergence_and_the_bounds_do_not_depend_on_the_constant(log_trace, boltzmann, constant):
    for name in ("divergence", "lower_bound", "upper_bound"):
        assert cost(name, log_trace + constant, boltzmann) == pytest.approx(
            cost(name, log_trace, boltzmann), abs=1e-11
        )


@settings(max_examples=50, deadline=None)
@given(traces, distributions)
def test_kadanoffs_bound_is_the_divergence_and_the_other_bound_the_reverse_one(log_trace, boltzmann):
    found = trace_statistics(log_trace, boltzmann)
    assert cost("lower_bound", log_trace, boltzmann) == pytest.approx(found.divergence, abs=1e-12)
    reverse = kl_divergence(found.model, boltzmann)
    assert cost("upper_bound", log_trace, boltzmann) == pytest.approx(reverse, abs=1e-12)


@settings(max_examples=50, deadline=None)
@given(traces, distributions)
def test_the_two_shifts_put_the_free_energy_on_either_side_of_the_exact_one(log_trace, boltzmann):
    differences = {}
    for name in ("lower_bound", "upper_bound"):
        shifted = log_trace + CARDS[name].shift(log_trace, boltzmann)
        differences[name] = -trace_statistics(shifted, boltzmann).log_mean  # dF = F_lambda - F
    assert differences["lower_bound"] <= 1e-12
    assert differences["upper_bound"] >= -1e-12


@pytest.mark.parametrize("name", sorted(CARDS))
def test_the_trace_condition_fulfils_every_objective(name):
    value, derivative = CARDS[name].cost(np.zeros(N_STATES), example()[1])
    assert abs(value) < 1e-15
    assert np.abs(derivative).max() < 1e-15


@settings(max_examples=50, deadline=None)
@given(traces, distributions)
def test_divergence_and_free_energy_together_are_fulfilled_by_the_trace_condition_only(log_trace, boltzmann):
    least = 1e-6 * boltzmann.min() * min(1.0, (log_trace**2).max())
    rounding = 8 * np.finfo(float).eps * (1 + np.abs(log_trace).max() ** 2)
    assert cost("both", log_trace, boltzmann) >= least - rounding


@pytest.mark.parametrize("size", [1e-2, 1e-3])
def test_near_the_trace_condition_both_together_are_half_its_mean_square_violation(size):
    log_trace, boltzmann = example(size=size)
    assert cost("both", log_trace, boltzmann) == pytest.approx(boltzmann @ log_trace**2 / 2, rel=10 * size)


@pytest.mark.parametrize("name", BOUNDED)
def test_every_objective_but_the_free_energy_alone_is_positive_unless_the_model_is_right(name):
    log_trace, boltzmann = example()
    assert cost(name, log_trace, boltzmann) > 0.1
