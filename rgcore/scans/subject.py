"""The scans as a subject: their tables, settings and costs."""

from rgcore.repeatability import drawn, sensitive
from rgcore.scans.price_levels.costs import price_level_megabytes, price_level_seconds
from rgcore.scans.price_levels.schemas import PRICE_LEVELS
from rgcore.scans.schemas import BIN_WIDTH_SCAN, N_DEPENDENCE, WINDOW_SCAN
from rgcore.subject import Config, Subject, Table, entries_of_data, megabytes_for_data

__all__ = ["SUBJECT"]

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY = 320, 60
_MOST_MEGABYTES = 1200  # of a data set in batches: 640 were measured of 59 million entries
_SECONDS_PER_ENTRY = 2e-6  # of a data set, by all scans


def _seconds(config: Config) -> dict[str, float]:
    """Return the seconds of all scans of a data set, in the mean."""
    entries = entries_of_data(config)
    return {
        "scan_dataset": 1.0 + _SECONDS_PER_ENTRY * sum(entries) / max(len(entries), 1),
        "scan_price_levels": price_level_seconds(config),
    }


def _megabytes(config: Config) -> dict[str, float]:
    return {
        "scan_dataset": min(
            megabytes_for_data(config, _MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY), _MOST_MEGABYTES
        ),
        "scan_price_levels": price_level_megabytes(config),
    }


SUBJECT = Subject(
    name="scans",
    sentence="One data set analysed again: bins merged or stacked, fewer variables, windows in time, prices as levels.",
    tables=(
        Table(
            schema=BIN_WIDTH_SCAN,
            repeatability=drawn(by_place=("n_kept", "n_bins"), numbering=("n_variables",)),
        ),
        Table(schema=N_DEPENDENCE, repeatability=drawn(by_place=("n_variables", "n_kept"))),
        Table(schema=WINDOW_SCAN, repeatability=drawn(fixed=("end", "n_draws"))),
        Table(
            schema=PRICE_LEVELS,
            repeatability=sensitive(
                fixed=("kept_fraction", "kurtosis_mean_expected", "largest_share_expected", "n_draws")
            ),
        ),
    ),
    settings={"scans": "rgcore.scans.settings:ScanSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
