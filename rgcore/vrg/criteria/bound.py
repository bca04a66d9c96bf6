"""Whether parameters are the optimum of a bound within their family."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize

__all__ = ["Cost", "bound_grades"]

Cost = Callable[[np.ndarray], tuple[float, np.ndarray]]
"""A function of parameters (n,) that returns a cost, in nats, and its gradient (n,)."""

ITERATIONS = 200
NO_COST = 1e-10  # nats: below it a cost is rounding
DISPLACEMENT = 0.1  # of every parameter, to leave a stationary point that is no minimum


def bound_grades(cost: Cost, chosen: np.ndarray) -> tuple[float, float]:
    """Return how far a cost is above the best of its family, and below that of parameters zero, as shares of that.

    Parameters
    ----------
    cost : function
        The distance of the bound from the exact free energy.
    chosen : (n,) float array

    Returns
    -------
    gap, gain : float
        The gap is the cost of the chosen parameters minus the least cost that a descent from beside them reaches, zero
        if it reaches none below; the gain is the cost of parameters zero minus that of the chosen ones, zero if these
        cost more. Both are divided by the cost of parameters zero, and zero where that is zero: the bound is the same
        for all members and chooses none. The gain is at most 1, the gap is not.
    """
    here, nowhere = cost(chosen)[0], cost(np.zeros_like(chosen))[0]
    if nowhere < NO_COST:
        return 0.0, 0.0
    beside = chosen + DISPLACEMENT * np.cos(1.0 + np.arange(len(chosen)))
    options = {"maxiter": ITERATIONS, "ftol": 1e-12, "gtol": 1e-7}
    reached = minimize(cost, beside, jac=True, method="L-BFGS-B", options=options).fun
    return max(0.0, here - float(reached)) / nowhere, max(0.0, nowhere - here) / nowhere
