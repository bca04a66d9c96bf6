"""Which scans of the config a data set has; imports nothing heavy."""

from collections.abc import Mapping
from typing import Any

__all__ = ["scans_of"]

_BY_DATASET = ("bin_widths", "n_dependence", "windows")
_IN_ANOTHER_JOB = "price_levels"


def scans_of(dataset: str, scans: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of DatasetScans (in ``rgcore.scans.settings``) for one data set, from the block ``scans``."""
    shared = {key: value for key, value in scans.items() if key not in (*_BY_DATASET, _IN_ANOTHER_JOB)}
    return shared | {key: scans[key].get(dataset) for key in _BY_DATASET}
