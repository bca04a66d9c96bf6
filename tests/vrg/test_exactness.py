"""The table: its schema, its rows, and the sets the examples fall in."""

import numpy as np
import pandas as pd
import pytest

from rgcore.provenance import Stamp
from rgcore.tables import read_table, write_table
from rgcore.vrg.criteria import flow_exponents
from rgcore.vrg.criteria.schemas import VRG_CRITERIA
from rgcore.vrg.exactness import exactness_table, transformation_tables
from rgcore.vrg.flows.exponents import approximate_exponents
from rgcore.vrg.schemas import VRG_EXACTNESS

COUPLINGS = [0.5, 0.4406868]
NAMES = {"is_rg": "rg", "is_variational": "variational", "is_rbm": "rbm", "is_good": "good"}
MEMBERSHIP = {
    "decimation": {"rg", "rbm", "good"},
    "decimating_rbm": {"rg", "variational", "rbm", "good"},
    "ring_bond_rbm": {"variational", "rbm"},
    "torus_bond_rbm": {"variational", "rbm"},
    "majority_rule": {"rg", "good"},
    "kadanoff_block": {"rg", "good"},
    "potential_moving": {"variational", "good"},
    "trained_rbm_3": {"variational", "rbm"},
    "trained_rbm_4": {"rg", "variational", "rbm", "good"},
    "decoupled": {"rbm"},
    "torus_decimation": {"rg", "rbm", "good"},
    "torus_majority_rule": {"rg", "good"},
    "bond_moving": {"rbm"},
    "tensor_blocking": {"good"},
    "deep_stack": {"rg", "good"},
    "fixed_strength": {"variational", "good"},
    "stopped_rbm_3": {"variational", "rbm"},
}


@pytest.fixture(scope="module")
def tables():
    return transformation_tables(COUPLINGS, list(MEMBERSHIP), rng=np.random.default_rng(5))


@pytest.fixture(scope="module")
def table(tables):
    return tables.exactness


def test_table_fits_its_schema(table, tmp_path):
    assert list(table.columns) == VRG_EXACTNESS.names
    stamp = Stamp(parameters={}, root_seed=5, code="none", inputs={})
    write_table(table, tmp_path / "vrg.parquet", schema=VRG_EXACTNESS, stamp=stamp)
    assert len(read_table(tmp_path / "vrg.parquet")) == len(MEMBERSHIP) * len(COUPLINGS)


def test_criteria_fit_their_schema_and_decide_the_sets(tables, tmp_path):
    assert list(tables.criteria.columns) == VRG_CRITERIA.names
    stamp = Stamp(parameters={}, root_seed=5, code="none", inputs={})
    write_table(tables.criteria, tmp_path / "criteria.parquet", schema=VRG_CRITERIA, stamp=stamp)
    for name in NAMES:
        inside = tables.criteria[f"{name.removeprefix('is_')}_margin"] >= 0
        np.testing.assert_array_equal(inside, tables.exactness[name])


def test_trained_and_hand_made_decimators_stand_side_by_side(tables):
    rows = tables.criteria.set_index("transformation")
    margins = ["rg_margin", "variational_margin", "rbm_margin", "good_margin"]
    np.testing.assert_allclose(
        rows.loc["trained_rbm_4", margins], rows.loc["decimating_rbm", margins], rtol=0, atol=1e-3
    )
    assert (rows.loc["trained_rbm_4", margins] > rows.loc["trained_rbm_4", "sensitivity"].max()).all(
        axis=None
    )


def test_exponents_decide_where_a_transformation_has_a_flow():
    exponents = pd.DataFrame(
        {
            "approximation": ["lower_bound_of_bonds"],
            "lattice": ["square"],
            "thermal_exponent": [0.7],
            "thermal_exponent_exact": [1.0],
            "magnetic_exponent": [1.88],
            "magnetic_exponent_exact": [1.875],
        }
    )
    names = ["potential_moving", "kadanoff_block"]
    judged = transformation_tables([0.5], names, {}, exponents, rng=np.random.default_rng(5))
    rows = judged.criteria.set_index("transformation")
    assert rows.loc["potential_moving", "thermal_exponent_error"] == pytest.approx(0.3)
    assert rows.loc["potential_moving", "magnetic_exponent_error"] == pytest.approx(0.005)
    assert np.isnan(rows.loc["kadanoff_block", "thermal_exponent_error"])
    assert judged.exactness.set_index("transformation").is_good.to_dict() == {
        "potential_moving": False,
        "kadanoff_block": True,
    }


