"""Fisher information of models, and what is left of it when their predictions are coarse-grained.

``fisher_metric`` is the metric of models with enumerable states, ``pair_models`` the Ising models with a field and pair
couplings, and ``decimation`` the spins that are observed.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.information.decimation import decimated_sites, observed_states
    from rgcore.information.fisher_metric import coarse_metric, family_metric, fisher_metric, fisher_spectrum

__all__ = [
    "coarse_metric",
    "decimated_sites",
    "family_metric",
    "fisher_metric",
    "fisher_spectrum",
    "observed_states",
]

import_when_used(__name__)
