"""Exact results that tests compare with: the free field in any dimension, and one site by quadrature."""

import numpy as np
from scipy.integrate import quad

DECAY = 40.0  # exp(-40) is negligible


def free_propagator(lattice):
    """Return <phi_0 phi_x> at u = 0, shape ``lattice.shape``: the inverse Fourier transform of 1 / (lambda_q + r)."""
    return np.fft.ifftn(1 / (lattice.stiffness() + lattice.r)).real


def site_moments(r, u):
    """Return <phi^2> and <phi^4> of a single site, weight exp(-(r/2) phi^2 - (u/24) phi^4), by quadrature."""
    well = np.sqrt(max(0.0, -6 * r / u)) if u > 0 else 0.0
    depth = r / 2 * well**2 + u / 24 * well**4
    level = depth + DECAY
    edge = (
        np.sqrt((-r / 2 + np.sqrt(r * r / 4 + u / 6 * level)) * 12 / u) if u > 0 else np.sqrt(2 * level / r)
    )

    def weighted(power):
        def weight(x):
            return x**power * np.exp(depth - r / 2 * x * x - u / 24 * x**4)

        return quad(weight, 0, edge, points=[well] if well else None, epsabs=0, epsrel=1e-12, limit=400)[0]

    total = weighted(0)
    return weighted(2) / total, weighted(4) / total
