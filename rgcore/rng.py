"""Random streams named by the physics of a job, never by its place in a list."""

import hashlib
import json
import math

import numpy as np
from numpy.random import Generator, Philox, SeedSequence

from rgcore.arguments.scalars import shown, whole_number
from rgcore.errors import InputError

__all__ = ["stream"]


def stream(root_seed: int, **identity: int | float | str) -> Generator:
    """Return the generator that belongs to one job of one run.

    The identity is hashed (SHA-256 of its canonical JSON) into the spawn key of a ``SeedSequence`` with
    entropy ``root_seed``, and that seeds a counter-based Philox generator. Jobs of different identity get
    independent streams; adding, removing or reordering jobs changes no stream.

    Parameters
    ----------
    root_seed : int
        Non-negative; one per run.
    **identity
        The physical parameters of the job, such as ``purpose="ising", side=20, temperature=2.45``. Order
        does not matter, type does: ``2`` and ``2.0`` name different streams. Give temperatures as floats,
        so that "2.5" and "2.50" are one stream.

    Raises
    ------
    InputError
        If ``root_seed`` is negative, no identity is given, or a value is not a finite int, float or str.
    """
    root_seed = whole_number("root_seed", root_seed, least=0, most=2**256)
    if not identity:
        raise InputError("a stream needs an identity, such as purpose='ising', side=20")
    plain = {name: _plain(name, value) for name, value in identity.items()}
    canonical = json.dumps(plain, sort_keys=True, allow_nan=False)
    words = np.frombuffer(hashlib.sha256(canonical.encode()).digest(), dtype="<u4")
    return Generator(Philox(SeedSequence(root_seed, spawn_key=tuple(int(word) for word in words))))


def _plain(name: str, value: object) -> int | float | str:
    """Return a value of an identity, of numpy or not, as JSON writes it."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InputError(f"identity {name} must be an int, float or str, got {type(value).__name__}")
    if isinstance(value, float) and not math.isfinite(value):
        raise InputError(f"identity {name} must be finite, got {shown(value)}")
    return value
