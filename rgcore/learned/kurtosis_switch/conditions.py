"""One condition of the study: what is trained on what, and the name of its files; imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import product

__all__ = ["SwitchCondition", "switch_conditions"]

_VARIED = {
    "n_samples": "n_samples",
    "correlation_length": "correlation_lengths",
    "n_hidden": "n_hidden",
    "l1": "l1",
    "algorithm": "algorithms",
}
"""What varies within a design beside source and replica, by the lists of the config."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchCondition:
    """One training run.

    Attributes
    ----------
    design : str
    source : str
        Name of a family of fields, of :data:`rgcore.learned.kurtosis_switch.sources.SOURCES`.
    excess_kurtosis : float
        Of a site; of phase-randomized fields that of the fields whose phases are replaced.
    n_samples : int
    correlation_length : float
        In lattice spacings.
    n_hidden : int
    l1 : float
    algorithm : str
        As of dbn.training.
    n_epochs, replica : int
    """

    design: str
    source: str
    excess_kurtosis: float
    n_samples: int
    correlation_length: float
    n_hidden: int
    l1: float
    algorithm: str
    n_epochs: int
    replica: int

    @property
    def name(self) -> str:
        """All that distinguishes it, as the name of a file."""
        return (
            f"{self.design}_{self.source}_kurtosis{self.excess_kurtosis:g}_xi{self.correlation_length:g}"
            f"_samples{self.n_samples}_hidden{self.n_hidden}_l1_{self.l1:g}_{self.algorithm}_epochs{self.n_epochs}"
            f"_replica{self.replica}"
        )

    @property
    def identity(self) -> dict[str, str | int | float]:
        """What decides its random numbers; two designs that share a condition share its numbers."""
        values = asdict(self)
        del values["design"]
        return values

    @property
    def of_data(self) -> dict[str, str | int | float]:
        """What decides its data: networks that differ in their settings alone have the same."""
        return {
            name: getattr(self, name)
            for name in ("source", "excess_kurtosis", "correlation_length", "replica")
        }

    @property
    def training(self) -> dict[str, str | int | float]:
        """What it changes in the settings of training."""
        return {"n_epochs": self.n_epochs, "l1": self.l1, "algorithm": self.algorithm}


def switch_conditions(designs: Mapping[str, Mapping | None]) -> dict[str, dict[str, str | int | float]]:
    """Return the attributes of all conditions by their names, those of one replica one after the other.

    Parameters
    ----------
    designs : mapping of str to mapping
        The block ``designs`` of the config, checked.
    """
    conditions = [
        SwitchCondition(
            design=design,
            source=source,
            excess_kurtosis=float(kurtosis),
            n_epochs=values["n_epochs"],
            replica=replica,
            **dict(zip(_VARIED, varied, strict=True)),
        )
        for design, values in designs.items()
        if values is not None
        for replica in range(values["n_replicas"])
        for source, kurtoses in values["sources"].items()
        for kurtosis in kurtoses or ()
        for varied in product(*(values[name] for name in _VARIED.values()))
    ]
    return {condition.name: asdict(condition) for condition in conditions}
