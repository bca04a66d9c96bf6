"""Exponents from samples: exact for independent spins, with right errors, and close to Onsager's at the critical point.

Independent spins are a fixed point that can be solved: given its block, a block spin has the mean
(3/8) sum of s - (1/8) sum of s s s, and T_ab counts in how many places a fine operator b has an odd number of spins in
each block of a coarse operator a and none elsewhere: a factor 3/8 for one spin, -1/8 for three.

Planted: a transposed B, or T = B A^-1 (the same eigenvalues), fail the matrices solved by hand alone of the tests here;
means that are not subtracted, or a second step that takes its correlations with the first lattice, fail the critical
point alone; errors 1/sqrt 2 of the right ones the table's test. Scores of independent samples have the variances 1.02,
0.99 and 1.00, and 0.46 is the tolerance.
"""

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.ising.mcrg.majority_rule import blocked
from rgcore.ising.mcrg.operator_moments import block_moments, number_of_blocks
from rgcore.ising.mcrg.operators import OPERATORS
from rgcore.ising.mcrg.renormalization_exponents import (
    EXACT_EXPONENTS,
    at_temperature,
    renormalization_exponents,
)
from rgcore.ising.mcrg.schemas import MCRG
from rgcore.ising.mcrg.stability_matrix import exponents, stability_matrix
from rgcore.ising.samplers.wolff import wolff
from rgcore.stats import chain_block_means, jackknife

SOLVED = {
    "even": np.array(
        [
            [9 / 32, 9 / 32, 0, 9 / 16, 9 / 16, -3 / 16],
            [0, 9 / 64, 0, 0, 9 / 16, 0],
            [0, 0, 81 / 4096, 0, 0, 0],
            *np.zeros((3, 6)),
        ]
    ),
    "odd": np.array([[3 / 2, -1 / 2, 0, 0], [0, 27 / 512, 0, 27 / 256], *np.zeros((2, 4))]),
}


def independent_spins(n, side, rng):
    return 2 * rng.integers(0, 2, (n, side, side), dtype=np.int8) - np.int8(1)


def table_of(spins, n_blockings, seed, n_chains=1, at_once=1000):
    return renormalization_exponents(
        (spins[begin : begin + at_once] for begin in range(0, len(spins), at_once)),
        n_samples=len(spins),
        n_chains=n_chains,
        n_blockings=n_blockings,
        rng=np.random.default_rng(seed),
    )


def test_the_matrix_of_independent_spins_is_the_one_solved_by_hand():
    rng = np.random.default_rng(1)
    spins = independent_spins(40_000, 16, rng)
    moments = block_moments([spins], block=blocked, n_samples=40_000, n_chains=1, n_blockings=1, rng=rng)
    for sector, exact in SOLVED.items():
        size = len(exact)
        found = jackknife(moments[sector][0], lambda mean, size=size: stability_matrix(mean, size))
        assert (np.abs(found.value - exact) < 4 * found.error).all(), sector
        assert found.error.max() < 0.03


def every_second_spin(spins, *, rng):
    return np.ascontiguousarray(spins[:, ::2, ::2])


def test_the_matrix_of_decimated_independent_spins_moves_every_pair_to_half_its_distance():
    spins = independent_spins(4_000, 16, np.random.default_rng(17))
    settings = {"n_samples": 4_000, "n_chains": 1, "n_blockings": 1, "rng": np.random.default_rng(18)}
    moments = block_moments([spins], block=every_second_spin, **settings)
    exact = {"even": np.zeros((6, 6)), "odd": np.zeros((4, 4))}
    exact["even"][0, 3] = 1  # the third neighbours (2, 0) become nearest neighbours
    exact["odd"][0, 0] = 1  # a field stays what it is
    for sector, matrix in exact.items():
        size = len(matrix)
        found = jackknife(moments[sector][0], lambda mean, size=size: stability_matrix(mean, size))
        assert (np.abs(found.value - matrix) < 4 * found.error).all()


