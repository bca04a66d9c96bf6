"""What was read, said in the log of a job."""

from logging import Logger

from rgcore.datasets.dataset import Dataset, DatasetBlocks

__all__ = ["tell"]


def tell(dataset: Dataset | DatasetBlocks, log: Logger) -> None:
    """Write the summary of a data set into a log, and each of its warnings as one."""
    log.info("%s", dataset.summary)
    for warning in dataset.warnings:
        log.warning("%s", warning)
