"""What a file holds about an array of samples beside its numbers: axes, names of variables, which of them are cells."""

from dataclasses import dataclass

from rgcore.datasets.axes import axis_lengths
from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["NOTHING_DESCRIBED", "Described", "Selected", "selected_from"]

MASKS = ("iscell", "is_cell", "idx_components", "accepted", "valid_roi", "valid")  # in small letters


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
    """

    variables: VariableTable | None = None
    axes: tuple[str, ...] | None = None
    decisions: Decisions = NO_DECISIONS


NOTHING_DESCRIBED = Described()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The part of an array that is read: its axes, the variables at ``positions`` under their names."""

    axes: tuple[str, ...]
    n_samples: int
    n_variables: int
    positions: list[int]
    names: tuple[str, ...]
    decisions: Decisions


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
    axes = _axes(described, settings, where)
    n_samples, n_variables = axis_lengths(shape, axes, where)
    variables = described.variables or VariableTable(names=default_names(n_variables))
    if len(variables.names) != n_variables:
        raise InputError(
            f"{where} must have one variable for each of {len(variables.names)} rows of the table about them, found "
            f"{n_variables}, its axes being {list(axes)}"
        )
    _refuse_unselected_masks(variables, settings, where)
    positions, decisions = select_variables(variables, settings, where)
    return Selected(
        axes=axes,
        n_samples=n_samples,
        n_variables=n_variables,
        positions=positions,
        names=tuple(variables.names[place] for place in positions),
        decisions=described.decisions.and_then(decisions),
    )


def _axes(described: Described, settings: DatasetSettings, where: str) -> tuple[str, ...]:
    """Return the axes that the config names, or else those of the layout, which the former must not contradict."""
    if described.axes is None:
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
