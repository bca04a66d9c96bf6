"""Series in, estimates and errors out."""

from rgcore.stats.autocorrelation import AutocorrelationTime, ChainTooShort, integrated_autocorrelation_time
from rgcore.stats.blocking import block_means, by_record, chain_block_means, chain_block_numbers
from rgcore.stats.bootstrap import bootstrap_interval
from rgcore.stats.garch import garch_from_innovations, student_innovations
from rgcore.stats.jackknife import Estimate, jackknife, jackknife_error
from rgcore.stats.surrogates import circularly_shifted

__all__ = [
    "AutocorrelationTime",
    "ChainTooShort",
    "Estimate",
    "block_means",
    "bootstrap_interval",
    "by_record",
    "chain_block_means",
    "chain_block_numbers",
    "circularly_shifted",
    "garch_from_innovations",
    "integrated_autocorrelation_time",
    "jackknife",
    "jackknife_error",
    "student_innovations",
]
