"""What the files of a data set hold, before anything is left out."""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.naming import default_names
from rgcore.errors import InputError

__all__ = ["Recording", "make_recording"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Samples times variables as found.

    ``values`` is (n_samples, n_variables) float64, NaN where an entry is missing; ``variables`` their names;
    ``source`` the path, for messages; ``dates`` one text per sample, or None if samples are only counted.
    """

    values: np.ndarray
    variables: tuple[str, ...]
    source: str
    dates: tuple[str, ...] | None = None

    def sample_name(self, index: int) -> str:
        """Return what a message calls a sample: its date, or its number counted from 1."""
        return self.dates[index] if self.dates is not None else f"sample {index + 1}"


def make_recording(values: np.ndarray, variables: tuple[str, ...] | None, source: str) -> Recording:
    """Return a recording without dates; ``variables`` None names them v000, v001, ...

    Raises
    ------
    InputError
        If a name comes twice.
    """
    names = default_names(values.shape[1]) if variables is None else variables
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"{source} must name each variable once, but {twice} comes twice")
    return Recording(values=values, variables=tuple(names), source=source)
