"""Kernels as plain Python, down to the last one that they call."""

from contextlib import contextmanager

import numpy as np
import pytest

from rgcore import rng_kernels
from rgcore.ising import _energy_kernels
from rgcore.ising.samplers import (
    _bit_kernels,
    _bond_kernels,
    _coupling_from_the_past_kernels,
    _metropolis_kernels,
    _swendsen_wang_kernels,
    _wolff_kernels,
)

__all__ = ["KERNEL_FILES", "both", "plain_python"]

KERNEL_FILES = (
    rng_kernels,
    _energy_kernels,
    _bit_kernels,
    _bond_kernels,
    _coupling_from_the_past_kernels,
    _metropolis_kernels,
    _swendsen_wang_kernels,
    _wolff_kernels,
)


@contextmanager
def plain_python():
    """Replace every kernel of every file by its Python source."""
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        for module in KERNEL_FILES:
            for name, kernel in list(vars(module).items()):
                if hasattr(kernel, "py_func"):
                    patch.setattr(module, name, kernel.py_func)
        yield


def both(kernel, *arguments):
    """Run a kernel compiled and as plain Python on copies; return the copies, each with the result at the end."""
    compiled, plain = (
        [each.copy() if isinstance(each, np.ndarray) else each for each in arguments] for _ in range(2)
    )
    compiled.append(kernel(*compiled))
    with plain_python():
        plain.append(kernel.py_func(*plain))
    return compiled, plain
