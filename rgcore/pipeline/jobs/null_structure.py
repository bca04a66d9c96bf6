"""Trials and covariate of a data set, for nulls of a shared drive."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rgcore.datasets.formats.format_of_file import known_format
from rgcore.datasets.formats.open_file import declared_numbers, read_vector
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import declares_too_much
from rgcore.errors import InputError
from rgcore.pcarg.nulls.structure import Structure, covariate_bins
from rgcore.pcarg.settings import CovariateSettings
from rgcore.settings import read_settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_covariate", "read_structure", "structure_of", "trial_length_of"]


def structure_of(dataset: str, nulls: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``trial_length`` and ``covariate`` of a data set, None where there is none, from ``pcarg.nulls``."""
    return {key: nulls[key].get(dataset) for key in ("trial_length", "covariate")}


def check_covariate(dataset: str, covariate: Mapping[str, Any]) -> None:
    """Raise InputError unless the file of a covariate exists, is of a known format, and can hold what it declares."""
    path, key = Path(covariate["path"]), f"config: pcarg.nulls.covariate.{dataset}.path"
    if not path.is_file() or known_format(path) is None:
        found = "a file of an unknown format" if path.is_file() else "no file"
        raise InputError(f"{key} must be a table or an array, such as position.csv, but {path} is {found}")
    declared = declared_numbers(path, _to_read(path, covariate.get("column")))
    if declares_too_much(declared, path.stat().st_size):
        raise InputError(
            f"{key} must hold one number per sample, but the {path.stat().st_size} bytes of {path} declare {declared}: "
            "write the covariate into a file of its own"
        )


def trial_length_of(declared: int | None, report: "pd.DataFrame") -> int:
    """Return the samples of a trial, as declared in the config or else of ``dataset_report``; 0 without trials."""
    return declared or int(report["trial_length"].iloc[0])


def read_structure(settings: Mapping[str, Any], report: "pd.DataFrame") -> Structure:
    """Read the covariate of ``settings`` from its file, and return it in bins, with the length of trials.

    Without a length in the settings that of ``dataset_report`` is taken: trials that the data were read as.

    Raises
    ------
    InputError
        If the file is broken, holds no such column, or an entry is missing.
    """
    trial_length = trial_length_of(settings["trial_length"], report) or None
    given = settings["covariate"]
    if given is None:
        return Structure(trial_length=trial_length)
    covariate = read_settings(CovariateSettings, given)
    path = Path(covariate.path)
    values = read_vector(path, _to_read(path, covariate.column))
    return Structure(trial_length=trial_length, bins=covariate_bins(values, covariate.n_bins))


def _to_read(path: Path, column: str | None) -> DatasetSettings:
    return read_settings(DatasetSettings, {"kind": "matrix", "path": str(path), "array": column})
