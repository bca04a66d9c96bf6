"""A data set ready for analysis, in blocks or in memory."""

from dataclasses import dataclass
from logging import Logger
from typing import TYPE_CHECKING

import numpy as np

from rgcore.arguments.objects import an_instance
from rgcore.series import Samples

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Dataset", "DatasetBlocks", "log_summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    variables: tuple[str, ...]
    report: "pd.DataFrame"
    decisions: tuple[str, ...]
    summary: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetBlocks(_Described):
    """Samples of several variables without a gap, to be read in blocks.

    Attributes
    ----------
    blocks : Samples
        Fresh (n, n_variables) float64 arrays, some 16 MB each; means not removed. A pass ends in an InputError if a
        file has changed since it was opened.
    n_samples : int
    variables : tuple of str
        One name per column.
    report : DataFrame
        The table ``dataset_report``, one row per variable that was found, kept or not.
    decisions : tuple of str
        How the files were read, and what in them is no variable, a phrase each.
    summary : str
        What was read and what was left out, in one line.
    warnings : tuple of str
        What deserves a closer look, a line each; nothing was changed because of it.
    dates : tuple of str or None
        One per sample, where the files have dates.
    """

    blocks: Samples
    n_samples: int
    dates: tuple[str, ...] | None = None

    def __samples__(self) -> Samples:
        """Return the samples: a data set can be given wherever samples are asked for."""
        return self.blocks

    def to_dataset(self) -> "Dataset":
        """Return the data set with all samples in memory."""
        samples, start = np.empty((self.n_samples, len(self.variables))), 0
        for block in self.blocks:
            samples[start : start + len(block)] = block
            start += len(block)
        return Dataset(
            samples=samples,
            variables=self.variables,
            report=self.report,
            decisions=self.decisions,
            summary=self.summary,
            warnings=self.warnings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset(_Described):
    """Samples of several variables without a gap, in memory; ``DatasetBlocks`` describes the other attributes.

    Attributes
    ----------
    samples : (n_samples, n_variables) float64 array
        Spike counts per bin, daily log returns, or whatever a matrix holds; means not removed.
    """

    samples: np.ndarray

    def __samples__(self) -> np.ndarray:
        """Return the samples: a data set can be given wherever samples are asked for."""
        return self.samples


def log_summary(dataset: Dataset | DatasetBlocks, log: Logger) -> None:
    """Write the summary of a data set and how it was read into a log, and each of its warnings as one."""
    an_instance("dataset", dataset, (Dataset, DatasetBlocks))
    an_instance("log", log, Logger)
    log.info("%s", dataset.summary)
    for decision in dataset.decisions:
        log.info("%s", decision)
    for warning in dataset.warnings:
        log.warning("%s", warning)
