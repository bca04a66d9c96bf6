"""Coarse-graining is exact as long as nothing is discarded, and close to Onsager's solution where something is."""

import math

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising.exact_results import kaufman
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.tensor_rg import coarse_grain
from rgcore.tensor_rg.coarse_graining import METHODS, coarse_tensors, log_partition_per_site
from rgcore.tensor_rg.coarse_tensor import site_tensor
from rgcore.tensor_rg.critical_data import CriticalData, best_reading, critical_data
from rgcore.tensor_rg.exact_partition import log_partition_per_site as onsager
from rgcore.tensor_rg.memory import largest_bond_dimension
from rgcore.tensor_rg.pairs import join_pairs
from rgcore.tensor_rg.parity_blocks import n_kept_of
from rgcore.tensor_rg.plaquettes import join_plaquettes

from .enumerated import row_transfer_matrix, torus_log_partition

UNEQUAL = (0.3, 0.55)
PLAQUETTES = ["levin_nave", "bond_weighted"]


def logs(couplings, method, bond_dimension, n_levels):
    levels = coarse_grain(couplings, method, bond_dimension, n_levels)
    return [level.transfer.log_partition for level in levels]


@pytest.mark.parametrize("method", METHODS)
def test_one_spin_that_is_its_own_neighbour(method):
    assert logs(UNEQUAL, method, 4, 1)[0] == pytest.approx(math.log(2) + sum(UNEQUAL), abs=1e-14)


@pytest.mark.parametrize("method", PLAQUETTES)
def test_plaquettes_without_truncation_give_the_tori_of_two_and_four_spins(method):
    """Two spins on the torus of the diagonals have two bonds along rows and two along columns."""
    both = sum(UNEQUAL)
    two, four = logs(UNEQUAL, method, 16, 2)[1:]
    assert two == pytest.approx(math.log(4 * math.cosh(2 * both)), abs=1e-13)
    assert four == pytest.approx(torus_log_partition(UNEQUAL, 2, 2), abs=1e-13)


def test_pairs_without_truncation_give_every_torus_up_to_four_by_four():
    found = logs(UNEQUAL, "hotrg", 16, 3)
    for n_levels, shape in enumerate([(1, 1), (2, 1), (2, 2), (4, 2)]):
        assert found[n_levels] == pytest.approx(torus_log_partition(UNEQUAL, *shape), abs=1e-12)
    largest = logs((0.4, 0.4), "hotrg", 16, 4)[-1]
    assert largest == pytest.approx(kaufman.torus_log_partition(0.4, 4), abs=1e-11)


def test_the_transfer_matrix_of_a_block_is_that_of_its_rows():
    levels = coarse_grain(UNEQUAL, "hotrg", 16, 4)
    for level, width in ((0, 1), (2, 2), (4, 4)):
        exact = np.linalg.eigvalsh(row_transfer_matrix(UNEQUAL, width))[::-1] ** width
        found = levels[level].transfer
        assert found.log_largest == pytest.approx(math.log(exact[0]), abs=1e-12)
        n_states = min(4, len(found.values))
        assert found.values[:n_states] == pytest.approx(exact[:n_states] / exact[0], abs=1e-11)


@pytest.mark.parametrize("couplings", [(0.3, 0.3), (0.25, 0.45), (0.7, 0.3), (0.6, 0.6)])
@pytest.mark.parametrize("method", METHODS)
def test_the_free_energy_away_from_the_critical_point_is_onsagers(method, couplings):
    levels = coarse_grain(couplings, method, 10, 16)
    allowed = 2e-6 if method == "bond_weighted" else 1e-5
    assert log_partition_per_site(levels) == pytest.approx(onsager(*couplings), rel=allowed)


def test_onsagers_solution_is_catalans_constant_at_the_critical_point_and_kaufmans_far_from_it():
    catalan = 0.915965594177219015
    assert onsager(CRITICAL_COUPLING, CRITICAL_COUPLING) == pytest.approx(
        math.log(2) / 2 + 2 * catalan / math.pi, abs=1e-13
    )
    for coupling in (0.1, 0.7):
        torus = kaufman.torus_log_partition(coupling, 64) / 64**2
        assert onsager(coupling, coupling) == pytest.approx(
            torus - (coupling > 0.5) * math.log(2) / 64**2, rel=1e-12
        )


