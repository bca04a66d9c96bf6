"""What is done to every sample before it is analysed."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

__all__ = ["Preprocessing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preprocessing:
    """Which samples are left out for missing entries, and whether counts above 1 are taken as 1.

    ``drop_samples`` is ``"any"`` for those with a missing entry, ``"all"`` for those without an entry, or ``"none"``.
    ``ignored`` (n_variables,) bool: variables whose missing entries leave out no sample; None for none.
    """

    drop_samples: Literal["none", "any", "all"] = "none"
    binary: bool = False
    ignored: np.ndarray | None = None

    def kept(self, block: np.ndarray) -> np.ndarray:
        """Return the (n,) mask of the samples of a block that are kept."""
        if self.drop_samples == "none":
            return np.ones(len(block), dtype=bool)
        gaps = np.isnan(block)
        gaps = gaps if self.ignored is None else gaps[:, ~self.ignored]
        return ~(gaps.any(axis=1) if self.drop_samples == "any" else gaps.all(axis=1))

    def apply(self, block: np.ndarray) -> np.ndarray:
        """Return the kept samples of a block as they are analysed; may be the block itself."""
        kept = self.kept(block)
        values = block if kept.all() else block[kept]
        return np.minimum(values, 1.0) if self.binary else values
