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
    import numpy as np
    import pandas as pd

__all__ = ["check_covariate", "covariate_words", "read_structure", "structure_of", "trial_length_of"]


def structure_of(dataset: str, nulls: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``trial_length`` and ``covariate`` of a data set, None where there is none, from ``pcarg.nulls``."""
    return {key: nulls[key].get(dataset) for key in ("trial_length", "covariate")}


def covariate_words(covariate: Mapping[str, Any] | None) -> str:
    """Return which covariate a data set is compared with, a clause; "" without one."""
    if covariate is None:
        return ""
    given = read_settings(CovariateSettings, covariate)
    column = f"column {given.column} of " if given.column else ""
    return (
        f"the covariate is {column}{given.path}, in at most {given.n_bins} bins of equal numbers of samples"
    )


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
    """Return the samples of a trial, as declared in the config or else of ``dataset_report``; 0 without trials.

    Raises
    ------
    InputError
        If both are there and differ, or the declared trials do not fill the samples.
    """
    first = report.iloc[0]
    read, n_samples, key = int(first["trial_length"]), int(first["n_samples"]), _key("trial_length", report)
    if declared and read and declared != read:
        raise InputError(
            f"{key} must be left out where trials are read by repeat, here of {read} samples, but it is {declared}"
        )
    if declared and n_samples % declared:
        raise InputError(f"{key} must divide the {n_samples} samples that are kept, but it is {declared}")
    return declared or read


def read_structure(settings: Mapping[str, Any], report: "pd.DataFrame") -> Structure:
    """Read the covariate of ``settings`` from its file, and return it in bins, with the length of trials.

    Without a length in the settings that of ``dataset_report`` is taken: trials that the data were read as.

    Raises
    ------
    InputError
        If the file is broken, holds no such column or another number of entries than samples, or one is missing; or as
        :func:`trial_length_of`.
    """
    trial_length = trial_length_of(settings["trial_length"], report) or None
    if settings["covariate"] is None:
        return Structure(trial_length=trial_length)
    covariate = read_settings(CovariateSettings, settings["covariate"])
    try:
        bins = _read_bins(covariate, int(report["n_samples"].iloc[0]))
    except InputError as error:
        raise InputError(f"{_key('covariate', report)}: {error}") from None
    return Structure(trial_length=trial_length, bins=bins)


def _read_bins(covariate: CovariateSettings, n_samples: int) -> "np.ndarray":
    """Return the bin of the covariate in each sample."""
    path = Path(covariate.path)
    values = read_vector(path, _to_read(path, covariate.column))
    if len(values) != n_samples:
        raise InputError(
            f"{path} must hold one value for each of the {n_samples} samples that are kept, found {len(values)}"
        )
    return covariate_bins(values, covariate.n_bins)


def _key(name: str, report: "pd.DataFrame") -> str:
    return f"config: pcarg.nulls.{name}.{report['dataset'].iloc[0]}"


def _to_read(path: Path, column: str | None) -> DatasetSettings:
    return read_settings(DatasetSettings, {"kind": "matrix", "path": str(path), "array": column})
