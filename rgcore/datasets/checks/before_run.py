"""Check users' files before a run starts: headers only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rgcore.cards import load_card
from rgcore.datasets.checks.declared_size import check_declared_size
from rgcore.datasets.checks.keys_with_effect import refuse_keys_without_effect
from rgcore.datasets.checks.memory_of_filling import bytes_of_filling, check_memory_of_filling
from rgcore.datasets.config_block import dataset_settings
from rgcore.datasets.folders.find_files import data_files
from rgcore.datasets.formats.format_of_file import is_plain_text
from rgcore.datasets.messages import about
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import NUMBERS_PER_BYTE
from rgcore.errors import InputError, one_line
from rgcore.subject import MOST_ENTRIES_OF_FILES, Config

__all__ = ["check_before_run", "input_files", "refuse_wildcards", "with_sizes_of_files"]

SNAKEMAKE_LETTERS = "{}<>"
_BINS_PER_BYTE = 50
_BYTES_PER_NUMBER_OF_TEXT = 2  # a digit and what separates it from the next


def check_before_run(name: str, block: Mapping[str, Any]) -> None:
    """Check a data-set block, and the headers of its files, without reading them.

    All files must exist, have names in which Snakemake finds no wildcards, not be empty and declare no more numbers
    than ``max_numbers``; the first one must open as its type and hold the array, with the named axes, at least 2
    variables and, if headers give the number, at least 20 samples. What only the entries show (missing, infinite,
    constant) is checked by :func:`rgcore.datasets.read_dataset`.

    Raises
    ------
    InputError
        One sentence that names the data set.
    """
    with about(name):
        settings = dataset_settings(block)
        if isinstance(settings, DatasetSettings):
            files = data_files(settings.path)
            for file in files:
                refuse_wildcards("path", str(file))
            refuse_keys_without_effect(files, settings)
            check_declared_size(files, settings)
            load_card("rgcore.datasets.kinds", settings.kind).check_headers(files, settings)
            check_memory_of_filling(files, settings)


def input_files(block: Mapping[str, Any]) -> list[str]:
    """Return the files a rule must declare as its input, sorted; none for a generated data set.

    Raises
    ------
    InputError
        As :func:`check_before_run`, except that no file is opened.
    """
    settings = dataset_settings(block)
    if not isinstance(settings, DatasetSettings):
        return []
    return [str(file) for file in data_files(settings.path)]


def with_sizes_of_files(config: Config) -> dict[str, Any]:
    """Return a config whose data sets in files have ``n_entries``, about how many numbers are analysed at most.

    It is 10 per byte of the files, what a compressed file may hold (1/2 of text that is not packed, 50 of spike times,
    each of which stands for many bins), and at most ``MOST_ENTRIES_OF_FILES``: what a job asks for then suits a small
    file, too. Where gaps are filled they also have ``bytes_of_filling``.

    Raises
    ------
    InputError
        As :func:`input_files`.
    """
    sized = {name: block and _sized(name, block) for name, block in config["datasets"].items()}
    return {**config, "datasets": sized}


def _sized(name: str, block: Mapping[str, Any]) -> dict[str, Any]:
    with about(name):
        files = list(map(Path, input_files(block)))
        if not files:
            return dict(block)
        for_gaps = bytes_of_filling(files, dataset_settings(block))
    most = sum(_most_entries(file, block["kind"]) for file in files)
    sized = {**block, "n_entries": min(most, MOST_ENTRIES_OF_FILES)}
    return sized | ({"bytes_of_filling": for_gaps} if for_gaps else {})


def _most_entries(file: Path, kind: str) -> int:
    n_bytes = file.stat().st_size
    if kind == "spike_times":
        return _BINS_PER_BYTE * n_bytes
    return n_bytes // _BYTES_PER_NUMBER_OF_TEXT if is_plain_text(file) else NUMBERS_PER_BYTE * n_bytes


def refuse_wildcards(key: str, path: str) -> None:
    """Raise InputError if a path, which ``key`` of the config leads to, holds what Snakemake would replace."""
    if set(path) & set(SNAKEMAKE_LETTERS) or path != one_line(path):
        raise InputError(
            f"{key} must lead to files without {' '.join(SNAKEMAKE_LETTERS)} and control characters in their "
            f"names, which Snakemake reads as wildcards, but it leads to {one_line(path)}: rename it, or name a "
            "link to it"
        )
