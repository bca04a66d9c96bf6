"""Which model configurations are of, and what of their thermodynamics is then defined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the settings of ising need the names of models, and no pandas
    import pandas as pd

__all__ = ["ISING", "MODELS", "without_exact_curves", "without_undefined_values"]

ISING = "ising"
MODELS = {
    ISING: "the nearest-neighbour Ising model at the temperature that the config gives",
    "other": "another model at the temperature that the config gives, such as one with other couplings",
    "unknown": "unknown, also in its temperature, which the config only uses as a name",
}
"""What configurations may be of: a phrase each."""

_UNDEFINED = {  # without the energy of the model, and without its temperature
    "other": ("specific_heat",),
    "unknown": ("specific_heat", "susceptibility", "susceptibility_zero_field"),
}
_OF_THE_ISING_MODEL = ("energy_temperature", "divergence_per_site", "divergence_per_site_err")


def without_undefined_values(table: pd.DataFrame, drawn: Mapping[str, object]) -> pd.DataFrame:
    """Return a table on configurations with NaN where their model does not define a quantity.

    No exact value is known but for the Ising model: columns whose names end in ``_exact`` become NaN, and so do those
    that compare with its exact distribution. The energy of nearest neighbours remains, the specific heat does not,
    because the energy of another model is another one; without a temperature there is no susceptibility, either.

    Parameters
    ----------
    table : DataFrame
    drawn : mapping
        How the configurations came here, as their file stores it: ``model`` is one of ``MODELS``. For "ising", and
        without one, of what was drawn here, the table is returned as it is.
    """
    model = drawn.get("model", ISING)
    if model == ISING:
        return table
    undefined = [name for quantity in _UNDEFINED[model] for name in (quantity, f"{quantity}_err")]
    blank = [
        name
        for name in table.columns
        if name.endswith("_exact") or name in undefined or name in _OF_THE_ISING_MODEL
    ]
    return table.assign(**dict.fromkeys(blank, float("nan")))


def without_exact_curves(curves: pd.DataFrame, model: str) -> pd.DataFrame:
    """Return the table ``ising_exact`` with NaN in all columns but side and temperature unless ``model`` is "ising"."""
    if model == ISING:
        return curves
    return curves.assign(
        **{name: float("nan") for name in curves.columns if name not in ("side", "temperature")}
    )
