"""Whatever the format, type, order of axes and cut into blocks: the numbers that were written are the numbers read."""

import itertools
import tempfile
from contextlib import contextmanager
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.io
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rgcore.cards import load_cards
from rgcore.datasets import read_dataset
from rgcore.datasets.formats.open_file import open_matrix
from rgcore.errors import InputError

from ..refusals import of_matrix

FEW = settings(max_examples=30, deadline=None, database=None)
DTYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8", ">i2", ">f8"]
CUBE_AXES = list(itertools.permutations(["repeat", "time", "variable"]))
MATRIX_AXES = [("time", "variable"), ("variable", "time")]
ENDINGS = ["npy", "npz", "mat", "h5"]
TABLE_ENDINGS = ["csv", "parquet"]


@contextmanager
def small_blocks(n_bytes):
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr("rgcore.series.block_length.BLOCK_BYTES", n_bytes)
        yield Path(folder)


@st.composite
def cubes(draw):
    """Return (repeat, time, variable) numbers of any type, some NaN where the type has it."""
    shape = (draw(st.integers(1, 4)), draw(st.integers(20, 30)), draw(st.integers(2, 6)))
    dtype = np.dtype(draw(st.sampled_from(DTYPES)))
    finite = {"allow_infinity": False} if dtype.kind == "f" else {}
    return draw(arrays(dtype, shape, elements=finite))


def write_array(path, values, chunks):
    if path.suffix == ".npy":
        np.save(path, values)
    elif path.suffix == ".npz":
        np.savez_compressed(path, x=values, other=np.zeros(3))
    elif path.suffix == ".mat":
        scipy.io.savemat(path, {"x": values, "other": np.zeros(3)})
    else:
        with h5py.File(path, "w") as file:
            file.create_dataset("x", data=values, chunks=chunks)
            file["other"] = np.zeros(3)


def everything(path, array, axes):
    """Return all samples, read twice; every column of a table is a variable, also one that rises throughout."""
    matrix = open_matrix(path, of_matrix(path, array, axes, index=()))
    first, second = (np.concatenate(list(matrix.blocks)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert first.shape == (matrix.n_samples, matrix.n_variables)
    assert first.dtype == np.float64
    return first


@pytest.mark.parametrize("ending", ENDINGS)
@FEW
@given(cube=cubes(), axes=st.sampled_from(CUBE_AXES + MATRIX_AXES), data=st.data())
def test_an_array_of_any_type_and_order_of_axes_reads_back_as_written(ending, cube, axes, data):
    if len(axes) == 2:
        cube = cube[:1]
    order = [["repeat", "time", "variable"].index(axis) for axis in axes]
    values = cube.transpose(order) if len(axes) == 3 else cube[0].transpose([place - 1 for place in order])
    if data.draw(st.booleans(), label="Fortran order"):
        values = np.asfortranarray(values)
    chunks = tuple(data.draw(st.integers(1, extent)) for extent in values.shape)
    chunks = data.draw(st.sampled_from([None, True, chunks]), label="chunks")
    with small_blocks(data.draw(st.sampled_from([64, 500, 10**6]))) as folder:
        path = folder / f"data.{ending}"
        write_array(path, values, chunks)
        found = everything(path, "x", axes)
    np.testing.assert_array_equal(found, cube.reshape(-1, cube.shape[2]).astype(np.float64))


def write_table(path, frame, rows_per_group):
    if path.suffix == ".csv":
        frame.to_csv(path, index=False)
    else:
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path, row_group_size=rows_per_group)


@pytest.mark.parametrize("ending", TABLE_ENDINGS)
@FEW
@given(
    cube=cubes(),
    axes=st.sampled_from(MATRIX_AXES),
    rows_per_group=st.integers(1, 40),
    n_bytes=st.sampled_from([64, 500, 10**6]),
)
def test_a_table_of_either_order_reads_back_as_written(ending, cube, axes, rows_per_group, n_bytes):
    matrix = cube[0].astype(cube.dtype.newbyteorder("="))
    values = matrix if axes[0] == "time" else matrix.T
    frame = pd.DataFrame(values, columns=[f"c.{index}" for index in range(values.shape[1])])
    with small_blocks(n_bytes) as folder:
        path = folder / f"data.{ending}"
        write_table(path, frame, rows_per_group)
        found = everything(path, None, axes)
    expected = matrix.astype(np.float64)
    if (
        ending == "csv" and matrix.dtype == np.float32
    ):  # pandas writes no more digits than distinguish float32 numbers
        found = found.astype(np.float32)
    np.testing.assert_array_equal(found, expected)


def test_every_format_is_described_and_reads_either_arrays_or_a_table():
    for card in load_cards("rgcore.datasets.formats").values():
        assert card.sentence.strip(". ") == card.sentence != ""
        assert (card.arrays is None) != (card.table is None)


GOOD = np.random.default_rng(9).standard_normal((40, 3))
WRITERS = {
    "csv": lambda path: pd.DataFrame(GOOD, columns=list("abc")).to_csv(path, index=False),
    "parquet": lambda path: pd.DataFrame(GOOD, columns=list("abc")).to_parquet(path, row_group_size=13),
    "npy": lambda path: np.save(path, GOOD),
    "npz": lambda path: np.savez_compressed(path, x=GOOD),
    "mat": lambda path: scipy.io.savemat(path, {"x": GOOD}),
    "h5": lambda path: write_array(path, GOOD, (8, 2)),
}


@pytest.mark.parametrize("ending", WRITERS)
@settings(max_examples=60, deadline=None, database=None)
@given(data=st.data())
def test_a_file_cut_anywhere_is_refused_or_gives_no_wrong_number(ending, data):
    with small_blocks(200) as folder:
        path = folder / f"data.{ending}"
        WRITERS[ending](path)
        whole = path.read_bytes()
        path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1), label="bytes left")])
        try:
            found = read_dataset("cut", {"kind": "matrix", "path": str(path), "array": "x"}).samples
        except InputError as refusal:
            assert path.name in str(refusal)  # noqa: PT017  (either outcome is right)
        else:
            np.testing.assert_array_equal(found, GOOD[: len(found)])


