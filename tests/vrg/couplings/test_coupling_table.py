"""The table of couplings by number of spins and range."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables import read_table, write_table
from rgcore.vrg import coupling_table, exactness_table
from rgcore.vrg.examples.schemas import VRG_COUPLINGS

NAMES = ["decimation", "trained_rbm_3", "torus_decimation"]


@pytest.fixture(scope="module")
def table():
    return coupling_table([0.1, 0.43, 0.6], NAMES, rng=np.random.default_rng(5))


def test_table_fits_its_schema(table, tmp_path):
    assert list(table.columns) == VRG_COUPLINGS.names
    stamp = Stamp(parameters={}, root_seed=5, code="none", inputs={})
    write_table(table, tmp_path / "couplings.parquet", schema=VRG_COUPLINGS, stamp=stamp)
    assert len(read_table(tmp_path / "couplings.parquet")) == len(table) == 5 + 3 + 8


def test_the_coupling_is_the_one_nearest_to_the_critical_one(table):
    assert set(table["coupling"]) == {0.43}


def test_couplings_of_nearest_neighbours_are_those_of_the_exactness_table(table):
    """Of the same draws the same networks."""
    expected = exactness_table([0.43], NAMES, rng=np.random.default_rng(5)).set_index("transformation")
    for name, rows in table[table["n_spins"] == 2].groupby("transformation"):
        nearest = rows.sort_values("range").iloc[0]
        assert nearest["mean"] == pytest.approx(expected["effective_coupling"][name], abs=1e-12)


def test_rounding_is_stored_as_zero(table):
    rows = table[table["transformation"] == "torus_decimation"].set_index(["n_spins", "range"])
    assert (rows.loc[[1, 3], ["mean", "root_mean_square"]] == 0).all(axis=None)
    four = np.log(np.cosh(4 * 0.43)) / 8 - np.log(np.cosh(2 * 0.43)) / 2
    assert rows.loc[(4, 2.0), "mean"] == pytest.approx(four / 2, abs=1e-12)  # 8 of 16 products
    assert rows.loc[(4, 2.0), "root_mean_square"] == pytest.approx(abs(four) / np.sqrt(2), abs=1e-12)


def test_no_coupling_or_an_impossible_one_is_refused():
    for couplings in ([], [0.0], [4.0]):
        with pytest.raises(InputError, match="couplings"):
            coupling_table(couplings, ["decimation"], rng=np.random.default_rng(5))
