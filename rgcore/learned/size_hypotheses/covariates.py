"""What may shift all widths beside a hypothesis: L1, epochs, fields, algorithm, start and side, where they vary."""

from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = [
    "COVARIATES",
    "EPOCHS_UNIT",
    "L1_UNIT",
    "SIDE_UNIT",
    "Covariates",
    "covariates_named",
    "covariates_of",
]

L1_UNIT = 1e-3
EPOCHS_UNIT = 400.0
SIDE_UNIT = 16.0

COVARIATES = ("l1_slope", "epochs_power", "fields_shift", "algorithm_shift", "start_shift", "side_power")
"""Coefficients of ln width, in the order in which they are tried; columns of the table ``block_size_hypotheses``."""


class Covariates(NamedTuple):
    """Covariates of conditions: ``names`` of their coefficients, and a ``matrix`` (n_conditions, n_names)."""

    names: tuple[str, ...]
    matrix: np.ndarray


def _all_columns(conditions: pd.DataFrame) -> np.ndarray:
    """Return every covariate, (n_conditions, n_covariates); 0 at the value that factors refer to."""
    columns = {
        "l1_slope": conditions["l1"] / L1_UNIT,
        "epochs_power": np.log(conditions["n_epochs"] / EPOCHS_UNIT),
        "fields_shift": conditions["fields"] == "free",
        "algorithm_shift": conditions["algorithm"] == "contrastive_divergence",
        "start_shift": conditions["start"] != "random",
        "side_power": np.log(conditions["side"] / SIDE_UNIT),
    }
    return np.stack([np.asarray(columns[name], dtype=np.float64) for name in COVARIATES], axis=1)


def covariates_of(conditions: pd.DataFrame) -> Covariates:
    """Return the covariates whose effect a design determines beside that of the sites per unit and the lengths.

    One that does not vary, or only together with those before it, is left out; its effect is then part of theirs.

    Parameters
    ----------
    conditions : DataFrame
        Of :class:`rgcore.learned.size_hypotheses.widths.Widths`.
    """
    entering = [conditions[name] for name in ("log_sites", "log_measured", "log_infinite")]
    chosen = [
        np.ones(len(conditions)),
        *(np.asarray(column) for column in entering if np.isfinite(column).all()),
    ]
    names = []
    for name, column in zip(COVARIATES, _all_columns(conditions).T, strict=True):
        if _rank([*chosen, column]) > _rank(chosen):
            chosen.append(column)
            names.append(name)
    return covariates_named(tuple(names), conditions)


def covariates_named(names: tuple[str, ...], conditions: pd.DataFrame) -> Covariates:
    """Return the covariates of these names, of any conditions."""
    places = [COVARIATES.index(name) for name in names]
    return Covariates(names, _all_columns(conditions)[:, places])


def _rank(columns: list[np.ndarray]) -> int:
    matrix = np.stack(columns, axis=1)
    lengths = np.linalg.norm(matrix, axis=0)
    return int(np.linalg.matrix_rank(matrix / np.where(lengths > 0, lengths, 1), tol=1e-6))
