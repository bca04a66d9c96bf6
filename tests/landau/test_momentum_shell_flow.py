"""Trajectories of the recursion."""

import numpy as np
import pytest

from rgcore.landau.momentum_shell import flow_velocity, shell_factor
from rgcore.landau.momentum_shell_fixed_points import wilson_fisher_point
from rgcore.landau.momentum_shell_flow import critical_lines, flow_starts, flow_table
from rgcore.landau.schemas import LANDAU_FLOW
from rgcore.landau.trajectory import FlowBox, integrate_trajectory

BOX = FlowBox()


@pytest.mark.parametrize("start", [1e-3, -1e-3])
def test_without_coupling_the_mass_grows_as_the_square_of_the_length(start):
    path = integrate_trajectory((start, 0.0), 3, BOX)
    np.testing.assert_allclose(path.r, start * np.exp(2 * path.scale), rtol=1e-9)
    np.testing.assert_array_equal(path.u, 0.0)


@pytest.mark.parametrize(("start", "edge", "basin"), [(1e-3, 0.8, "disordered"), (-1e-3, -0.8, "ordered")])
def test_a_trajectory_stops_where_it_leaves_the_box(start, edge, basin):
    path = integrate_trajectory((start, 0.0), 3, BOX)
    assert path.r[-1] == pytest.approx(edge, abs=1e-9)
    assert path.scale[-1] == pytest.approx(np.log(800) / 2, abs=1e-9)
    assert path.basin == basin


def test_a_system_that_stays_at_a_fixed_point_is_in_no_phase():
    path = integrate_trajectory((0.0, 0.0), 3, BOX)
    assert path.basin == "undecided"
    assert not path.r.any()
    assert path.scale[-1] == BOX.scale_high


def test_in_four_dimensions_the_coupling_dies_as_one_over_the_scale():
    """At r near 0, 1/x grows by 1 per unit of s, where x = 9 K_4 u; corrections are of order x, and r ~ -x/6."""
    (line,) = critical_lines(4.0, BOX)
    x = 9 * shell_factor(4) * line.u
    rate = np.diff(1 / x) / np.diff(line.scale)
    late = x[1:] < 0.05
    assert late.sum() > 10
    np.testing.assert_allclose(rate[late], 1 + x[1:][late] / 3, atol=5e-3)


@pytest.mark.parametrize("dimension", [2.5, 3, 3.5])
def test_both_critical_lines_end_at_the_wilson_fisher_point(dimension):
    point = wilson_fisher_point(dimension)
    for line in critical_lines(dimension, BOX):
        assert line.u[-1] == pytest.approx(point.u, rel=2e-3)
        assert line.r[-1] == pytest.approx(point.r, rel=2e-3)
        assert line.basin == "critical"


@pytest.mark.parametrize("dimension", [2, 2.5, 3, 3.5, 4, 4.5, 5])
def test_the_critical_line_separates_the_phases(dimension):
    for line in critical_lines(dimension, BOX):
        middle = BOX.n_points // 2
        basins = [
            integrate_trajectory((line.r[middle] + offset, line.u[middle]), dimension, BOX).basin
            for offset in (-1e-4, 1e-4)
        ]
        assert basins == ["ordered", "disordered"]


@pytest.mark.parametrize("dimension", [2.5, 3, 5])
def test_points_of_a_trajectory_move_with_the_velocity(dimension):
    line = critical_lines(dimension, FlowBox(n_points=2001))[-1]
    for values, component in ((line.r, 0), (line.u, 1)):
        slope = np.gradient(values, line.scale)[5:-5:50]
        points = zip(line.r[5:-5:50], line.u[5:-5:50], strict=True)
        expected = [flow_velocity(r, u, dimension)[component] for r, u in points]
        np.testing.assert_allclose(slope, expected, rtol=1e-3)


