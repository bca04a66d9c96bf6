"""A network in a file of the user as a transformation: equation 10 of the essay, for an RBM or a stack of them."""

import math
from collections.abc import Sequence
from functools import reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.format_of_file import format_card
from rgcore.errors import InputError
from rgcore.exact.enumerable import require_enumerable
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.files import load_model
from rgcore.rbm.networks.restricted import RBM, double_precision
from rgcore.vrg.networks.network_settings import MOST_SPINS, NetworkFile
from rgcore.vrg.networks.of_config import require_file
from rgcore.vrg.operators.dense_transformation import stacked
from rgcore.vrg.rbm_transformation import matching_constant, rbm_card, rbm_transformation
from rgcore.vrg.small_models.hidden_spins import HiddenSpins, at_places
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Operator
from rgcore.vrg.transformation_card import TransformationCard

__all__ = ["network_card", "read_network"]

ARRAYS = ("weights", "visible_bias", "hidden_bias")
_MOST_BYTES = 10**8  # of all arrays, as headers declare them; wide networks are refused by their layers


def network_card(name: str, settings: NetworkFile) -> TransformationCard:
    """Return the card of the network in a file.

    The zero of its energy, on which its distribution does not depend, is set such that dF = 0. A hidden spin is
    placed at the site to which its effective weights, the product of the weights of all layers, are largest in size,
    and turned around where that weight is negative.

    Raises
    ------
    InputError
        If the file cannot be read, or its network does not fit the lattice, or has more than 20 spins in a layer.
    """
    layers = read_network(name, settings)
    n_sites = settings.size if settings.lattice == "ring" else settings.size**2
    for n_spins in [layers[0].n_visible, *(layer.n_hidden for layer in layers)]:
        require_enumerable(
            f"every layer of the network {settings.path}", n_spins, most=MOST_SPINS, bytes_per_state=200
        )
    if layers[0].n_visible != n_sites:
        raise InputError(
            f"vrg.networks.{name} must have {n_sites} visible units, the sites of a {settings.lattice} of size "
            f"{settings.size}, but {settings.path} has {layers[0].n_visible}"
        )
    layers, sites = _turned(layers)
    if len(layers) == 1:
        return rbm_card(
            sentence=f"the network in {Path(settings.path).name}",
            lattice=settings.lattice,
            sizes=(settings.size,),
            hidden=lambda size: _places(sites, settings.lattice, size),
            rbm=lambda model: (layers[0], matching_constant(layers[0], model.hamiltonian)),
        )
    return TransformationCard(
        sentence=f"the network in {Path(settings.path).name}",
        lattice=settings.lattice,
        sizes=(settings.size,),
        hidden=lambda size: _places(sites, settings.lattice, size),
        operator=lambda model, constant: _operator(layers, model, constant),
        normalized=False,
        choose=lambda model, _: {"constant": 0.0},
        trace_gradient=lambda model, constant: {"constant": np.ones(len(model.hamiltonian))},
    )


def read_network(name: str, settings: NetworkFile) -> tuple[RBM, ...]:
    """Return the layers of a network, from the visible one upwards, of +-1 units in double precision."""
    path = settings.path
    require_file(name, path)
    layers = _from_arrays(settings) if path.lower().endswith(".npz") else _from_model(name, settings)
    for layer in layers:
        if layer.visible_units != layer.units:
            raise InputError(
                f"vrg.networks.{name} must have units of two values, but those of {path} are {layer.visible_units}"
            )
    return tuple(double_precision(in_units(layer, "spin")) for layer in layers)


def _from_model(name: str, settings: NetworkFile) -> tuple[RBM, ...]:
    _refuse_huge(settings.path, _declared_bytes(settings.path))
    model = load_model(settings.path)
    if not isinstance(model, DeepBeliefNetwork):
        raise InputError(
            f"vrg.networks.{name} must be an RBM or a stack of RBMs, but {settings.path} holds a "
            f"{type(model).__name__}, whose hidden spins have no energy of their own"
        )
    if settings.units is not None and settings.units != model.layers[0].units:
        raise InputError(
            f"vrg.networks.{name}.units must be {model.layers[0].units}, as {settings.path} states, or left out, but "
            f"it is {settings.units}"
        )
    return model.layers


