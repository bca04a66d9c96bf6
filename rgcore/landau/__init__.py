"""The momentum-shell renormalization group of the phi^4 theory: flow and fixed points in d dimensions."""

from rgcore.landau.fixed_points import (
    FixedPoint,
    fixed_point_table,
    gaussian_point,
    nu_epsilon_expansion,
    wilson_fisher_point,
)
from rgcore.landau.flow import critical_lines, flow_starts, flow_table
from rgcore.landau.recursion import flow_velocity, jacobian, shell_factor
from rgcore.landau.trajectory import FlowBox, Trajectory, follow, follow_critical_line

__all__ = [
    "FixedPoint",
    "FlowBox",
    "Trajectory",
    "critical_lines",
    "fixed_point_table",
    "flow_starts",
    "flow_table",
    "flow_velocity",
    "follow",
    "follow_critical_line",
    "gaussian_point",
    "jacobian",
    "nu_epsilon_expansion",
    "shell_factor",
    "wilson_fisher_point",
]
