"""Trace condition and KL = 0: each follows from the other once the free energy is right, for any operator."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rgcore.exact import boltzmann_distribution
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.trace_condition import (
    free_energy_difference,
    model_divergence,
    trace_condition_error,
    trace_error_per_spin,
)

N_VISIBLE, N_HIDDEN = 3, 2
entries = st.floats(-3, 3, allow_nan=False, width=32)
hamiltonians = arrays(np.float64, 2**N_VISIBLE, elements=entries)
operators = arrays(np.float64, (2**N_VISIBLE, 2**N_HIDDEN), elements=entries)


def normalized(operator):
    return operator - np.logaddexp.reduce(operator, axis=1, keepdims=True)


def with_free_energy(hamiltonian, operator):
    """The operator with that constant added to it that makes dF zero."""
    raw = DenseTransformation(hamiltonian=hamiltonian, log_operator=operator)
    return DenseTransformation(hamiltonian=hamiltonian, log_operator=operator + free_energy_difference(raw))


@settings(max_examples=60, deadline=None)
@given(hamiltonians, operators)
def test_the_trace_condition_implies_the_distribution_and_the_free_energy(hamiltonian, operator):
    exact = DenseTransformation(hamiltonian=hamiltonian, log_operator=normalized(operator))
    assert trace_condition_error(exact) < 1e-12
    assert model_divergence(exact) < 1e-12
    assert abs(free_energy_difference(exact)) < 1e-12


@settings(max_examples=60, deadline=None)
@given(hamiltonians, operators)
def test_no_divergence_at_the_right_free_energy_implies_the_trace_condition(hamiltonian, operator):
    found = with_free_energy(hamiltonian, operator)
    assert abs(free_energy_difference(found)) < 1e-12
    boltzmann = boltzmann_distribution(-hamiltonian)
    deviation = np.abs(np.expm1(found.log_trace))
    mean, divergence = boltzmann @ deviation, model_divergence(found)
    assert divergence >= mean**2 / 2 - 1e-12  # Pinsker's inequality: no divergence, no deviation
    assert mean >= boltzmann.min() * trace_condition_error(found) - 1e-12
    assert divergence <= np.abs(found.log_trace).max() + 1e-12  # and the other way round


@settings(max_examples=60, deadline=None)
@given(hamiltonians, operators, entries)
def test_a_constant_breaks_the_trace_condition_and_not_the_distribution(hamiltonian, operator, constant):
    shifted = DenseTransformation(hamiltonian=hamiltonian, log_operator=normalized(operator) + constant)
    assert model_divergence(shifted) < 1e-12
    assert free_energy_difference(shifted) == pytest.approx(-constant, abs=1e-12)
    assert trace_error_per_spin(shifted) == pytest.approx(abs(constant) / N_VISIBLE, abs=1e-12)


def test_the_error_per_spin_does_not_grow_with_copies_of_a_system():
    rng = np.random.default_rng(1)
    one = DenseTransformation(hamiltonian=rng.standard_normal(4), log_operator=rng.standard_normal((4, 2)))
    log_trace = (one.log_trace[:, None] + one.log_trace[None, :]).reshape(-1)
    two = DenseTransformation(
        hamiltonian=(one.hamiltonian[:, None] + one.hamiltonian[None, :]).reshape(-1),
        log_operator=np.repeat(log_trace[:, None] - np.log(2), 2, axis=1),
    )
    assert trace_error_per_spin(two) == pytest.approx(trace_error_per_spin(one), abs=1e-12)
