"""From a config block to samples: generated data sets."""

from collections.abc import Mapping
from typing import Any

from numpy.random import Generator

from rgcore.datasets.checks.examination import Policies, examine
from rgcore.datasets.dataset import Dataset
from rgcore.datasets.generated.neural_like import NeuralLikeSettings, neural_like_spikes
from rgcore.datasets.generated.stock_like import StockLikeSettings, stock_like_returns
from rgcore.datasets.kinds.recording import ArrayBlocks, make_recording
from rgcore.datasets.naming import about
from rgcore.datasets.settings import parse_settings

__all__ = ["generate_dataset"]

GENERATORS = {NeuralLikeSettings: neural_like_spikes, StockLikeSettings: stock_like_returns}
POLICIES = {
    NeuralLikeSettings: Policies(constant="drop_variables"),
    StockLikeSettings: Policies(jumps="daily log return"),
}


def generate_dataset(name: str, block: Mapping[str, Any], *, rng: Generator) -> Dataset:
    """Draw a data set from its model.

    Neural-like cells that never spike are left out, as a recording would not have found them; the report
    names them.

    Parameters
    ----------
    name : str
        Its name in the config, for messages and the report.
    block : mapping
        Its block in the config: ``kind`` neural_like or stock_like, and the fields of
        ``NeuralLikeSettings`` or ``StockLikeSettings``.
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If the block is wrong or fewer than two cells spike.
    """
    with about(name):
        settings = parse_settings(block)
        if type(settings) not in GENERATORS:
            raise ValueError(f"data set {name} of kind {settings.kind} is read, not generated")
        values = GENERATORS[type(settings)](settings, rng=rng)
        recording = make_recording(ArrayBlocks(values), values.shape, None, f"model {block['kind']}")
        dataset = examine(name, recording, POLICIES[type(settings)])
    return dataset.to_dataset()
