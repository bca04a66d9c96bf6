"""The moment flow of files larger than it may hold: peak memory and rate, in a process of its own.

The files are written as others would write them: Parquet by pandas' default writer, in pieces, and HDF5 in chunks.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from flows import KEPT
from measuring import Row, Target, peak_megabytes

N_SAMPLES, N_VARIABLES = 1_000_000, 500
PIECE = 50_000
BOUND = 500  # MB


def rows() -> Iterator[Row]:
    """One row per kind of file, 4 GB of float64 each."""
    for kind, write in {"Parquet": _write_parquet, "HDF5": _write_hdf5}.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"samples.{'parquet' if kind == 'Parquet' else 'h5'}"
            write(path)
            command = [sys.executable, __file__, str(path)]
            told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
            told["file_megabytes"] = path.stat().st_size / 1e6
        yield Row(
            name=f"peak memory of a flow, T = {N_SAMPLES:,}, N = {N_VARIABLES}, {kind}",
            unit="MB",
            ours=[told["peak"]],
            target=Target(bound=BOUND, at_least=False, of_ratio=False),
            details=told,
        )


def _pieces() -> Iterator[np.ndarray]:
    rng = np.random.default_rng(1)
    for _ in range(0, N_SAMPLES, PIECE):
        yield rng.standard_normal((PIECE, N_VARIABLES)) * np.sqrt(6 / rng.chisquare(8, size=(PIECE, 1)))


def _write_parquet(path: Path) -> None:
    names = [f"cell_{index}" for index in range(N_VARIABLES)]
    with pq.ParquetWriter(path, pa.schema([(name, pa.float64()) for name in names])) as writer:
        for piece in _pieces():
            writer.write_table(pa.table(dict(zip(names, piece.T, strict=True))))


def _write_hdf5(path: Path) -> None:
    with h5py.File(path, "w") as file:
        data = file.create_dataset("samples", (N_SAMPLES, N_VARIABLES), chunks=(10_000, 10), dtype=np.float64)
        for number, piece in enumerate(_pieces()):
            data[number * PIECE : (number + 1) * PIECE] = piece


def _flow(path: str) -> dict[str, float]:
    """Return seconds and peak memory of the flow of a file."""
    from rgcore.datasets import open_dataset  # noqa: PLC0415  (what is imported counts here)
    from rgcore.pcarg import moment_flow  # noqa: PLC0415

    imported, started = peak_megabytes(), time.perf_counter()
    moment_flow(open_dataset("large", {"kind": "matrix", "path": path}).blocks, KEPT)
    return {"imported": imported, "peak": peak_megabytes(), "seconds": time.perf_counter() - started}


if __name__ == "__main__":
    print(json.dumps(_flow(sys.argv[1])))
