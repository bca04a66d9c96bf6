"""Number, sums and products of samples, added block by block."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Sums"]


@dataclass(slots=True)
class Sums:
    """Of (n, n_variables) samples without gaps; ``values`` and ``products`` are 0 before the first block."""

    n_samples: int = 0
    values: np.ndarray | float = 0.0
    products: np.ndarray | float = 0.0

    def add(self, block: np.ndarray, spread: np.ndarray | float = 0.0) -> None:
        """Add samples, and to their products the ``spread`` (n_variables, n_variables) of what was filled in them."""
        self.n_samples += len(block)
        self.values = self.values + block.sum(axis=0)
        self.products = self.products + (block.T @ block + spread)

    def moments(self) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and covariance, with 1/T."""
        mean = self.values / self.n_samples
        return mean, self.products / self.n_samples - np.outer(mean, mean)
