"""Coarse-graining in real space as a subject: its tables, settings and costs."""

from collections.abc import Mapping

from rgcore.coarse_graining.schemas import (
    COARSE_GRAINING,
    COARSE_GRAINING_CLUSTERS,
    COARSE_GRAINING_EXPONENTS,
    COARSE_GRAINING_LOCAL,
    COARSE_GRAINING_SPECTRUM,
)
from rgcore.repeatability import drawn
from rgcore.subject import FLOPS_PER_SECOND, Config, Subject, Table, megabytes_for_data

__all__ = ["ANALYSIS", "SUBJECT"]

ANALYSIS = "results/coarse_graining/{dataset}"

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY = 200, 70  # 167 MB of 80,000, 375 of 3,200,000
_MOST_MEGABYTES = 600  # of a data set in batches: 490 were measured of 500 variables
_SECONDS_PER_SPIKE_DRAWN, _SECONDS_PER_ENTRY_SUMMED = 7e-8, 1.2e-7  # all cluster sizes together


def _seconds(config: Config) -> dict[str, float]:
    """Return the seconds of simulating models, and of coarse-graining what they generate and the nulls."""
    n_null_draws, n_sets, reference = (
        config["coarse_graining"][key] for key in ("n_null_draws", "n_realizations", "reference")
    )
    of_sets = [1.0 + (n_sets + n_null_draws) * _seconds_of_set(block) for block in _generated(config)]
    seconds = {"coarse_grain_generated": sum(of_sets) / max(len(of_sets), 1), "coarse_grain_reference": 0.0}
    if reference is not None:
        n_sets = reference["n_realizations"]
        simulation = 1.0 + 2 * _entries(reference) * _SECONDS_PER_SPIKE_DRAWN
        of_reference = n_sets * simulation + (n_sets + n_null_draws) * _seconds_of_set(reference)
        seconds["coarse_grain_reference"] = of_reference
    return seconds


def _seconds_of_set(block: Mapping) -> float:
    product = 4 * block["n_variables"] / FLOPS_PER_SECOND  # in double precision
    return _entries(block) * (_SECONDS_PER_ENTRY_SUMMED + product)


def _generated(config: Config) -> list[Mapping]:
    return [block for block in config["datasets"].values() if block is not None and "path" not in block]


def _entries(block: Mapping) -> int:
    return block["n_variables"] * block["n_samples"]


def _megabytes(config: Config) -> dict[str, float]:
    reference = config["coarse_graining"]["reference"]
    of_data = min(megabytes_for_data(config, _MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY), _MOST_MEGABYTES)
    largest = max((_entries(block) for block in _generated(config)), default=0)
    entries = _entries(reference) if reference else 0
    return {
        "coarse_grain_dataset": of_data,
        "coarse_grain_generated": _MEGABYTES_OF_A_PROCESS + _BYTES_PER_ENTRY * largest / 1e6,
        "coarse_grain_reference": _MEGABYTES_OF_A_PROCESS + _BYTES_PER_ENTRY * entries / 1e6,
    }


SUBJECT = Subject(
    name="coarse_graining",
    sentence="Real-space coarse-graining of data sets: the most correlated variables are summed, again and again.",
    tables=(
        Table(
            schema=COARSE_GRAINING,
            repeatability=drawn(by_place=("cluster_size",)),
            parts=(f"{ANALYSIS}/levels.parquet",),
        ),
        Table(
            schema=COARSE_GRAINING_SPECTRUM,
            repeatability=drawn(by_place=("cluster_size", "rank"), fixed=("rank_fraction",)),
            parts=(f"{ANALYSIS}/spectrum.parquet",),
        ),
        Table(
            schema=COARSE_GRAINING_EXPONENTS,
            repeatability=drawn(
                fixed=("independent_value", "published_low", "published_high", "resolved_from")
            ),
            parts=(f"{ANALYSIS}/exponents.parquet",),
        ),
        Table(
            schema=COARSE_GRAINING_LOCAL,
            repeatability=drawn(by_place=("low",), fixed=("high",)),
            parts=(f"{ANALYSIS}/local.parquet",),
        ),
        Table(
            schema=COARSE_GRAINING_CLUSTERS,
            repeatability=drawn(by_place=("cluster_size",), summarized=("variable",), numbering=("cluster",)),
            parts=(f"{ANALYSIS}/clusters.parquet",),
        ),
    ),
    settings={"coarse_graining": "rgcore.coarse_graining.settings:CoarseGrainingSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
