"""How far apart the configurations of a chain are taken: the spacing for a wanted effective sample size."""

import math

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING

__all__ = ["slowest_mode", "spacing"]


def slowest_mode(coupling: float) -> float:
    """Return the ratio of the slowest decay time of |m| to that of a single exponential of equal tau_int.

    Measured at sides 20 to 64: at most 1.15 for T >= T_c; up to 2, sometimes more, below 0.995 T_c, where rare
    excursions from the ordered state are long and a short pilot run contains few of them.
    """
    return 2.0 if coupling > 1.005 * CRITICAL_COUPLING else 1.15


def spacing(tau: float, effective_fraction: float, *, slowest: float = 1.0) -> int:
    """Return the spacing k at which n entries count as at least ``effective_fraction`` times n independent ones.

    For rho(t) = exp(-t / tau_exp), where coth(1 / (2 tau_exp)) = 2 tau, every k-th entry has an effective
    fraction of (1 - rho(k)) / (1 + rho(k)), so k = tau_exp ln((1 + f) / (1 - f)).

    Parameters
    ----------
    tau : float
        Integrated autocorrelation time in entries; 1/2 or less means independent.
    effective_fraction : float
        f, above 0 and below 1.
    slowest : float
        Lifetime of the slowest mode in units of tau_exp, see :func:`slowest_mode`; k is as much longer.
    """
    if tau <= 0.5:
        return 1
    tau_exponential = slowest / math.log((2 * tau + 1) / (2 * tau - 1))
    return max(1, math.ceil(tau_exponential * math.log((1 + effective_fraction) / (1 - effective_fraction))))
