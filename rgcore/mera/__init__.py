"""Entanglement renormalization (MERA) of the critical Ising chain: a hierarchical network with a known answer.

``chain`` is the model, ``diagrams`` one layer with an operator on three sites, ``layers`` its start and its update,
``optimization`` all layers, their energy and scaling dimensions, and ``mera_table`` the table.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.mera.mera_table import mera_table
    from rgcore.mera.optimization import optimize_mera

__all__ = ["mera_table", "optimize_mera"]

import_when_used(__name__)
