"""Fixed points of the flow in alpha, their stability, and the picture of the flow around them."""

from functools import cache

import numpy as np
import pytest
from scipy.optimize import fsolve

from rgcore.landau.momentum_shell import shell_factor
from rgcore.landau.momentum_shell_fixed_points import wilson_fisher_point
from rgcore.pcarg.coupling.coupling_fixed_points import (
    coupling_fixed_points,
    fixed_point_coupling,
    fixed_point_table,
)
from rgcore.pcarg.coupling.coupling_flow import coupling_velocity, follow_couplings
from rgcore.pcarg.coupling.flow_diagram import recursion_table
from rgcore.pcarg.coupling.schemas import PCA_FIXED_POINTS, PCA_RECURSION

flow_at = cache(lambda alpha: recursion_table([alpha]))
EXPONENTS = [0.0, 0.5, 1.0, 1.5, 1.9, 2.5, 4.0]


@pytest.mark.parametrize("alpha", EXPONENTS)
def test_fixed_points_are_zeros_of_the_flow(alpha):
    for point in coupling_fixed_points(alpha):
        np.testing.assert_allclose(
            coupling_velocity(point.r, point.u, alpha), 0, atol=1e-14 * (1 + point.u**2)
        )


@pytest.mark.parametrize("alpha", [0.5, 1.0, 1.5, 1.9, 2.5])
def test_a_root_finder_started_at_the_leading_order_finds_the_second_point(alpha):
    epsilon = 2 - alpha
    start = [-epsilon / 3, 2 / 3 * epsilon]
    root = fsolve(lambda point: coupling_velocity(*point, alpha), start, xtol=1e-12)
    point = coupling_fixed_points(alpha)[1]
    np.testing.assert_allclose((point.r, point.u), root, rtol=1e-9)


@pytest.mark.parametrize("alpha", EXPONENTS)
def test_eigenvalues_are_those_of_the_derivative_of_the_velocity(alpha):
    step = 1e-6
    for point in coupling_fixed_points(alpha):
        at = np.array([point.r, point.u])
        columns = [
            (coupling_velocity(*(at + shift), alpha) - coupling_velocity(*(at - shift), alpha)) / (2 * step)
            for shift in step * np.eye(2)
        ]
        expected = np.sort(np.linalg.eigvals(np.transpose(columns)).real)[::-1]
        np.testing.assert_allclose(point.eigenvalues, expected, atol=2e-6 * (1 + abs(point.u)) ** 2)


@pytest.mark.parametrize("alpha", [0.5, 1.5, 2.0, 2.5])
def test_the_critical_slope_is_along_the_direction_of_the_smaller_eigenvalue(alpha):
    point = coupling_fixed_points(alpha)[1 if alpha < 2 else 0]
    vector = np.array([point.critical_slope, 1.0])
    np.testing.assert_allclose(point.jacobian @ vector, point.eigenvalues[1] * vector, atol=1e-13)


@pytest.mark.parametrize(
    ("alpha", "slope"),
    [(-1.0, -np.inf), (0.7, -np.inf), (1.0, -np.inf), (1.01, -50), (1.5, -1), (3.0, -0.25)],
)
def test_the_gaussian_point_has_no_finite_critical_slope_at_an_exponent_of_one_and_below(alpha, slope):
    assert coupling_fixed_points(alpha)[0].critical_slope == pytest.approx(slope)


@pytest.mark.parametrize("alpha", [0.5, 1.0])
def test_the_critical_line_leaves_the_gaussian_point_along_the_axis_of_the_mass(alpha):
    """r = A u^(1 / (2 - alpha)) + u / (2 (1 - alpha)), A < 0; at alpha = 1 r = A u + (u/2) ln u."""
    point = coupling_fixed_points(alpha)[1]
    start = (point.r - 1e-4 * point.critical_slope, point.u - 1e-4)
    r, u = follow_couplings(start, alpha, np.array([0.0, -15.0, -20.0]))[1:].T
    slopes = r / u
    assert slopes[1] < 1.3 * slopes[0] < 0
    if alpha < 1:
        amplitudes = (r - u / (2 * (1 - alpha))) / u ** (1 / (2 - alpha))
        assert amplitudes[0] < 0
        assert amplitudes[1] == pytest.approx(amplitudes[0], rel=1e-3)
    else:
        assert np.diff(slopes) == pytest.approx(np.diff(np.log(u)) / 2, rel=1e-3)


