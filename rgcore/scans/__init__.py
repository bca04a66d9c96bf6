"""Scans: one data set analysed again, as bins are merged, variables left out, or time is cut into windows.

``scan_dataset`` makes the tables that a data set is named for in the config. ``bin_width_scan`` (in ``bin_widths``) and
``n_dependence`` repeat what is in ``measures``: exponents of coarse-graining, exponent of the spectrum, kurtosis at
each cutoff, all with the same blocks of time left out, so that their differences have errors of their own.
``window_scan`` (in ``windows``) compares windows in time with a Gaussian of the same variances (``gaussian_distance``).
``price_level_table`` (in ``price_levels``) compares prices taken as returns with prices taken as levels.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.scans.dataset_scans import scan_dataset
    from rgcore.scans.price_levels.price_level_table import PriceHistory, price_level_table

__all__ = ["PriceHistory", "price_level_table", "scan_dataset"]

import_when_used(__name__)
