"""Training for one objective, with what is recorded on the way."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import OptimizeResult, minimize

from rgcore.vrg.objectives.family import RingFamily
from rgcore.vrg.objectives.objective_card import ObjectiveCard

__all__ = ["Recorded", "cost_and_gradient", "directions_seen", "train"]

_GRADIENT_TOLERANCE = 1e-9  # nats: training stops when no entry of the gradient is larger
_STEP = 1e-4  # of the parameters, dimensionless, for second derivatives
_SEEN = 1e-6  # of the largest curvature


@dataclass(frozen=True, slots=True)
class Recorded:
    """Parameters (n_sites n_hidden + 1,) after a number of iterations."""

    iteration: int
    parameters: np.ndarray


def cost_and_gradient(
    parameters: np.ndarray, family: RingFamily, objective: ObjectiveCard
) -> tuple[float, np.ndarray]:
    """Return the cost in nats and its gradient (n_sites n_hidden + 1,)."""
    log_trace, means = family.log_trace(parameters)
    cost, derivative = objective.cost(log_trace, family.boltzmann)
    return cost, family.gradient(derivative, means)


def train(
    start: np.ndarray, family: RingFamily, objective: ObjectiveCard, *, n_iterations: int
) -> list[Recorded]:
    """Minimize an objective by L-BFGS with exact gradients; return iterations 0, 1, 4, 16, ... and ``n_iterations``.

    A run that ends earlier has the same parameters from there on. The constant that the objective itself adds to T is
    part of them.

    Parameters
    ----------
    start : (n_sites n_hidden + 1,) float array
        Parameters of a member of ``family``.
    family : RingFamily
    objective : ObjectiveCard
    n_iterations : int
        At most.
    """
    visited = [np.asarray(start, dtype=np.float64)]

    def record(intermediate_result: OptimizeResult) -> None:
        visited.append(intermediate_result.x.copy())

    minimize(
        cost_and_gradient,
        start,
        args=(family, objective),
        jac=True,
        method="L-BFGS-B",
        callback=record,
        options={
            "maxiter": n_iterations,
            "maxfun": 20 * n_iterations,
            "gtol": _GRADIENT_TOLERANCE,
            "ftol": 0.0,
        },
    )
    kept = sorted({0, n_iterations, *(4**power for power in range(16) if 4**power < n_iterations)})
    at = [min(step, len(visited) - 1) for step in kept]
    parameters = [_with_shift(visited[place], family, objective) for place in at]
    return [Recorded(step, each) for step, each in zip(kept, parameters, strict=True)]


def directions_seen(parameters: np.ndarray, family: RingFamily, objective: ObjectiveCard) -> int:
    """Return in how many directions of parameter space the cost is curved: eigenvalues above 1e-6 of the largest.

    Second derivatives are central differences of the exact gradient.
    """
    steps = _STEP * np.eye(len(parameters))
    rows = [
        cost_and_gradient(parameters + step, family, objective)[1]
        - cost_and_gradient(parameters - step, family, objective)[1]
        for step in steps
    ]
    curvature = np.array(rows) / (2 * _STEP)
    sizes = np.abs(np.linalg.eigvalsh((curvature + curvature.T) / 2))
    return int((sizes > _SEEN * sizes.max()).sum())


def _with_shift(parameters: np.ndarray, family: RingFamily, objective: ObjectiveCard) -> np.ndarray:
    shifted = parameters.copy()
    shifted[-1] += objective.shift(family.log_trace(parameters)[0], family.boltzmann)
    return shifted
