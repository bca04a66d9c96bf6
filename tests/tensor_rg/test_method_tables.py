"""The tables of the tensor renormalization and its settings."""

import pytest

from rgcore.errors import InputError
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.settings import read_settings
from rgcore.tensor_rg import tensor_tables
from rgcore.tensor_rg.coarse_graining import METHODS, coarse_grain
from rgcore.tensor_rg.memory import ARRAYS
from rgcore.tensor_rg.schemas import TENSOR_RG, TENSOR_SPECTRA
from rgcore.tensor_rg.settings import TensorSettings

VALUES = {
    "n_levels": 10,
    "relative_temperatures": [0.9, 1.0],
    "bond_dimensions": {"levin_nave": None, "bond_weighted": [2, 4], "hotrg": [2]},
    "spectra": {"bond_weighted": 4},
}


@pytest.fixture(scope="module")
def tables():
    return tensor_tables(TensorSettings(**VALUES))


def test_a_row_for_every_method_temperature_and_bond_dimension(tables):
    summary, spectra = tables
    assert set(summary.columns) == set(TENSOR_RG.names)
    assert set(spectra.columns) == set(TENSOR_SPECTRA.names)
    assert len(summary) == 6
    assert len(spectra) == 2 * 5 * 2  # temperatures, levels 2 to 10, ranks
    assert not summary.duplicated(list(TENSOR_RG.keys)).any()
    assert not spectra.duplicated(list(TENSOR_SPECTRA.keys)).any()


def test_critical_data_stand_at_the_critical_temperature_alone(tables):
    summary = tables[0].set_index("relative_temperature")
    names = ["side", "central_charge", "delta_sigma", "delta_epsilon", "reading_change"]
    assert summary.loc[0.9, names].isna().all(axis=None)
    assert summary.loc[1.0, names].notna().all(axis=None)
    exact = {"central_charge": 1 / 2, "delta_sigma": 1 / 8, "delta_epsilon": 1.0}
    for name, value in exact.items():
        assert (summary[name] - summary[f"{name}_deviation"]).dropna().to_numpy() == pytest.approx(value)


def test_free_energies_are_per_site_in_units_of_j(tables):
    rows = tables[0]
    assert (rows["free_energy"] < -2).all()
    assert (rows["relative_error"] < 1e-2).all()
    assert (rows["discarded"] > 1e-4).all()  # of the step that discards most; the first ones discard nothing
    exact = rows.loc[rows["relative_temperature"] == 1, "free_energy_exact"]
    assert exact.to_numpy() == pytest.approx(-2.109651145, abs=1e-9)


def test_errors_are_relative_to_the_exact_free_energy_and_levels_are_steps(tables):
    rows = tables[0]
    off = (rows["free_energy"] - rows["free_energy_exact"]).abs()
    assert (rows["relative_error"] * rows["free_energy_exact"].abs()).to_numpy() == pytest.approx(off)
    assert set(rows["n_levels"]) == {10}


def test_of_few_states_the_reading_is_that_of_the_three_smallest_square_blocks(tables):
    """2 x 2, 4 x 4 and 8 x 8 sites: on larger ones truncation shifts the numbers more and more."""
    assert set(tables[0].loc[tables[0]["relative_temperature"] == 1, "side"]) == {8.0}


def test_spectra_are_those_of_square_blocks_by_their_side(tables):
    rows = tables[1].query("relative_temperature == 1").set_index(["level", "rank"])
    levels = coarse_grain((CRITICAL_COUPLING,) * 2, "bond_weighted", 4, 10)
    for (level, rank), row in rows.iterrows():
        assert row["side"] == 2 ** (level // 2)
        assert row["singular_value"] == pytest.approx(levels[level].spectrum[rank - 1], rel=1e-9)


def test_memory_is_counted_for_every_method():
    assert set(ARRAYS) == set(METHODS)


def test_a_bond_dimension_beyond_memory_is_refused_where_it_stands():
    wrong = VALUES | {"bond_dimensions": {"hotrg": [400]}}
    with pytest.raises(
        InputError,
        match=r"tensor_rg.bond_dimensions.hotrg: bond_dimension must be at most \d+ for hotrg, got 400, ",
    ):
        read_settings(TensorSettings, wrong, source="config", place=("tensor_rg",))


def test_all_methods_switched_off_are_refused():
    with pytest.raises(InputError, match="all are switched off"):
        TensorSettings(**VALUES | {"bond_dimensions": {"hotrg": None}})


def test_transfer_eigenvalues_at_the_critical_point_lie_near_those_of_the_fixed_point(tables):
    """exp(-2 pi / 8) = 0.4559 of the spin, exp(-2 pi) = 0.00187 of the energy."""
    rows = tables[1].query("relative_temperature == 1 and level == 6").set_index("rank")
    assert rows["transfer_eigenvalue_critical"].to_numpy() == pytest.approx([0.45594, 0.0018674], rel=1e-4)
    assert rows.loc[2, "transfer_eigenvalue"] == pytest.approx(0.456, abs=0.05)
