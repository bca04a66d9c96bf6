"""Trained models as files, and as scikit-learn has them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, from_arrays, to_arrays
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, dbm_from_arrays, dbm_to_arrays
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.networks.units import as_binary
from rgcore.tables.arrays import read_arrays, write_arrays
from rgcore.tables.frames import read_stamp

__all__ = ["from_scikit_learn", "load_model", "save_model", "to_scikit_learn"]

KINDS = {"dbn": from_arrays, "dbm": dbm_from_arrays}


def load_model(path: str | Path) -> DeepBeliefNetwork | DeepBoltzmannMachine:
    """Read a trained model: a ``model.parquet`` of the workflow, or a file of :func:`save_model`.

    Raises
    ------
    InputError
        If there is no such file, it is damaged, or holds no model.
    """
    if not Path(path).is_file():
        raise InputError(f"a model must be a file, but there is none at {path}")
    try:
        kind = read_stamp(path).get("table")
        arrays = read_arrays(path) if kind in KINDS else {}
    except InputError:
        raise InputError(f"{path} must hold a model, but it is no Parquet file, or damaged") from None
    if not arrays:
        raise InputError(
            f"{path} must hold a model ({' or '.join(KINDS)}), but it holds {kind or 'something else'}"
        )
    return KINDS[kind](arrays)


def save_model(
    model: DeepBeliefNetwork | DeepBoltzmannMachine, path: str | Path, *, stamp: Stamp | None = None
) -> None:
    """Write a model as a Parquet file without pickles, atomically, with where it comes from if ``stamp`` says so."""
    if isinstance(model, DeepBoltzmannMachine):
        arrays, kind = dbm_to_arrays(model), "dbm"
    else:
        arrays, kind = to_arrays(model), "dbn"
    write_arrays(arrays, path, kind=kind, stamp=stamp or Stamp())


class _ScikitLearnRBM(Protocol):
    components_: np.ndarray
    intercept_hidden_: np.ndarray
    intercept_visible_: np.ndarray


def to_scikit_learn(rbm: RBM) -> Mapping[str, np.ndarray]:
    """Return the fitted attributes of scikit-learn's BernoulliRBM with the law of ``rbm``, by name.

    Its units are 0/1, ``components_`` is (n_hidden, n_visible); a machine of -1/+1 units is carried over by
    v01 = (1 + v)/2. Set each on a BernoulliRBM with ``setattr``.
    """
    binary = as_binary(rbm)
    return {
        "components_": np.ascontiguousarray(binary.weights.T),
        "intercept_hidden_": binary.hidden_bias.copy(),
        "intercept_visible_": binary.visible_bias.copy(),
    }


def from_scikit_learn(model: _ScikitLearnRBM) -> RBM:
    """Return the machine, of 0/1 units, of a fitted BernoulliRBM of scikit-learn, or anything with its attributes."""
    return RBM(
        weights=np.ascontiguousarray(model.components_.T),
        visible_bias=np.array(model.intercept_visible_),
        hidden_bias=np.array(model.intercept_hidden_),
        units="binary",
    )
