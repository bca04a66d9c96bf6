"""Checks of the recursion of the couplings, of its limit and fixed points, and of vertices, with formulas written out.

Each takes the module and returns whether it is right.
"""

import numpy as np
from scipy.integrate import solve_ivp

from rgcore.pcarg.coupling.coupling_flow import coupling_velocity
from rgcore.pcarg.modes.principal_components import decompose

from ..by_hand import same

N = 5


def fixed_points(module):
    """The velocity vanishes at the points, and its derivatives there are the Jacobian."""
    right, step = [], 1e-5 * np.eye(2)
    for alpha in (0.0, 1.0, 1.9, 2.5, 4.5):
        for point in module.coupling_fixed_points(alpha):
            here = np.array([point.r, point.u])
            columns = [
                (coupling_velocity(*(here + each), alpha) - coupling_velocity(*(here - each), alpha)) / 2e-5
                for each in step
            ]
            values = np.sort(np.linalg.eigvals(point.jacobian).real)[::-1]
            right += [
                np.abs(coupling_velocity(point.r, point.u, alpha)).max() < 1e-12,
                np.allclose(point.jacobian, np.transpose(columns), atol=1e-6),
                same(point.eigenvalues, values),
                point.kind == "gaussian" or _is_eigenvector(point, values[1]),
            ]
    return (
        all(right)
        and [len(module.coupling_fixed_points(alpha)) for alpha in (1.0, 2.0, 4.5, 5.0)] == [2, 1, 2, 1]
        and [module.coupling_fixed_points(alpha)[0].critical_slope for alpha in (0.5, 1.0, 1.5, 3.0)]
        == [-np.inf, -np.inf, -1.0, -0.25]
        and _fixed_point_table(module)
    )


def _is_eigenvector(point, value):
    along = np.array([point.critical_slope, 1.0])
    return np.abs(point.jacobian @ along - value * along).max() < 1e-9


def _fixed_point_table(module):
    table = module.fixed_point_table([0.123]).set_index(["kind", "alpha"])
    other, gaussian = table.loc["wilson_fisher"], table.loc["gaussian"]
    epsilon = 2 - other.index
    return (
        len(gaussian) == 82
        and 0.123 in gaussian.index
        and same(other["g"].to_numpy(), (epsilon / (3 + epsilon) ** 2).to_numpy())
        and same(other["g_leading"].to_numpy(), (epsilon / 9).to_numpy())
        and (gaussian["g_leading"] == 0).all()
        and same(gaussian["eigenvalue_smaller"], np.minimum(1, 2 - gaussian.index))
        and gaussian["n_relevant"].tolist() == np.where(gaussian.index < 2, 2, 1).tolist()
        and other["n_relevant"].tolist() == np.where(other.index < 2, 1, 2).tolist()
        and (other["bounded"] == (other.index < 2)).all()
        and gaussian["bounded"].all()
        and (gaussian["stable"] == (gaussian.index >= 2)).all()
        and (other["stable"] == (other.index < 2)).all()
    )


def recursion(module):
    """dr = (u/2) G / N and 1/u rises by (3/2) G^2 / N, mode by mode from the stiffest on."""
    stiffness, r, u = np.array([0.5, 1.0, 2.0, 4.0]), 0.3, 0.8
    masses, couplings = [r], [u]
    for each in stiffness[::-1]:
        g = 1 / (each + r)
        r, u = r + u / 2 * g / 4, 1 / (1 / u + 1.5 * g**2 / 4)
        masses.append(r)
        couplings.append(u)
    found = module.integrate_out(stiffness, 0.3, 0.8)
    diverging = module.integrate_out(stiffness, 0.0, -1.5).u  # G^2 / N adds up to 8/3 before the softest mode
    unstable = module.integrate_out(stiffness, -0.7, 0.1).u  # the softest mode has a weight that grows
    variances, n_kept = 1 / stiffness, np.array([0, 1, 3, 4])
    loops = np.array([sum(v**2 for v in variances[:k]) / 4 for k in n_kept])
    added = module.add_loops(0.7, loops)
    return (
        same(found.r[::-1], np.array(masses))
        and same(found.u[::-1], np.array(couplings))
        and np.isnan(unstable).tolist() == [True, False, False, False, False]
        and np.isnan(diverging).tolist() == [True, False, False, False, False]
        and same(module.kept_loops(variances, n_kept), loops)
        and same(added, 1 / (1 / 0.7 + 1.5 * loops))
        and same(module.remove_loops(added, loops), np.full(4, 0.7))
        and np.isnan(module.remove_loops([1.0, 0.1], 1.0)).tolist() == [True, False]
    )


