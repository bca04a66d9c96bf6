"""What the bits of a floating-point result depend on, beside the code: processor and libraries."""

import hashlib
import platform

import llvmlite.binding as llvm
import numba
import numpy as np
import scipy.linalg  # noqa: F401 - loads its own BLAS, which is listed below
from threadpoolctl import threadpool_info

from rgcore.provenance import library_versions

__all__ = ["arithmetic"]


def arithmetic() -> dict[str, str]:
    """Return kernels, instruction sets and versions that decide how sums are rounded here.

    Equal on two computers: the same run gives the same bits on both.
    """
    return {
        "machine": platform.machine(),
        "python": platform.python_version(),
        "blas": " ".join(sorted({f"{info['internal_api']} {info.get('architecture')}" for info in _blas()})),
        "numpy_instructions": " ".join(np.show_config(mode="dicts")["SIMD Extensions"]["found"]),
        "numba_processor": f"{_llvm_name()} {_digest(_llvm_features())}",
        **{f"{name}_version": number for name, number in library_versions().items()},
    }


def _blas() -> list[dict]:
    return [info for info in threadpool_info() if info["user_api"] == "blas"]


def _llvm_name() -> str:
    return numba.config.CPU_NAME or llvm.get_host_cpu_name()


def _llvm_features() -> str:
    chosen = numba.config.CPU_FEATURES
    return llvm.get_host_cpu_features().flatten() if chosen is None else chosen


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