def test_exponents_of_a_flow_without_a_row_are_computed(monkeypatch):
    asked = []

    def of_flows(names):
        asked.append(list(names))
        return approximate_exponents(names)

    monkeypatch.setattr(flow_exponents, "approximate_exponents", of_flows)
    exponents = approximate_exponents(["chain_decimation"])
    names = ["bond_moving", "decimation"]
    rows = transformation_tables([0.5], names, {}, exponents, rng=np.random.default_rng(5)).criteria
    assert asked == [["migdal_kadanoff_moving_first"]]
    assert rows.thermal_exponent_error.tolist() == pytest.approx([0.2525, np.nan], abs=1e-3, nan_ok=True)


def test_adding_a_coupling_changes_no_other_row():
    names = ["trained_rbm_3", "decimation", "decoupled"]
    both, alone = (
        transformation_tables(couplings, names, rng=np.random.default_rng(5))
        for couplings in (COUPLINGS, COUPLINGS[1:])
    )
    for whole, part in zip(both, alone, strict=True):
        assert whole[whole.coupling == COUPLINGS[1]].reset_index(drop=True).equals(part)


def test_examples_fall_in_the_sets_their_physics_puts_them_in(table):
    for row in table.itertuples():
        found = {name for column, name in NAMES.items() if getattr(row, column)}
        assert found == MEMBERSHIP[row.transformation], (row.transformation, row.coupling)


def test_effective_couplings_meet_their_closed_forms(table):
    known = table[table.effective_coupling_exact.notna()]
    assert set(known.transformation) == {
        "decimation", "decimating_rbm", "ring_bond_rbm", "torus_bond_rbm", "decoupled", "torus_decimation",
        "bond_moving", "deep_stack",
    }  # fmt: skip
    np.testing.assert_allclose(known.effective_coupling, known.effective_coupling_exact, rtol=0, atol=1e-12)


def test_trace_condition_implies_the_free_energy_and_the_distribution(table):
    exact = table[table.trace_condition_error < table["rounding"]]
    assert len(exact) > 10
    assert (exact.kl_divergence < 1e-12).all()
    assert (exact.free_energy_difference.abs() < 1e-12).all()


@pytest.mark.parametrize("couplings", [[], [0.0], [-0.2], [np.nan], [np.inf], [0.3, 0.3]])
def test_impossible_couplings_are_refused(couplings):
    with pytest.raises(ValueError, match="coupling"):
        exactness_table(couplings, ["decimation"], rng=np.random.default_rng(5))


@pytest.mark.parametrize("coupling", [0.02, 2.5])
def test_extreme_temperatures_give_finite_numbers(coupling):
    names = [name for name in MEMBERSHIP if name != "trained_rbm_3"]  # which stopped_rbm_3 is, in less time
    table = exactness_table([coupling], names, rng=np.random.default_rng(5))
    numbers = table[
        ["trace_condition_error", "kl_divergence", "free_energy_difference", "effective_coupling"]
    ]
    assert np.isfinite(numbers).all(axis=None)
    assert (
        table.set_index("transformation").trace_condition_error[["decimating_rbm", "torus_bond_rbm"]] < 1e-11
    ).all()


def test_rows_have_the_numbers_of_spins_and_what_is_known_of_their_transformations(table):
    """Decimation of a ring leaves neighbours alone; moved bonds are a bound: dF = -KL(P || p)."""
    rows = table.set_index("transformation")
    decimation, moved = rows.loc["decimation"], rows.loc["bond_moving"]
    assert set(zip(decimation["n_visible"], decimation["n_hidden"], strict=True)) == {(8, 4)}
    assert (decimation["long_range_fraction"] < 1e-12).all()
    np.testing.assert_allclose(moved["free_energy_difference"], -moved["kl_divergence"], rtol=1e-9)
    assert (moved["kl_divergence"] > 1e-3).all()
