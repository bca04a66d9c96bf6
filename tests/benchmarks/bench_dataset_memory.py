"""Data sets: peak memory and rate of reading files of 500 variables and 10^6 samples, 4 GB as float64.

Each is read in a process of its own that does what read_dataset.py does: two passes over the file, the second of which
writes the samples. The peak is that of the process, Python and its libraries included. Then what was written is read,
as every analysis does. The Parquet file has row groups of 2^20 rows, as pandas writes them; one HDF5 file is stored
sample by sample, the other variable by variable in compressed chunks along time. Needs 13 GB of disk.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from measuring import Row, Target, peak_megabytes

from rgcore.datasets import open_dataset
from rgcore.provenance import Stamp
from rgcore.tables.sample_files import open_samples, write_samples

N_SAMPLES, N_VARIABLES = 1_000_000, 500
AT_ONCE = 10_000  # samples
MEGA = 1e6
BOUND = Target(bound=500, at_least=False, of_ratio=False)


def rows() -> Iterator[Row]:
    """Two rows for each way a file may be stored, and two for what the workflow stores."""
    for name, (ending, write, axes) in STORED.items():
        with tempfile.TemporaryDirectory() as folder:
            path, written = Path(folder) / f"data{ending}", Path(folder) / "samples.parquet"
            write(path)
            block = {"kind": "matrix", "path": str(path), "axes": axes}
            yield from _told(f"a data set from {name}", "read", json.dumps(block), str(written))
            path.unlink()
            if name == "Parquet":
                yield from _told("stored samples", "iterate", str(written))


def _told(what: str, *arguments: str) -> Iterator[Row]:
    command = [sys.executable, __file__, *arguments]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    size = 8 * N_SAMPLES * N_VARIABLES / MEGA
    yield Row(
        name=f"peak memory of reading {what}", unit="MB", ours=[told["peak"]], target=BOUND, details=told
    )
    yield Row(name=f"rate of reading {what}", unit="MB/s", ours=[size / told["seconds"]], details=told)


def _write_parquet(path: Path) -> None:
    """Write row groups of 2^20 rows: the columns of a table are there at once, one shifted against the other."""
    column = np.random.default_rng(1).standard_normal(N_SAMPLES + N_VARIABLES)
    names = [f"v{index:03d}" for index in range(N_VARIABLES)]
    columns = [pa.array(column[index : index + N_SAMPLES]) for index in range(N_VARIABLES)]
    pq.write_table(pa.Table.from_arrays(columns, names=names), path)


def _write_rows(path: Path) -> None:
    rng = np.random.default_rng(1)
    with h5py.File(path, "w") as file:
        stored = file.create_dataset("x", (N_SAMPLES, N_VARIABLES), "f8")
        for start in range(0, N_SAMPLES, AT_ONCE):
            stored[start : start + AT_ONCE] = rng.standard_normal((AT_ONCE, N_VARIABLES))


def _write_along_time(path: Path) -> None:
    rng = np.random.default_rng(1)
    shape, chunk = (N_VARIABLES, N_SAMPLES), (1, N_SAMPLES)
    with h5py.File(path, "w") as file:
        stored = file.create_dataset("x", shape, "f4", chunks=chunk, compression="lzf")
        for variable in range(N_VARIABLES):
            stored[variable] = rng.standard_normal(N_SAMPLES, dtype=np.float32)


STORED: dict[str, tuple[str, Callable[[Path], None], list[str]]] = {
    "Parquet": (".parquet", _write_parquet, ["time", "variable"]),
    "HDF5": (".h5", _write_rows, ["time", "variable"]),
    "HDF5 along time": (".h5", _write_along_time, ["variable", "time"]),
}


def _read(block: str, path: str) -> None:
    dataset = open_dataset("benchmark", json.loads(block))
    write_samples(dataset.blocks, path, variables=dataset.variables, stamp=Stamp())


def _iterate(path: str) -> None:
    total = sum(len(block) for block in open_samples(path))
    if total != N_SAMPLES:
        raise ValueError(f"read {total} samples")


if __name__ == "__main__":
    started, peak_imported = time.perf_counter(), peak_megabytes()
    {"read": _read, "iterate": _iterate}[sys.argv[1]](*sys.argv[2:])
    told = {
        "peak_imported": peak_imported,
        "peak": peak_megabytes(),
        "seconds": time.perf_counter() - started,
    }
    print(json.dumps(told))