def test_onsagers_solution_with_two_couplings_is_the_double_integral():
    """ln 2 + (1/2) mean over both angles of ln[c c' - s cos x - s' cos y]; midpoints converge exponentially."""
    (c, s), (c2, s2) = [(math.cosh(2 * each), math.sinh(2 * each)) for each in UNEQUAL]
    angle = (np.arange(400) + 0.5) * 2 * np.pi / 400
    mean = np.log(c * c2 - s * np.cos(angle)[:, None] - s2 * np.cos(angle)).mean()
    assert onsager(*UNEQUAL) == pytest.approx(math.log(2) + mean / 2, abs=1e-12)


@pytest.fixture(scope="module")
def critical():
    """Give the levels of every method at the critical point."""
    return {method: coarse_grain((CRITICAL_COUPLING,) * 2, method, 12, 16) for method in METHODS}


def test_the_free_energy_at_the_critical_point(critical):
    exact = onsager(CRITICAL_COUPLING, CRITICAL_COUPLING)
    error = {name: abs(log_partition_per_site(levels) / exact - 1) for name, levels in critical.items()}
    assert error["levin_nave"] < 1e-4
    assert error["hotrg"] < 2e-5
    assert error["bond_weighted"] < 5e-6


def test_two_blocks_side_by_side_have_the_eigenvalues_of_rows_of_twice_their_width():
    block = list(coarse_tensors((CRITICAL_COUPLING,) * 2, "hotrg", 16, 2))[2]
    narrow, wide = (
        np.linalg.eigvalsh(row_transfer_matrix((CRITICAL_COUPLING,) * 2, n))[::-1] for n in (2, 4)
    )
    found = critical_data(block)
    assert found.side == 2
    assert found.delta_sigma == pytest.approx(2 * math.log(wide[0] / wide[1]) / math.pi, abs=1e-12)
    bulk_free = 2 * 2 * math.log(narrow[0]) - 2 * math.log(wide[0])
    assert found.central_charge == pytest.approx(bulk_free / (math.pi / 4), abs=1e-12)


def test_central_charge_and_scaling_dimensions():
    tensors = list(coarse_tensors((CRITICAL_COUPLING,) * 2, "bond_weighted", 16, 12))
    found = best_reading([critical_data(tensor) for tensor in tensors[2::2]])
    assert found.central_charge == pytest.approx(1 / 2, abs=2e-3)
    assert found.delta_sigma == pytest.approx(1 / 8, abs=1e-4)
    assert found.delta_epsilon == pytest.approx(1, abs=2e-3)
    assert found.change < 5e-3


def test_bond_weights_slow_down_the_drift_of_the_spectrum_at_the_critical_point(critical):
    """Without them, correlations within a block are carried along: arXiv:2011.01679."""
    second = {name: [levels[number].spectrum[1] for number in (8, 16)] for name, levels in critical.items()}
    assert second["bond_weighted"][1] < second["levin_nave"][1] - 0.05
    assert second["bond_weighted"][1] < second["hotrg"][1] - 0.05


def test_the_constant_of_a_torus_cancels_between_levels_of_one_shape():
    """At T_c it differs between a square and a rectangle: the levels 5 and 6 alone would be off by 2.6e-3."""
    levels = coarse_grain((CRITICAL_COUPLING,) * 2, "hotrg", 16, 6)
    assert log_partition_per_site(levels) == pytest.approx(onsager(*(CRITICAL_COUPLING,) * 2), rel=5e-4)


def test_the_reading_is_the_one_that_changes_least_with_corrections_eliminated():
    """x = x0 + a / side^2, to which the last side adds an error of truncation; the side of the reading is its own."""
    readings = [
        CriticalData(side, 0.5 + 1 / side**2 + shift, 0.125, 1.0)
        for side, shift in ((2.0, 0.0), (4.0, 0.01), (8.0, 0.01), (16.0, 0.01), (32.0, 0.3))
    ]
    found = best_reading(readings)
    assert found.side == 16
    assert found.central_charge == pytest.approx(0.51)
    assert found.change == pytest.approx(0, abs=1e-12)


