"""Exact energy, its fluctuations and |m| of a torus as functions of the coupling, and their inverses."""

from functools import lru_cache

import numpy as np
from scipy.interpolate import CubicHermiteSpline, CubicSpline

from rgcore.arguments.scalars import checked_side
from rgcore.ising.exact_results.kaufman import torus_energy, torus_specific_heat
from rgcore.ising.exact_results.torus_magnetization import LARGEST_SIDE, torus_abs_magnetization

__all__ = ["COLDEST", "TorusCurves", "torus_curves"]

COLDEST = 0.5  # J/k_B: the lowest temperature that is resolved
_STEP = 0.0125  # of the coupling, between 0 and 2
_NEWTON_STEPS = 4
_FINE = 20_001


class TorusCurves:
    """Interpolated exact curves of the side x side torus against K = J/(k_B T), from 0 to 2.

    The error of interpolation is below 1e-5 in energy and 1e-4 in |m| per site.

    Parameters
    ----------
    side : int
        At least 2. ``abs_magnetization`` is NaN beyond side 10, where it is not known.
    """

    def __init__(self, side: int) -> None:
        self.side = checked_side("side", side)
        couplings = np.linspace(0, 1 / COLDEST, round(1 / (COLDEST * _STEP)) + 1)
        inside = couplings[1:]
        energies = [0.0, *(torus_energy(coupling, side) for coupling in inside)]
        first = (
            4.0 if side == 2 else 2.0
        )  # variance of the energy per site of free spins; bonds are double at side 2
        variances = [first, *(torus_specific_heat(coupling, side) / coupling**2 for coupling in inside)]
        self._energies, self._couplings = np.array(energies), couplings
        self._fine = np.linspace(0, couplings[-1], _FINE)
        self._energy = CubicHermiteSpline(couplings, energies, -np.array(variances))
        self._variance = CubicSpline(couplings, variances)
        self._modulus = None
        if side <= LARGEST_SIDE:
            tiny = 1e-9
            moduli = [torus_abs_magnetization(coupling, side) for coupling in (tiny, *inside)]
            self._modulus, self._moduli = CubicSpline(couplings, moduli), np.array(moduli)

    def energy(self, coupling: np.ndarray) -> np.ndarray:
        """Return the energy per site, J, at couplings of any shape, from 0 to 2."""
        return self._energy(coupling)

    def variance(self, coupling: np.ndarray) -> np.ndarray:
        """Return side**2 times the variance of the energy per site, J^2: the specific heat is K^2 times that."""
        return self._variance(coupling)

    def abs_magnetization(self, coupling: np.ndarray) -> np.ndarray:
        """Return <|M|> per site."""
        if self._modulus is None:
            return np.full(np.shape(coupling), np.nan)
        return self._modulus(coupling)

    def coupling_of_energy(self, energy: np.ndarray) -> np.ndarray:
        """Return the coupling of an energy per site: 0 where it is not negative, NaN below that at K = 2."""
        energy = np.asarray(energy, dtype=float)
        coupling = np.interp(-energy, -self._energies, self._couplings)
        for _ in range(_NEWTON_STEPS):
            step = (self._energy(coupling) - energy) / np.maximum(self._variance(coupling), 1e-12)
            coupling = np.clip(coupling + step, 0, self._couplings[-1])
        return np.where(energy < self._energies[-1], np.nan, np.where(energy >= 0, 0.0, coupling))

    def coupling_of_abs_magnetization(self, modulus: np.ndarray) -> np.ndarray:
        """Return the coupling of a mean |m|: 0 at and below that of free spins, NaN above that at K = 2."""
        modulus = np.asarray(modulus, dtype=float)
        if self._modulus is None:
            return np.full(modulus.shape, np.nan)
        coupling = np.interp(modulus, self._moduli, self._couplings)
        slope = self._modulus.derivative()
        for _ in range(_NEWTON_STEPS):
            step = (modulus - self._modulus(coupling)) / np.maximum(slope(coupling), 1e-12)
            coupling = np.clip(coupling + step, 0, self._couplings[-1])
        return np.where(
            modulus > self._moduli[-1], np.nan, np.where(modulus <= self._moduli[0], 0.0, coupling)
        )

    @property
    def largest_variance(self) -> float:
        """The largest variance of the energy at any coupling, J^2: no temperature has a larger one."""
        return float(self._variance(self._fine).max())

    def coupling_of_variance(self, variance: float, near: float) -> float:
        """Return the coupling, on the side of the maximum where ``near`` lies, of a variance of the energy.

        NaN for a variance above ``largest_variance``, which none has; 0 for less than that of free spins on the hot
        side, NaN for less than that at K = 2 on the cold one.
        """
        fine, variances = self._fine, self._variance(self._fine)
        top = int(np.argmax(variances))
        if variance > variances[top]:
            return float("nan")
        if near <= fine[top]:
            return float(np.interp(variance, variances[: top + 1], fine[: top + 1]))
        if variance < variances[-1]:
            return float("nan")
        return float(np.interp(-variance, -variances[top:], fine[top:]))

    def peak(self) -> float:
        """Return the temperature, J/k_B, at which the specific heat is largest."""
        fine = self._fine
        return float(1 / fine[np.argmax(fine**2 * self._variance(fine))])


@lru_cache(maxsize=8)
def torus_curves(side: int) -> TorusCurves:
    """Return the curves of a side, computed once per process: about a second for side 8."""
    return TorusCurves(side)
