"""Arrays, and tables without dates: their rows are consecutive."""

from pathlib import Path

from rgcore.datasets.folders.find_files import known_folder
from rgcore.datasets.formats.arrays.axes import axis_lengths
from rgcore.datasets.formats.open_file import is_table, matrix_shape, vector_length
from rgcore.datasets.keys.prices import PriceKeys
from rgcore.datasets.kinds.matrix import read_matrix
from rgcore.datasets.kinds.price_tables.column_names import fields_among
from rgcore.datasets.kinds.price_tables.no_shares import no_share
from rgcore.datasets.raw_samples import RawSamples
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, check_size
from rgcore.errors import InputError

__all__ = ["check_headers_without_dates", "has_dates", "read_without_dates"]


def has_dates(files: list[Path], settings: DatasetSettings) -> bool:
    """Return whether files have dates: arrays have none, and ``date_column: []`` states that a table has none.

    Raises
    ------
    InputError
        If another key of dates is given for files without dates, or a folder has the layout of recordings.
    """
    if (layout := known_folder(settings.path)) is not None:
        folder, card = layout
        raise InputError(
            f"{folder} must hold tables or arrays of shares for {settings.kind}, but it holds {card.sentence}"
        )
    if is_table(files[0]) and settings.date_column != ():
        return True
    given = settings.model_fields_set & set(PriceKeys.model_fields)
    for name in sorted(given - {"date_column"} if settings.date_column == () else given):
        raise InputError(
            f"{name} has a meaning for tables with dates alone, but {files[0]} holds none: leave it out"
        )
    return False


def check_headers_without_dates(files: list[Path], settings: DatasetSettings, n_lost: int) -> None:
    """Raise InputError if headers show that there are too few rows or shares."""
    if len(files) > 1:
        vector_length(files[0], settings, GLANCE_ROWS)
        return
    _refuse_repeats(settings, files[0])
    shape = matrix_shape(files[0], settings, GLANCE_ROWS)
    n_rows, n_shares = axis_lengths(shape, settings.axes, str(files[0]))
    check_size(n_rows - n_lost, n_shares, str(files[0]))


def read_without_dates(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Return the rows of an array, or of a table without dates, as they are."""
    _refuse_repeats(settings, files[0])
    raw = read_matrix(files, settings)
    fields = fields_among(raw.variables) if settings.variables is None else []
    if fields:
        raise InputError(no_share(raw.source, fields))
    return raw


def _refuse_repeats(settings: DatasetSettings, path: Path) -> None:
    """Raise InputError if an axis of repeats is named: shares have one history."""
    if "repeat" in settings.axes:
        raise InputError(
            f"axes must be time and variable for {settings.kind}, because a share has one history, but axes is "
            f"{list(settings.axes)} for {path}: write kind: matrix if there are repeats"
        )
