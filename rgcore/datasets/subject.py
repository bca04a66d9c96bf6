"""Data sets as a subject: the table on them, and the block of the config that names them."""

from rgcore.datasets.schemas import DATASET_REPORT
from rgcore.subject import Subject, Table

__all__ = ["DATASET", "SUBJECT"]

DATASET = "results/datasets/{dataset}"

SUBJECT = Subject(
    name="datasets",
    sentence="Users' recordings and prices, and two models that generate the like.",
    tables=(Table(schema=DATASET_REPORT, parts=(f"{DATASET}/report.parquet",)),),
    settings={"datasets": "rgcore.datasets.config_block:DatasetsBlock"},
)
