"""Onsager's partition function per site of the infinite square lattice, with two couplings."""

import math

from scipy.integrate import quad

from rgcore.arguments.scalars import real_number

__all__ = ["log_partition_per_site"]

_LARGEST_COUPLING = 5.0


def log_partition_per_site(horizontal_coupling: float, vertical_coupling: float) -> float:
    """Return ln Z / N of the infinite lattice, in nats.

    (1/2) ln 2 + (1/pi) int_0^(pi/2) ln[cosh 2K cosh 2L + sqrt(1 + q^2 - 2 q cos 2x)] dx, q = sinh 2K sinh 2L (Baxter,
    Exactly Solved Models (1982), section 7.9).

    Parameters
    ----------
    horizontal_coupling, vertical_coupling : float
        K and L along rows and along columns, above 0 and at most 5.

    Raises
    ------
    InputError
        If a coupling is out of range.
    """
    across = real_number("horizontal_coupling", horizontal_coupling, above=0.0, most=_LARGEST_COUPLING)
    along = real_number("vertical_coupling", vertical_coupling, above=0.0, most=_LARGEST_COUPLING)
    product = math.sinh(2 * across) * math.sinh(2 * along)
    base = math.cosh(2 * across) * math.cosh(2 * along)

    def integrand(angle: float) -> float:
        # 1 + q^2 - 2 q cos 2x = (1 - q)^2 + 4 q sin^2 x, without loss of digits near q = 1
        return math.log(base + math.sqrt((1 - product) ** 2 + 4 * product * math.sin(angle) ** 2))

    value, _ = quad(integrand, 0, math.pi / 2, epsabs=1e-14, epsrel=1e-13, limit=200)
    return math.log(2) / 2 + value / math.pi
