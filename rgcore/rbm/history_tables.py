"""History and reconstructions of a network as rows of tables."""

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_table, columns_of_numbers
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, reconstruct, spins_of
from rgcore.stats.comparison import beside
from rgcore.tables.frames import checked_place, with_place

__all__ = ["joint_training_table", "reconstruction_table", "training_table"]


LAYER_COLUMNS = ("layer", "epoch")
JOINT_COLUMNS = ("bound_gap", "bound_gap_err")


def training_table(history: pd.DataFrame, *, temperature: float, replica: int) -> pd.DataFrame:
    """Return the history of :func:`rgcore.rbm.train_stack` as rows of the table ``dbn_training``.

    Returns
    -------
    DataFrame
        The columns of ``history`` after temperature and replica.

    Raises
    ------
    InputError
        If ``history`` is no such table, or temperature or replica is out of range.
    """
    columns_of_numbers("history", a_table("history", history, LAYER_COLUMNS), LAYER_COLUMNS)
    return with_place(history, temperature=temperature, replica=replica)


def reconstruction_table(
    network: DeepBeliefNetwork, samples: np.ndarray, *, temperature: float, replica: int
) -> pd.DataFrame:
    """Return samples beside what the top layer keeps of them: rows of the table ``reconstructions``.

    Parameters
    ----------
    network : DeepBeliefNetwork
    samples : (n, n_visible) int8 array of -1 or +1
        Held out from training.
    temperature : float
        In J / k_B.
    replica : int

    Returns
    -------
    DataFrame
        Columns temperature, replica, sample (from 0), side, original and reconstruction ((side**2,) float32
        arrays of spins and mean spins, row by row), overlap: the mean over sites of spin times mean spin, 1 for
        a perfect reconstruction, 0 for an unrelated one.
    """
    temperature, replica = checked_place(temperature, replica)
    spins = spins_of(network, samples)
    means = reconstruct(network, spins).astype(np.float32)
    spins = spins.astype(np.float32)
    return pd.DataFrame(
        {
            "temperature": temperature,
            "replica": replica,
            "sample": np.arange(len(spins)),
            "side": round(spins.shape[1] ** 0.5),
            "original": list(spins),
            "reconstruction": list(means),
            "overlap": (spins * means).mean(axis=1, dtype=np.float64),
        }
    )


def joint_training_table(history: pd.DataFrame, *, temperature: float, replica: int) -> pd.DataFrame:
    """Return the history of :func:`rgcore.rbm.train_dbm` as rows of the table ``dbm_training``.

    Returns
    -------
    DataFrame
        The columns of ``history`` after temperature and replica, the norms of the weights as one list per row, and the
        sign of the gap where it is resolved.
    """
    columns_of_numbers("history", a_table("history", history, JOINT_COLUMNS), JOINT_COLUMNS)
    norms = [name for name in history.columns if name.startswith("weight_norm_")]
    frame = history.drop(columns=norms).assign(
        weight_norms=list(history[norms].to_numpy(dtype=np.float32)),
        bound_gap_beside_zero=beside(history["bound_gap"], history["bound_gap_err"]),
    )
    return with_place(frame, temperature=temperature, replica=replica)
