"""Samples of many variables: users' recordings and prices, and two models that generate similar data."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.datasets.checks.before_run import check_before_run, input_files
    from rgcore.datasets.dataset import log_summary
    from rgcore.datasets.generate import generate_dataset
    from rgcore.datasets.generated.many_cells import kurtosis_of_many_cells
    from rgcore.datasets.generated.spiking_cells import spiking_cells
    from rgcore.datasets.kind_cards import kind_card, kind_names
    from rgcore.datasets.read import open_dataset, read_dataset

__all__ = [
    "check_before_run",
    "generate_dataset",
    "input_files",
    "kind_card",
    "kind_names",
    "kurtosis_of_many_cells",
    "log_summary",
    "open_dataset",
    "read_dataset",
    "spiking_cells",
]

import_when_used(__name__)
