"""Subjects: what each folder of rgcore that has rules declares of itself, in its ``subject.py``.

From these declarations follow the tables of a run, the model of its config, the expected cost of its rules, the
reference in ``docs`` and the parametrization of shared tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pkgutil import resolve_name

from rgcore.repeatability import Repeatability
from rgcore.tables.schema import Schema

__all__ = [
    "FLOPS_PER_SECOND",
    "MOST_ENTRIES_OF_FILES",
    "Config",
    "Subject",
    "Table",
    "entries_of_data",
    "megabytes_for_data",
]

Config = Mapping[str, Mapping]
"""A config as YAML is read, checked against its model."""

FLOPS_PER_SECOND = 7e10
"""Of one core with wide vectors, in single-precision matrix products."""

MOST_ENTRIES_OF_FILES = 100_000_000
"""Of a data set in files that is larger, or whose size is not known: it is read in parts."""


def megabytes_for_data(config: Config, of_process: float, bytes_per_entry: float) -> float:
    """Return the MB of a process that analyses the largest data set, given what it takes per entry of the data."""
    return of_process + bytes_per_entry * max(entries_of_data(config), default=0) / 1e6


def entries_of_data(config: Config) -> list[int]:
    """Return variables times samples of every data set; of one in files its ``n_entries``, or else a large number."""
    return [
        block.get("n_variables", 1) * block.get("n_samples", 1)
        if "path" not in block
        else block.get("n_entries", MOST_ENTRIES_OF_FILES)
        for block in config["datasets"].values()
        if block is not None
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table under ``results/tables``.

    ``repeatability`` states how reproducible its numbers are. ``parts`` are paths with wildcards of the
    files that it is joined from, one per job of a fan-out; none if a rule of the subject writes it.
    """

    schema: Schema
    repeatability: Repeatability
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file without ending."""
        return self.schema.name


def _nothing(config: Config) -> dict[str, float]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject.

    Attributes
    ----------
    name, sentence : str
        Its folder, and what it is about.
    tables : tuple of Table
    settings : mapping of str to str
        Where the model of each of its blocks of the config is, as "module:name". The models are imported where a config
        is checked, not in every job.
    seconds : function of a config
        Returns seconds on one core per job, in the mean, of its rules whose cost depends on the config.
    megabytes : function of a config
        Returns the memory, in MB, that a job of a rule takes where that depends on the config.
    stored_bytes : function of a config
        Returns about how many bytes the outputs of a job take, in the mean, of its rules where the config decides it.
    """

    name: str
    sentence: str
    tables: tuple[Table, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    seconds: Callable[[Config], dict[str, float]] = _nothing
    megabytes: Callable[[Config], dict[str, float]] = _nothing
    stored_bytes: Callable[[Config], dict[str, float]] = _nothing

    def models(self) -> dict[str, object]:
        """Import the models of its blocks of the config and return them by block."""
        return {block: resolve_name(place) for block, place in self.settings.items()}
