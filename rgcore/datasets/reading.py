"""From a config block to samples: users' files."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from rgcore.datasets.dataset import Dataset
from rgcore.datasets.matrices import binned_spikes_recording, matrix_recording
from rgcore.datasets.naming import about
from rgcore.datasets.prices import prices_recording
from rgcore.datasets.quality import describe_variables
from rgcore.datasets.recording import Recording
from rgcore.datasets.selection import Selection, kept_entries, kept_names, select
from rgcore.datasets.settings import DatasetSettings, parse_settings
from rgcore.datasets.sources.opening import data_files
from rgcore.datasets.spike_times import spike_times_recording

__all__ = ["read_dataset"]

READERS = {
    "spikes_binned": binned_spikes_recording,
    "spike_times": spike_times_recording,
    "prices": prices_recording,
    "matrix": matrix_recording,
}
CONSTANT = "constant in all samples kept"
JUMPS = {"spikes_binned": None, "spike_times": None, "prices": "daily log return", "matrix": "value"}


def read_dataset(name: str, block: Mapping[str, Any]) -> Dataset:
    """Read a data set from the user's files.

    Parameters
    ----------
    name : str
        Its name in the config, for messages and the report.
    block : mapping
        Its block in the config, of one of the kinds that are read from files; see ``DatasetSettings``.

    Returns
    -------
    Dataset
        At least 10 samples of at least 2 variables, none of them constant, no entry missing.

    Raises
    ------
    InputError
        If the block or the files are wrong; one sentence names data set, file, variable and sample or date.
    """
    with about(name):
        settings = parse_settings(block)
        if not isinstance(settings, DatasetSettings):
            raise ValueError(f"data set {name} of kind {block['kind']} is generated, not read")
        recording = READERS[settings.kind](data_files(settings.path), settings)
        selection = select(recording, settings.missing, settings.constant)
    report = describe_variables(
        name, recording, selection, _reasons(recording, selection), JUMPS[settings.kind]
    )
    return Dataset(
        samples=kept_entries(recording, selection), variables=kept_names(recording, selection), report=report
    )


def _reasons(recording: Recording, selection: Selection) -> list[str]:
    n_missing = np.isnan(recording.values).sum(axis=0)
    n_samples = len(recording.values)
    why = np.where(
        n_missing > 0, [f"{gaps} of {n_samples} entries are missing" for gaps in n_missing], CONSTANT
    )
    return ["" if kept else str(reason) for kept, reason in zip(selection.variables, why, strict=True)]
