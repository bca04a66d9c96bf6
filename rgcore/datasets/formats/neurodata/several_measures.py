"""Tables with several measures of each cell: Mean1, StdDev1, Min1, ... of ImageJ, F_0, Fneu_0, spks_0 of suite2p.

The measures are known words. Letters alone do not show it: A1 to H12 are wells, F3, C3 and P3 are electrodes.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from rgcore.datasets.messages import in_yaml, listing
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["refuse_several_measures"]

MEASURES = (
    r"%?area|mean|std|std_?dev|min|max|mode|median|skew|kurt|(raw)?_?int_?den|integrated_?density|perim\.?|circ\.?|feret|"
    r"f|f_?neu|f_?corr|spks|spikes|events|neuropil|raw|corrected|denoised|deconvolved|baseline|dff|d?f/f0?"
)
BEFORE = re.compile(rf"(?P<measure>{MEASURES})(?=[^a-z])(?P<cell>.*\d.*)", re.IGNORECASE)
BEHIND = re.compile(rf"(?P<cell>.*\d[^a-z]*)(?P<measure>{MEASURES})", re.IGNORECASE)
USUAL = ("mean", "f")  # measures that are proposed
FEWEST_CELLS = 2


def refuse_several_measures(columns: Sequence[str], settings: DatasetSettings, path: Path) -> None:
    """Raise InputError if most columns are called like two measures or more of the same cells.

    Not if the config names the variables, or declares by ``index``: [] that all columns are such.
    """
    if settings.variables is not None or settings.index == ():
        return
    shared = {cell: names for cell, names in _by_cell(columns).items() if len(names) > 1}
    if len(shared) < FEWEST_CELLS or 2 * sum(map(len, shared.values())) <= len(columns):
        return
    measures = list(dict.fromkeys(measure for names in shared.values() for measure in names))
    proposed = next((measure for measure in USUAL if measure in measures), measures[0])
    names = [in_yaml(names[proposed]) for names in shared.values() if proposed in names]
    example = listing(list(next(iter(shared.values())).values()))
    raise InputError(
        f"{path} must hold one measure of each cell, but {example}, ... are called like {len(measures)} measures of "
        f"each of {len(shared)}: write variables: [{', '.join(names)}] to read one, with other names for another one, "
        "and with all names if each column is a variable"
    )


def _by_cell(columns: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """Return the columns by measure for each cell."""
    found: dict[str, dict[str, str]] = {}
    for column in columns:
        match = BEFORE.fullmatch(column.strip()) or BEHIND.fullmatch(column.strip())
        if match:
            found.setdefault(match["cell"].lower(), {})[match["measure"].lower()] = column
    return found