def test_a_reading_changes_by_as_much_as_the_number_of_it_that_changes_most():
    """Extrapolated numbers change by (4, 4, 4) and by (0, 0, 5) thousandths: less at the first of the two."""
    steps = 1e-3 * np.array([[0, 0, 0], [4, 4, 4], [0, 0, 5]])
    numbers = [np.array([0.6, 0.2, 1.1])]
    for extrapolated in np.array([0.5, 0.125, 1.0]) + np.cumsum(steps, axis=0):
        numbers.append((3 * extrapolated + numbers[-1]) / 4)
    found = best_reading([CriticalData(2.0**k, *each) for k, each in enumerate(numbers, 1)])
    assert found.side == 8
    assert found.change == pytest.approx(4e-3)
    assert found.numbers() == pytest.approx([0.504, 0.129, 1.004])


@pytest.mark.parametrize("weight_exponent", [0.0, -0.5])
def test_a_site_cut_in_two_has_one_even_and_one_odd_state(weight_exponent):
    """Singular values 2 cosh 2K and 2 sinh 2K: one state alone leaves out tanh^2 2K / (1 + tanh^2 2K)."""
    ratio = math.tanh(2 * 0.4)
    whole, half = (join_plaquettes(site_tensor(0.4, 0.4), n, weight_exponent) for n in (2, 1))
    assert whole.spectrum == pytest.approx([1, ratio], rel=1e-12)
    assert whole.discarded == pytest.approx(0, abs=1e-15)
    assert half.discarded == pytest.approx(ratio**2 / (1 + ratio**2), rel=1e-12)


def test_what_a_pair_leaves_out_is_the_share_of_its_squared_singular_values():
    """Two sites above each other, their two left bonds against all others."""
    site = site_tensor(0.4, 0.4)
    pair = np.einsum("aurm,bmsd->abursd", site.entries, site.entries).reshape(4, -1)
    squares = np.linalg.svd(pair, compute_uv=False) ** 2
    for n_kept in (1, 2, 4):
        found = join_pairs(site, n_kept)
        assert found.discarded == pytest.approx(squares[n_kept:].sum() / squares.sum(), abs=1e-14)
        assert found.spectrum == pytest.approx(np.sqrt(squares[:n_kept] / squares[0]), rel=1e-9)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("coupling", "second"), [(0.36, 0.0), (0.55, 1.0)])
def test_the_flow_ends_with_one_phase_or_two(method, coupling, second):
    last = coarse_grain((coupling, coupling), method, 6, 16)[-1]
    assert last.transfer.values[1] == pytest.approx(second, abs=1e-6)
    assert (last.transfer.values[2:] < 1e-6).all()


def test_a_multiplet_is_kept_or_left_out_as_a_whole():
    values = np.array([1.0, 0.5, 0.5, 0.2, 0.2 * (1 - 1e-12), 0.2, 1e-14])
    assert [n_kept_of(values, bond_dimension) for bond_dimension in (1, 2, 3, 4, 5, 6, 7)] == [
        1,
        1,
        3,
        3,
        3,
        6,
        6,
    ]
    assert n_kept_of(np.array([1.0, 0.5, 0.5 * (1 - 1e-5)]), 2) == 2  # near, but of no multiplet


@pytest.mark.parametrize("method", METHODS)
def test_a_bond_dimension_beyond_memory_is_refused_with_its_size(method):
    largest = largest_bond_dimension(method)
    assert largest == {"hotrg": 40}.get(method, 67)
    with pytest.raises(
        InputError, match=rf"at most {largest} for {method}, got {largest + 1}, .* 2,... MB \(2,000"
    ):
        coarse_grain(UNEQUAL, method, largest + 1, 2)
    with pytest.raises(InputError, match="got 1000, whose tensors"):
        coarse_grain(UNEQUAL, method, 1000, 2)


def test_other_mistakes_are_named():
    with pytest.raises(InputError, match="method must be one of levin_nave, bond_weighted, hotrg, got 'trg'"):
        coarse_grain(UNEQUAL, "trg", 4, 2)
    with pytest.raises(InputError, match="readings must be of at least three sides, got 2"):
        best_reading([critical_data(site_tensor(*UNEQUAL))] * 2)
    with pytest.raises(InputError, match="horizontal_coupling must be above 0"):
        coarse_grain((-0.1, 0.3), "hotrg", 4, 2)
