"""Variational renormalization of small models by enumeration: how exact a transformation T(v, h) is.

The transformations are in ``transformations``, one per file with its card (``transformation_card``); ``transformation``
and ``dense_transformation`` define the operator and the Hamiltonian of the hidden spins, ``trace_condition``,
``rbm_form`` and ``couplings`` its measures, ``criteria`` the sets of figure 5, and
``exactness`` the tables. ``flows`` holds approximate renormalizations as maps of couplings K -> K', ``objectives``
trains networks for the divergence, the free energy and both.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.vrg.couplings.coupling_table import coupling_table
    from rgcore.vrg.exactness import exactness_table, transformation_tables
    from rgcore.vrg.flows.exponents import approximate_exponents, approximate_flow
    from rgcore.vrg.objectives.objectives_table import objectives_table

__all__ = [
    "approximate_exponents",
    "approximate_flow",
    "coupling_table",
    "exactness_table",
    "objectives_table",
    "transformation_tables",
]

import_when_used(__name__)
