"""Trained networks as Parquet files."""

from pathlib import Path

from rgcore.arguments.objects import a_path, an_instance
from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, from_arrays, to_arrays
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, dbm_from_arrays, dbm_to_arrays
from rgcore.rbm.networks.restricted import RBM
from rgcore.tables.array_files import read_arrays, write_arrays
from rgcore.tables.footers import read_stamp

__all__ = ["load_model", "save_model"]

KINDS = {"dbn": from_arrays, "dbm": dbm_from_arrays}


def load_model(path: str | Path) -> DeepBeliefNetwork | DeepBoltzmannMachine:
    """Read a trained model: a ``model.parquet`` of the workflow, or a file of :func:`save_model`.

    Raises
    ------
    InputError
        If there is no such file, it is damaged, or holds no model.
    """
    if not Path(a_path("path", path)).is_file():
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
    try:
        return KINDS[kind](arrays)
    except KeyError as missing:
        raise InputError(f"{path} must hold a model, but it has no array {missing.args[0]}") from None
    except (IndexError, ValueError) as mistake:  # InputError among them
        raise InputError(f"{path} must hold a model, but {mistake}") from None


def save_model(
    model: RBM | DeepBeliefNetwork | DeepBoltzmannMachine, path: str | Path, *, stamp: Stamp | None = None
) -> None:
    """Write a model as a Parquet file without pickles, atomically, with its provenance in ``stamp``.

    An RBM is written as the stack of one layer that it is; :func:`load_model` returns it as ``layers[0]`` of that.

    Raises
    ------
    InputError
        If ``model`` is something else, or ``path`` is no path of a file.
    """
    an_instance("model", model, (RBM, DeepBeliefNetwork, DeepBoltzmannMachine))
    stamp = Stamp() if stamp is None else an_instance("stamp", stamp, Stamp)
    model = DeepBeliefNetwork((model,)) if isinstance(model, RBM) else model
    if isinstance(model, DeepBoltzmannMachine):
        arrays, kind = dbm_to_arrays(model), "dbm"
    else:
        arrays, kind = to_arrays(model), "dbn"
    write_arrays(arrays, path, kind=kind, stamp=stamp)
