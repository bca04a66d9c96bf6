"""Exponents of maps: the majority rule through both ways, and independent spins, whose matrices are solved by hand.

Given its inputs, a coarse spin that is drawn has the mean tanh x. With one weight w its mean is s tanh w, so that on
independent spins the field has the eigenvalue tanh w, and no other coarse operator has any correlation with the field.
Planted: signs in place of draws, 2w in place of w, and differences taken the other way round each fail here.
"""

from functools import partial

import numpy as np
import pytest

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.ising.mcrg import renormalization_exponents
from rgcore.ising.samplers.wolff import wolff
from rgcore.learned.maps.filters.filter_map import FilterMap, coarse_spins
from rgcore.learned.maps.map_exponents import majority_moments, map_exponents, map_moments

CRITICAL = 1 / CRITICAL_COUPLING
MAJORITY = FilterMap(weights=np.ones((2, 2)), hidden="deterministic")
ONE = np.array([[1.0, 0.0], [0.0, 0.0]])


def independent_spins(n, side, seed):
    return 2 * np.random.default_rng(seed).integers(0, 2, (n, side, side), dtype=np.int8) - np.int8(1)


def exponents_of(coarse, spins, n_blockings=1, n_chains=1, temperature=CRITICAL):
    rest = {"n_chains": n_chains, "n_blockings": n_blockings}
    found = map_moments(partial(coarse_spins, coarse), spins, **rest, rng=np.random.default_rng(1))
    majority = majority_moments(spins, **rest, rng=np.random.default_rng(1))
    return map_exponents(found, majority, spins.shape[1], temperature).set_index(["sector", "blocking_step"])


@pytest.fixture(scope="module")
def critical_spins():
    rng = np.random.default_rng(4)
    records, _ = wolff(independent_spins(4, 32, 5), CRITICAL_COUPLING, 1_550, 8, rng=rng)
    return records[50:].reshape(-1, 32, 32)


def test_the_majority_rule_as_a_filter_has_the_exponents_of_the_table_mcrg_to_the_last_bit(critical_spins):
    found = exponents_of(MAJORITY, critical_spins, n_blockings=2, n_chains=4)
    table = renormalization_exponents(
        [critical_spins],
        n_samples=len(critical_spins),
        n_chains=4,
        n_blockings=2,
        rng=np.random.default_rng(1),
    )
    last = table[table["n_operators"] == table.groupby("sector")["n_operators"].transform("max")]
    for row in last.itertuples():
        ours = found.loc[(row.sector, row.blocking_step)]
        assert ours["exponent"] == ours["majority_exponent"] == row.exponent
        assert ours["exponent_err"] == row.exponent_err
        assert ours["blocked_side"] == row.blocked_side
        assert (ours["difference"], ours["difference_err"]) == (0, 0)


@pytest.mark.parametrize("weight", [0.7, 1.5])
def test_a_drawn_spin_of_one_weight_has_the_field_eigenvalue_tanh_w(weight):
    coarse = FilterMap(weights=weight * ONE, hidden="sampled")
    row = exponents_of(coarse, independent_spins(3000, 16, 3)).loc[("odd", 1)]
    assert abs(row["exponent"] - np.log2(np.tanh(weight))) < 4 * row["exponent_err"]
    assert row["exponent_err"] < 0.1


def test_decimation_fails_where_the_majority_rule_passes(critical_spins):
    decimation = FilterMap(weights=ONE, hidden="deterministic")
    rows = exponents_of(decimation, critical_spins, n_blockings=2, n_chains=4)
    odd = rows.loc[("odd", 2)]
    assert abs(odd["majority_exponent"] - 15 / 8) < 4 * odd["majority_exponent_err"] + 0.002
    assert odd["exponent"] - 15 / 8 > 0.03
    assert odd["difference"] == pytest.approx(odd["exponent"] - odd["majority_exponent"])
    assert odd["difference"] > 10 * odd["difference_err"]
    assert rows["exponent_exact"].tolist() == [1, 1, 15 / 8, 15 / 8]


def test_the_product_of_neighbours_is_that_of_the_coarse_lattice(critical_spins):
    decimation = FilterMap(weights=ONE, hidden="deterministic")
    found = exponents_of(decimation, critical_spins, n_chains=4).loc[("even", 1), "neighbour_correlation"]
    coarse = critical_spins[:, ::2, ::2]
    pairs = [(coarse * np.roll(coarse, 1, axis)).mean() for axis in (1, 2)]
    assert found == pytest.approx(np.mean(pairs), rel=1e-9)


@pytest.mark.parametrize(("temperature", "is_critical"), [(2.3, True), (2.45, False), (3.0, False)])
def test_where_the_correlation_length_is_below_the_side_there_is_no_exact_exponent(temperature, is_critical):
    """The length of the infinite lattice is 42, 7.5 and 2.2 spacings, the side 16."""
    rows = exponents_of(MAJORITY, independent_spins(200, 16, 6), temperature=temperature)
    assert (rows["exponent_exact"].notna() == is_critical).all()


def test_a_map_whose_coarse_spins_never_change_has_no_exponent():
    spins = np.ones((200, 16, 16), np.int8)
    rows = exponents_of(MAJORITY, spins)
    assert rows[["exponent", "exponent_err", "difference"]].isna().all(axis=None)
    assert (rows["neighbour_correlation"] == 1).all()
