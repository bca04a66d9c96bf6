"""What trained networks learned of the Ising model: receptive fields, block size, reconstruction, thermodynamics.

The room above ``ising`` and ``rbm``, which do not import each other.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.learned.block_size import block_sizes
    from rgcore.learned.field_size import receptive_field_table
    from rgcore.learned.likelihood_table import likelihood_table
    from rgcore.learned.network_thermodynamics import energy_temperature, thermodynamics_table
    from rgcore.learned.receptive_fields import effective_receptive_fields, receptive_field_images
    from rgcore.learned.reconstruction import layer_reconstruction_table

__all__ = [
    "block_sizes",
    "effective_receptive_fields",
    "energy_temperature",
    "layer_reconstruction_table",
    "likelihood_table",
    "receptive_field_images",
    "receptive_field_table",
    "thermodynamics_table",
]

import_when_used(__name__)
