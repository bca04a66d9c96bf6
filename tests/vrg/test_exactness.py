"""The table: its schema, its rows, and the sets the examples fall in."""

import numpy as np
import pytest

from rgcore.provenance import Stamp
from rgcore.tables import read_table, write_table
from rgcore.vrg.exactness import exactness_table
from rgcore.vrg.schemas import VRG_EXACTNESS

COUPLINGS = [0.3, 0.4406868]
NAMES = {"is_rg": "rg", "is_variational": "variational", "is_rbm": "rbm", "is_good": "good"}
MEMBERSHIP = {
    "decimation": {"rg", "good"},
    "decimating_rbm": {"rg", "variational", "rbm", "good"},
    "ring_bond_rbm": {"rg", "variational", "rbm"},
    "torus_bond_rbm": {"rg", "variational", "rbm"},
    "majority_rule": {"rg", "good"},
    "kadanoff_block": {"rg"},
    "potential_moving": {"variational"},
    "trained_rbm_3": {"variational", "rbm"},
    "trained_rbm_4": {"variational", "rbm", "good"},
    "decoupled": {"variational", "rbm"},
    "torus_decimation": {"rg"},
    "torus_majority_rule": {"rg"},
    "bond_moving": set(),
    "tensor_blocking": {"variational"},
    "deep_stack": {"rg", "variational", "good"},
}


@pytest.fixture(scope="module")
def table():
    return exactness_table(COUPLINGS, list(MEMBERSHIP), rng=np.random.default_rng(5))


def test_table_fits_its_schema(table, tmp_path):
    assert list(table.columns) == VRG_EXACTNESS.names
    stamp = Stamp(parameters={}, root_seed=5, code="none", inputs={})
    write_table(table, tmp_path / "vrg.parquet", schema=VRG_EXACTNESS, stamp=stamp)
    assert len(read_table(tmp_path / "vrg.parquet")) == len(MEMBERSHIP) * len(COUPLINGS)


def test_adding_a_coupling_changes_no_other_row(table):
    alone = exactness_table(COUPLINGS[1:], list(MEMBERSHIP), rng=np.random.default_rng(5))
    shared = table[table.coupling == COUPLINGS[1]].reset_index(drop=True)
    assert shared.equals(alone)


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
    exact = table[table.is_rg]
    assert (exact.kl_divergence < 1e-12).all()
    assert (exact.free_energy_difference.abs() < 1e-12).all()


@pytest.mark.parametrize("couplings", [[], [0.0], [-0.2], [np.nan], [np.inf], [0.3, 0.3]])
def test_impossible_couplings_are_refused(couplings):
    with pytest.raises(ValueError, match="coupling"):
        exactness_table(couplings, ["decimation"], rng=np.random.default_rng(5))


@pytest.mark.parametrize("coupling", [0.02, 2.5])
def test_extreme_temperatures_give_finite_numbers(coupling):
    table = exactness_table([coupling], list(MEMBERSHIP), rng=np.random.default_rng(5))
    numbers = table[
        ["trace_condition_error", "kl_divergence", "free_energy_difference", "effective_coupling"]
    ]
    assert np.isfinite(numbers).all(axis=None)
    assert (
        table.set_index("transformation").trace_condition_error[["decimating_rbm", "torus_bond_rbm"]] < 1e-11
    ).all()
