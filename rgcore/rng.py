"""Random streams named by the physics of a job, never by its place in a list."""

import hashlib
import json

import numpy as np
from numpy.random import Generator, Philox, SeedSequence

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
    ValueError
        If ``root_seed`` is negative, no identity is given, or a value is not a finite int, float or str.
    """
    if root_seed < 0:
        raise ValueError(f"root_seed must be a non-negative integer, got {root_seed}")
    if not identity:
        raise ValueError("a stream needs an identity, such as purpose='ising', side=20")
    for name, value in identity.items():
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValueError(f"identity {name} must be an int, float or str, got {type(value).__name__}")
    canonical = json.dumps(identity, sort_keys=True, allow_nan=False)
    words = np.frombuffer(hashlib.sha256(canonical.encode()).digest(), dtype="<u4")
    return Generator(Philox(SeedSequence(root_seed, spawn_key=tuple(int(word) for word in words))))
