"""Everything in docs/reference/inputs.md that is taken gives the same samples; what is refused gives a sentence."""

import h5py
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import scipy.sparse

from rgcore.cards import load_cards
from rgcore.coarse_graining import coarse_grain
from rgcore.datasets import generate_dataset, open_dataset
from rgcore.errors import InputError
from rgcore.pcarg import moment_flow
from rgcore.provenance import Stamp
from rgcore.series import as_samples, batches, sample_moments
from rgcore.series.samples import variable_names
from rgcore.tables import open_samples, write_samples

from .stand_ins import the

NAMES = ("left", "right", "top", "base")
COUNTS = np.random.default_rng(1).poisson(0.7, (300, 4)).astype(np.float64)
FRAME = pd.DataFrame(COUNTS, columns=NAMES)
TIMES = pd.date_range("2021-01-04", periods=300, freq="min")


class Own:
    """Somebody's class."""

    variables = NAMES

    def __samples__(self):
        return COUNTS.tolist()


def memory_map(folder):
    np.save(folder / "x.npy", COUNTS)
    return np.load(folder / "x.npy", mmap_mode="r")


def hdf5(folder):
    with h5py.File(folder / "x.h5", "w") as file:
        file.create_dataset("counts", data=COUNTS, chunks=(70, 2))
    return h5py.File(folder / "x.h5")["counts"]


def stored(folder):
    write_samples([COUNTS], folder / "x.parquet", variables=NAMES, stamp=Stamp())
    return open_samples(folder / "x.parquet")


def opened(folder):
    FRAME.to_csv(folder / "x.csv", index=False)
    return open_dataset("cells", {"kind": "matrix", "path": str(folder / "x.csv")})


def frame_with_units():
    return FRAME.astype({"left": "Int64", "right": "Float32", "top": "int16[pyarrow]"}).set_index(TIMES)


def columns():
    return {name: COUNTS[:, place] for place, name in enumerate(NAMES)}


def labelled(**coordinates):
    coords = {"variable": list(NAMES)} | coordinates
    return the("xarray").DataArray(COUNTS, dims=("time", "variable"), coords=coords)


TAKEN = {  # library and object of a card: examples, made from a folder for files, and whether they name the variables
    "numpy array": ([lambda _, kind=kind: COUNTS.astype(kind) for kind in ("f2", "u1", ">f8", "g")], False),
    "numpy memory map": ([memory_map], False),
    "pandas DataFrame": ([lambda _: FRAME], True),
    "polars DataFrame": ([lambda _: the("polars").DataFrame(columns())], True),
    "pandas nullable and pyarrow-backed columns": ([lambda _: frame_with_units()], True),
    "polars LazyFrame": ([lambda _: the("polars").DataFrame(columns()).lazy()], True),
    "pyarrow Table and RecordBatch": (
        [lambda _: pa.Table.from_pandas(FRAME), lambda _: pa.RecordBatch.from_pandas(FRAME.astype("u1"))],
        True,
    ),
    "xarray DataArray": (
        [lambda _: labelled(), lambda _: labelled().T, lambda _: labelled(time=TIMES)],
        True,
    ),
    "h5py Dataset": ([hdf5], False),
    "xarray Dataset": (
        [lambda _: the("xarray").Dataset({name: ("time", each) for name, each in columns().items()})],
        True,
    ),
    "scipy sparse matrix or array": (
        [lambda _: scipy.sparse.csc_matrix(COUNTS), lambda _: scipy.sparse.coo_array(COUNTS)],
        False,
    ),
    "zarr Array": ([lambda _: the("zarr").array(COUNTS, chunks=(70, 2))], False),
    "dask array": ([lambda _: the("dask.array").from_array(COUNTS, chunks=(70, 2))], False),
    "dask data frame": ([lambda _: the("dask.dataframe").from_pandas(FRAME, npartitions=3)], True),
    "pynapple TsdFrame": (
        [lambda _: the("pynapple").TsdFrame(t=np.arange(300.0), d=COUNTS, columns=list(NAMES))],
        True,
    ),
    "builtins list of lists": (
        [lambda _: COUNTS.tolist(), lambda _: tuple(map(tuple, COUNTS.tolist()))],
        False,
    ),
    "builtins list or other iterable of blocks": (
        [lambda _: [COUNTS[:100], FRAME[100:200], scipy.sparse.csr_array(COUNTS[200:])]],
        False,
    ),
    "builtins generator of blocks": (
        [lambda _: (FRAME[start : start + 50] for start in range(0, 300, 50))],
        False,
    ),
    "rgcore Dataset, DatasetBlocks": ([opened, lambda folder: opened(folder).to_dataset()], True),
    "rgcore StoredSamples": ([stored], True),
    "rgcore object with `__samples__`": ([lambda _: Own()], True),
}
REFUSED = {
    "numpy masked array": (lambda: np.ma.masked_array(COUNTS, COUNTS > 2), "masked"),
    "pynapple TsGroup": (
        lambda: the("pynapple").TsGroup({number: the("pynapple").Ts(np.arange(3.0)) for number in (0, 1)}),
        "write group.count",
    ),
    "builtins list of arrays with one axis": (lambda: list(COUNTS.T), "column_stack"),
}
EXAMPLES = [(label, number) for label, (examples, _) in TAKEN.items() for number in range(len(examples))]