def test_table_has_the_columns_of_its_schema_and_both_basins_in_every_dimension():
    table = flow_table([2, 3, 4.5])
    assert set(table.columns) == set(LANDAU_FLOW.names)
    assert not table.duplicated(list(LANDAU_FLOW.keys)).any()
    for _, part in table.groupby("dimension"):
        assert {"critical", "ordered", "disordered"} == set(part["basin"])


def test_given_starts_are_the_first_points_of_their_trajectories():
    table = flow_table([3], [(0.1, 0.5), (-0.2, 1.0)])
    first = table[table["scale"] == 0.0].sort_values("trajectory").tail(2)
    np.testing.assert_allclose(first[["r", "u"]], [(0.1, 0.5), (-0.2, 1.0)], atol=1e-15)


def test_a_start_outside_the_box_is_refused():
    with pytest.raises(ValueError, match="must start in its box"):
        integrate_trajectory((-0.9, 0.1), 3, BOX)


def test_in_four_dimensions_mass_and_coupling_follow_the_closed_form_with_logarithms():
    """With x = 9 K_4 u near the critical line: 1/x = 1/x_0 + s, and r - r_c grows as exp(2 s) (1 + x_0 s)^(-1/3)."""
    at, offset, box = 4.0, 1e-8, FlowBox(n_points=4001)
    (line,) = critical_lines(4.0, box)
    middle = np.argmin(np.abs(9 * shell_factor(4) * line.u - 0.1))
    r_0, u_0 = line.r[middle], line.u[middle]
    x_0 = 9 * shell_factor(4) * u_0
    above, below = (integrate_trajectory((r_0 + each, u_0), 4, box) for each in (offset, -offset))
    x = np.interp(at, above.scale, 9 * shell_factor(4) * above.u)
    assert x == pytest.approx(x_0 / (1 + x_0 * at), rel=x_0 / 3)
    apart = (np.interp(at, above.scale, above.r) - np.interp(at, below.scale, below.r)) / (2 * offset)
    closed = np.exp(2 * at) * (1 + x_0 * at) ** (-1 / 3)
    assert apart == pytest.approx(closed, rel=x_0 / 3)
    assert abs(apart / np.exp(2 * at) - 1) > x_0  # the logarithm is seen


@pytest.mark.parametrize(("dimension", "sphere"), [(2, 1 / (2 * np.pi)), (3, 1 / (2 * np.pi**2))])
def test_couplings_of_the_diagram_are_in_units_of_nine_shell_factors(dimension, sphere):
    table = flow_table([dimension], [(0.1, 0.5)])
    np.testing.assert_allclose(table["u_scaled"], 9 * sphere * table["u"], rtol=1e-12)


@pytest.mark.parametrize("dimension", [2.5, 3])
def test_one_critical_line_comes_from_the_gaussian_point_and_one_from_the_edge_of_the_box(dimension):
    weak, strong = (9 * shell_factor(dimension) * line.u for line in critical_lines(dimension, BOX))
    assert (np.diff(weak) > 0).all()
    assert (np.diff(strong) < 0).all()
    assert (weak[0], strong[0]) == pytest.approx((0.02, 2.0), rel=1e-6)


@pytest.mark.parametrize("dimension", [2.5, 3, 4.5])
def test_starts_lie_at_their_distances_from_the_critical_line(dimension):
    """Which is between a trajectory into the ordered and one into the disordered phase, wherever it is looked for."""
    lines = critical_lines(dimension, BOX)
    starts = np.array(flow_starts(lines)).reshape(4, 4, 2)
    largest = max(line.u.max() for line in lines)
    np.testing.assert_allclose(starts[:, :, 1], np.outer([0.1, 0.4, 0.7, 0.95], np.full(4, largest)))
    np.testing.assert_allclose(np.diff(starts[:, :, 0]), np.tile([0.09, 0.02, 0.09], (4, 1)))
    for u, critical in zip(starts[:, 0, 1], starts[:, :, 0].mean(axis=1), strict=True):
        either_side = [
            integrate_trajectory((critical + offset, u), dimension, BOX).basin for offset in (-2e-3, 2e-3)
        ]
        assert either_side == ["ordered", "disordered"]
