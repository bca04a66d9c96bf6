"""How fast the couplings of phi^3, phi^4 and phi^6 grow under the flow of principal components, without loops.

With a density rho(lambda) of eigenvalues of K, one per variable, the modes within a factor of the cutoff Lambda give a
variable the variance rho(Lambda), up to a number: the shell has N rho Lambda modes of variance 1 / Lambda, spread over
N variables. A term (c_p/p!) sum_i phi_i^p then has the size N c_p rho^(p/2), the quadratic term one of the size of the
number of modes, N rho Lambda. Their ratio is the dimensionless coupling

    c_p rho(Lambda)^(p/2 - 1) / Lambda,

which for p = 2 and 4 is r / Lambda and u rho / Lambda of :mod:`rgcore.pcarg.coupling.coupling_flow`. With rho ~
Lambda^(alpha - 1) it grows per unit of l = ln(Lambda_0 / Lambda) by

    p/2 - (p/2 - 1) alpha,

1 for the mass whatever alpha, (3 - alpha)/2 for phi^3, 2 - alpha for phi^4, 3 - 2 alpha for phi^6. The coupling is
relevant below alpha = p / (p - 2). At alpha = 1 all grow alike; below it, and for a sloppy spectrum (alpha = 0) above
all, higher powers grow faster than lower ones: counting powers then gives no reason to keep phi^4 alone.
"""

from itertools import product

import numpy as np
import pandas as pd

__all__ = ["coupling_growth", "marginal_exponent", "relevance_table"]

POWERS = (3, 4, 6)
_GRID = np.linspace(0.0, 4.0, 17)


def coupling_growth(power: int, alpha: float | np.ndarray) -> float | np.ndarray:
    """Return the growth of the coupling of phi^power per unit of l, without loops."""
    return power / 2 - (power / 2 - 1) * alpha


def marginal_exponent(power: int) -> float:
    """Return the alpha above which the coupling of phi^power, power > 2, falls."""
    return power / (power - 2)


def relevance_table() -> pd.DataFrame:
    """Return the growth of the couplings of phi^3, phi^4 and phi^6 for alpha from 0 to 4 in steps of 1/4.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_relevance``.
    """
    return pd.DataFrame([_row(power, float(alpha)) for power, alpha in product(POWERS, _GRID)])


def _row(power: int, alpha: float) -> dict[str, object]:
    growth = coupling_growth(power, alpha)
    return {
        "power": power,
        "alpha": alpha,
        "growth": growth,
        "relevant": growth > 0,
        "faster_than_quartic": growth > coupling_growth(4, alpha),
        "alpha_marginal": marginal_exponent(power),
    }
