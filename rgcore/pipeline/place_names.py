"""Names of the points of a fan-out in the names of files."""

from collections.abc import Mapping

__all__ = ["place_name"]

_PREFIXES = {
    "side": "side",
    "temperature": "T",
    "replica": "replica",
}  # of wildcards whose values are bare numbers


def place_name(wildcards: Mapping[str, str]) -> str:
    """Return the name of a point, such as "T2.0_replica0", given its wildcards."""
    return "_".join(f"{_PREFIXES.get(name, '')}{value}" for name, value in wildcards.items())
