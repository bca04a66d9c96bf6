"""Data of known truth as a subject: its table, settings and costs."""

from rgcore.ground_truth.schemas import PCA_GROUND_TRUTH
from rgcore.repeatability import drawn
from rgcore.subject import Config, Subject, Table

__all__ = ["SUBJECT"]

_OF_CONFIG = (
    "kind",
    "dimension",
    "side",
    "temperature",
    "mass",
    "r",
    "u",
    "n_variables",
    "n_samples",
    "kept_fraction",
    "recovered_within",
    "below_lattice_edge",
)

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY = 290, 28  # measured
_SECONDS_PER_SITE = {False: 2.5e-7, True: 7e-7}  # of a field: free, or with interaction


def _seconds(config: Config) -> dict[str, float]:
    """Return the seconds to draw a field, decorrelated unless it is free, and to analyse it; spins take less."""
    fields, spins = config["ground_truth"]["fields"], config["ground_truth"]["spins"]
    seconds = [
        block["n_samples"] * block["side"] ** block["dimension"] * _SECONDS_PER_SITE[u > 0]
        for block in fields
        for u in block["couplings"]
    ]
    return {"compare_ground_truth": 1.0 + sum(seconds) / (len(seconds) + len(spins["temperatures"]))}


def _megabytes(config: Config) -> dict[str, float]:
    """Return the memory of the largest case: the samples and what is derived from them."""
    fields, spins = config["ground_truth"]["fields"], config["ground_truth"]["spins"]
    entries = [block["n_samples"] * block["side"] ** block["dimension"] for block in fields]
    entries.append(spins["n_samples"] * spins["side"] ** 2)
    return {"compare_ground_truth": _MEGABYTES_OF_A_PROCESS + _BYTES_PER_ENTRY * max(entries) / 1e6}


SUBJECT = Subject(
    name="ground_truth",
    sentence="Phi^4 fields and spins of known truth, put through the principal-component RG.",
    tables=(
        Table(
            schema=PCA_GROUND_TRUTH,
            parts=("results/ground_truth/{case}.parquet",),
            repeatability=drawn(fixed=_OF_CONFIG),
        ),
    ),
    settings={"ground_truth": "rgcore.ground_truth.settings:GroundTruthSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
