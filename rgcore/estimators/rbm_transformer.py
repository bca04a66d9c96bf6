"""An RBM as a transformer of scikit-learn, with exact likelihoods."""

from typing import Self

import numpy as np
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from rgcore.arguments.scalars import count_or_number, real_number, whole_number
from rgcore.rbm.likelihood.exact_likelihood import log_likelihood
from rgcore.rbm.networks.restricted import double_precision, mean_h_from_v
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.standardization import Standardization
from rgcore.rbm.training.data.training_samples import FloatSamples, TrainingData
from rgcore.rbm.training.layer import train_rbm
from rgcore.rbm.training.trainer import MOST_UNITS
from rgcore.rbm.units.unit_type import unit_type
from rgcore.settings import read_settings

__all__ = ["RBMTransformer"]

_NOISE = 0.5  # standard deviation of a real-valued variable given the hidden units, over its own
_LAST_RATE = 0.1  # learning rate of the last epoch over that of the first, for persistent chains
_CHOSEN = {
    "momentum": 0.5,
    "l1": 0.0,
    "l1_placement": "inside",
    "l2": 0.0,
    "gibbs_steps": 1,
    "fields": "free",
    "schedule": "linear",
    "algorithm": "persistent_contrastive_divergence",
    "gradient": "centered",
    "layer_inputs": "means",
    "weight_scale": 0.01,
}


class RBMTransformer(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """RBM, trained with persistent chains and centred gradients.

    P(v, h) = exp(-E) / Z with E = -c.v - b.h - v.W.h. Beside scikit-learn's BernoulliRBM: units of -1/+1, real-valued
    visible units, and in place of a pseudo-likelihood the exact likelihood where one layer has up to 20 units.

    Parameters
    ----------
    n_components : int
        Hidden units.
    units : "binary", "spin" or "gaussian"
        Values of X: 0/1, -1/+1, or real numbers, which are standardized (visible units are then Gaussian, hidden ones
        0/1).
    learning_rate : float
        In the first epoch; it falls to a tenth. For spins 1/16 of that of 0/1 units trains alike.
    batch_size : int
        Samples per update, at most all of them.
    n_epochs : int
        Passes over the samples.
    random_state : int, RandomState or None

    Attributes
    ----------
    components_ : (n_components, n_features) float32 array
        Weights.
    intercept_hidden_, intercept_visible_ : (n_components,), (n_features,) float32 arrays
    rbm_ : RBM
        The network, for the functions of :mod:`rgcore.rbm`.
    history_ : DataFrame
        One row per epoch, as of :func:`rgcore.rbm.train_rbm`.
    standardization_ : Standardization or None
    n_features_in_ : int
    """

    def __init__(
        self,
        n_components: int = 16,
        *,
        units: str = "binary",
        learning_rate: float = 0.05,
        batch_size: int = 100,
        n_epochs: int = 30,
        random_state: object = None,
    ) -> None:
        self.n_components = n_components
        self.units = units
        self.learning_rate = learning_rate
        self.batch_size = batch_size
        self.n_epochs = n_epochs
        self.random_state = random_state

    def fit(self, X: object, y: object = None) -> Self:
        """Train on samples X (n_samples, n_features) in the values of ``units``; y is not used.

        Raises
        ------
        ValueError
            If X has other values, or a parameter is out of range.
        """
        del y
        X = validate_data(self, X, dtype=np.float64, ensure_min_samples=2)
        if self.units not in ("binary", "spin", "gaussian"):
            raise ValueError(f"units must be binary, spin or gaussian, got {self.units!r}")
        n_hidden = whole_number("n_components", self.n_components, least=1, most=MOST_UNITS)
        real = self.units == "gaussian"
        self.standardization_ = Standardization.fit(X, noise=_NOISE) if real else None
        seed = check_random_state(self.random_state).randint(2**31 - 1)
        samples = FloatSamples(self._visible(X, self.units))
        self.rbm_, self.history_ = train_rbm(
            TrainingData(samples, samples),
            n_hidden,
            self._settings(len(X)),
            rng=np.random.default_rng(seed),
            report=_no_report,
        )
        self.components_ = np.ascontiguousarray(self.rbm_.weights.T)
        self.intercept_hidden_, self.intercept_visible_ = self.rbm_.hidden_bias, self.rbm_.visible_bias
        return self

    def _settings(self, n_samples: int) -> TrainingSettings:
        real, rate = self.units == "gaussian", real_number("learning_rate", self.learning_rate)
        batch_size = min(count_or_number("batch_size", self.batch_size), n_samples)
        chosen = _CHOSEN | {
            "units": "binary" if real else self.units,
            "visible_units": "gaussian" if real else None,
            "n_epochs": self.n_epochs,
            "batch_size": batch_size,
            "learning_rate": rate,
            "final_learning_rate": _LAST_RATE * rate,
        }
        return read_settings(TrainingSettings, chosen, source="RBMTransformer")

    def transform(self, X: object) -> np.ndarray:
        """Return the mean of each hidden unit given samples, (n_samples, n_components)."""
        return mean_h_from_v(double_precision(self.rbm_), self._checked(X))

    def score_samples(self, X: object) -> np.ndarray:
        """Return ln P of samples, (n_samples,) float64 in nats; for real values ln of the density in their units.

        Raises
        ------
        ValueError
            If X has other values than ``units``, or the smaller layer has more than 20 units (for real values, the
            hidden one).
        """
        values = log_likelihood(self.rbm_, self._checked(X))
        return values if self.standardization_ is None else values + self.standardization_.log_density_shift

    def score(self, X: object, y: object = None) -> float:
        """Return the mean of ``score_samples``, in nats per sample; y is not used."""
        del y
        return float(np.mean(self.score_samples(X)))

    @property
    def _n_features_out(self) -> int:
        return len(self.components_)

    def _checked(self, X: object) -> np.ndarray:
        check_is_fitted(self)
        return self._visible(validate_data(self, X, dtype=np.float64, reset=False), self.rbm_.units)

    def _visible(self, X: np.ndarray, units: str) -> np.ndarray:
        """Return samples as values of the visible units, (n_samples, n_features)."""
        if self.standardization_ is not None:
            return self.standardization_.transform(X)
        return unit_type(units).checked("X", X, X.shape[1])


def _no_report(done: int, total: int) -> None:
    """Report nothing: scikit-learn's estimators are silent."""
