"""Blocks of spike times."""

from rgcore.datasets import check_before_run, read_dataset


def block(path, **keys):
    return {"kind": "spike_times", "path": str(path), "bin_width": 0.5, **keys}


def read(path, **keys):
    check_before_run("mine", block(path, **keys))
    return read_dataset("mine", block(path, **keys))
