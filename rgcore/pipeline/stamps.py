"""The stamp of a job's outputs, as the job writes it and as the main process expects it to find it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rgcore.provenance import Stamp, library_versions, merge_parameters

__all__ = ["Portion", "files_of_point", "params_of_point", "portable", "stamp_of"]

_NO_PARAMETERS = ("code", "joins", "points", "points_params", "root_seed")
"""Named elsewhere in a stamp, or of no effect on files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Outputs that are made together, and what they are made from: a whole job, or one point of a job with several.

    Attributes
    ----------
    params : mapping of str to plain types
        The rule's ``params``.
    wildcards : mapping of str to str
    input, output : sequence of str
        Paths.
    joins : bool
        Whether the outputs are the inputs joined, by :func:`rgcore.tables.frames.concatenate_tables`; ``params.joins``
        of a rule declares it.
    """

    params: Mapping[str, object]
    wildcards: Mapping[str, str] = field(default_factory=dict)
    input: Sequence[str] = ()
    output: Sequence[str] = ()
    joins: bool = False

    @property
    def tables(self) -> list[str]:
        """The inputs that may have a stamp to hand on."""
        return [path for path in self.input if Path(path).suffix == ".parquet"]


def stamp_of(
    portion: Portion,
    before: Sequence[Mapping[str, object]],
    digests: Mapping[str, str],
    measured: Mapping[str, object] | None = None,
) -> Stamp:
    """Return what the outputs of a portion are made from.

    Parameters
    ----------
    portion : Portion
    before : sequence of mapping
        The stamps of those ``portion.tables`` that have one, in that order; parameters and root seed are handed on.
    digests : mapping of str to str
        Digest of every input by its :func:`portable` path.
    measured : mapping, optional
        What the job found out on its way.
    """
    seeds = [stamp["root_seed"] for stamp in before if stamp["root_seed"] is not None]
    handed_on = merge_parameters([stamp["parameters"] for stamp in before])
    own = [(name, value) for name, value in portion.params.items() if name not in _NO_PARAMETERS]
    given = {name: _without_place(value) for name, value in own}
    own_seed = portion.params.get("root_seed")
    return Stamp(
        parameters={**handed_on, **portion.wildcards, **given},
        measured=measured or {},
        root_seed=next(iter(seeds), None) if own_seed is None else own_seed,
        code=portion.params.get("code", ""),
        inputs=digests,
        versions=library_versions(),
    )


def files_of_point(files: object, number: int) -> dict[str, str]:
    """Return the files of one point of a bundle by name: of a list with one for each point its own, and all others."""
    return {name: of if isinstance(of, str) else of[number] for name, of in files.items()}


def params_of_point(params: Mapping[str, object], number: int) -> dict[str, object]:
    """Return the params of one point of a bundle: those of the rule, and those that it alone has."""
    return {**params, **params["points_params"][number]}


def portable(path: str) -> str:
    """Return a path that is the same on every computer: a relative one as it is, of an absolute one the name."""
    return Path(path).name if Path(path).is_absolute() else Path(path).as_posix()


def _without_place(value: object) -> object:
    """Return a parameter whose ``path``, if it is a mapping with one, is the same on every computer."""
    if isinstance(value, Mapping) and "path" in value:
        return {**value, "path": portable(value["path"])}
    return value
