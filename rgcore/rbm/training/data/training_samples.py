"""Where minibatches come from: packed spins, values in memory, or the means of a layer below."""

from typing import NamedTuple, Protocol

import numpy as np

from rgcore.arguments.arrays import any_numbers, float_array
from rgcore.arguments.scalars import shown, whole_number
from rgcore.errors import InputError
from rgcore.rbm.costs import MOST_STORED_BYTES
from rgcore.rbm.networks.deep_belief import checked_spins
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.training.data._row_kernels import gather_rows, unpack_rows
from rgcore.rbm.training.data.standardization import REMEDY
from rgcore.rbm.units._unit_kernels import means_of_units
from rgcore.rbm.units.unit_type import unit_type

__all__ = [
    "FloatSamples",
    "MeansOfLayer",
    "PackedSpins",
    "Samples",
    "TrainingData",
    "all_rows",
    "means_of_layer",
    "pack_spins",
]

ROWS_AT_ONCE = 500
LARGEST_VALUE, LARGEST_NUMBER = 100.0, 1e38  # of a sample, in size; and of any number


class Samples(Protocol):
    """Samples that are taken by their rows, so that they need not all be floats at a time."""

    n_units: int

    def __len__(self) -> int:
        """Return the number of samples."""

    def take(self, rows: np.ndarray, out: np.ndarray) -> None:
        """Write the samples ``rows`` (n,) int64 into ``out`` (n, n_units) float32, in the units of the network."""


class TrainingData(NamedTuple):
    """Samples to train on, and held-out samples for the diagnostics, no more and of the same width.

    ``view`` (n_sites, n_visible) holds the receptive fields of the visible units on the lattice, in the upper layers of
    a stack; None where the visible units are its sites.
    """

    training: Samples
    held_out: Samples
    view: np.ndarray | None = None


class FloatSamples:
    """Samples held as values (n, n_units) in the units of the network; means are allowed.

    Raises
    ------
    InputError
        If a value is not finite, or beyond 100 in size: real values of other units are standardized first.
    """

    def __init__(self, values: np.ndarray) -> None:
        checked = float_array("samples", values, ("n", "n_units"), largest=LARGEST_NUMBER)
        largest = np.abs(checked).max()
        if largest > LARGEST_VALUE:
            raise InputError(f"samples must be up to {LARGEST_VALUE:g} in size, got {largest:g}: {REMEDY}")
        self._values = np.ascontiguousarray(checked, dtype=np.float32)
        self.n_units = self._values.shape[1]

    def __len__(self) -> int:
        return len(self._values)

    def take(self, rows: np.ndarray, out: np.ndarray) -> None:
        """Write the samples ``rows`` into ``out``; as of :meth:`Samples.take`.

        Raises
        ------
        InputError
            If a row is not there, or ``out`` is no writable float32 array (len(rows), n_units).
        """
        gather_rows(self._values, _checked_rows(rows, out, self._values.shape), out)


