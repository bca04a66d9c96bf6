"""Particles that hop on a line: the density after some steps, as seven rates are varied (Machta et al. 2013).

In every step a particle moves by m = -3 ... 3 sites with rate theta_m; all start at one site. After t steps the density
has the Fourier transform z(k)^t, z(k) = sum_m theta_m exp(-i k m), and d(density)/d(theta_m) is t times the density
after t - 1 steps, moved by m. Observed with errors of one size everywhere, g_mn = t^2 sum_x p(x - m) p(x - n) with p
the density after t - 1 steps: a function of m - n alone.

**Closed forms.** For many steps p is normal, of variance s^2 (t - 1) with s^2 = 4 for equal rates, and g_mn = t^2 c
exp(-(m - n)^2 / 2w) with w = 2 s^2 (t - 1) and c = 1 / sqrt(2 pi w). As w grows, eigenvalue n (from 0) becomes
t^2 c N_n / (n! w^n), N_n = sum_m q_n(m)^2 of the monic polynomials q_n that are orthogonal on the seven sites: 7,
28, 84, ...: the number of particles, their drift, their diffusion constant, and so on. With b = sqrt(t), the width,
they go as b^(3 - 2n) = b^(2y - d), d = 1 and y = 2 - n.
"""

import numpy as np

from rgcore.information.predictions.model_spectrum import ModelSpectrum, spectrum_of_jacobian

__all__ = ["N_RATES", "hopping_density", "hopping_jacobian", "hopping_spectrum"]

N_RATES = 7


def hopping_density(rates: np.ndarray, n_steps: int) -> np.ndarray:
    """Return the density (6 n_steps + 1,) on all sites that particles reach in some steps, with rates (7,)."""
    density = np.ones(1)
    for _ in range(n_steps):
        density = np.convolve(density, rates)
    return density


def hopping_jacobian(rates: np.ndarray, n_steps: int) -> np.ndarray:
    """Return d(density)/d(rates), (6 n_steps + 1, 7), for at least one step; or of any odd number of rates."""
    before = hopping_density(rates, n_steps - 1)
    return np.stack([np.convolve(before, n_steps * one) for one in np.eye(len(rates))], axis=1)


def hopping_spectrum(n_steps: int) -> ModelSpectrum:
    """Return the spectrum for equal rates 1/7."""
    return spectrum_of_jacobian(hopping_jacobian(np.full(N_RATES, 1 / N_RATES), n_steps))