def test_odd_moments_are_about_the_mean_of_zero_field_also_in_a_magnetized_sample():
    """All spins up: S = 16^2 before and 8^2 after a step, whose products are no fluctuations about these means."""
    spins = np.ones((100, 16, 16), np.int8)
    settings = {"n_samples": 100, "n_chains": 1, "n_blockings": 1, "rng": np.random.default_rng(19)}
    moments = block_moments([spins], block=blocked, **settings)
    n_odd, n_even = (len(OPERATORS[sector]) for sector in ("odd", "even"))
    assert not moments["odd"][..., 0, 1:].any()
    assert not moments["odd"][..., 1:, 0].any()
    assert set(moments["odd"][0, :, 1, 1 + n_odd]) == {8**2 * 16**2}
    assert set(moments["even"][0, :, 0, 1 + n_even]) == {2 * 16**2}


@pytest.mark.repetitions
def test_errors_are_as_large_as_the_scatter_of_independent_samples():
    rng = np.random.default_rng(2)
    n_repeats, n_samples = 150, 2000
    z = {("even", 1): [], ("odd", 1): [], ("odd", 3): []}
    for _ in range(n_repeats):
        spins = independent_spins(n_samples, 16, rng)
        moments = block_moments(
            [spins], block=blocked, n_samples=n_samples, n_chains=1, n_blockings=1, rng=rng
        )
        for (sector, size), scores in z.items():
            estimate = jackknife(
                moments[sector][0],
                lambda mean, size=size: exponents(stability_matrix(mean, size))[0],
            )
            scores.append((estimate.value - np.log2(SOLVED[sector][0, 0])) / estimate.error)
    for scores in z.values():
        assert abs(np.mean(scores)) < 4 / np.sqrt(n_repeats)
        assert abs(np.var(scores) - 1) < 4 * np.sqrt(2 / n_repeats)


def test_the_table_holds_the_jackknife_over_the_blocks_of_its_sample():
    spins = independent_spins(1000, 32, np.random.default_rng(15))
    table = table_of(spins, 2, seed=16).set_index(["sector", "blocking_step", "n_operators"])
    rng = np.random.default_rng(16)
    moments = block_moments([spins], block=blocked, n_samples=1000, n_chains=1, n_blockings=2, rng=rng)
    for (sector, step, size), row in table.iterrows():
        blocks = moments[sector][step - 1]
        pair = jackknife(blocks, lambda mean, size=size: np.array(exponents(stability_matrix(mean, size))))
        np.testing.assert_array_equal(row[["exponent", "second_exponent"]].astype(float), pair.value)
        np.testing.assert_array_equal(row[["exponent_err", "second_exponent_err"]].astype(float), pair.error)
        assert row["n_blocks"] == len(blocks) == 100


def test_how_the_sample_is_cut_into_pieces_changes_no_bit():
    spins = independent_spins(500, 32, np.random.default_rng(3))
    whole = table_of(spins, 2, seed=4, at_once=500)
    assert whole.equals(table_of(spins, 2, seed=4, at_once=7))
    assert not whole.equals(table_of(spins, 2, seed=5, at_once=500))


@pytest.mark.parametrize(
    ("n_samples", "n_chains", "n_blocks"),
    [
        (100, 1, 10),
        (20_000, 1, 100),
        (2047, 1, 89),
        (3000, 3, 100),
        (2400, 60, 60),
        (20_000, 512, 64),
        (101, 101, 100),
    ],
)
def test_a_sample_is_cut_into_10_to_100_blocks(n_samples, n_chains, n_blocks):
    assert number_of_blocks(n_samples, n_chains) == n_blocks


@pytest.mark.parametrize(("n_samples", "n_chains", "enough"), [(99, 1, 100), (299, 3, 300), (40, 50, 50)])
def test_a_sample_too_small_for_10_blocks_gets_one_sentence(n_samples, n_chains, enough):
    sentence = (
        rf"ising\.n_samples must be at least {enough} for .*of {n_chains} chains.*, but it is {n_samples}"
    )
    with pytest.raises(InputError, match=sentence):
        number_of_blocks(n_samples, n_chains)


@pytest.mark.parametrize("n_chains", [1, 3, 70, 200, 1000])
def test_blocks_are_those_of_the_other_estimates(n_chains):
    n_samples = 4000
    rng = np.random.default_rng(6)
    spins = independent_spins(n_samples, 16, rng)
    moments = block_moments(
        [spins], block=blocked, n_samples=n_samples, n_chains=n_chains, n_blockings=1, rng=rng
    )
    energy = (spins * np.roll(spins, 1, 1) + spins * np.roll(spins, 1, 2)).sum(axis=(1, 2))
    before = 1 + len(OPERATORS["even"])  # place of the nearest-neighbour operator before the step
    means = chain_block_means(energy, n_chains, number_of_blocks(n_samples, n_chains))
    # means of order 10 that may be 0, of exact sums here and of rounded means there
    np.testing.assert_allclose(moments["even"][0, :, 0, before], means, rtol=1e-12, atol=1e-12)


