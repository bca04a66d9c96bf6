"""Numbers that limits are set to: small ones are kept, couplings are of the larger lattice, exponents of the square."""

import pytest

from rgcore.vrg import approximate_exponents
from rgcore.vrg.criteria.flow_exponents import exponent_errors
from rgcore.vrg.criteria.grades import grades
from rgcore.vrg.criteria.hidden_information import information_in_hidden

from ..one_example import example


def test_a_grade_below_every_limit_is_no_zero():
    """A block spin that hardly follows its block has p^2 <s^2> / 2 nats of at most ln 2 about it."""
    soft = example("kadanoff_block", 0.2, strength=0.01)
    found = grades(soft)["information_in_hidden"]
    assert found == information_in_hidden(soft.transformation)
    assert 1e-5 < found < 1e-2 / 10


@pytest.mark.parametrize(("name", "n_spins"), [("potential_moving", 16), ("decimation", 4)])
def test_couplings_are_of_the_lattice_that_a_card_names_or_its_own(name, n_spins):
    assert grades(example(name, 0.4))["n_spins_of_couplings"] == n_spins


def test_errors_of_exponents_are_those_of_the_square_lattice_from_one_and_fifteen_eighths():
    names = ["migdal_kadanoff_moving_first", "first_cumulant", "chain_decimation"]
    table = approximate_exponents(names)
    row = table.set_index("approximation").loc[names[0]]
    thermal, magnetic = exponent_errors(table)[names[0]]
    assert set(exponent_errors(table)) == {names[0]}
    assert (thermal, magnetic) == (abs(row["thermal_exponent"] - 1), abs(row["magnetic_exponent"] - 1.875))
    assert exponent_errors(table.iloc[1:], [names[0]]) == {names[0]: (thermal, magnetic)}
    assert exponent_errors(None) == {}
