"""Moments of a data set in a file, so that every analysis reads the same numbers."""

from pathlib import Path

import numpy as np

from rgcore.provenance import Stamp
from rgcore.series.moments import SampleMoments
from rgcore.tables.array_files import read_arrays, write_arrays

__all__ = ["read_moments", "write_moments"]


def write_moments(moments: SampleMoments, path: str | Path, *, stamp: Stamp) -> None:
    """Write moments, atomically; :func:`read_moments` returns the same bits."""
    arrays = {
        "n_samples": np.array(moments.n_samples, dtype=np.int64),
        "mean": moments.mean,
        "covariance": moments.covariance,
        "correlation_time": np.array(moments.correlation_time, dtype=np.float64),
        "trial_length": np.array(moments.trial_length, dtype=np.int64),
    }
    write_arrays(arrays, path, kind="moments", stamp=stamp)


def read_moments(path: str | Path) -> SampleMoments:
    """Read moments written by :func:`write_moments`; InputError if the file is damaged."""
    arrays = read_arrays(path)
    return SampleMoments(
        n_samples=int(arrays["n_samples"]),
        mean=arrays["mean"],
        covariance=arrays["covariance"],
        correlation_time=float(arrays["correlation_time"]),
        trial_length=int(arrays["trial_length"]),
    )
