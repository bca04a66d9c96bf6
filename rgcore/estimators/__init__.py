"""Estimators in the style of scikit-learn, for use alone and in its pipelines; they need scikit-learn itself.

``pip install ".[estimators]"`` in a clone installs it. Nothing else in rgcore imports it.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.estimators.cross_validated_covariance import CrossValidatedCovariance
    from rgcore.estimators.pca_flow import PCAFlow
    from rgcore.estimators.rbm_transformer import RBMTransformer

__all__ = ["CrossValidatedCovariance", "PCAFlow", "RBMTransformer"]

if find_spec("sklearn") is None:
    raise ImportError(
        'rgcore.estimators needs scikit-learn, which is not installed: pip install ".[estimators]" in a clone'
    )

import_when_used(__name__)