def test_a_csv_file_cut_within_its_last_number_is_refused(tmp_path):
    WRITERS["csv"](tmp_path / "x.csv")
    text = (tmp_path / "x.csv").read_text()
    (tmp_path / "x.csv").write_text(text[:-4])  # the last number has lost digits and is a number
    with pytest.raises(InputError, match=r"must end with a line break.*write complete: true if"):
        read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.csv")})


def test_a_parquet_file_of_large_row_groups_is_read_a_few_columns_at_a_time(tmp_path, monkeypatch):
    values = np.random.default_rng(2).standard_normal((3000, 12))
    pd.DataFrame(values).add_prefix("v").to_parquet(tmp_path / "x.parquet", row_group_size=2000)
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 2**15)
    widths = []
    read = pq.ParquetFile.read_row_group
    monkeypatch.setattr(
        pq.ParquetFile,
        "read_row_group",
        lambda self, group, columns, **more: (
            widths.append(len(columns)) or read(self, group, columns, **more)
        ),
    )
    matrix = open_matrix(tmp_path / "x.parquet", of_matrix(tmp_path / "x.parquet"))
    blocks = list(matrix.blocks)
    np.testing.assert_array_equal(np.concatenate(blocks), values)
    assert set(widths) == {2}  # 2 columns of 2000 rows take 32,000 bytes
    assert max(block.nbytes for block in blocks) <= 2**15


def test_chunks_along_time_are_read_once_each(tmp_path, monkeypatch):
    values = np.random.default_rng(2).standard_normal((12, 3000))
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file.create_dataset("x", data=values, chunks=(1, 3000))
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 2**15)
    read, numbers = [], h5py.Dataset.__getitem__
    monkeypatch.setattr(
        h5py.Dataset, "__getitem__", lambda self, at: read.append(numbers(self, at).size) or numbers(self, at)
    )
    matrix = open_matrix(tmp_path / "x.h5", of_matrix(tmp_path / "x.h5", "x", ("variable", "time")))
    for _ in range(2):
        np.testing.assert_array_equal(np.concatenate(list(matrix.blocks)), values.T)
    assert sum(read) == values.size
    assert max(read) == 3000  # one chunk at a time


@pytest.mark.parametrize("rows_per_group", [7, 400])
def test_more_columns_than_are_read_at_once_stay_in_order(tmp_path, rows_per_group):
    values = np.random.default_rng(2).standard_normal((100, 150))
    frame = pd.DataFrame(values).add_prefix("v.")
    frame.index.name = "day"
    frame.to_parquet(tmp_path / "x.parquet", row_group_size=rows_per_group)
    np.testing.assert_array_equal(everything(tmp_path / "x.parquet", None, ("time", "variable")), values)
