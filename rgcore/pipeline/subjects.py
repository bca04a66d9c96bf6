"""The subjects, found by looking for ``subject.py`` in the folders of rgcore."""

from functools import cache
from importlib import import_module
from pathlib import Path

import rgcore
from rgcore.subject import Config, Subject, Table

__all__ = ["expected_seconds", "megabytes", "stored_bytes", "subjects", "tables"]

_FIGURE = {"draw_figure": 450e3}  # bytes, in three formats


@cache
def subjects() -> tuple[Subject, ...]:
    """Return all subjects in alphabetical order."""
    folders = sorted(file.parent.name for root in rgcore.__path__ for file in Path(root).glob("*/subject.py"))
    return tuple(import_module(f"rgcore.{folder}.subject").SUBJECT for folder in folders)


def tables() -> tuple[Table, ...]:
    """Return the tables of all subjects."""
    return tuple(table for subject in subjects() for table in subject.tables)


def expected_seconds(config: Config) -> dict[str, float]:
    """Return seconds on one core per job, in the mean, of the rules whose cost depends on the sizes in ``config``."""
    return {"compile_kernels": 8.0} | _merged([subject.seconds(config) for subject in subjects()])


def megabytes(config: Config) -> dict[str, float]:
    """Return the MB of memory per job of the rules whose need depends on the sizes in ``config``."""
    return _merged([subject.megabytes(config) for subject in subjects()])


def stored_bytes(config: Config) -> dict[str, float]:
    """Return about how many bytes the outputs of a point take, of the rules whose outputs depend on ``config``."""
    return _FIGURE | _merged([subject.stored_bytes(config) for subject in subjects()])


def _merged(parts: list[dict[str, float]]) -> dict[str, float]:
    return {rule: number for part in parts for rule, number in part.items()}
