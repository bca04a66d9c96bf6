"""What trained machines know of the Ising model: laws they learned, held against the exact one.

The room above ``ising`` and ``rbm``, which do not know of each other.
"""

from rgcore.learned.likelihood import likelihood_table
from rgcore.learned.thermodynamics import energy_temperature, thermodynamics_table

__all__ = ["energy_temperature", "likelihood_table", "thermodynamics_table"]
