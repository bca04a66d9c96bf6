"""What headers show of files of prices or returns before a run starts."""

from pathlib import Path

from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.open_file import table_layout
from rgcore.datasets.kinds.price_tables.column_names import NAME_NAMES, plain
from rgcore.datasets.kinds.price_tables.dated_table import without_selection
from rgcore.datasets.kinds.price_tables.dates.date_columns import (
    dates_by_name,
    label_columns,
    named_column,
    refuse_dated_columns,
)
from rgcore.datasets.kinds.price_tables.two_level_names import (
    choose_field,
    field_and_share,
    field_of_one_share,
)
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, check_size

__all__ = ["check_panel_headers"]


def check_panel_headers(files: list[Path], settings: DatasetSettings, n_lost: int) -> None:
    """Raise InputError if headers show that a column is not there, or that there are too few dates or shares.

    Parameters
    ----------
    files : list of Path
        Tables.
    settings : DatasetSettings
    n_lost : int
        How many samples fewer than dates there are: 1 for prices, 0 for returns.
    """
    path = files[0]
    layout = table_layout(path, without_selection(settings), GLANCE_ROWS)
    columns = list(layout.columns)
    if len(files) == 1 and settings.axes[0] == "variable":
        check_size(len(columns) - 1 - n_lost, layout.n_rows, str(path))
        return
    dates = dates_by_name(columns, settings, path)
    if not dates:
        refuse_dated_columns(columns, path)
    labels = label_columns(columns, layout.n_index, settings, path)
    others = [name for name in columns if name not in (*dates, *labels)]
    undated = others if dates or labels else others[1:]  # dates without a usual name mostly come first
    if len(files) > 1:  # may be short: a share may be listed late
        pairs = field_of_one_share(undated, settings.array)
        if pairs is not None:
            choose_field(pairs, settings.array, path)
        elif settings.array is not None:
            choose_array(path, settings.array, others)
        return
    read = [name for name in undated if name not in (settings.exclude or ())]
    pairs = None if settings.ticker is not None else field_and_share(read)
    if pairs is not None:
        shares, _ = choose_field(pairs, settings.array, path)
        check_size(layout.n_rows - n_lost, len(shares), str(path))
    elif settings.ticker is not None:
        named_column(settings.ticker, columns, "ticker", path)
    elif not any(plain(name) in NAME_NAMES for name in columns):
        check_size(layout.n_rows - n_lost, len(others) - (not dates and not labels), str(path))
