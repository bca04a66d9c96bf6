"""Samples of many variables: users' recordings and prices, and two models that generate the like."""

from rgcore.datasets.dataset import Dataset, DatasetBlocks
from rgcore.datasets.generation import generate_dataset
from rgcore.datasets.neural_like import NeuralLikeSettings
from rgcore.datasets.probing import input_files, probe
from rgcore.datasets.reading import open_dataset, read_dataset
from rgcore.datasets.settings import FILE_KINDS, GENERATED_KINDS, DatasetSettings, parse_settings
from rgcore.datasets.spiking_cells import spiking_cells
from rgcore.datasets.stock_like import StockLikeSettings
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
