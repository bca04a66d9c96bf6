"""The exact correlation length of the Ising model on the infinite square lattice, J = k_B = 1."""

import math

from rgcore.arguments.scalars import checked_coupling
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING

__all__ = ["correlation_length"]


def correlation_length(coupling: float) -> float:
    """Return the exponential correlation length along an axis of the infinite lattice, in lattice spacings.

    1/xi = -ln tanh K - 2K above T_c and 2 (2K + ln tanh K) below, where it belongs to the connected
    correlation; infinite at the critical coupling. McCoy and Wu, The Two-Dimensional Ising Model (1973). The
    second-moment correlation length of configurations is in :mod:`rgcore.ising.thermodynamic_estimates`.
    ``coupling`` and errors as for :func:`rgcore.ising.exact_results.onsager.onsager_energy`.
    """
    coupling = checked_coupling("coupling", coupling)
    inverse = 2 * coupling + math.log(math.tanh(coupling))
    if coupling == CRITICAL_COUPLING or inverse == 0:
        return math.inf
    return 1 / (2 * inverse) if inverse > 0 else -1 / inverse
