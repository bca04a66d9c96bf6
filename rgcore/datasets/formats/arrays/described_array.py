"""What a file holds about an array of samples beside its numbers: axes, names of variables, which of them are cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions, all_of
from rgcore.datasets.formats.arrays.axes import axis_lengths
from rgcore.datasets.formats.arrays.time_axis import TimeAxis, refuse_other_axes, refuse_wide_arrays
from rgcore.datasets.formats.tables.entries.missing_values import blocks_without_codes
from rgcore.datasets.formats.tables.no_variables import without_others
from rgcore.datasets.keys.sampling import During
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable, columns_of_blocks, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_size
from rgcore.datasets.time_intervals import joined_intervals
from rgcore.errors import InputError
from rgcore.series import Samples, replayable

__all__ = ["NOTHING_DESCRIBED", "Clock", "Described", "Selected", "selected_from"]

MASKS = ("iscell", "is_cell", "idx_components", "accepted", "valid_roi", "valid")  # in small letters
# Variables of an array, whose names take 60 MB: a header of a few bytes can declare any number.
_MOST_NAMED = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What headers and small tables of a file hold about one of its arrays.

    Attributes
    ----------
    variables : VariableTable or None
        Names of the variables and columns about them; None if the file holds neither.
    axes : tuple of str or None
        What the layout of the file fixes; None if it is for the config to write.
    decisions : Decisions
    clock : Clock or None
        When the samples were taken, if the file holds that.
    time_axis : (int, str) or None
        The axis that is time by what stands beside the array, and what shows it; the config may write others.
    """

    variables: VariableTable | None = None
    axes: tuple[str, ...] | None = None
    decisions: Decisions = NO_DECISIONS
    clock: "Clock | None" = None
    time_axis: TimeAxis | None = None

    def and_made(self, phrases: tuple[str, ...]) -> Self:
        """Return it with further decisions."""
        if not phrases:
            return self
        return replace(self, decisions=self.decisions.and_then(Decisions(made=phrases)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When samples were taken.

    Attributes
    ----------
    times : function
        Returns the time of every sample in seconds, (n_samples,) float64.
    intervals : function of ``during``
        Returns the joined intervals (s) of a table of the file, and the decisions on which they are.
    """

    times: Callable[[], np.ndarray]
    intervals: Callable[[During], tuple[np.ndarray, Decisions]]


NOTHING_DESCRIBED = Described()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The part of an array that is read: its axes, the variables at ``positions`` under their names.

    ``inside`` is the mask of the samples that are read among all, None if all are; ``settings`` are what selected them.
    """

    axes: tuple[str, ...]
    n_samples: int
    n_variables: int
    positions: list[int]
    names: tuple[str, ...]
    decisions: Decisions
    inside: np.ndarray | None = None
    settings: DatasetSettings

    def part_of(self, blocks: Samples, where: str) -> Samples:
        """Return blocks of the whole array as those of what is read; ``where`` opens the message of an error."""
        if self.inside is not None:
            blocks = _samples_inside(blocks, self.inside)
        if len(self.positions) < self.n_variables:
            blocks = columns_of_blocks(blocks, self.positions)
        blocks = blocks_without_codes(blocks, self.settings)
        return without_others(blocks, self.names, self.settings, where)


def selected_from(
    shape: tuple[int, ...], described: Described, settings: DatasetSettings, where: str
) -> Selected:
    """Return what is read of an array of some shape.

    Raises
    ------
    InputError
        If it has other axes, a variable or a column that the config names is not there, or some variables are no cells
        and the config does not select; ``where`` opens the sentence.
    """
    axes = _axes(shape, described, settings, where)
    n_samples, n_variables = axis_lengths(shape, axes, where)
    if n_variables > _MOST_NAMED:
        check_size(n_samples, n_variables, where, axes)
    variables = described.variables or VariableTable(names=default_names(n_variables))
    if len(variables.names) != n_variables:
        raise InputError(
            f"{where} must have one variable for each of {len(variables.names)} rows of the table about them, found "
            f"{n_variables}, its axes being {list(axes)}"
        )
    _refuse_unselected_masks(variables, settings, where)
    positions, decisions = select_variables(variables, settings, where)
    inside, stretches = _inside(described.clock, n_samples, settings, where)
    return Selected(
        axes=axes,
        n_samples=n_samples if inside is None else int(inside.sum()),
        n_variables=n_variables,
        positions=positions,
        names=tuple(variables.names[place] for place in positions),
        decisions=all_of([described.decisions, decisions, stretches]),
        inside=inside,
        settings=settings,
    )


def _inside(
    clock: Clock | None, n_samples: int, settings: DatasetSettings, where: str
) -> tuple[np.ndarray | None, Decisions]:
    """Return the mask of the samples within the intervals of ``during``, their starts included; None for all."""
    if settings.during is None:
        return None, NO_DECISIONS
    if clock is None:
        raise InputError(
            f"{where} must have the time of every sample for the key during, which series of .nwb files alone have: "
            "leave it out"
        )
    if isinstance(settings.during, tuple):
        intervals, decisions = joined_intervals(np.array(settings.during, dtype=np.float64)), NO_DECISIONS
    else:
        intervals, decisions = clock.intervals(settings.during)
    times = clock.times()
    if len(times) != n_samples:
        raise InputError(f"{where} must have one time per sample, found {len(times)} for {n_samples} samples")
    place = np.searchsorted(intervals[:, 0], times, side="right") - 1
    inside = place >= 0
    inside[inside] = times[inside] < intervals[place[inside], 1]
    n_inside, n = int(inside.sum()), len(intervals)
    made = f"{n_inside} of {n_samples} samples lie within {n} intervals and follow one another (during)"
    return inside, decisions.and_then(Decisions(made=(made,)))


@replayable
def _samples_inside(blocks: Samples, inside: np.ndarray) -> Iterator[np.ndarray]:
    first = 0
    for block in blocks:
        kept = inside[first : first + len(block)]
        first += len(block)
        if kept.any():
            yield block[kept]


def _axes(
    shape: tuple[int, ...], described: Described, settings: DatasetSettings, where: str
) -> tuple[str, ...]:
    """Return the axes that the config names, or else those of the layout, which the former must not contradict."""
    if described.axes is None:
        if "axes" not in settings.model_fields_set:
            refuse_other_axes(described.time_axis, settings.axes, where)
            if described.time_axis is None and described.variables is None:
                refuse_wide_arrays(shape, settings.axes, where)
        return settings.axes
    if "axes" in settings.model_fields_set and settings.axes != described.axes:
        raise InputError(
            f"{where} must have the axes {list(described.axes)} in files of its layout, but axes is "
            f"{list(settings.axes)}: leave axes out"
        )
    return described.axes


def _refuse_unselected_masks(variables: VariableTable, settings: DatasetSettings, where: str) -> None:
    """Raise InputError if a column marks what is a cell, not all are, and the config does not select."""
    if settings.variables is not None:
        return
    for column, entries in variables.columns.items():
        if column.lower() not in MASKS or column in (settings.select or {}):
            continue
        n_cells = sum(map(bool, entries))
        if n_cells < len(entries):
            raise InputError(
                f"{where} holds {len(entries)} variables, of which {n_cells} are cells by the column {column}: write "
                f"select: {{{column}: true}}, or select: {{{column}: [true, false]}} for all"
            )
