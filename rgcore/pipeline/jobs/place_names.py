"""Names of the points of a fan-out in the names of files."""

from collections.abc import Mapping
from pathlib import Path

__all__ = ["checkpoints_of_point", "place_name"]

_PREFIXES = {"side": "side", "temperature": "T", "replica": "replica"}
"""Of wildcards whose values are bare numbers."""


def place_name(wildcards: Mapping[str, str]) -> str:
    """Return the name of a point, such as "T2.0_replica0", given its wildcards."""
    return "_".join(f"{_PREFIXES.get(name, '')}{value}" for name, value in wildcards.items())


def checkpoints_of_point(log: str, point: Mapping[str, str]) -> Path:
    """Return the path of the checkpoints of a point of a bundle, results/checkpoints/<family>/<point>, from the log."""
    path = Path(log)
    return path.parents[2] / "checkpoints" / path.parent.name / place_name(point)
