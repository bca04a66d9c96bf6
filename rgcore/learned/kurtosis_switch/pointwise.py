"""Functions of a standard normal variable: their kurtosis, and the correlation of two of them.

For z and z' of correlation rho, and functions scaled to variance 1 (Price's theorem, or directly):

- erf(g z): correlation arcsin(a rho) / arcsin(a), a = 2 g^2 / (1 + 2 g^2); a = 1 is the sign. The saturating gain of
  Ingrosso and Goldt, PNAS 119, e2201854119 (2022). Excess kurtosis from 0 (a = 0) to -2 (a = 1).
- sinh(g z): correlation sinh(g^2 rho) / sinh(g^2). Excess kurtosis (q + 3)(q - 1) / 2 with q = exp(2 g^2).
"""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import erf

__all__ = ["Expanded", "Identity", "Pointwise", "Saturated", "pointwise_of_kurtosis"]

LARGEST_GAIN = 1e4  # of erf; beyond it the excess kurtosis is -2 within 1e-3


@dataclass(frozen=True, slots=True)
class Identity:
    """z itself."""

    def __call__(self, normal: np.ndarray) -> np.ndarray:
        """Return the function of standard normal values."""
        return normal

    def correlation(self, of_normal: np.ndarray) -> np.ndarray:
        """Return the correlation of two values whose normal variables have the correlation given."""
        return of_normal

    def of_normal(self, correlation: np.ndarray) -> np.ndarray:
        """Return the correlation that the normal variables must have."""
        return correlation

    @property
    def excess_kurtosis(self) -> float:
        """<x^4> / <x^2>^2 - 3."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Saturated:
    """erf(gain z) with variance 1; the sign of z for an infinite gain."""

    gain: float

    @property
    def _a(self) -> float:
        return 1 / (1 + 0.5 * self.gain**-2)

    def __call__(self, normal: np.ndarray) -> np.ndarray:
        """Return the function of standard normal values."""
        if np.isinf(self.gain):
            return np.where(normal < 0, -1.0, 1.0)
        return erf(self.gain * normal) / np.sqrt(2 / np.pi * np.arcsin(self._a))

    def correlation(self, of_normal: np.ndarray) -> np.ndarray:
        """Return the correlation of two values whose normal variables have the correlation given."""
        return np.arcsin(self._a * of_normal) / np.arcsin(self._a)

    def of_normal(self, correlation: np.ndarray) -> np.ndarray:
        """Return the correlation that the normal variables must have."""
        return np.sin(correlation * np.arcsin(self._a)) / self._a

    @property
    def excess_kurtosis(self) -> float:
        """<x^4> / <x^2>^2 - 3."""
        if np.isinf(self.gain):
            return -2.0

        def density(z: float) -> float:
            return erf(self.gain * z) ** 4 * np.exp(-(z**2) / 2)

        middle = min(3 / self.gain, 10.0)
        parts = [quad(density, *ends)[0] for ends in ((0, middle), (middle, 40))]
        return sum(parts) * np.sqrt(2 / np.pi) / (2 / np.pi * np.arcsin(self._a)) ** 2 - 3


@dataclass(frozen=True, slots=True)
class Expanded:
    """sinh(gain z) with variance 1."""

    gain: float

    def __call__(self, normal: np.ndarray) -> np.ndarray:
        """Return the function of standard normal values."""
        return np.sinh(self.gain * normal) / np.sqrt(np.expm1(2 * self.gain**2) / 2)

    def correlation(self, of_normal: np.ndarray) -> np.ndarray:
        """Return the correlation of two values whose normal variables have the correlation given."""
        return np.sinh(self.gain**2 * of_normal) / np.sinh(self.gain**2)

    def of_normal(self, correlation: np.ndarray) -> np.ndarray:
        """Return the correlation that the normal variables must have."""
        return np.arcsinh(correlation * np.sinh(self.gain**2)) / self.gain**2

    @property
    def excess_kurtosis(self) -> float:
        """<x^4> / <x^2>^2 - 3."""
        q = np.exp(2 * self.gain**2)
        return float((q + 3) * (q - 1) / 2)


Pointwise = Identity | Saturated | Expanded


def pointwise_of_kurtosis(excess_kurtosis: float) -> Pointwise:
    """Return the function whose values have an excess kurtosis: -2 or above."""
    if excess_kurtosis == 0:
        return Identity()
    if excess_kurtosis > 0:  # q = exp(2 g^2) solves (q + 3)(q - 1) = 2 excess_kurtosis
        return Expanded(float(np.sqrt(np.log(np.sqrt(4 + 2 * excess_kurtosis) - 1) / 2)))
    if excess_kurtosis < Saturated(LARGEST_GAIN).excess_kurtosis:
        return Saturated(np.inf)

    def miss(log_gain: float) -> float:
        return Saturated(float(np.exp(log_gain))).excess_kurtosis - excess_kurtosis

    return Saturated(float(np.exp(brentq(miss, np.log(1e-3), np.log(LARGEST_GAIN), xtol=1e-10))))
