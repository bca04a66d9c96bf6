"""Spins in .npy and HDF5 files of the user, a batch at a time."""

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.errors import InputError, one_line

__all__ = ["StoredSpins", "open_spins"]

_SUFFIXES = (".npy", ".h5", ".hdf5")
_TEMPERATURES, _COUPLINGS = (
    ("temperature", "t"),
    ("coupling", "beta", "k"),
)  # names of attributes, in small letters
_CLOSE = 1e-4  # relative: attributes are often rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSpins:
    """Configurations in a file.

    Attributes
    ----------
    source : str
        Path, and array where there is one, for messages.
    side, n_samples : int
    read : function of start and stop
        Returns these entries as they are stored.
    packed : bool
        Whether 8 spins are stored in a byte.
    downs : set of int
        What has stood for a spin down so far, -1 or 0; a file that has both is refused.
    """

    source: str
    side: int
    n_samples: int
    read: Callable[[int, int], np.ndarray]
    packed: bool
    downs: set[int] = field(default_factory=set)

    def spins(self, start: int, stop: int) -> np.ndarray:
        """Return (n, side, side) int8 of -1 and +1.

        Raises
        ------
        InputError
            If there is another number than -1 and +1, or than 0 and 1, in these or the entries read before.
        """
        values = self.read(start, stop)
        if self.packed:
            values = np.unpackbits(values, axis=1, count=self.side**2)
        up, down = values == 1, (values == 0) | (values == -1)
        if not (up | down).all():
            place = np.argwhere(~(up | down))[0]
            raise InputError(
                f"{self.source} must hold spins, -1 and +1 or 0 and 1, found {values[tuple(place)]} in configuration "
                f"{start + place[0] + 1}"
            )
        self.downs.update(down for down in (-1, 0) if not self.packed and (values == down).any())
        if len(self.downs) > 1:
            raise InputError(
                f"{self.source} must hold -1 and +1, or 0 and 1, found -1 and 0 up to configuration {stop}"
            )
        return (2 * up.astype(np.int8) - np.int8(1)).reshape(-1, self.side, self.side)


def open_spins(path: str | Path, array: str | None, side: int, temperature: float | None) -> StoredSpins:
    """Open the configurations of one side and temperature, from headers alone.

    Parameters
    ----------
    path : str or Path
    array : str or None
        Name inside an HDF5 file; None where it holds one only.
    side : int
    temperature : float or None
        In J/k_B; an attribute of an HDF5 file that contradicts it is refused. None if it is not known.

    Raises
    ------
    InputError
        If the file cannot be read or holds something else than configurations of this side.
    """
    path = Path(path)
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(f"{path} must end in one of {' '.join(_SUFFIXES)}, found '{path.suffix}'")
    if path.suffix.lower() == ".npy":
        source, shape, dtype, read = _npy(path)
    else:
        source, shape, dtype, read = _hdf5(path, array, temperature)
    packed = _is_packed(shape, dtype, side, source)
    return StoredSpins(source=source, side=side, n_samples=shape[0], read=read, packed=packed)


_Opened = tuple[str, tuple[int, ...], np.dtype, Callable[[int, int], np.ndarray]]


def _npy(path: Path) -> _Opened:
    try:
        values = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise InputError(
            f"{path} must be a whole .npy file of numbers, but reading it failed ({one_line(str(error))}): copy it "
            "here again, or save the spins as integers with numpy.save"
        ) from error
    return str(path), values.shape, values.dtype, lambda start, stop: np.array(values[start:stop])


def _hdf5(path: Path, array: str | None, temperature: float | None) -> _Opened:
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    try:
        file = h5py.File(path, "r")
    except OSError as error:
        raise InputError(
            f"{path} must be a whole HDF5 file, but reading it failed ({one_line(str(error))}): copy it here again, or "
            "write it anew"
        ) from error
    with file:
        name = array.strip("/") if array is not None else _only_dataset(file, path)
        item = _inside(file, name)
        if not isinstance(item, h5py.Dataset) or item.external or item.is_virtual:
            held = ", ".join(_datasets(file)) or "none"
            raise InputError(f"{path} must hold the array {name} itself, but its arrays are {held}")
        for attributes in (file.attrs, item.attrs):
            _refuse_other_temperature(dict(attributes), temperature, f"{name} of {path}")
        shape, dtype = item.shape or (), item.dtype

    def read(start: int, stop: int) -> np.ndarray:
        with h5py.File(path, "r") as again:
            return again[name][start:stop]

    return f"{name} of {path}", shape, dtype, read


def _inside(file: Any, name: str) -> Any:
    """Return what a path in an HDF5 file leads to; None if it leads nowhere, or by any link into another file."""
    try:
        item = file[name]
    except (KeyError, OSError, RuntimeError, ValueError):
        return None
    return item if item.file.filename == file.filename else None


def _datasets(file: object) -> list[str]:
    found = []
    file.visititems(lambda name, item: found.append(name) if hasattr(item, "shape") else None)
    return found


def _only_dataset(file: object, path: Path) -> str:
    names = _datasets(file)
    if len(names) != 1:
        raise InputError(
            f"ising.configurations.array must name the array of {path} to read; it holds {', '.join(names) or 'none'}"
        )
    return names[0]


def _refuse_other_temperature(attributes: dict[str, object], temperature: float | None, source: str) -> None:
    """Raise InputError if an attribute gives another temperature or coupling than the config."""
    if temperature is None:
        return
    for name, value in attributes.items():
        for names, expected in ((_TEMPERATURES, temperature), (_COUPLINGS, 1 / temperature)):
            if name.lower() not in names:
                continue
            found = _number(value)
            if found is not None and not math.isclose(found, expected, rel_tol=_CLOSE):
                raise InputError(
                    f"{source} must be of temperature {temperature:g} J/k_B, coupling {1 / temperature:g}, as the "
                    f"config has it, but its attribute {name} is {found:g}"
                )


def _number(value: object) -> float | None:
    """Return the number in an attribute, None if it holds something else."""
    with suppress(TypeError, ValueError):
        return float(np.asarray(value).reshape(()))
    return None


def _is_packed(shape: tuple[int, ...], dtype: np.dtype, side: int, source: str) -> bool:
    """Return whether an array of this shape is packed; InputError if it is none of configurations of this side."""
    n_sites = side * side
    if shape[1:] in ((side, side), (n_sites,)) and dtype.kind in "biuf":
        return False
    if shape[1:] == (-(-n_sites // 8),) and dtype == np.uint8:
        return True
    raise InputError(
        f"{source} must be (n, {side}, {side}) or (n, {n_sites}) numbers, or (n, {-(-n_sites // 8)}) uint8 of 8 spins "
        f"each, found shape {shape} of type {dtype}"
    )
