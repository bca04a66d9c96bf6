"""Samples of many variables: users' recordings and prices, and two models that generate the like."""

from rgcore.datasets.dataset import Dataset
from rgcore.datasets.generation import generate_dataset
from rgcore.datasets.neural_like import NeuralLikeSettings
from rgcore.datasets.probing import input_files, probe
from rgcore.datasets.reading import read_dataset
from rgcore.datasets.settings import FILE_KINDS, GENERATED_KINDS, DatasetSettings, parse_settings
from rgcore.datasets.stock_like import StockLikeSettings

__all__ = [
    "FILE_KINDS",
    "GENERATED_KINDS",
    "Dataset",
    "DatasetSettings",
    "NeuralLikeSettings",
    "StockLikeSettings",
    "generate_dataset",
    "input_files",
    "parse_settings",
    "probe",
    "read_dataset",
]
