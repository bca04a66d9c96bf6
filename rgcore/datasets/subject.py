"""Data sets as a subject: the table on them, and the block of the config that names them."""

from rgcore.datasets.schemas import DATASET_REPORT
from rgcore.repeatability import drawn
from rgcore.subject import Config, Subject, Table, megabytes_for_data

__all__ = ["DATASET", "SUBJECT"]

DATASET = "results/datasets/{dataset}"

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY = 200, 25  # 175 MB of 80,000, 212 of 3,200,000


def _megabytes(config: Config) -> dict[str, float]:
    needed = megabytes_for_data(config, _MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY)
    filling = max((block or {}).get("bytes_of_filling", 0) for block in config["datasets"].values()) / 1e6
    reading = max(needed, _MEGABYTES_OF_A_PROCESS + filling)
    return {"generate_dataset": needed, "read_dataset": reading, "compute_moments": needed}


_STORED_BYTES_PER_ENTRY = {"neural_like": 0.1}  # compressed; of others 8


def _stored_bytes(config: Config) -> dict[str, float]:
    """Return the bytes of a generated data set, in the mean."""
    blocks = [block for block in config["datasets"].values() if block is not None and "path" not in block]
    sizes = [
        _STORED_BYTES_PER_ENTRY.get(block["kind"], 8) * block["n_variables"] * block["n_samples"]
        for block in blocks
    ]
    return {"generate_dataset": sum(sizes) / len(sizes)} if sizes else {}


SUBJECT = Subject(
    name="datasets",
    sentence="Users' recordings and prices, and two models that generate the like.",
    tables=(
        Table(
            schema=DATASET_REPORT,
            parts=(f"{DATASET}/report.parquet",),
            repeatability=drawn(summarized=("variable",), fixed=("n_samples",)),
        ),
    ),
    stored_bytes=_stored_bytes,
    settings={"datasets": "rgcore.datasets.config_block:DatasetsBlock"},
    megabytes=_megabytes,
)
