"""A covariance or correlation matrix in the place of samples."""

from collections.abc import Sequence

import numpy as np

from rgcore.datasets.raw_samples import ReaderWarnings

__all__ = ["SymmetricMatrix"]

MOST_VARIABLES = 2048  # 32 MB
CLOSE = 1e-6  # relative to the largest entry


class SymmetricMatrix:
    """All samples, as long as they are no more than variables."""

    def __init__(self, n_variables: int) -> None:
        self._n_variables, self.n_samples = n_variables, 0
        self._blocks: list[np.ndarray] = []

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables)."""
        self.n_samples += len(block)
        if self.n_samples <= self._n_variables <= MOST_VARIABLES:
            self._blocks.append(block.copy())
        else:
            self._blocks.clear()

    def warnings(self, _: Sequence[str]) -> ReaderWarnings:
        """Return a phrase if they are a symmetric matrix."""
        if not self._blocks or self.n_samples != self._n_variables:
            return ReaderWarnings()
        matrix = np.concatenate(self._blocks)
        scale = np.nanmax(np.abs(matrix), initial=0.0)
        if not np.nanmax(np.abs(matrix - matrix.T), initial=0.0) <= CLOSE * scale:
            return ReaderWarnings()
        n = self.n_samples
        return ReaderWarnings(
            whole=(
                f"the {n} x {n} matrix is symmetric, as of covariances or correlations: samples are needed",
            )
        )
