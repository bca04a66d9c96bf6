"""One condition of the study: what is trained on what, and the name of its files."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import product

__all__ = ["Condition", "study_conditions"]


_VARIED = {
    "replica": None,
    "side": "sides",
    "temperature": "temperatures",
    "source": "sources",
    "sharing": "sharing",
    "n_hidden": "n_hidden",
    "l1": "l1",
    "fields": "fields",
}
"""What varies within a design, the replica slowest, by the lists of the config."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One training run of the study.

    Attributes
    ----------
    design : str
    source : str
        Name of a card of :mod:`rgcore.learned.block_study.sources`.
    sharing : "none" or "translations"
    side : int
    temperature : str
        As in the config, in J/k_B.
    n_hidden : int
    l1 : float
    fields : "free" or "zero"
    n_epochs, replica : int
    """

    design: str
    source: str
    sharing: str
    side: int
    temperature: str
    n_hidden: int
    l1: float
    fields: str
    n_epochs: int
    replica: int

    @property
    def name(self) -> str:
        """All that distinguishes it, as the name of a file."""
        return (
            f"{self.design}_{self.source}_{self.sharing}_side{self.side}_T{self.temperature}_hidden{self.n_hidden}"
            f"_l1_{self.l1:g}_{self.fields}_epochs{self.n_epochs}_replica{self.replica}"
        )

    @property
    def identity(self) -> dict[str, str | int | float]:
        """What decides its random numbers; two designs that share a condition share its numbers."""
        values = asdict(self)
        del values["design"]
        return values

    @property
    def training(self) -> dict[str, str | int | float]:
        """What it changes in the settings of training."""
        return {"n_epochs": self.n_epochs, "l1": self.l1, "fields": self.fields}

    @property
    def spacing(self) -> float:
        """Lattice spacings between neighbouring hidden units, were they spread evenly: sqrt(N_v / N_h)."""
        return self.side / self.n_hidden**0.5


def study_conditions(designs: Mapping[str, Mapping | None]) -> dict[str, dict[str, str | int | float]]:
    """Return the attributes of all conditions by their names, those of one replica and lattice one after the other.

    Parameters
    ----------
    designs : mapping of str to mapping
        The block ``designs`` of the config, checked.
    """
    conditions = [
        Condition(design=design, n_epochs=values["n_epochs"], **dict(zip(_VARIED, varied, strict=True)))
        for design, values in designs.items()
        if values is not None
        for varied in product(
            range(values["n_replicas"]), *(values[each] for each in _VARIED.values() if each)
        )
    ]
    return {condition.name: asdict(condition) for condition in conditions}
