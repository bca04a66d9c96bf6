"""Bundles: points of a fan-out, such as temperatures and replicas, that share one job.

A job costs a second on a laptop and several on a cluster beside its work, so that light points are put together. What
is written for a point depends on the point alone: which points share a job changes no byte and reruns nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Literal

from rgcore.errors import InputError
from rgcore.pipeline.jobs.bundle import Bundle, Point, bundle_place
from rgcore.pipeline.jobs.missing_points import MissingPoints
from rgcore.pipeline.jobs.place_names import place_name
from rgcore.tables.atomic import replacing

__all__ = ["Bundles"]

_SECONDS_OF_A_LIGHT_POINT = 0.5  # of a family whose cost no subject declares
_FEWEST_BUNDLES = 2  # of a family with so many points, for two cores


class Bundles:
    """The bundles of a run, family by family in the order of its rules.

    A point whose files exist shares no job with one whose files are missing: what is new, or was lost, is made without
    repeating what is there. While a run goes on its jobs on other computers must agree on the bundles; the main process
    stores them as the run begins, and the others read them.

    Parameters
    ----------
    points_per_job : int, or "auto": points of a job are expected to take ``target_seconds``
    target_seconds : float
    seconds : mapping of family to seconds on one core of a point, in the mean
    plan : Path, of the stored bundles
    stored : mapping of family to the names of the points of each bundle, or None to choose bundles
    study : str or None
        Whose results are looked through for the points that are there.
    """

    def __init__(
        self,
        points_per_job: int | Literal["auto"],
        target_seconds: float,
        seconds: Mapping[str, float],
        plan: Path,
        *,
        stored: Mapping[str, Sequence[Sequence[str]]] | None = None,
        study: str | None = None,
    ) -> None:
        self._chosen, self._target_seconds = points_per_job, target_seconds
        self._seconds, self._plan, self._stored = seconds, plan, stored
        self._bundles: dict[str, Bundle] = {}
        self._missing = MissingPoints(study)

    @classmethod
    def of_run(
        cls,
        settings: Mapping[str, object],
        seconds: Mapping[str, float],
        plan: Path,
        *,
        on_cluster: bool = False,
        follow: bool,
        study: str | None = None,
    ) -> "Bundles":
        """Return bundles still to be chosen or, to ``follow`` a main process that has chosen, those that it stored.

        ``settings`` is the block ``jobs`` of the config, whose numbers may be text: Snakemake makes text of those in
        ``--config``. Its target is that of a cluster where the jobs go ``on_cluster``.
        """
        stored = json.loads(plan.read_text(encoding="utf-8")) if follow and plan.exists() else None
        chosen = settings["points_per_job"]
        points_per_job = chosen if chosen == "auto" else int(chosen)
        target = settings["target_seconds_on_cluster" if on_cluster else "target_seconds"]
        return cls(points_per_job, float(target), seconds, plan, stored=stored, study=study)

    def store(self) -> None:
        """Store the bundles for the jobs of this run."""
        names = {}
        for bundle in self:
            names.setdefault(bundle.family, []).append([place_name(point) for point in bundle.points])
        with replacing(self._plan) as temporary:
            temporary.write_text(json.dumps(names), encoding="utf-8")

    def of(
        self,
        family: str,
        points: Sequence[Point],
        *,
        input: Mapping[str, str],
        output: Mapping[str, str],
        params: Callable[[Point], Mapping[str, object]] = lambda point: {},
    ) -> list[Bundle]:
        """Return the bundles of a family.

        Parameters
        ----------
        family : str
        points : sequence of mapping of str to str
        input, output : mapping of str to str
            Paths by name, with the wildcards of a point in braces.
        params : function
            From a point to the params of the rule that differ between points.
        """
        if self._stored and family in self._stored:
            grouped = self._stored_groups(family, points)
        else:
            there, missing = self._missing.split(points, input.values(), output.values())
            grouped = [*self._split(there, family), *self._split(missing, family)]
        chosen = []
        for number, members in enumerate(grouped, start=1):
            bundle = Bundle(
                name=f"{family}_{number}",
                family=family,
                place=bundle_place(members),
                points=tuple(members),
                params=tuple(map(params, members)),
                needs=input,
                makes=output,
            )
            self._bundles[bundle.name] = bundle
            chosen.append(bundle)
        return chosen

    def __iter__(self) -> Iterator[Bundle]:
        """Iterate over all bundles."""
        return iter(self._bundles.values())

    def get(self, rule: str) -> Bundle | None:
        """Return the bundle that a rule makes, or None if it makes none."""
        return self._bundles.get(rule)

    def family(self, rule: str) -> str:
        """Return the family of a rule, which for a rule without bundles is its own name."""
        return self._bundles[rule].family if rule in self._bundles else rule

    def n_points(self, rule: str) -> int:
        """Return how many points a job of a rule makes."""
        return len(self._bundles[rule].points) if rule in self._bundles else 1

    def _split(self, points: Sequence[Point], family: str) -> list[Sequence[Point]]:
        """Return points in parts of nearly the same size, in their order."""
        if not points:
            return []
        n_parts = ceil(len(points) / self._points_per_job(family))
        if self._chosen == "auto":
            n_parts = max(n_parts, min(len(points), _FEWEST_BUNDLES))
        ends = [len(points) * part // n_parts for part in range(n_parts + 1)]
        return [points[start:end] for start, end in pairwise(ends)]

    def _points_per_job(self, family: str) -> int:
        if self._chosen != "auto":
            return self._chosen
        seconds = self._seconds.get(family, _SECONDS_OF_A_LIGHT_POINT)
        return max(int(self._target_seconds / seconds), 1)

    def _stored_groups(self, family: str, points: Sequence[Point]) -> list[Sequence[Point]]:
        """Return the points that the main process put together.

        Raises
        ------
        InputError
            If the config has other points by now.
        """
        by_name = {place_name(point): point for point in points}
        groups = self._stored[family]
        unknown = [name for group in groups for name in group if name not in by_name]
        if unknown:
            raise InputError(
                f"config: while a run goes on it must keep its points, but {family} {unknown[0]} is not in it any "
                "more: restore the config, or stop the run and start it again"
            )
        return [[by_name[name] for name in group] for group in groups]
