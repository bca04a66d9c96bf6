"""Data sets as a subject: the table on them, and the block of the config that names them."""

from rgcore.datasets.schemas import DATASET_REPORT
from rgcore.subject import Config, Subject, Table, megabytes_for_data

__all__ = ["DATASET", "SUBJECT"]

DATASET = "results/datasets/{dataset}"

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY = 170, 25  # measured


def _megabytes(config: Config) -> dict[str, float]:
    needed = megabytes_for_data(config, _MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY)
    return dict.fromkeys(("generate_dataset", "read_dataset", "compute_moments"), needed)


SUBJECT = Subject(
    name="datasets",
    sentence="Users' recordings and prices, and two models that generate the like.",
    tables=(Table(schema=DATASET_REPORT, parts=(f"{DATASET}/report.parquet",)),),
    settings={"datasets": "rgcore.datasets.config_block:DatasetsBlock"},
    megabytes=_megabytes,
)