def coupling_flow(module):
    """The path at a running exponent is that of the velocity written out, and ends where the flow diverges."""

    def velocity(time, point):
        r, u = point
        return r + u / (2 + 2 * r), (0.5 + 0.3 * time) * u - 3 * u**2 / (2 * (1 + r) ** 2)

    times = np.linspace(0, 2, 5)
    path = solve_ivp(velocity, (0, 2), (0.2, 0.9), t_eval=times, method="LSODA", rtol=1e-10, atol=1e-12).y.T
    found = module.follow_couplings((0.2, 0.9), lambda time: 1.5 - 0.3 * time, times)
    return (
        same(module.coupling_velocity(0.5, 0.9, 1.2), np.array(velocity(1.0, (0.5, 0.9))))
        and np.allclose(found, path, rtol=1e-7)
        and _small_propagator(module)
        and _large_coupling(module)
    )


def _small_propagator(module):
    """Without a coupling 1 + r = 1 - e^l / 2 reaches 0 at ln 2 = 0.69314718, and 1e-6 within 1e-6 before."""
    path = module.follow_couplings((-0.5, 0.0), 1.0, np.array([0.0, 0.69, 0.693146, 0.693147, 0.8]))
    return np.isnan(path[:, 0]).tolist() == [False, False, False, True, True]


def _large_coupling(module):
    """At alpha = 0 and large r both r and u / r grow as e^l: u passes 1e6 at a finite r."""

    def velocity(_, point):
        r, u = point
        return r + u / (2 + 2 * r), 2 * u - 3 * u**2 / (2 * (1 + r) ** 2)

    times = np.linspace(0, 9, 37)
    path = solve_ivp(velocity, (0, 9), (0.5, 0.1), t_eval=times, method="LSODA", rtol=1e-10, atol=1e-12).y.T
    here = path[:, 1] < 1e6
    found = module.follow_couplings((0.5, 0.1), 0.0, times)
    return (
        not here.all()
        and (np.isfinite(found[:, 0]) == here).all()
        and np.allclose(found[here], path[here], rtol=1e-6)
    )


def trees(rows, lines):
    return np.einsum("ij,jk,ik->i", rows, lines, rows)


def vertices(module):
    """Moments at two and four modes of five; the covariance is of other samples than the modes."""
    rng = np.random.default_rng(2)
    mixed, other = (np.eye(N) + 0.3 * rng.normal(size=(2, N, N))) * [1, 1.5, 2, 1, 1.2]
    modes, full, cutoffs = decompose(mixed @ mixed.T), other @ other.T, np.array([2, 4])
    skewness, kurtosis = rng.uniform(-1, 1, (2, N)), rng.uniform(2, 6, (2, N))
    found = module.read_vertices(modes, full, cutoffs, skewness, kurtosis)
    errors = rng.uniform(0.1, 0.5, N)
    values, loops = found.values(errors), module.loops_at(modes, full, cutoffs)
    projectors = [modes.components[:, :k] @ modes.components[:, :k].T for k in cutoffs]
    last = projectors[1] @ full @ projectors[1]
    sites_w = np.linalg.solve(last**3, -skewness[1] * np.diag(last) ** 1.5)
    sites_u = np.linalg.solve(
        last**4, 3 * trees(last**2 * sites_w, full) - (kurtosis[1] - 3) * np.diag(last) ** 2
    )
    right = [same(module.covariance_of_modes(modes, 2.0), mixed @ mixed.T / 2)]
    for row, projector in enumerate(projectors):
        legs, variance = projector @ full, np.diag(projector @ full @ projector)
        third, fourth = skewness[row] * variance**1.5, (kurtosis[row] - 3) * variance**2
        w, joined = -third / (legs**3).sum(axis=1), trees(legs**2, full)
        square = w**2 - (errors * variance**1.5 / (legs**3).sum(axis=1)) ** 2
        local = 3 * trees(legs**2 * sites_w, full) - legs**4 @ sites_u
        expected = {
            "w": w,
            "u": (3 * square * joined - fourth) / (legs**4).sum(axis=1),
            "u_symmetric": -fourth / (legs**4).sum(axis=1),
            "skewness_local": -(legs**3) @ sites_w / variance**1.5,
            "kurtosis_local": 3 + local / variance**2,
        }
        right += [np.allclose(values[name][row], each, rtol=1e-6) for name, each in expected.items()]
        right += [
            same(loops[0][row], trees(legs, full**2) / variance / 2),
            same(loops[1][row], legs**2 @ np.diag(full) / variance / 2),
        ]
    return all(right)


CHECKS = {
    "coupling.coupling_fixed_points": fixed_points,
    "coupling.mode_recursion": recursion,
    "coupling.coupling_flow": coupling_flow,
    "coupling.vertices.vertex_readings": vertices,
}
