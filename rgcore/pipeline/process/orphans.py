"""A script ends with the Snakemake that started it: an orphan would do the same work beside the next run."""

import ctypes
import signal
import sys

__all__ = ["end_with_parent"]

_PR_SET_PDEATHSIG = 1  # of prctl(2): the signal that this process gets when its parent ends


def end_with_parent() -> None:
    """Ask Linux for SIGTERM when the process that started this one ends, also by ``kill -9``.

    A training run then stores its state, and every other script ends at once. On other systems nothing is asked for.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
