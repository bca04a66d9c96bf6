"""Couplings of the transformed model by number of spins and range."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import spin_states
from rgcore.vrg.compile import compile_kernels
from rgcore.vrg.couplings._coupling_kernels import sums_by_class
from rgcore.vrg.couplings.couplings_by_range import couplings_by_range
from rgcore.vrg.couplings.effective_couplings import long_range_fraction
from rgcore.vrg.small_models.hidden_spins import HiddenSpins, at_places, on_ring, on_torus
from rgcore.vrg.transformation import hidden_log_weights

from ..one_example import example


def by_loops(coefficients, distances):
    """Return {(spins, range): couplings} from the definition."""
    n_spins, found = len(distances), {}
    for product, value in enumerate(coefficients):
        those = [i for i in range(n_spins) if product >> (n_spins - 1 - i) & 1]
        reach = max((distances[i, j] for i in those for j in those), default=0.0)
        found.setdefault((len(those), round(reach, 9)), []).append(value)
    return found


def test_couplings_are_grouped_as_their_definition_says():
    rng = np.random.default_rng(3)
    hidden = at_places(rng.integers(0, 4, (7, 2)) * 1.0, 4)
    coefficients = rng.standard_normal(2**7)
    states = spin_states(7)
    members = (np.arange(2**7)[:, None] >> np.arange(6, -1, -1)) & 1
    values = sum(a * np.where(m, states, 1).prod(axis=1) for a, m in zip(coefficients, members, strict=True))
    found = couplings_by_range(values, hidden)
    expected = by_loops(coefficients, hidden.distances())
    assert list(zip(found["n_spins"], found["range"].round(9), strict=True)) == sorted(expected)
    for row in found.itertuples():
        group = np.array(expected[row.n_spins, round(row.range, 9)])
        assert row.n_products == len(group)
        assert row.mean == pytest.approx(group.mean(), abs=1e-13)
        assert row.root_mean_square == pytest.approx(np.sqrt((group**2).mean()), abs=1e-13)
        assert row.largest == pytest.approx(np.abs(group).max(), abs=1e-13)


@pytest.mark.parametrize("coupling", [0.1, 0.4406868, 1.1])
def test_couplings_of_a_decimated_torus_are_those_of_one_removed_spin(coupling):
    """ln 2 cosh K (s1 + s2 + s3 + s4) around each removed spin: pairs at sqrt 2 twice, at 2 twice, four spins once."""
    found = example("torus_decimation", coupling)
    rows = couplings_by_range(hidden_log_weights(found.transformation), found.hidden)
    table = rows.set_index([rows["n_spins"], rows["range"].round(6)])["largest"]
    pair = np.log(np.cosh(4 * coupling)) / 8
    four = pair - np.log(np.cosh(2 * coupling)) / 2
    assert table[2, round(np.sqrt(2), 6)] == pytest.approx(2 * pair, abs=1e-12)
    assert table[2, 2.0] == pytest.approx(2 * pair, abs=1e-12)  # on a side of 4 from either side
    assert table[4, 2.0] == pytest.approx(abs(four), abs=1e-12)
    assert table[2, round(np.sqrt(8), 6)] < 1e-12
    assert table[1].max() < 1e-12
    assert table[[3, 5, 6, 7, 8]].max() < 1e-12


def test_decimation_of_a_ring_leaves_nearest_neighbours_alone():
    found = example("decimation", 0.7)
    rows = couplings_by_range(hidden_log_weights(found.transformation), found.hidden)
    pairs = rows[rows["n_spins"] == 2].set_index("range")
    assert list(pairs.index) == [2.0, 4.0]
    assert list(pairs["n_products"]) == [4, 2]
    assert pairs.loc[2.0, "mean"] == pytest.approx(np.log(np.cosh(1.4)) / 2, abs=1e-12)
    assert pairs.loc[4.0, "largest"] < 1e-12


def test_all_products_are_counted_once():
    rows = couplings_by_range(np.zeros(2**10), on_ring(10, 1))
    assert rows["n_products"].sum() == 2**10
    assert list(rows.groupby("n_spins")["n_products"].sum()) == [
        1,
        10,
        45,
        120,
        210,
        252,
        210,
        120,
        45,
        10,
        1,
    ]


def test_the_kernel_equals_its_python_source_bit_for_bit():
    compile_kernels()
    assert sums_by_class.signatures
    coefficients = np.random.default_rng(1).standard_normal(2**5)
    places = np.abs(np.subtract.outer(np.arange(5), np.arange(5)))
    compiled, plain = (run(coefficients, places, 5) for run in (sums_by_class, sums_by_class.py_func))
    assert np.array_equal(compiled, plain)


def test_distances_are_the_shortest_way_around():
    hidden = on_torus(6, 2)
    distances = hidden.distances()
    assert distances[0, 2] == 2.0
    assert distances[0, 8] == pytest.approx(np.sqrt(8))
    assert len(hidden.neighbours) == 18  # two of each of nine
    assert (distances[tuple(hidden.neighbours.T)] == 2.0).all()


def test_what_cannot_be_grouped_is_refused():
    with pytest.raises(InputError, match="must have 8 entries, one per state of 3 hidden spins, got 16"):
        couplings_by_range(np.zeros(16), on_ring(6, 2))
    far = HiddenSpins(positions=np.zeros((30, 1)), period=30, neighbours=np.empty((0, 2), int))
    with pytest.raises(InputError, match=r"at most 20 spins.* got 30: 2\*\*30 states would take 17.2 GB"):
        couplings_by_range(np.zeros(8), far)
    with pytest.raises(InputError, match="multiple of the spacing 2 of hidden spins, got 7"):
        on_ring(7, 2)


def test_fields_and_the_constant_are_no_part_of_the_share_of_far_couplings():
    s = spin_states(3).astype(float)
    log_weights = 2.0 + 0.5 * s[:, 0] + 0.3 * s[:, 0] * s[:, 1] + 0.1 * s[:, 0] * s[:, 2]
    assert long_range_fraction(log_weights, np.array([[0, 1], [1, 2]])) == pytest.approx(0.01 / 0.1)


def test_places_are_the_same_after_a_period():
    near = at_places(np.array([[0.0], [9.0], [-2.0], [20.5]]), 8)
    np.testing.assert_allclose(near.distances()[0], [0, 1, 2, 3.5])
