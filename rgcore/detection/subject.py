"""Signals in noise as a subject: its tables, settings and costs."""

from rgcore.detection.schemas import CANONICAL_DIMENSION, DETECTION_POWER
from rgcore.pcarg.subject import ANALYSIS
from rgcore.repeatability import drawn
from rgcore.subject import Config, Subject, Table

__all__ = ["SUBJECT"]

_SECONDS_PER_ENTRY = 2.5e-8  # of a data set drawn: measured with 100 variables x 200 samples
_MEGABYTES_OF_A_PROCESS = 300


def _seconds(config: Config) -> dict[str, float]:
    """Return the seconds to draw all data sets, with a signal and without, and to test them."""
    power = config["detection"]["power"]
    with_signal = power["n_draws"] * len(power["signals"]) * len(power["relative_strengths"])
    entries = sum(
        power["n_variables"] * case["n_samples"] * (with_signal + 2 * power["n_null_draws"])
        for case in power["cases"]
    )
    return {"estimate_detection_power": 2.0 + entries * _SECONDS_PER_ENTRY}


def _megabytes(config: Config) -> dict[str, float]:
    power = config["detection"]["power"]
    largest = max(case["n_samples"] for case in power["cases"])
    spectra = power["n_variables"] * power["n_null_draws"] * 4 * len(power["cases"])
    at_once = 25 * 3 * power["n_variables"] * largest
    return {"estimate_detection_power": _MEGABYTES_OF_A_PROCESS + 8e-6 * (spectra + at_once)}


SUBJECT = Subject(
    name="detection",
    sentence="Signals in noise: the running canonical dimension of a spectrum, and the power of tests of spectra.",
    tables=(
        Table(
            schema=CANONICAL_DIMENSION,
            parts=(f"{ANALYSIS}/canonical_dimension.parquet",),
            repeatability=drawn(fixed=("n_variables", "bandwidth")),
        ),
        Table(
            schema=DETECTION_POWER,
            repeatability=drawn(
                summarized=("relative_strength",),
                fixed=(
                    "n_variables",
                    "n_directions",
                    "envelope",
                    "level",
                    "n_draws",
                    "n_null_draws",
                    "bandwidth",
                ),
            ),
        ),
    ),
    settings={"detection": "rgcore.detection.settings:DetectionSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