def _from_arrays(settings: NetworkFile) -> tuple[RBM, ...]:
    path = Path(settings.path)
    with report_broken_file(path):
        found = format_card(path).arrays.shapes(path)
        _refuse_huge(path, 8 * sum(math.prod(shape) for name, shape in found.items() if name in ARRAYS))
        with np.load(path, allow_pickle=False) as archive:
            arrays, there = {name: archive[name] for name in ARRAYS if name in found}, archive.files
    if missing := [key for key in ARRAYS if key not in there]:
        raise InputError(
            f"{settings.path} must hold the arrays {', '.join(ARRAYS)}, but it has no {', '.join(missing)}, only "
            f"{', '.join(there) or 'nothing'}; write zeros for biases that there are not"
        )
    if objects := [key for key in ARRAYS if key not in arrays]:
        raise InputError(
            f"{objects[0]} of {settings.path} must hold numbers, but it holds objects: save it as float64"
        )
    weights, hidden, visible = (arrays[key] for key in ("weights", "hidden_bias", "visible_bias"))
    if weights.shape == (hidden.size, visible.size) and hidden.size != visible.size:
        raise InputError(
            f"weights of {settings.path} must have shape (visible, hidden), but they have {weights.shape} beside "
            f"{visible.size} visible biases: transpose them"
        )
    try:
        return (RBM(**arrays, units=settings.units),)
    except InputError as error:
        raise InputError(f"{settings.path}: {error}") from error


def _declared_bytes(path: str) -> int:
    """Return what the arrays in a Parquet file take at most; 0 if it is none, which who reads it reports."""
    try:
        metadata = pq.read_metadata(path)
    except (pa.ArrowInvalid, OSError):
        return 0
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    return metadata.num_rows * sum(group.total_byte_size for group in groups)  # rows may share one entry


def _refuse_huge(path: str | Path, n_bytes: int) -> None:
    """Raise InputError, before anything is read, if headers declare more than a network of few spins has."""
    if n_bytes > _MOST_BYTES:
        raise InputError(
            f"{path} must hold a network of at most {MOST_SPINS} units in a layer, but its arrays may take up to "
            f"{n_bytes / 1e6:.3g} MB"
        )


def _turned(layers: Sequence[RBM]) -> tuple[tuple[RBM, ...], np.ndarray]:
    """Return the layers with the signs of the last hidden spins chosen, and the site of each."""
    fields = reduce(np.matmul, [layer.weights for layer in layers])
    sites = np.abs(fields).argmax(axis=0)
    signs = np.where(fields[sites, np.arange(len(sites))] < 0, -1.0, 1.0)
    last = layers[-1]
    turned = RBM(
        weights=last.weights * signs,
        visible_bias=last.visible_bias,
        hidden_bias=last.hidden_bias * signs,
        units="spin",
    )
    return (*layers[:-1], turned), sites


def _places(sites: np.ndarray, lattice: str, size: int) -> HiddenSpins:
    """Return the hidden spins at these sites; on a ring neighbours are those that follow each other."""
    if lattice == "torus":
        return at_places(np.stack(np.divmod(sites, size), axis=1), size)
    order = np.argsort(sites, kind="stable")
    pairs = np.stack([order, np.roll(order, -1)], axis=1)
    n_pairs = {1: 0, 2: 1}.get(len(sites), len(sites))
    return HiddenSpins(
        positions=sites[:, None].astype(np.float64), period=size, neighbours=np.sort(pairs, axis=1)[:n_pairs]
    )


def _operator(layers: Sequence[RBM], model: SmallModel, constant: float) -> Operator:
    """Return T(v, h) = -E(v, h) + H(v) of the first layer, then of each on the hidden spins of the one below."""
    hamiltonian, result = model.hamiltonian, None
    for place, layer in enumerate(layers):
        extra = constant if place == len(layers) - 1 else 0.0
        step = rbm_transformation(layer, hamiltonian, matching_constant(layer, hamiltonian) + extra)
        result = step if result is None else stacked(result, step)
        hamiltonian = -step.hidden_log_weights()
    return result
