"""What is done to every sample before it is analysed."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Preprocessing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preprocessing:
    """Whether samples with a missing entry are left out, and whether counts above 1 are taken as 1.

    ``ignored`` (n_variables,) bool: variables whose missing entries leave out no sample; None for none.
    """

    drop_samples: bool = False
    binary: bool = False
    ignored: np.ndarray | None = None

    def kept(self, block: np.ndarray) -> np.ndarray:
        """Return the (n,) mask of the samples of a block that are kept."""
        if not self.drop_samples:
            return np.ones(len(block), dtype=bool)
        gaps = np.isnan(block)
        return ~(gaps if self.ignored is None else gaps[:, ~self.ignored]).any(axis=1)

    def apply(self, block: np.ndarray) -> np.ndarray:
        """Return the kept samples of a block as they are analysed; may be the block itself."""
        kept = self.kept(block)
        values = block if kept.all() else block[kept]
        return np.minimum(values, 1.0) if self.binary else values
