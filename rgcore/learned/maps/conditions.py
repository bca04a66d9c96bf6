"""Under which conditions filters are trained, and the names of maps; imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import product

__all__ = ["MapCondition", "map_conditions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCondition:
    """What a filter is trained on, and how.

    Attributes
    ----------
    sharing : "translations" or "none"
        Whether all hidden units have one filter.
    source : str
        Name of a card of :mod:`rgcore.learned.block_study.sources`.
    temperature : str
        As in the config, in J/k_B.
    l1 : float
    units : "spin" or "binary"
    """

    sharing: str
    source: str
    temperature: str
    l1: float
    units: str

    @property
    def name(self) -> str:
        """All that distinguishes it, in one word."""
        free = "free_" if self.sharing == "none" else ""
        return f"{free}{self.source}_T{self.temperature}_l1_{self.l1:g}_{self.units}"

    @property
    def columns(self) -> dict[str, str | float]:
        """What it is, as columns of a table."""
        return asdict(self) | {"temperature": float(self.temperature)}


def map_conditions(conditions: Mapping[str, list]) -> list[MapCondition]:
    """Return every combination of the lists of the block ``learned_maps.conditions``; the first is the reference."""
    varied = {
        "sharing": "sharing",
        "source": "sources",
        "temperature": "temperatures",
        "l1": "l1",
        "units": "units",
    }
    combinations = product(*(conditions[key] for key in varied.values()))
    return [MapCondition(**dict(zip(varied, values, strict=True))) for values in combinations]
