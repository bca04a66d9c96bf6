"""Returns of shares with dates, in any of the layouts of prices; they are taken as they are.

Nothing is computed from them: simple and logarithmic returns, fractions and percent are all accepted, and only their
unit differs. A column of positive numbers alone holds prices or rates, no returns, and is refused.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from rgcore.datasets.keys.prices import PriceKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.kinds.cards import FileKindCard
from rgcore.datasets.kinds.price_tables.headers import check_panel_headers
from rgcore.datasets.kinds.price_tables.no_dates import (
    check_headers_without_dates,
    has_dates,
    read_without_dates,
)
from rgcore.datasets.kinds.price_tables.other_numbers import (
    mean_squared_steps,
    refuse_levels,
    refuse_positive,
    scale_warnings,
)
from rgcore.datasets.kinds.price_tables.panel import Panel, read_panel, samples_of_panel
from rgcore.datasets.kinds.price_tables.returns_in_blocks import checked_returns
from rgcore.datasets.raw_samples import RawSamples
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["CARD"]

CODES = (-99.99, -999.0, -9999.0)  # of missing returns in tables of French
CODES_OF_FRACTIONS = (-66.0, -77.0, -88.0, -99.0)  # in tables of CRSP, whose returns are fractions
FRACTIONS = 0.2  # median size of returns below which they are no percent


def read_returns(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Read returns (any unit), one sample per date."""
    if not has_dates(files, settings):
        raw = read_without_dates(files, settings)
        if settings.variables is not None:
            return raw
        return replace(raw, blocks=checked_returns(raw.blocks, raw.variables, raw.source))
    panel = read_panel(files, settings)
    if settings.variables is None:
        values, shares = panel.values, list(map(str, panel.values.columns))
        refuse_positive(values.min(), values.max(), shares, panel.source)
        refuse_levels(mean_squared_steps(values.to_numpy()), shares, panel.source)
    if settings.na_values is None:
        _refuse_codes(panel)
    returns = panel.values.to_numpy()
    scales = dict(zip(map(str, panel.values.columns), scale_warnings(returns), strict=True))
    return samples_of_panel(panel, returns, settings, "returns").warned((), scales)


def check_return_headers(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers show that a column is not there, or that there are too few returns or variables."""
    check = check_panel_headers if has_dates(files, settings) else check_headers_without_dates
    check(files, settings, n_lost=0)


def _refuse_codes(panel: Panel) -> None:
    """Raise InputError at numbers that stand for missing returns in widely used tables."""
    values = panel.values.to_numpy()
    codes = CODES + CODES_OF_FRACTIONS if np.nanmedian(np.abs(values)) < FRACTIONS else CODES
    coded = np.isin(values, codes)
    if coded.any():
        row, column = np.argwhere(coded)[0]
        raise InputError(
            f"{panel.source} must leave missing returns empty, found {panel.values.iloc[row, column]:g} in variable "
            f"{panel.values.columns[column]}, {panel.dates[row]}, which stands for a missing one in some tables: write "
            f"na_values: [{panel.values.iloc[row, column]:g}], or na_values: [] if it is a return"
        )


CARD = FileKindCard(
    sentence="returns of shares with dates, taken as they are",
    read=read_returns,
    check_headers=check_return_headers,
    keys=(TableKeys, PriceKeys, SelectionKeys),
    returns=True,
    jump="return",
)
