"""The matrix of a table: which of its columns and rows are variables and times, and its numbers in blocks."""

from dataclasses import replace
from pathlib import Path

from rgcore.datasets.formats.arrays.axes import axis_lengths
from rgcore.datasets.formats.cards import Matrix, TableReader
from rgcore.datasets.formats.neurodata.column_status import variables_of_columns
from rgcore.datasets.formats.neurodata.several_measures import refuse_several_measures
from rgcore.datasets.formats.neurodata.spike_columns import refuse_row_per_spike
from rgcore.datasets.formats.neurodata.spikes_in_rows import without_spikes_in_rows
from rgcore.datasets.formats.neurodata.unit_quality import refuse_several_qualities
from rgcore.datasets.formats.tables.entries.missing_values import blocks_without_codes
from rgcore.datasets.formats.tables.named_columns import TableLayout, check_columns
from rgcore.datasets.formats.tables.no_variables import as_yaml_list, without_others
from rgcore.datasets.formats.tables.order_of_rows import order_warnings
from rgcore.datasets.formats.tables.row_labels import label_columns
from rgcore.datasets.messages import in_yaml
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable, columns_of_blocks, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, check_size
from rgcore.errors import InputError

__all__ = ["open_table_matrix", "table_shape"]


def open_table_matrix(reader: TableReader, path: Path, settings: DatasetSettings) -> Matrix:
    """Return the numbers of a table without the columns that label its rows.

    Raises
    ------
    InputError
        As :func:`rgcore.datasets.formats.tables.row_labels.label_columns`; if a name of ``variables`` or ``exclude`` is
        not there; or if the table is too small. While the blocks are read: if a variable rises or falls throughout,
        unless ``index`` is [] or ``variables`` names it.
    """
    in_rows = settings.axes[0] == "variable"
    layout = _checked(reader.layout(path, settings, None if in_rows else GLANCE_ROWS), path)
    refuse_row_per_spike(layout, settings, path)
    axis_lengths((layout.n_rows, len(layout.columns)), settings.axes, str(path))  # there must be two
    labels, decisions = label_columns(layout, settings, path)
    numbers = layout.only([column for column in layout.columns if column not in labels])
    decisions = layout.decisions.and_then(decisions)
    if in_rows:
        names = _row_names(reader, path, layout, labels)
        matrix = _variables_in_rows(reader, path, settings, numbers, names)
    else:
        matrix = _variables_in_columns(reader, path, settings, numbers)
        matrix = replace(matrix, warnings=order_warnings(reader, path, layout, labels))
    return replace(matrix, decisions=decisions.and_then(matrix.decisions))


def table_shape(
    reader: TableReader, path: Path, settings: DatasetSettings, limit: int | None
) -> tuple[int, int]:
    """Return the numbers of rows and columns without those that label rows; at most ``limit`` rows of text are read."""
    layout = _checked(reader.layout(path, settings, limit), path)
    refuse_row_per_spike(layout, settings, path)
    labels, _ = label_columns(layout, settings, path)
    columns = [column for column in layout.columns if column not in labels]
    if settings.axes[0] == "variable":
        return layout.n_rows, len(columns)
    kept, _ = select_variables(variables_of_columns(columns), settings, str(path))
    refuse_several_measures([columns[place] for place in kept], settings, path)
    return layout.n_rows, len(kept)


def _checked(layout: TableLayout, path: Path) -> TableLayout:
    check_columns(layout, path)
    return layout


def _variables_in_columns(
    reader: TableReader, path: Path, settings: DatasetSettings, numbers: TableLayout
) -> Matrix:
    variables = variables_of_columns(numbers.columns)
    refuse_several_qualities(variables, settings, str(path))
    kept, selected = select_variables(variables, settings, str(path))
    names = tuple(numbers.columns[place] for place in kept)
    refuse_several_measures(names, settings, path)
    check_size(numbers.n_rows, len(kept), str(path), settings.axes)
    n_samples, blocks = reader.blocks(path, numbers.only(names), True)
    if not numbers.named and settings.index is None and settings.variables is None:
        blocks = without_spikes_in_rows(blocks, names, settings, path)
    blocks = blocks_without_codes(blocks, settings)
    listed = [in_yaml(column) for column in settings.index or ()]

    def remedy(name: str, found: str) -> str:
        return _remedy(name, found, listed, [in_yaml(each) for each in settings.exclude or ()])

    blocks = without_others(blocks, names, settings, str(path), remedy)
    return Matrix(
        blocks=blocks,
        n_samples=n_samples,
        n_variables=len(names),
        names=tuple(variables.names[place] for place in kept),
        decisions=selected,
    )


def _remedy(name: str, found: str, index: list[str], excluded: list[str]) -> str:
    """Return what to write for a column that is no variable, beside those of the keys ``index`` and ``exclude``."""
    if found.endswith("of the others"):
        return (
            f"exclude: {as_yaml_list([*excluded, in_yaml(name)])}, or name all that are meant under variables"
        )
    listed = [*index, in_yaml(name)]
    how = f"index: {as_yaml_list(listed) if index else listed[0]} if it is no variable, or index: [] if it is one"
    rows = "; if each row is about one of several cells, make one column per cell of it first"
    return how + (rows if found.startswith("repeats") else "")


def _row_names(
    reader: TableReader, path: Path, layout: TableLayout, labels: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the names of variables that are rows: the first column of labels, or v000, v001, ..."""
    if not labels:
        return default_names(layout.n_rows)
    column = reader.frame(path, layout.only(labels[:1])).iloc[:, 0]
    if column.isna().any():
        row = int(column.isna().to_numpy().argmax()) + 1
        raise InputError(f"{path} must name its variables in column {labels[0]}, but row {row} has no name")
    if column.dtype.kind == "f":
        column = column.map("{:.12g}".format)
    return tuple(column.astype(str))


def _variables_in_rows(
    reader: TableReader,
    path: Path,
    settings: DatasetSettings,
    numbers: TableLayout,
    names: tuple[str, ...],
) -> Matrix:
    kept, selected = select_variables(VariableTable(names=names), settings, str(path))
    check_size(len(numbers.columns), len(kept), str(path), settings.axes)
    blocks = blocks_without_codes(reader.blocks(path, numbers, False)[1], settings)
    if len(kept) < len(names):
        blocks = columns_of_blocks(blocks, kept)
    names = tuple(names[place] for place in kept)
    blocks = without_others(blocks, names, settings, str(path))
    return Matrix(
        blocks=blocks,
        n_samples=len(numbers.columns),
        n_variables=len(names),
        names=names,
        decisions=selected,
    )