class PackedSpins:
    """Spins held at one bit each, 1 is +1; 10^6 lattices of 40 x 40 sites are 200 MB instead of 6.4 GB.

    Parameters
    ----------
    packed : (n, ceil(n_units / 8)) uint8 array
        Most significant bit first, as :func:`numpy.packbits` makes it.
    n_units : int
    units : str
        Name of a unit type, such as "spin" (-1/+1) or "binary" (0/1): the values of the samples that are taken.

    Raises
    ------
    InputError
        If ``packed`` is no array of bytes, or has another number of them in a row.
    """

    def __init__(self, packed: np.ndarray, n_units: int, units: str) -> None:
        n_units = whole_number("n_units", n_units, least=1)
        packed = any_numbers("packed", packed)
        if (
            packed.dtype != np.uint8
            and ((packed >= 0) & (packed <= 255) & (packed == np.floor(packed))).all()
        ):
            packed = packed.astype(np.uint8)
        if packed.dtype != np.uint8 or packed.shape[1:] != (-(-n_units // 8),) or not len(packed):
            raise InputError(
                f"packed spins must be (n, {-(-n_units // 8)}) uint8, got {packed.shape} {packed.dtype}"
            )
        self._packed = np.ascontiguousarray(packed)
        self.n_units = n_units
        bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1)
        self._values_of_byte = unit_type(units).from_spins(2.0 * bits - 1)

    def __len__(self) -> int:
        return len(self._packed)

    def take(self, rows: np.ndarray, out: np.ndarray) -> None:
        """Write the samples ``rows`` into ``out``; as of :meth:`Samples.take`.

        Raises
        ------
        InputError
            If a row is not there, or ``out`` is no writable float32 array (len(rows), n_units).
        """
        rows = _checked_rows(rows, out, (len(self._packed), self.n_units))
        unpack_rows(self._packed, rows, self._values_of_byte, out)


def _checked_rows(rows: np.ndarray, out: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return the numbers of rows of samples of a shape; InputError unless all are there and ``out`` has room for them.

    Takes two microseconds, which a minibatch can spare: kernels would read and write beyond the arrays.
    """
    n_samples, n_units = shape
    if type(rows) is not np.ndarray or rows.dtype != np.int64:  # a masked array is one of another type
        rows = any_numbers("rows", rows, kinds="iu").astype(np.int64)
    if rows.ndim != 1:
        raise InputError(f"rows must be a list of numbers of samples, got {shown(rows)}")
    if len(rows) and not 0 <= rows.min() <= rows.max() < n_samples:
        raise InputError(f"rows must be from 0 to {n_samples - 1}, got {rows.min()} to {rows.max()}")
    wanted = (len(rows), n_units)
    is_array = isinstance(out, np.ndarray)
    if not is_array or out.shape != wanted or out.dtype != np.float32 or not out.flags.writeable:
        kind = f" of {'' if out.flags.writeable else 'read-only '}{out.dtype}" if is_array else ""
        raise InputError(f"out must be a writable float32 array of shape {wanted}, got {shown(out)}{kind}")
    return rows


def pack_spins(spins: np.ndarray, units: str) -> PackedSpins:
    """Return spins (n, n_units) int8 of -1 or +1 packed, as values of ``units``.

    Raises
    ------
    InputError
        If a value is neither -1 nor +1.
    """
    spins = checked_spins(spins, name="spins")
    return PackedSpins(np.packbits(spins > 0, axis=1), spins.shape[1], units)


class MeansOfLayer:
    """The mean hidden values of an RBM, computed from the samples below it whenever they are taken."""

    def __init__(self, below: Samples, rbm: RBM) -> None:
        self._below, self._rbm = below, rbm
        self.n_units = rbm.n_hidden
        self._low = rbm.unit_type.low_single

    def __len__(self) -> int:
        return len(self._below)

    def take(self, rows: np.ndarray, out: np.ndarray) -> None:
        """Write the samples ``rows`` into ``out``; as of :meth:`Samples.take`."""
        rows = _checked_rows(rows, out, (len(self), self.n_units))
        visible = np.empty((len(rows), self._below.n_units), dtype=np.float32)
        self._below.take(rows, visible)
        means_of_units(visible @ self._rbm.weights, self._rbm.hidden_bias, self._low, out)


def means_of_layer(below: Samples, rbm: RBM) -> Samples:
    """Return the mean hidden values of ``rbm`` over samples, to train the next RBM of a stack on.

    They are computed once and kept, unless they would take more than ``MOST_STORED_BYTES``: then whenever they are
    taken, at the cost of the products of the layers below.
    """
    means = MeansOfLayer(below, rbm)
    if 4 * len(below) * rbm.n_hidden > MOST_STORED_BYTES:
        return means
    return FloatSamples(all_rows(means))


def all_rows(samples: Samples, n_rows: int | None = None) -> np.ndarray:
    """Return the first ``n_rows`` samples, or all of them, as (n, n_units) float32."""
    n_rows = len(samples) if n_rows is None else n_rows
    values = np.empty((n_rows, samples.n_units), dtype=np.float32)
    for start in range(0, n_rows, ROWS_AT_ONCE):
        rows = np.arange(start, min(start + ROWS_AT_ONCE, n_rows))
        samples.take(rows, values[start : start + len(rows)])
    return values
