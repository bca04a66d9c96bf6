"""What hidden spins contain of the visible ones: fair coins are no good transformation."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.vrg.criteria.grades import grades
from rgcore.vrg.criteria.hidden_information import information_in_hidden
from rgcore.vrg.criteria.memberships import memberships, set_margins
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.transformation import Transformation

from ..one_example import example


def coins(model, n_hidden):
    """Hidden spins drawn by fair coins, normalized for every v."""
    values = np.full((len(model.hamiltonian), 2**n_hidden), -n_hidden * np.log(2))
    return DenseTransformation(hamiltonian=model.hamiltonian, log_operator=values)


def test_fair_coins_obey_the_trace_condition_and_are_not_good():
    decimation = example("decimation", 0.4)
    thrown = replace(decimation, transformation=coins(decimation.model, decimation.hidden.n_spins))
    found = grades(thrown)
    assert (found["trace_error_per_spin"], found["divergence_share"], found["information_in_hidden"]) == (
        0.0,
        0.0,
        0.0,
    )
    sets = memberships(set_margins(found))
    assert sets["is_rg"]
    assert not sets["is_good"]
    assert memberships(set_margins(grades(decimation)))["is_good"]


def test_kadanoff_block_without_strength_is_no_good_transformation():
    found = grades(example("kadanoff_block", 0.4, strength=0.0))
    assert found["information_in_hidden"] == 0.0
    assert not memberships(set_margins(found))["is_good"]


@pytest.mark.parametrize("name", ["ring_bond_rbm", "deep_stack", "torus_majority_rule"])
def test_share_is_that_of_a_sum_over_all_pairs(name):
    operator = example(name, 0.4).transformation
    joint = np.exp(operator.log_rows(slice(None)) - operator.hamiltonian[:, None])
    joint /= joint.sum()
    product = joint.sum(axis=1)[:, None] * joint.sum(axis=0)
    positive = joint > 0
    information = (joint[positive] * np.log(joint[positive] / product[positive])).sum()
    hidden = joint.sum(axis=0)
    assert information_in_hidden(operator) == pytest.approx(
        information / -(hidden * np.log(hidden)).sum(), abs=1e-11
    )


def test_a_spin_copied_with_errors_meets_the_binary_channel():
    error, states = 0.1, np.array([-1.0, 1.0])
    operator = Transformation(
        hamiltonian=np.zeros(2),
        log_trace=np.zeros(2),
        inputs=states[:, None] * np.log(0.9 / 0.1) / 2,
    )
    lost = -error * np.log2(error) - (1 - error) * np.log2(1 - error)
    assert information_in_hidden(operator) == pytest.approx(1 - lost, abs=1e-12)


def test_hidden_spins_of_one_state_contain_nothing():
    operator = Transformation(hamiltonian=np.zeros(2), log_trace=np.zeros(2), inputs=np.full((2, 1), 400.0))
    assert information_in_hidden(operator) == 0.0
