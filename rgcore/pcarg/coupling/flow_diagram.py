"""Trajectories of the flow for its diagram: critical lines, and paths on both sides of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rgcore.arguments.arrays import list_of_numbers
from rgcore.pcarg.coupling.coupling_fixed_points import CouplingFixedPoint, coupling_fixed_points
from rgcore.pcarg.coupling.coupling_flow import follow_couplings

__all__ = ["recursion_table"]

R_LOW, R_HIGH = -0.8, 0.8
U_LOW, U_HIGH = -1.0, 1.5  # g from -1/6 to 1/4
STEP, N_STEPS, N_STEPS_BACK = 0.05, 200, 600  # a line leaves a fixed point at a rate of |2 - alpha|
POSITIVE, OFFSETS = (0.1, 0.5, 0.9, 1.3), (-0.3, -0.05, 0.05, 0.3)  # u, and r from the critical line there
NEGATIVE, MASSES = (-0.15, -0.5), (-0.3, 0.1, 0.5)


def recursion_table(exponents: Sequence[float]) -> pd.DataFrame:
    """Return trajectories (rt, ut) of the flow for each alpha: first its critical lines, then starts around them.

    ``fate`` is the edge at which a trajectory leaves -0.8 < rt < 0.8, -1 < ut < 1.5: "critical" (none: it ends in the
    stable fixed point), "disordered" (at large r), "ordered" (at small r), "runaway" (at large -u). It is the edge
    nearest to the last point inside, with rt and ut in units of the width and the height of that box.

    Parameters
    ----------
    exponents : sequence of float
        Each alpha above 0 and below 5, not 1 from 2 on.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_recursion``.

    Raises
    ------
    InputError
        If there is none, or one is out of range.
    """
    exponents = list_of_numbers("exponents", exponents, above=0, below=5)
    return pd.concat([_flow_of(alpha) for alpha in exponents], ignore_index=True)


def _flow_of(alpha):
    lines = _critical_lines(alpha)
    r, u = np.concatenate(lines).T
    order = np.argsort(u)
    starts = [(np.interp(at, u[order], r[order]) + offset, at) for at in POSITIVE for offset in OFFSETS]
    starts += [(mass, at) for at in NEGATIVE for mass in MASSES]
    times = STEP * np.arange(N_STEPS + 1)
    paths = [_inside(follow_couplings(start, alpha, times)) for start in starts]
    fates = ["critical"] * len(lines) + [_fate(path[-1]) for path in paths]
    pieces = zip([*lines, *paths], fates, strict=True)
    frames = [_frame(alpha, number, path, fate) for number, (path, fate) in enumerate(pieces)]
    return pd.concat(frames, ignore_index=True)


def _critical_lines(alpha: float) -> list[np.ndarray]:
    """Return the two lines into the stable fixed point, integrated backwards from beside it."""
    point = next(point for point in coupling_fixed_points(alpha)[::-1] if point.eigenvalues[1] <= 0)
    return [_backwards(point, step) for step in (1e-3, -1e-3)]


def _backwards(point: CouplingFixedPoint, step: float) -> np.ndarray:
    start = (point.r + point.critical_slope * step, point.u + step)
    times = -STEP * np.arange(N_STEPS_BACK + 1)
    return _inside(follow_couplings(start, point.alpha, times))[::-1]


def _inside(path: np.ndarray) -> np.ndarray:
    """Return the points of the path before the first one outside the box, at least one."""
    r, u = path.T
    inside = (r > R_LOW) & (r < R_HIGH) & (u > U_LOW) & (u < U_HIGH)
    return path if inside.all() else path[: max(int(np.argmin(inside)), 1)]


def _fate(end: np.ndarray) -> str:
    """Return by which edge a trajectory leaves: the nearest of large r, small r and small u, in units of the box."""
    r, u = (end - (R_LOW, U_LOW)) / (R_HIGH - R_LOW, U_HIGH - U_LOW)
    gaps = {"disordered": 1 - r, "ordered": r, "runaway": u}
    return min(gaps, key=gaps.get)


def _frame(alpha, number, path, fate):
    return pd.DataFrame(
        {
            "alpha": alpha,
            "start": number,
            "flow_time": STEP * np.arange(len(path)),
            "r": path[:, 0],
            "u": path[:, 1],
            "g": path[:, 1] / 6,
            "fate": fate,
        }
    )
