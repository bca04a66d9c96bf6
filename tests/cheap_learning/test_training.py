"""Derivatives of networks, their training, and the table."""

import numpy as np
import pytest

from rgcore.cheap_learning import cheap_learning_table
from rgcore.cheap_learning.cheap_learning_table import _n_layers, _of_starts
from rgcore.cheap_learning.constructions import one_layer
from rgcore.cheap_learning.network import jacobian, output, start
from rgcore.cheap_learning.schemas import CHEAP_LEARNING
from rgcore.cheap_learning.settings import CheapLearningSettings
from rgcore.cheap_learning.training import Target, fit
from rgcore.errors import InputError


def settings(**changed):
    small = {"constructed": [2, 4], "scales": [0.5, 0.25], "trained": [2, 3], "n_points": 60, "n_starts": 1}
    return CheapLearningSettings(**(small | {"n_iterations": 20, "tolerance": 0.1} | changed))


def test_the_derivatives_are_those_of_the_output():
    rng = np.random.default_rng(1)
    parameters, inputs = start(3, [4, 2], rng), rng.uniform(-1, 1, (7, 3))
    values, slopes = jacobian(parameters, inputs)
    assert values == pytest.approx(output(parameters, inputs))
    numerical, step = [], 1e-6
    for array in (array for layer in parameters for array in layer):
        for place in np.ndindex(array.shape):
            kept, ends = array[place], []
            for sign in (1, -1):
                array[place] = kept + sign * step
                ends.append(output(parameters, inputs))
            array[place] = kept
            numerical.append((ends[0] - ends[1]) / (2 * step))
    assert slopes == pytest.approx(np.array(numerical).T, rel=1e-6, abs=1e-8)


def test_networks_start_with_sums_of_variance_four_and_biases_of_variance_one():
    """Of inputs of size one, whatever their number; 20,000 weights scatter by 1 %."""
    parameters = start(100, [200, 400], np.random.default_rng(10))
    for weights, _ in parameters:
        assert (weights**2).sum(axis=0).mean() == pytest.approx(4, rel=4 * (2 / weights.size) ** 0.5)
    together = np.concatenate([biases for _, biases in parameters])
    assert together.var() == pytest.approx(1, rel=4 * (2 / together.size) ** 0.5)


def test_a_network_can_be_the_construction():
    gate, inputs = one_layer(2, 0.5), np.random.default_rng(2).uniform(-1, 1, (9, 2))
    parameters = [(gate.weights.T, np.full(4, gate.bias)), (gate.output[:, None], np.zeros(1))]
    assert output(parameters, inputs) == pytest.approx(gate(inputs))


def test_training_reaches_the_product_with_four_units_and_not_with_two():
    inputs = np.random.default_rng(3).uniform(-1, 1, (200, 2))
    products = inputs.prod(axis=1)

    def error(width):
        errors = []
        for rng in np.random.default_rng(4).spawn(4):
            found = fit(start(2, [width], rng), Target(inputs, 300, 1e-3))
            errors.append(np.sqrt(np.mean((output(found, inputs) - products) ** 2) / np.mean(products**2)))
        return min(errors)

    assert error(2) > 0.3
    assert error(4) < 5e-3


def test_training_never_makes_the_error_larger_and_ends_when_it_is_small_enough():
    inputs = np.random.default_rng(5).uniform(-1, 1, (50, 2))
    first = start(2, [3], np.random.default_rng(6))
    costs = [
        np.sum((output(fit(first, Target(inputs, number, 1e-3)), inputs) - inputs.prod(axis=1)) ** 2)
        for number in range(21)
    ]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < 0.1 * costs[0]
    started = fit(first, Target(inputs, 20, 1e9))
    assert all(
        np.array_equal(one, other)
        for a, b in zip(started, first, strict=True)
        for one, other in zip(a, b, strict=True)
    )


@pytest.fixture(scope="module")
def table():
    return cheap_learning_table(settings(), rng=np.random.default_rng(7))


def test_the_table_has_its_columns_and_a_row_per_width(table):
    assert set(table.columns) == set(CHEAP_LEARNING.names)
    assert not table.duplicated(list(CHEAP_LEARNING.keys)).any()
    trained = table[table["source"] == "training"].groupby(["architecture", "n_factors"])["n_units"]
    assert trained.agg(list).to_dict() == {
        ("deep", 3): [3, 6, 9, 12, 15, 18],
        ("one_layer", 2): [2, 3, 4],
        ("one_layer", 3): [3, 4, 5, 6, 7, 8],
    }


def test_widths_end_where_most_starts_are_within_the_tolerance():
    table = cheap_learning_table(
        settings(trained=[2], n_starts=8, n_iterations=200), rng=np.random.default_rng(9)
    )
    trained = table[table["source"] == "training"]
    assert list(trained["n_units"]) == [2, 3]
    assert (trained["reached"].iloc[0], trained["reached_low"].iloc[1] > 0.5) == (0.0, True)
    assert trained["reached_high"].iloc[0] == pytest.approx(1 - 0.025 ** (1 / 8))
    assert (trained["error"] < trained["error_median"]).all()


def test_few_starts_decide_nothing_and_the_widths_go_on():
    table = cheap_learning_table(
        settings(trained=[2], n_starts=3, n_iterations=200), rng=np.random.default_rng(9)
    )
    trained = table[table["source"] == "training"].set_index("n_units")
    assert list(trained.index) == [2, 3, 4]
    assert trained.loc[3, "reached"] > 0.5 > trained.loc[3, "reached_low"]


def test_constructions_have_the_units_that_they_should_and_the_error_of_the_expansion(table):
    known = table[table["source"] == "construction"]
    assert (known["n_units"] == known["n_units_constructed"]).all()
    units = known.groupby(["n_factors", "architecture"])["n_units"].first().to_dict()
    assert units == {
        (2, "deep"): 4,
        (2, "one_layer"): 4,
        (4, "deep"): 12,
        (4, "half_layer"): 8,
        (4, "one_layer"): 16,
    }
    fine = known[known["scale"] == 0.25]
    assert fine["error"].to_numpy() == pytest.approx(fine["error_expected"].to_numpy(), rel=0.06)
    assert [_n_layers(number) for number in (2, 3, 4, 5, 8, 9)] == [1, 2, 2, 3, 3, 4]
    layers = known.groupby(["n_factors", "architecture"])["n_layers"].first()
    assert (layers[4, "deep"], layers[2, "deep"], layers[4, "one_layer"]) == (2, 1, 1)


def test_a_table_can_be_repeated_bit_by_bit(table):
    again = cheap_learning_table(settings(), rng=np.random.default_rng(7))
    assert again.equals(table)
    other = cheap_learning_table(settings(trained=[2]), rng=np.random.default_rng(8))
    assert not np.isin(other["error"][other["source"] == "training"], table["error"]).any()


def test_numbers_of_factors_beyond_the_limits_are_refused():
    with pytest.raises(InputError, match=r"trained\[0\] must be at most 5, but it is 9"):
        settings(trained=[9])


def test_a_row_has_the_best_start_the_median_and_the_share_within_the_tolerance():
    row = _of_starts(np.array([0.3, 0.1, 0.9]), 0.2)
    assert (row["error"], row["error_median"], row["n_starts"]) == (0.1, 0.3, 3)
    assert row["reached"] == pytest.approx(1 / 3)
    assert row["reached_low"] < 1 / 3 < row["reached_high"]
