"""From a config block to samples: generated data sets."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.random import Generator

from rgcore.datasets.dataset import Dataset
from rgcore.datasets.limits import check_size
from rgcore.datasets.naming import about
from rgcore.datasets.neural_like import NeuralLikeSettings, neural_like_spikes
from rgcore.datasets.quality import describe_variables
from rgcore.datasets.recording import make_recording
from rgcore.datasets.selection import Selection, kept_entries, kept_names
from rgcore.datasets.settings import parse_settings
from rgcore.datasets.stock_like import StockLikeSettings, stock_like_returns

__all__ = ["generate_dataset"]

GENERATORS = {NeuralLikeSettings: neural_like_spikes, StockLikeSettings: stock_like_returns}
JUMPS = {NeuralLikeSettings: None, StockLikeSettings: "daily log return"}


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
        recording = make_recording(
            GENERATORS[type(settings)](settings, rng=rng), None, f"model {block['kind']}"
        )
        values = recording.values
        varies = values.max(axis=0) > values.min(axis=0)
        check_size(len(values), int(varies.sum()), "what varies in the generated data")
    selection = Selection(np.ones(len(values), dtype=bool), varies)
    reasons = ["" if kept else f"constant in all {len(values)} samples" for kept in varies]
    report = describe_variables(name, recording, selection, reasons, JUMPS[type(settings)])
    return Dataset(
        samples=kept_entries(recording, selection), variables=kept_names(recording, selection), report=report
    )
