"""Chains of fields with cubic and quartic couplings, exactly: moments and samples by a transfer operator on a grid.

H = sum_i [ (m/2) phi_i^2 + (w_i/6) phi_i^3 + (u_i/24) phi_i^4 - h_i phi_i ] + (J/2) sum_i (phi_i - phi_i+1)^2, with
open ends. Nothing here comes from the code under test.
"""

from itertools import combinations_with_replacement, permutations

import numpy as np

MASS, STIFFNESS = 0.9, 0.7
GRID = np.linspace(-9, 9, 109)


class Chain:
    """A chain whose sources h_i give every site a mean, 0 or another one.

    ``w``, ``u`` (n_sites,) couplings; ``mean`` (n_sites,).
    """

    def __init__(self, w, u, mean=None):
        self.w, self.u = (np.asarray(each, dtype=float) for each in (w, u))
        self.mean = np.zeros(len(self.w)) if mean is None else np.asarray(mean, dtype=float)
        self.neighbours = np.exp(-STIFFNESS / 2 * np.subtract.outer(GRID, GRID) ** 2)
        source = np.zeros(len(self.w))
        for _ in range(30):
            self.weights = self._weights(source)
            first, second = self.moments(1), self.moments(2)
            shift = self.mean - first
            self.covariance = second - np.outer(first, first)
            if np.abs(shift).max() < 1e-13:
                break
            source += np.linalg.solve(self.covariance, shift)
        assert np.abs(shift).max() < 1e-12

    def _weights(self, source):
        """Return the weight of every value at every site, (n_sites, n_values)."""
        x = GRID
        potential = (
            MASS / 2 * x**2 + np.multiply.outer(self.w, x**3) / 6 + np.multiply.outer(self.u, x**4) / 24
        )
        weight = np.exp(np.multiply.outer(source, x) - potential)
        return weight / weight.max(axis=1, keepdims=True)

    def _integral(self, powers):
        """Return the sum over all values of the weight times the fields to these powers."""
        left = np.ones_like(GRID)
        for site, power in enumerate(powers):
            left = (self.neighbours @ left if site else left) * self.weights[site] * GRID**power
        return left.sum()

    def moments(self, order):
        """Return <phi_i phi_j ...> of so many fields, (n_sites, ...)."""
        n_sites = len(self.w)
        found, total = np.empty((n_sites,) * order), self._integral([0] * n_sites)
        for sites in combinations_with_replacement(range(n_sites), order):
            value = self._integral(np.bincount(sites, minlength=n_sites)) / total
            for places in set(permutations(sites)):
                found[places] = value
        return found

    def cumulants(self):
        """Return C, <phi phi phi>_c and <phi phi phi phi>_c of all sites; the mean must be 0."""
        covariance, third, fourth = (self.moments(order) for order in (2, 3, 4))
        for pairing in ("ij,kl->ijkl", "ik,jl->ijkl", "il,jk->ijkl"):
            fourth = fourth - np.einsum(pairing, covariance, covariance)
        return covariance, third, fourth

    def samples(self, n_samples, *, rng):
        """Return (n_samples, n_sites) independent samples, each site given the one before, from the last on."""
        messages = [np.ones_like(GRID)]
        for weight in self.weights[:-1]:
            messages.append(self.neighbours @ (messages[-1] * weight))
        places = np.empty((n_samples, len(self.w)), dtype=int)
        for site in range(len(self.w) - 1, -1, -1):
            known = np.ones((1, len(GRID))) if site == len(self.w) - 1 else self.neighbours
            cumulated = np.cumsum(known * (messages[site] * self.weights[site]), axis=1)
            cumulated /= cumulated[:, -1:]
            row = places[:, site + 1] if len(known) > 1 else np.zeros(n_samples, dtype=int)
            rows = np.arange(len(known))[:, None]
            found = np.searchsorted((rows + cumulated).ravel(), row + rng.random(n_samples), side="right")
            places[:, site] = found - row * len(GRID)
        return GRID[places]


def vertices_by_definition(w, u, site, step=0.1):
    """Return Gamma_3 and Gamma_4 of one site by their definition, derivatives of C^-1 after the mean of this site.

    The source that gives a mean is the derivative of Gamma, so that the derivative of the source is C^-1. Central
    differences at four distances: an error of the eighth order in the step.
    """
    n_sites, inverse = len(w), {}
    for number in range(-4, 5):
        mean = np.zeros(n_sites)
        mean[site] = number * step
        inverse[number] = np.linalg.inv(Chain(w, u, mean).covariance)[site, site]
    first = (4 / 5, -1 / 5, 4 / 105, -1 / 280)
    second = (8 / 5, -1 / 5, 8 / 315, -1 / 560)
    cubic = sum(c * (inverse[n] - inverse[-n]) for n, c in enumerate(first, 1)) / step
    quartic = -205 / 72 * inverse[0] + sum(c * (inverse[n] + inverse[-n]) for n, c in enumerate(second, 1))
    return cubic, quartic / step**2
