"""Tensor renormalization of the Ising model on the square lattice: a real-space RG whose errors can be made small.

``coarse_tensor`` is the network and its start, ``plaquettes`` (Levin-Nave, bond-weighted) and ``pairs`` (HOTRG) are one
step, ``coarse_graining`` all steps and the free energy, ``transfer_matrix`` the spectrum at a level, ``critical_data``
what it gives at the critical point, ``exact_partition`` Onsager's solution, and ``method_tables`` the tables.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.tensor_rg.coarse_graining import coarse_grain
    from rgcore.tensor_rg.method_tables import tensor_tables

__all__ = ["coarse_grain", "tensor_tables"]

import_when_used(__name__)