@pytest.mark.parametrize("epsilon", [1e-2, 1e-3, -1e-3])
def test_the_fixed_point_has_the_known_leading_order(epsilon):
    point = coupling_fixed_points(2 - epsilon)[1]
    assert point.u == pytest.approx(2 / 3 * epsilon, abs=epsilon**2)
    assert point.r == pytest.approx(-epsilon / 3, abs=epsilon**2)
    assert point.u / 6 == pytest.approx(fixed_point_coupling(2 - epsilon), abs=epsilon**2)
    larger, smaller = point.eigenvalues
    assert larger == pytest.approx(1 - epsilon / 3, abs=2 * epsilon**2)
    assert smaller == pytest.approx(-epsilon, abs=2 * epsilon**2)


@pytest.mark.parametrize("dimension", [2, 3, 3.5, 5])
def test_a_field_in_d_dimensions_has_the_fixed_point_of_the_momentum_shell(dimension):
    """alpha = d/2, Lambda = momentum^2, so that l = 2 s; r is the same, eigenvalues are half those per unit of s."""
    point = coupling_fixed_points(dimension / 2)[1]
    shell = wilson_fisher_point(dimension)
    assert point.r == pytest.approx(shell.r, rel=1e-12)
    np.testing.assert_allclose(2 * np.array(point.eigenvalues), shell.eigenvalues, rtol=1e-12)
    # (1/4) u S^4 per site of a field with rho(Lambda) / Lambda = K_d / 2 at cutoff 1: ut = 6 u K_d / 2
    assert point.u == pytest.approx(3 * shell_factor(dimension) * shell.u, rel=1e-12)


def test_there_is_no_second_point_at_two_and_from_five_on():
    assert [len(coupling_fixed_points(alpha)) for alpha in (1.99, 2.0, 2.01, 4.99, 5.0, 6.0)] == [
        2,
        1,
        2,
        2,
        1,
        1,
    ]


def test_the_second_point_leaves_the_validity_of_the_expansion_at_the_quoted_exponent():
    sizes = [abs(coupling_fixed_points(alpha)[1].u) for alpha in (2.80, 2.81)]
    assert sizes[0] < 1 < sizes[1]


@pytest.mark.parametrize("alpha", [1.0, 1.7])
def test_below_two_the_coupling_flows_into_the_fixed_point_on_the_critical_line(alpha):
    point = coupling_fixed_points(alpha)[1]
    lines = flow_at(alpha).query("fate == 'critical'")
    for _, line in lines.groupby("start"):
        np.testing.assert_allclose(line[["r", "u"]].iloc[-1], [point.r, point.u], atol=2e-3)
        ends = []
        for offset in (-1e-3, 1e-3):
            start = line[["r", "u"]].iloc[len(line) // 2] + [offset, 0]
            path = follow_couplings(tuple(start), alpha, np.linspace(0, 40, 400))
            ends.append(path[np.isfinite(path[:, 0]), 0][-1])
        assert ends[0] < -0.9 < 0.9 < ends[1]


def test_above_two_the_coupling_dies_on_the_critical_line_and_runs_away_beyond_the_unstable_point():
    alpha = 2.6
    unstable = coupling_fixed_points(alpha)[1]
    lines = [line for _, line in flow_at(alpha).query("fate == 'critical'").groupby("start")]
    for line in lines:
        np.testing.assert_allclose(line[["r", "u"]].iloc[-1], 0, atol=2e-3)
    assert min(line["u"].min() for line in lines) == pytest.approx(unstable.u, rel=5e-3)
    velocity = coupling_velocity(unstable.r, 1.1 * unstable.u, alpha)
    assert velocity[1] < 0


def test_stability_changes_hands_at_two():
    table = fixed_point_table([1.0, 3.0]).set_index(["alpha", "kind"])
    assert not table.loc[(1.95, "gaussian"), "stable"]
    assert table.loc[(1.95, "wilson_fisher"), "stable"]
    assert table.loc[(2.0, "gaussian"), "stable"]
    assert table.loc[(2.05, "gaussian"), "stable"]
    assert not table.loc[(2.05, "wilson_fisher"), ["stable", "bounded"]].any()


def test_tables_have_the_columns_of_their_schemas_and_distinct_keys():
    for table, schema in (
        (fixed_point_table([1.0, 1.23]), PCA_FIXED_POINTS),
        (recursion_table([1.0, 2.6]), PCA_RECURSION),
    ):
        assert set(table.columns) == set(schema.names)
        assert not table.duplicated(list(schema.keys)).any()
        assert not table.isna().any(axis=None)
    assert 1.23 in set(fixed_point_table([1.23])["alpha"])


def test_a_trajectory_of_the_table_is_a_solution_of_the_flow():
    table = flow_at(1.7)
    for _, rows in table.groupby("start"):
        if len(rows) < 3:
            continue
        path = follow_couplings(tuple(rows[["r", "u"]].iloc[0]), 1.7, rows["flow_time"].to_numpy()[:5])
        np.testing.assert_allclose(rows[["r", "u"]].iloc[:5], path, rtol=1e-4, atol=1e-5)
