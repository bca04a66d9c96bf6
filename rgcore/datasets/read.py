"""Read data sets from the files of a user."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rgcore.cards import load_card
from rgcore.datasets.checks.check_samples import Policies, check_samples
from rgcore.datasets.checks.declared_size import check_declared_size
from rgcore.datasets.checks.keys_with_effect import refuse_keys_without_effect
from rgcore.datasets.checks.unchanged_files import blocks_of_unchanged_files, file_states
from rgcore.datasets.dataset import Dataset, DatasetBlocks
from rgcore.datasets.folders.find_files import data_files
from rgcore.datasets.messages import about
from rgcore.datasets.settings import DatasetSettings
from rgcore.settings import read_settings

__all__ = ["open_dataset", "read_dataset"]


def open_dataset(name: str, block: Mapping[str, Any]) -> DatasetBlocks:
    """Open a data set of the user's files, which may be larger than memory, after one or two passes over it.

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
        settings = read_settings(DatasetSettings, block)
        card = load_card("rgcore.datasets.kinds", settings.kind)
        files = data_files(settings.path)
        states = file_states(files)
        refuse_keys_without_effect(files, settings)
        check_declared_size(files, settings)
        raw = card.read(files, settings)
        raw = replace(raw, blocks=blocks_of_unchanged_files(raw.blocks, states))
        policies = Policies(
            missing=settings.missing,
            constant=settings.constant,
            binary=settings.value == "binary",
            jump=raw.value_name or card.jump,
        )
        return check_samples(name, raw, policies)


def read_dataset(name: str, block: Mapping[str, Any]) -> Dataset:
    """Read a data set from the user's files into memory; as :func:`open_dataset` otherwise."""
    return open_dataset(name, block).to_dataset()
