"""The flow diagram: critical lines, and trajectories that leave them to either phase; the table."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from rgcore.arguments.arrays import list_of_numbers
from rgcore.arguments.objects import an_instance
from rgcore.arguments.scalars import shown
from rgcore.errors import InputError
from rgcore.landau.momentum_shell import checked_dimensions, shell_factor
from rgcore.landau.momentum_shell_fixed_points import gaussian_point, wilson_fisher_point
from rgcore.landau.trajectory import FlowBox, Trajectory, integrate_critical_line, integrate_trajectory

__all__ = ["flow_table"]

START_FRACTIONS = (0.1, 0.4, 0.7, 0.95)  # of the u that the critical lines span
START_OFFSETS = (-0.1, -0.01, 0.01, 0.1)  # in r, from the critical line


def flow_table(
    dimensions: Sequence[float],
    starts: Sequence[tuple[float, float]] | None = None,
    *,
    box: FlowBox | None = None,
) -> pd.DataFrame:
    """Return trajectories of the recursion in every dimension.

    Each dimension has its critical lines first (two below d = 4: from the Gaussian point and from large u into
    the Wilson-Fisher point; one from d = 4 on, into the Gaussian point), then one trajectory per start.

    Parameters
    ----------
    dimensions : sequence of float
        Each at least 2 and below 10.
    starts : sequence of (r, u), optional
        The same in every dimension, inside the box; :func:`flow_starts` of each dimension if not given.
    box : FlowBox, optional
        Its defaults if not given.

    Returns
    -------
    DataFrame
        The columns of the table ``landau_flow``.

    Raises
    ------
    InputError
        If there is no dimension, one is out of range, or a start is outside the box.
    """
    dimensions = checked_dimensions(dimensions)
    box = FlowBox() if box is None else an_instance("box", box, FlowBox)
    starts = starts if starts is None else _checked_starts(starts)
    return pd.concat([_flow_in(d, starts, box) for d in dimensions], ignore_index=True)


def _checked_starts(starts: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return starts as pairs of floats; there may be none."""
    if isinstance(starts, str | dict) or not isinstance(starts, Iterable):
        raise InputError(f"starts must be a list of pairs (r, u), got {shown(starts)}")
    pairs = [tuple(list_of_numbers(f"starts[{place}]", start)) for place, start in enumerate(starts)]
    wrong = [pair for pair in pairs if len(pair) != 2]
    if wrong:
        raise InputError(f"starts must be a list of pairs (r, u), got {list(wrong[0])} in it")
    return pairs


def critical_lines(dimension: float, box: FlowBox) -> list[Trajectory]:
    """Return the trajectories into the fixed point that governs criticality in ``dimension``."""
    if dimension >= 4:
        return [integrate_critical_line(gaussian_point(dimension), box, towards_larger_u=True)]
    point = wilson_fisher_point(dimension)
    return [integrate_critical_line(point, box, towards_larger_u=larger) for larger in (False, True)]


def flow_starts(lines: Sequence[Trajectory]) -> list[tuple[float, float]]:
    """Return starts (r, u) on both sides of the critical lines, near and far, at several u."""
    u = np.concatenate([line.u for line in lines])
    r = np.concatenate([line.r for line in lines])
    order = np.argsort(u)
    chosen = [fraction * u.max() for fraction in START_FRACTIONS]
    critical = np.interp(chosen, u[order], r[order])
    pairs = zip(chosen, critical, strict=True)
    return [(float(at + offset), float(start)) for start, at in pairs for offset in START_OFFSETS]


def _flow_in(dimension, starts, box):
    lines = critical_lines(dimension, box)
    asked = flow_starts(lines) if starts is None else starts
    trajectories = lines + [integrate_trajectory(start, dimension, box) for start in asked]
    frames = [_frame(dimension, number, trajectory) for number, trajectory in enumerate(trajectories)]
    return pd.concat(frames, ignore_index=True)


def _frame(dimension, number, trajectory):
    return pd.DataFrame(
        {
            "dimension": dimension,
            "trajectory": number,
            "scale": trajectory.scale,
            "r": trajectory.r,
            "u": trajectory.u,
            "u_scaled": 9 * shell_factor(dimension) * trajectory.u,
            "basin": trajectory.basin,
        }
    )
