"""Which processor cores the benchmarks may use, and keeping to one of them."""

import os

__all__ = ["ALLOWED", "keep_to_core"]

PINNING = hasattr(os, "sched_setaffinity")  # not on every system
ALLOWED = tuple(sorted(os.sched_getaffinity(0))) if PINNING else ()  # as this process was started
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def keep_to_core(core: int | None = None) -> None:
    """Pin this process and all it will start to a core, the first one by default, with one thread each."""
    if PINNING:
        os.sched_setaffinity(0, {ALLOWED[0] if core is None else core})
    os.environ.update(dict.fromkeys(THREADS, "1"))
