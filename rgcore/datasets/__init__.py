"""Samples of many variables: users' recordings and prices, and two models that generate the like."""

from rgcore.datasets.checks.probing import input_files, probe
from rgcore.datasets.dataset import Dataset, DatasetBlocks
from rgcore.datasets.generated.generation import generate_dataset
from rgcore.datasets.generated.neural_like import NeuralLikeSettings
from rgcore.datasets.generated.spiking_cells import spiking_cells
from rgcore.datasets.generated.stock_like import StockLikeSettings
from rgcore.datasets.reading import open_dataset, read_dataset
from rgcore.datasets.settings import FILE_KINDS, GENERATED_KINDS, DatasetSettings, parse_settings
from rgcore.datasets.telling import tell

__all__ = [
    "FILE_KINDS",
    "GENERATED_KINDS",
    "Dataset",
    "DatasetBlocks",
    "DatasetSettings",
    "NeuralLikeSettings",
    "StockLikeSettings",
    "generate_dataset",
    "input_files",
    "open_dataset",
    "parse_settings",
    "probe",
    "read_dataset",
    "spiking_cells",
    "tell",
]
