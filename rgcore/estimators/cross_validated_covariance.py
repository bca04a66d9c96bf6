"""A covariance with cross-validated eigenvalues, as scikit-learn's covariance estimators."""

from typing import Self

import numpy as np
from sklearn.covariance import EmpiricalCovariance
from sklearn.utils.validation import validate_data

from rgcore.pcarg.modes.principal_components import SCALINGS
from rgcore.pcarg.spectra.cleaning import cleaned_variances
from rgcore.pcarg.spectra.leave_one_block_out import spectra_without_blocks
from rgcore.series.moments import sample_moments
from rgcore.stats.blocking import MOST_BLOCKS

__all__ = ["CrossValidatedCovariance"]


class CrossValidatedCovariance(EmpiricalCovariance):
    """Covariance with the eigenvectors of the sample, and eigenvalues as measured in blocks that were left out.

    Method and sources: :func:`rgcore.pcarg.spectra.cleaning.cleaned_variances`. The samples must be in the order of
    time: whole blocks are left out, so that neighbours that are correlated are not on both sides. Time: one
    eigendecomposition of (n_features, n_features) per block.

    Parameters
    ----------
    n_blocks : int
        Blocks of time, from 2 on; at most half the number of samples are taken.
    store_precision : bool
        Whether ``precision_`` is stored.

    Attributes
    ----------
    covariance_ : (n_features, n_features) float64 array
        In the units of the variables squared, with the trace of the sample covariance (with 1/T). A constant variable
        has zeros.
    precision_ : (n_features, n_features) float64 array
        Its pseudo-inverse.
    location_ : (n_features,) float64 array
        Means.
    eigenvalues_, sample_eigenvalues_ : (n_varying,) float64 arrays
        Cleaned and not, largest first, of the variables that vary.
    n_features_in_ : int
    """

    def __init__(self, *, n_blocks: int = MOST_BLOCKS, store_precision: bool = True) -> None:
        super().__init__(store_precision=store_precision)
        self.n_blocks = n_blocks

    def fit(self, X: object, y: object = None) -> Self:
        """Fit to samples X (n_samples, n_features), at least 4; y is not used.

        Raises
        ------
        ValueError
            If X is no finite matrix, or ``n_blocks`` is below 2.
        """
        del y
        X = validate_data(self, X, dtype=np.float64, ensure_min_samples=4)
        if not isinstance(self.n_blocks, int) or self.n_blocks < 2:
            raise ValueError(f"n_blocks must be an integer from 2 on, got {self.n_blocks!r}")
        varies = X.max(axis=0) > X.min(axis=0)
        covariance = np.zeros((X.shape[1], X.shape[1]))
        self.eigenvalues_ = self.sample_eigenvalues_ = np.zeros(0)
        if varies.any():
            covariance[np.ix_(varies, varies)] = self._cleaned(X[:, varies])
        self.location_ = X.mean(axis=0)
        self._set_covariance(covariance)
        return self

    def _cleaned(self, varying: np.ndarray) -> np.ndarray:
        moments = sample_moments([varying])
        n_blocks = min(self.n_blocks, len(varying) // 2)
        spectra = spectra_without_blocks([varying], moments, n_blocks, dict.fromkeys(SCALINGS, 0))
        left_out = spectra["covariance"]
        self.eigenvalues_ = cleaned_variances(left_out)
        self.sample_eigenvalues_ = left_out.modes.variances
        components = left_out.modes.components
        return (components * self.eigenvalues_) @ components.T
