"""Results of CaImAn in HDF5: traces of components (variable, time), and which of them were accepted."""

from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.described_array import NOTHING_DESCRIBED, Described
from rgcore.datasets.formats.arrays.hdf5_links import item_within, refuse_outside_data
from rgcore.datasets.formats.arrays.hdf5_tree import is_group
from rgcore.datasets.select_variables import VariableTable
from rgcore.errors import InputError

__all__ = ["describe_estimates"]

ACCEPTED = "idx_components"
TRACES = ("C", "F_dff", "S", "YrA", "R")


def describe_estimates(file: Any, name: str, path: Path) -> Described:
    """Return the axes and the components of an array in the group ``estimates``; nothing for other arrays."""
    group, _, last = name.rpartition("/")
    if group.rpartition("/")[2] != "estimates" or last not in TRACES:
        return NOTHING_DESCRIBED
    data = item_within(file, name, path)
    if data is None or is_group(data) or data.shape is None or len(data.shape) != 2:
        return NOTHING_DESCRIBED
    n_components, columns = data.shape[0], {}
    chosen = item_within(file, f"{group}/{ACCEPTED}", path)
    if (
        chosen is not None and not is_group(chosen) and chosen.shape and chosen.dtype.kind in "iu"
    ):  # else None as text
        refuse_outside_data(chosen, path)
        rows = np.asarray(chosen[()]).ravel()
        if rows.size and not (rows.min() >= 0 and rows.max() < n_components):
            raise InputError(
                f"{path} must hold numbers of its {n_components} components in {group}/{ACCEPTED}, found {rows.min()} "
                f"to {rows.max()}"
            )
        accepted = np.zeros(n_components, dtype=bool)
        accepted[rows] = True
        columns = {ACCEPTED: accepted.tolist()}
    names = tuple(f"component_{number}" for number in range(n_components))
    return Described(variables=VariableTable(names=names, columns=columns), axes=("variable", "time"))
