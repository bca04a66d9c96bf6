"""Coarse-graining in real space: the most correlated variables are summed, again and again.

``coarse_grain`` in ``cluster_tables`` makes the tables of one data set. It is built from ``cluster_formation`` with
``clusters`` and ``pairing`` (which variables are summed), ``cluster_observables`` with ``block_sums``,
``cluster_spectra`` and ``decay_times`` (what is computed of the sums, in ``sample_batches``), and ``scaling``: fitted
and local exponents, and their scatter over independent realizations.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.coarse_graining.cluster_tables import coarse_grain
    from rgcore.coarse_graining.scaling.realizations import with_realizations

__all__ = ["coarse_grain", "with_realizations"]

import_when_used(__name__)
