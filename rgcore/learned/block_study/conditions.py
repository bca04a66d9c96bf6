"""One condition of the study: what is trained on what, and the name of its files."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import product

__all__ = ["FACTORS", "Condition", "settings_of_design", "study_conditions"]

FACTORS = (
    "side",
    "temperature",
    "n_hidden",
    "l1",
    "fields",
    "algorithm",
    "start",
    "n_epochs",
    "n_samples",
    "learning_rate",
)
"""Columns of the table that distinguish conditions of one source and sharing; replicas are training runs of one."""

_VARIED = {
    "side": "sides",
    "temperature": "temperatures",
    "source": "sources",
    "sharing": "sharing",
    "n_hidden": "n_hidden",
    "l1": "l1",
    "fields": "fields",
    "algorithm": "algorithms",
    "start": "starts",
}
"""What varies within a replica of a design, by the lists of the config; the side slowest."""

_IF_ABSENT = {"start": ("random",)}  # lists that a design may leave out

_PAIRED = ("design", "algorithm", "start")
"""Conditions that differ in these alone have the same random numbers: their differences are paired."""


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
    algorithm : str
        As of the settings of training.
    start : str
        Name of a way of :mod:`rgcore.learned.block_study.starts`.
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
    algorithm: str
    start: str
    n_epochs: int
    replica: int

    @property
    def name(self) -> str:
        """All that distinguishes it, as the name of a file."""
        return (
            f"{self.design}_{self.source}_{self.sharing}_side{self.side}_T{self.temperature}_hidden{self.n_hidden}"
            f"_l1_{self.l1:g}_{self.fields}_{self.algorithm}_{self.start}_epochs{self.n_epochs}_replica{self.replica}"
        )

    @property
    def identity(self) -> dict[str, str | int | float]:
        """What decides its random numbers: all but ``_PAIRED``."""
        return {name: value for name, value in asdict(self).items() if name not in _PAIRED}

    @property
    def training(self) -> dict[str, str | int | float]:
        """What it changes in the settings of training."""
        names = ("n_epochs", "l1", "fields", "algorithm")
        return {name: getattr(self, name) for name in names}

    @property
    def spacing(self) -> float:
        """Lattice spacings between neighbouring hidden units, were they spread evenly: sqrt(N_v / N_h)."""
        return self.side / self.n_hidden**0.5


def study_conditions(designs: Mapping[str, Mapping | None]) -> dict[str, dict[str, str | int | float]]:
    """Return the attributes of all conditions by their names, those of one replica and lattice one after the other.

    The first replica of every design comes before the second one of any, so that a study that is interrupted is a
    smaller one of the same designs.

    Parameters
    ----------
    designs : mapping of str to mapping
        The block ``designs`` of the config, checked.
    """
    most = max((values["n_replicas"] for values in designs.values() if values is not None), default=0)
    conditions = [
        Condition(design=design, n_epochs=values["n_epochs"], replica=replica, **varied)
        for replica in range(most)
        for design, values in designs.items()
        if values is not None and replica < values["n_replicas"]
        for varied in _combinations(values, replica)
    ]
    return {condition.name: asdict(condition) for condition in conditions}


def settings_of_design(study: Mapping, design: str) -> dict[str, object]:
    """Return number of samples and settings of training of a design: its own, or else those of the whole study.

    Parameters
    ----------
    study : mapping
        The block ``block_size_study`` of the config, checked.
    design : str
    """
    own = study["designs"][design]
    changed = {name: value for name, value in (own.get("training") or {}).items() if value is not None}
    n_samples = own.get("n_samples")
    return {
        "n_samples": study["n_samples"] if n_samples is None else n_samples,
        "training": {**study["training"], **changed},
    }


def _combinations(values: Mapping, replica: int) -> list[dict[str, str | int | float]]:
    """Return the combinations of the lists of a design that a replica has: one in ``fraction``.

    Those whose places in their lists add up, with the replica, to a multiple of ``fraction``. Any levels of two
    factors meet equally often where a third one has a multiple of ``fraction`` levels, and ``fraction`` replicas one
    after the other have every combination once.
    """
    lists = {name: values.get(names) or _IF_ABSENT[name] for name, names in _VARIED.items()}
    fraction = values.get("fraction") or 1
    return [
        dict(zip(lists, (value for _, value in varied), strict=True))
        for varied in product(*(enumerate(each) for each in lists.values()))
        if (replica + sum(place for place, _ in varied)) % fraction == 0
    ]
