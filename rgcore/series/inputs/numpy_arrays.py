"""Arrays of numpy, and what derives from them."""

import numpy as np

from rgcore.series.inputs.cards import InputCard, Table
from rgcore.series.inputs.checks.matrix import real_matrix

__all__ = ["CARD"]


def _read(data: np.ndarray) -> Table:
    array = real_matrix(data)
    return Table(lambda: (array,))


CARD = InputCard(
    library="numpy",
    objects={
        "array": "real numbers of any type (float16, integers, booleans as 0 and 1), order in memory and byte order",
        "memory map": "as an array, read in batches",
        "masked array": "refused, whether an entry is masked or not",
    },
    read=_read,
)
