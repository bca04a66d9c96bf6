"""One bundle: points of a fan-out, such as temperatures and replicas, that one job makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rgcore.pipeline.jobs.place_names import place_name

__all__ = ["Bundle", "Point", "bundle_place"]

Point = Mapping[str, str]
"""Wildcards of one point by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Points that one job makes, one after the other.

    Attributes
    ----------
    name : str
        Of the rule, such as "train_dbn_3".
    family : str
        Of the rules with this script, such as "train_dbn".
    place : str
        Of log and benchmark below the folder of the family: of one point "T2.0_replica0", of three
        "T2.0_replica0_and_2_more".
    points, params : tuple of mapping
        Wildcards of each point, and the params that it has for itself.
    needs, makes : mapping of str to str
        Paths of inputs and outputs by name, with the wildcards of a point in braces.
    """

    name: str
    family: str
    place: str
    points: tuple[Point, ...]
    params: tuple[Mapping[str, object], ...]
    needs: Mapping[str, str]
    makes: Mapping[str, str]

    @property
    def input(self) -> dict[str, list[str]]:
        """Return the paths of the inputs by name, one for each point."""
        return self._of_points(self.needs)

    @property
    def output(self) -> dict[str, list[str]]:
        """Return the paths of the outputs by name, one for each point."""
        return self._of_points(self.makes)

    def _of_points(self, paths: Mapping[str, str]) -> dict[str, list[str]]:
        return {name: [path.format(**point) for point in self.points] for name, path in paths.items()}


def bundle_place(points: Sequence[Point]) -> str:
    """Return the name of log and benchmark of a job that makes some points: the first one, and how many more."""
    first = place_name(points[0])
    return first if len(points) == 1 else f"{first}_and_{len(points) - 1}_more"
