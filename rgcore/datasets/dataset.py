"""A data set ready for analysis."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Dataset", "dataset_from_arrays"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Samples of several variables without a gap.

    Attributes
    ----------
    samples : (n_samples, n_variables) float64 array
        Spike counts per bin, daily log returns, or whatever a matrix holds; means not removed.
    variables : tuple of str
        One name per column.
    report : DataFrame
        The table ``dataset_report``, one row per variable that was found, kept or not. None after
        :func:`dataset_from_arrays`: the pipeline stores it as a table of its own.
    """

    samples: np.ndarray
    variables: tuple[str, ...]
    report: "pd.DataFrame | None" = None

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return ``samples`` and the names (``variables``: uint8, UTF-8 text of a JSON list) as arrays."""
        names = json.dumps(list(self.variables), ensure_ascii=False).encode()
        return {"samples": self.samples, "variables": np.frombuffer(names, dtype=np.uint8)}


def dataset_from_arrays(arrays: Mapping[str, np.ndarray]) -> Dataset:
    """Return the data set, without its report, from what :meth:`Dataset.to_arrays` gave."""
    names = json.loads(arrays["variables"].tobytes().decode())
    return Dataset(samples=arrays["samples"], variables=tuple(names))
