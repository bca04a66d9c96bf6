"""From a config block to samples: users' files."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rgcore.datasets.checks.examination import Policies, examine
from rgcore.datasets.dataset import Dataset, DatasetBlocks
from rgcore.datasets.formats.opening import data_files
from rgcore.datasets.formats.unchanged_files import Unchanged, file_states
from rgcore.datasets.kinds.matrices import binned_spikes_recording, matrix_recording
from rgcore.datasets.kinds.prices import prices_recording
from rgcore.datasets.kinds.spike_times import spike_times_recording
from rgcore.datasets.naming import about
from rgcore.datasets.settings import DatasetSettings, parse_settings

__all__ = ["open_dataset", "read_dataset"]

READERS = {
    "spikes_binned": binned_spikes_recording,
    "spike_times": spike_times_recording,
    "prices": prices_recording,
    "matrix": matrix_recording,
}
JUMPS = {"spikes_binned": None, "spike_times": None, "prices": "daily log return", "matrix": "value"}


def open_dataset(name: str, block: Mapping[str, Any]) -> DatasetBlocks:
    """Open a data set of the user's files, which may be larger than memory, and pass over it once or twice.

    Memory holds a few blocks and the covariance of all variables. Spike times are held whole, and so are prices, of
    which a century of days of 5,000 stocks is 1 GB; so are the arrays of .npz files and of .mat files up to v7.

    Parameters
    ----------
    name : str
        Its name in the config, for messages and the report.
    block : mapping
        Its block in the config, of one of the kinds that are read from files; see ``DatasetSettings``.

    Returns
    -------
    DatasetBlocks
        At least 20 samples of at least 2 variables, none of them constant, no entry missing.

    Raises
    ------
    InputError
        If the block or the files are wrong; one sentence names data set, file, variable and sample or date.
    """
    with about(name):
        settings = parse_settings(block)
        if not isinstance(settings, DatasetSettings):
            raise ValueError(f"data set {name} of kind {block['kind']} is generated, not read")
        files = data_files(settings.path)
        states = file_states(files)
        found = READERS[settings.kind](files, settings)
        recording = replace(found, blocks=Unchanged(found.blocks, states))
        policies = Policies(
            missing=settings.missing,
            constant=settings.constant,
            binary=settings.value == "binary",
            jumps=JUMPS[settings.kind],
        )
        return examine(name, recording, policies)


def read_dataset(name: str, block: Mapping[str, Any]) -> Dataset:
    """Read a data set from the user's files into memory; as :func:`open_dataset` otherwise."""
    return open_dataset(name, block).to_dataset()