def test_every_object_of_every_card_has_an_example_here():
    declared = {
        f"{card.library} {label}"
        for card in load_cards("rgcore.series.inputs").values()
        for label in card.objects
    }
    assert declared == {*TAKEN, *REFUSED}


@pytest.mark.parametrize(("label", "number"), EXAMPLES)
def test_samples_and_names_are_those_that_were_given(label, number, tmp_path):
    examples, named = TAKEN[label]
    samples = as_samples(examples[number](tmp_path))
    for _ in range(2):
        found = np.concatenate([batch for _, batch in batches(samples, 70)])
        np.testing.assert_array_equal(found, COUNTS)
    assert variable_names(samples) == (NAMES if named else None)


@pytest.mark.parametrize(("label", "number"), EXAMPLES)
def test_both_analyses_give_the_numbers_of_the_array(label, number, tmp_path):
    make = TAKEN[label][0][number]
    pd.testing.assert_frame_equal(
        moment_flow(make(tmp_path), [1.0, 0.5]), moment_flow(COUNTS, [1.0, 0.5]), rtol=1e-12
    )
    levels = [
        coarse_grain(each, dataset="d", n_draws=2, rng=np.random.default_rng(1)).levels
        for each in (make(tmp_path), COUNTS)
    ]
    pd.testing.assert_frame_equal(*levels, rtol=1e-12)


@pytest.mark.parametrize("label", REFUSED)
@pytest.mark.parametrize("block", [False, True])
def test_what_is_refused_is_refused_everywhere(label, block):
    make, words = REFUSED[label]
    for analysis in (
        lambda data: moment_flow(data, [1.0]),
        lambda data: coarse_grain(data, dataset="d", n_draws=2, rng=np.random.default_rng(1)),
        sample_moments,
    ):
        with pytest.raises(InputError, match=words):
            analysis([make()] if block else make())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: FRAME.assign(day=TIMES), "column day of type datetime64"),
        (lambda: FRAME.assign(name="a"), "column name of type"),
        (lambda: FRAME.set_index(TIMES[::-1]), "sort_index"),
        (lambda: FRAME.set_index(TIMES).T, "write frame.T"),
        (lambda: the("polars").DataFrame({**columns(), "name": ["a"] * 300}), "column name of type String"),
        (lambda: pa.table({"name": ["a", "b"], "x": [1.0, 2.0]}), "column name of type string"),
        (lambda: the("xarray").DataArray(COUNTS, dims=("x", "y")), r"found \(x, y\).*rename"),
        (lambda: the("xarray").DataArray(COUNTS[None], dims=("trial", "time", "y")), "stack dimensions"),
        (lambda: labelled(time=TIMES[::-1]), "sortby"),
        (lambda: scipy.sparse.coo_array(COUNTS[0]), "sparse array of shape"),
        (columns, "pandas.DataFrame"),
        (lambda: "recording.csv", "got 'recording.csv'"),
        (lambda: {1, 2}, "got {1, 2}"),
        (lambda: np.zeros(3, dtype=[("t", float), ("x", float)]), r"records of t, x.*write pandas.DataFrame"),
    ],
)
def test_what_could_be_read_in_another_way_is_refused_with_what_to_write(data, words):
    with pytest.raises(InputError, match=words):
        as_samples(data())


@pytest.mark.parametrize(
    "data",
    [
        lambda gap: FRAME.astype("Int64").mask(gap),
        lambda gap: FRAME.astype("int64[pyarrow]").mask(gap),
        lambda gap: pa.Table.from_pandas(FRAME.astype("Int64").mask(gap)),
        lambda gap: the("polars").DataFrame(
            {
                name: [None if gone else int(x) for x, gone in zip(FRAME[name], gap[name], strict=True)]
                for name in NAMES
            }
        ),
    ],
)
def test_a_missing_entry_is_refused_with_the_name_of_its_variable(data):
    gap = pd.DataFrame(np.zeros(COUNTS.shape, bool), columns=NAMES)
    gap.loc[41, "top"] = True
    with pytest.raises(InputError, match="found nan in variable top, sample 42"):
        sample_moments(data(gap))


def test_stored_arrays_are_read_in_whole_chunks_of_bounded_size():
    class Array:
        __module__ = "zarr.core.array"
        shape, chunks, read = (10**9, 500), (1000, 500), []

        def __getitem__(self, rows):
            self.read.append((rows.start, rows.stop))
            return np.zeros((rows.stop - rows.start, 500))

    blocks = iter(as_samples(Array()))
    assert [len(next(blocks)) for _ in range(2)] == [4000, 4000]
    assert Array.read == [(0, 4000), (4000, 8000)]


def test_a_generated_data_set_is_taken_as_it_is():
    block = {"kind": "neural_like", "n_variables": 20, "n_samples": 300}
    dataset = generate_dataset("cells", block, rng=np.random.default_rng(2))
    pd.testing.assert_frame_equal(moment_flow(dataset, [1.0]), moment_flow(dataset.samples, [1.0]))
    assert sample_moments(dataset).n_samples == 300


def test_a_memory_view_is_read_as_the_array_it_shows():
    shown = np.ascontiguousarray(COUNTS, dtype=np.float64)
    np.testing.assert_array_equal(np.concatenate(list(as_samples(memoryview(shown)))), COUNTS)
    with pytest.raises(InputError, match="matrix of real numbers"):
        as_samples(memoryview(b"recording"))
