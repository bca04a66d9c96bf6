"""Fisher information of models, and what is left of it when their predictions are coarse-grained.

``fisher_metric`` is the metric of models with enumerable states, ``pair_models`` the Ising models with a field and pair
couplings, ``decimation`` the spins that are observed, ``resampling`` the metric of large lattices, and ``predictions``
models that predict numbers: a user's own, hopping particles, and sums of exponentials.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.information.decimation import decimated_sites, observed_states
    from rgcore.information.embedding.embedding_table import embedding_table
    from rgcore.information.fisher_metric import coarse_metric, family_metric, fisher_metric, fisher_spectrum
    from rgcore.information.predictions.model_spectrum import model_spectrum
    from rgcore.information.sloppy_alpha import sloppy_alpha_table
    from rgcore.information.spectra_table import fisher_table

__all__ = [
    "coarse_metric",
    "decimated_sites",
    "embedding_table",
    "family_metric",
    "fisher_metric",
    "fisher_spectrum",
    "fisher_table",
    "model_spectrum",
    "observed_states",
    "sloppy_alpha_table",
]

import_when_used(__name__)