def test_the_critical_point_has_the_exponents_of_onsager_and_yang():
    """At the second step, L = 32 -> 8, the bias left is of order 0.01 for y_t and 0.002 for y_h (docs/mcrg.md)."""
    rng = np.random.default_rng(7)
    start = independent_spins(4, 32, rng)
    records, _ = wolff(start, CRITICAL_COUPLING, 2_050, 8, rng=rng)  # (n_records, 4, 32, 32)
    table = table_of(records[50:].reshape(-1, 32, 32), 2, seed=8, n_chains=4)
    last = table[table["blocking_step"] == 2].set_index(["sector", "n_operators"])
    for sector, size, bias in [("even", 3, 0.01), ("odd", 4, 0.002)]:
        row = last.loc[(sector, size)]
        assert abs(row["exponent"] - EXACT_EXPONENTS[sector]) < 4 * row["exponent_err"] + bias
        assert row["exponent_err"] < {"even": 0.015, "odd": 0.002}[sector]
    one_operator = table.set_index(["sector", "blocking_step", "n_operators"]).loc[("even", 1, 1)]
    assert (
        one_operator["exponent"] < 1 - 4 * one_operator["exponent_err"]
    )  # too few steps and operators: biased


def test_the_table_has_the_columns_of_its_schema_but_the_temperature():
    table = table_of(independent_spins(200, 32, np.random.default_rng(9)), 2, seed=10)
    assert set(table.columns) == set(MCRG.names) - {"temperature"}
    assert not table.assign(temperature=2.0).duplicated(list(MCRG.keys)).any()
    assert table["blocked_side"].unique().tolist() == [16, 8]
    for sector, names in OPERATORS.items():
        assert table.loc[table["sector"] == sector, "added_operator"].tolist() == [*names, *names]


@pytest.mark.parametrize(
    ("n_samples", "side", "n_blockings", "sentence"),
    [
        (99, 16, 1, r"ising\.n_samples must be at least 100 for .* but it is 99"),
        (200, 20, 2, r"must leave at least 8 block spins per side, but 2 of mcrg\.side = 20 leave 5"),
        (200, 18, 2, r"mcrg\.side must be divisible by 2\*\*mcrg\.n_blockings = 4, but it is 18"),
    ],
)
def test_samples_too_small_and_lattices_too_small_get_one_sentence(n_samples, side, n_blockings, sentence):
    with pytest.raises(InputError, match=sentence):
        table_of(np.ones((n_samples, side, side), np.int8), n_blockings, seed=11)


def test_spins_that_never_change_get_one_sentence():
    with pytest.raises(InputError, match="fluctuate independently"):
        table_of(np.ones((200, 16, 16), np.int8), 1, seed=12)


def test_pieces_of_another_size_than_announced_are_refused():
    spins = independent_spins(300, 16, np.random.default_rng(13))
    settings = {"n_chains": 1, "n_blockings": 1, "rng": np.random.default_rng(14)}
    for n_samples in (299, 301):
        with pytest.raises(ValueError, match=f"spins must be {n_samples} configurations"):
            renormalization_exponents([spins], n_samples=n_samples, **settings)
    with pytest.raises(ValueError, match=r"\(16, 16\), got \(300, 32, 32\) after 300"):
        renormalization_exponents([spins, spins.repeat(2, 1).repeat(2, 2)], n_samples=600, **settings)


@pytest.mark.parametrize(
    ("temperature", "near"), [(2.269185, True), (2.28, True), (2.5, False), (50.0, False)]
)
def test_exact_exponents_stand_beside_critical_configurations_alone(temperature, near):
    table = pd.DataFrame({"side": 32, "exponent_exact": list(EXACT_EXPONENTS.values())})
    found = at_temperature(table, temperature)["exponent_exact"]
    assert found.notna().all() if near else found.isna().all()
