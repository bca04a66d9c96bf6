"""The kurtosis of variables as small-variance modes are integrated out, as a transformer of scikit-learn."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from rgcore.pcarg.flow.moment_flow import moment_flow
from rgcore.pcarg.modes.mode_numbers import cutoff_numbers, dropped_number
from rgcore.pcarg.modes.principal_components import principal_components
from rgcore.series.moments import sample_moments

__all__ = ["PCAFlow"]

_FRACTIONS = (1.0, 0.5, 0.25, 0.125)


class PCAFlow(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Flow of the kurtosis under the principal-component RG, and the samples with the last modes kept.

    ``fit`` is :func:`rgcore.pcarg.moment_flow`; ``transform`` returns the samples at the smallest cutoff.

    Parameters
    ----------
    kept : sequence of float or int
        Modes kept at each cutoff: a float is a fraction in (0, 1], an integer a number.
    dropped_top : float or int
        Largest modes that are removed before: a fraction in [0, 1), or a number.
    scaling : "covariance" or "correlation"
        The variables as they are, or each divided by its standard deviation.
    n_blocks : int or None
        Blocks of time of the jackknife; None chooses by the autocorrelation time.

    Attributes
    ----------
    flow_ : DataFrame
        One row per cutoff, ascending; the columns of :func:`rgcore.pcarg.moment_flow`.
    kurtosis_, kurtosis_err_ : (n_cutoffs,) float64 arrays
        Median over the variables, 3 for a Gaussian, and its standard error, in the rows of ``flow_``.
    components_ : (n_components_, n_features) float64 array
        Modes kept at the smallest cutoff, unit vectors as rows, largest variance first.
    explained_variance_ : (n_components_,) float64 array
        Their variances (with 1/T), in the units of the variables squared, or without unit for "correlation".
    mean_, scale_ : (n_features,) float64 arrays
        What is subtracted from the samples, and what they are divided by.
    n_components_, n_features_in_ : int
    """

    def __init__(
        self,
        kept: Sequence[float] = _FRACTIONS,
        *,
        dropped_top: float = 0,
        scaling: str = "covariance",
        n_blocks: int | None = None,
    ) -> None:
        self.kept = kept
        self.dropped_top = dropped_top
        self.scaling = scaling
        self.n_blocks = n_blocks

    def fit(self, X: object, y: object = None) -> Self:
        """Fit to samples X (n_samples, n_features) in the order of time; y is not used.

        Raises
        ------
        ValueError
            If X is no finite matrix, or a parameter is out of range.
        """
        del y
        X = validate_data(self, X, dtype=np.float64, ensure_min_samples=2)
        self.flow_ = moment_flow(
            X, self.kept, dropped_top=self.dropped_top, scaling=self.scaling, n_blocks=self.n_blocks
        )
        self.kurtosis_ = self.flow_["kurtosis_median"].to_numpy()
        self.kurtosis_err_ = self.flow_["kurtosis_median_err"].to_numpy()
        moments = sample_moments([X])
        modes = principal_components(moments, self.scaling)
        first = dropped_number(self.dropped_top, X.shape[1])
        self.n_components_ = int(cutoff_numbers(self.kept, X.shape[1] - first)[0])
        last = first + self.n_components_
        self.components_ = np.ascontiguousarray(modes.components[:, first:last].T)
        self.explained_variance_ = modes.variances[first:last]
        self.mean_ = moments.mean
        self.scale_ = moments.deviation if self.scaling == "correlation" else np.ones(X.shape[1])
        return self

    def transform(self, X: object) -> np.ndarray:
        """Return samples projected on ``components_``, (n_samples, n_features), centred and in units of ``scale_``."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return ((X - self.mean_) / self.scale_ @ self.components_.T) @ self.components_
