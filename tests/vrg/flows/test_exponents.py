"""The table of approximations: its schema, known numbers, and what is refused."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables import read_table, write_table
from rgcore.vrg import approximate_exponents, approximate_flow
from rgcore.vrg.flows.flow_card import approximation, approximation_names
from rgcore.vrg.flows.schemas import VRG_EXPONENTS


@pytest.fixture(scope="module")
def table():
    return approximate_exponents(approximation_names())


def test_the_table_fits_its_schema(table, tmp_path):
    assert list(table.columns) == VRG_EXPONENTS.names
    stamp = Stamp(parameters={}, root_seed=5, code="none", inputs={})
    write_table(table, tmp_path / "vrg.parquet", schema=VRG_EXPONENTS, stamp=stamp)
    assert len(read_table(tmp_path / "vrg.parquet")) == len(approximation_names())


def test_every_fixed_point_is_one_to_rounding_and_has_one_relevant_even_direction(table):
    assert (table.fixed_point_residual < 1e-12).all()
    assert (table.thermal_exponent > 0.5).all()
    without = [approximation(name).from_coupling is None for name in table.approximation]
    assert table.critical_coupling.isna().tolist() == without
    assert not (table.second_thermal_exponent > 0).any()


def test_exact_values_are_those_of_the_lattice(table):
    rows = table.set_index("lattice")
    assert rows.loc["chain", "magnetic_exponent_exact"] == 1.0
    assert set(rows.loc["square", "critical_coupling_exact"].round(7)) == {0.4406868}
    assert set(rows.loc["triangular", "critical_coupling_exact"].round(7)) == {0.2746531}
    assert set(rows.loc[["square", "triangular"], "magnetic_exponent_exact"]) == {1.875}


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("migdal_kadanoff_moving_first", "thermal_exponent", 1 / 1.338),  # Meurice, arXiv:1211.3675
        ("two_state_tensor_by_trace", "thermal_exponent", 1 / 0.993),  # the same
        ("first_cumulant", "magnetic_exponent", np.log(3 / 2**0.5) / np.log(3**0.5)),  # in closed form
        ("first_cumulant", "critical_coupling", np.log(1 + 8**0.5) / 4),
        ("second_cumulant", "scale_factor", 3**0.5),
    ],
)
def test_known_numbers_stand_in_their_columns(table, name, column, value):
    assert table.set_index("approximation").loc[name, column] == pytest.approx(value, abs=6e-4)


def test_the_lower_bound_has_the_exponents_recalled_from_the_literature(table):
    """p, alpha and delta, digits recalled for Kadanoff, Houghton and Yalabik, J. Stat. Phys. 14, 171 (1976).

    They were not checked against the paper, which could not be opened.
    """
    row = table.set_index("approximation").loc["lower_bound"]
    assert row["parameter"] == pytest.approx(0.76598, abs=6e-6)
    assert 2 - 2 / row["thermal_exponent"] == pytest.approx(0.001756, abs=1e-6)
    assert row["magnetic_exponent"] / (2 - row["magnetic_exponent"]) == pytest.approx(15.04, abs=1e-2)


def test_both_orders_of_migdal_and_kadanoff_are_one_map_with_couplings_doubled(table):
    rows = table.set_index("approximation")["critical_coupling"]
    both = rows["migdal_kadanoff_moving_first"], rows["migdal_kadanoff_decimating_first"]
    assert max(both) == pytest.approx(2 * min(both), rel=1e-9)


def test_the_chain_is_exact_and_orders_only_at_zero_temperature(table):
    row = table.set_index("approximation").loc["chain_decimation"]
    assert row["thermal_exponent"] == row["magnetic_exponent"] == 1.0
    assert np.isinf(row["critical_coupling"])
    assert np.isinf(row["fixed_point_coupling"])


def test_a_row_does_not_depend_on_the_others(table):
    alone = approximate_exponents(["two_state_tensor_by_trace", "first_cumulant"])
    both = table.set_index("approximation").loc[["two_state_tensor_by_trace", "first_cumulant"]].reset_index()
    assert alone.equals(both)


def test_a_flow_starts_at_its_coupling_and_is_the_map_iterated():
    flow = approximate_flow("first_cumulant", 0.4, 3)
    assert flow["step"].tolist() == [0, 1, 2, 3]
    assert flow["coupling"].tolist() == flow["nearest_neighbour"].tolist()
    assert flow["coupling"].iloc[0] == 0.4
    again = approximate_flow("first_cumulant", flow["coupling"].iloc[1], 2)
    assert again["coupling"].tolist() == flow["coupling"].tolist()[1:]


def test_a_flow_that_does_not_hold_the_nearest_neighbour_model_is_refused():
    with pytest.raises(
        InputError, match="must hold the model of nearest neighbours, but this one keeps pair, four"
    ):
        approximate_flow("lower_bound", 0.4, 3)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "approximations must be a list of at least one name"),
        (["cumulant"], r"approximations\[0\] must be one of chain_decimation, .*, got 'cumulant'"),
        (["first_cumulant"] * 2, "each approximation must come once"),
    ],
)
def test_names_that_are_none_are_refused(names, words):
    with pytest.raises(InputError, match=words):
        approximate_exponents(names)
