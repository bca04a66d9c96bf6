"""The history of joint training in columns that can be drawn one by one."""

import numpy as np
from pandas import DataFrame

from rgcore.selection.rows import TRAINING_RUN

__all__ = ["NORM", "joint_history", "norm_columns"]

NORM = "weight_norm_"
"""Beginning of the names of the columns with the weights below layer 1, 2, ..."""


def joint_history(training: DataFrame) -> DataFrame:
    """Return ``dbm_training`` with the change of the bound since the first epoch and the norm of each layer."""
    history = training.sort_values([*TRAINING_RUN, "epoch"]).reset_index(drop=True)
    first = history.groupby(TRAINING_RUN)["unnormalized_bound"].transform("first")
    norms = np.stack([np.asarray(norm, dtype=float) for norm in history["weight_norms"]])  # (rows, layers)
    columns = {f"{NORM}{layer}": norm for layer, norm in enumerate(norms.T, 1)}
    return history.assign(
        bound_gain=history["unnormalized_bound"] - first,
        bound_gain_err=history["unnormalized_bound_err"],
        **columns,
    )


def norm_columns(history: DataFrame) -> list[str]:
    """Return the names of the columns of weights of :func:`joint_history`, lowest layer first."""
    return [name for name in history if name.startswith(NORM)]
