"""Monte Carlo renormalization group: block spins by majority rule, and exponents from Swendsen's stability matrix."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.ising.mcrg.renormalization_exponents import at_temperature, renormalization_exponents

__all__ = ["at_temperature", "renormalization_exponents"]

import_when_used(__name__)
