"""Yang's spontaneous magnetization of the Ising model on the infinite square lattice, J = k_B = 1."""

import math

from rgcore.arguments.scalars import checked_coupling
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING, FROZEN

__all__ = ["spontaneous_magnetization"]


def spontaneous_magnetization(coupling: float) -> float:
    """Return the spontaneous magnetization per site: (1 - sinh^-4 2K)^(1/8) below T_c, 0 above.

    Yang, Phys. Rev. 85, 808 (1952). ``coupling`` and errors as for
    :func:`rgcore.ising.exact_results.onsager.onsager_energy`.
    """
    coupling = checked_coupling("coupling", coupling)
    if coupling <= CRITICAL_COUPLING:
        return 0.0
    if coupling > FROZEN:
        return 1.0
    return (1 - math.sinh(2 * coupling) ** -4) ** 0.125
