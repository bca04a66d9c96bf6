"""One training run on the ring, and the name of its files."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import product

__all__ = ["RingCondition", "ring_conditions"]

_VARIED = {"replica": None, "temperature": "temperatures", "n_hidden": "n_hidden", "n_samples": "n_samples"}
"""What varies within a design, the replica slowest, by the lists of the config."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingCondition:
    """One training run.

    Attributes
    ----------
    design : str
    temperature : str
        As in the config, in J/k_B.
    n_sites, n_hidden, n_samples, n_epochs, replica : int
    algorithm : str
        As of dbn.training.
    """

    design: str
    temperature: str
    n_sites: int
    n_hidden: int
    n_samples: int
    n_epochs: int
    algorithm: str
    replica: int

    @property
    def name(self) -> str:
        """All that distinguishes it, as the name of a file."""
        return f"{self.design}_T{self.temperature}_hidden{self.n_hidden}_samples{self.n_samples}_replica{self.replica}"

    @property
    def of_data(self) -> dict[str, str | int]:
        """What decides its configurations."""
        values = asdict(self)
        return {name: values[name] for name in ("temperature", "n_sites", "n_samples", "replica")}

    @property
    def identity(self) -> dict[str, str | int]:
        """What decides its random numbers; two designs that share a condition share its numbers."""
        values = asdict(self)
        del values["design"]
        return values


def ring_conditions(settings: Mapping[str, object]) -> dict[str, dict[str, str | int]]:
    """Return the attributes of all conditions by their names.

    Parameters
    ----------
    settings : mapping
        The block ``ring_block_size`` of the config, checked.
    """
    conditions = [
        RingCondition(
            design=design,
            n_sites=settings["n_sites"],
            n_epochs=values["n_epochs"],
            algorithm=values["algorithm"],
            **dict(zip(_VARIED, varied, strict=True)),
        )
        for design, values in settings["designs"].items()
        if values is not None
        for varied in product(
            range(values["n_replicas"]), *(values[each] for each in _VARIED.values() if each)
        )
    ]
    return {condition.name: asdict(condition) for condition in conditions}
