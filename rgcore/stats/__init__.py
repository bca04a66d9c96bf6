"""Estimates and standard errors from series: autocorrelation times, blocks, the jackknife."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.stats.autocorrelation import (
        AutocorrelationTime,
        ChainTooShort,
        integrated_autocorrelation_time,
    )
    from rgcore.stats.blocking import by_record, chain_block_means, chain_block_numbers
    from rgcore.stats.jackknife import Estimate, jackknife, jackknife_error

__all__ = [
    "AutocorrelationTime",
    "ChainTooShort",
    "Estimate",
    "by_record",
    "chain_block_means",
    "chain_block_numbers",
    "integrated_autocorrelation_time",
    "jackknife",
    "jackknife_error",
]

import_when_used(__name__)
