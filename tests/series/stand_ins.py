"""What libraries that are not installed here look like: the few attributes that reading needs, as in their manuals.

``the(library)`` is the library itself where it is installed. With polars, xarray, dask, zarr and pynapple on PYTHONPATH
the same tests run on all of them.
"""

from importlib import import_module
from types import SimpleNamespace

import numpy as np
import pandas as pd


def the(library):
    """Return a library, or the stand-ins of what is used of it."""
    try:
        return import_module(library)
    except ImportError:
        return STAND_INS[library]


class _PolarsType:
    def __init__(self, kind):
        self._kind = np.dtype(kind)

    def is_numeric(self):
        return self._kind.kind in "iuf"

    def __str__(self):
        return {"b": "Boolean", "O": "String"}.get(self._kind.kind, f"Float{8 * self._kind.itemsize}")


class _PolarsSeries:
    def __init__(self, values):
        self._values = values

    def to_numpy(self):
        return np.array([np.nan if value is None else value for value in self._values])


def _kind(values):
    kind = np.array([each for each in values if each is not None]).dtype
    return object if kind.kind == "U" else kind


class _PolarsFrame:
    __module__ = "polars.dataframe.frame"

    def __init__(self, columns):
        self._columns = {name: list(values) for name, values in columns.items()}
        self.columns = list(columns)
        self.shape = len(next(iter(self._columns.values()))), len(columns)
        self.dtypes = [_PolarsType(_kind(values)) for values in self._columns.values()]

    def slice(self, offset, length):
        return _PolarsFrame({name: each[offset : offset + length] for name, each in self._columns.items()})

    def __getitem__(self, name):
        return _PolarsSeries(self._columns[name])

    def lazy(self):
        lazy = LazyFrame()
        lazy.collect = lambda: self
        return lazy


class LazyFrame:
    __module__ = "polars.lazyframe.frame"


class _LabelledArray:
    __module__ = "xarray.core.dataarray"

    def __init__(self, data, dims, coords=None):
        self.data, self.values, self.dims, self.coords = data, np.asarray(data), tuple(dims), coords or {}
        self.indexes = {name: pd.Index(values) for name, values in self.coords.items()}

    @property
    def T(self):
        return self.transpose(*self.dims[::-1])

    def transpose(self, *dims):
        return _LabelledArray(
            self.data.transpose([self.dims.index(name) for name in dims]), dims, self.coords
        )

    def __getitem__(self, name):
        return SimpleNamespace(values=np.asarray(self.coords[name]))


class _LabelledArrays:
    __module__ = "xarray.core.dataset"

    def __init__(self, data_vars):
        self.data_vars = {name: _LabelledArray(values, [dim]) for name, (dim, values) in data_vars.items()}

    def to_dataarray(self, dim):
        (along,) = next(iter(self.data_vars.values())).dims
        stacked = np.stack([array.data for array in self.data_vars.values()])
        return _LabelledArray(stacked, (dim, along), {dim: list(self.data_vars)})


class _ChunkedArray:
    __module__ = "zarr.core.array"

    def __init__(self, values, chunks):
        self._values, self.chunks, self.shape = values, chunks, values.shape
        self.largest = 0  # rows that were read at once

    def __getitem__(self, rows):
        self.largest = max(self.largest, len(self._values[rows]))
        return self._values[rows]


class _DaskArray(_ChunkedArray):
    __module__ = "dask.array.core"

    def __init__(self, values, chunks):
        super().__init__(values, tuple((length,) for length in chunks))


class _DaskFrame:
    __module__ = "dask.dataframe.dask_expr._collection"

    def __init__(self, frame, npartitions):
        self.columns, self.npartitions = frame.columns, npartitions
        parts = np.array_split(np.arange(len(frame)), npartitions)
        self.partitions = [SimpleNamespace(compute=lambda rows=rows: frame.iloc[rows]) for rows in parts]


class TsdFrame:
    __module__ = "pynapple.core.time_series"

    def __init__(self, t, d, columns):
        self.t, self.values, self.columns, self.shape = t, d, pd.Index(columns), d.shape


class TsGroup:
    __module__ = "pynapple.core.ts_group"

    def __init__(self, data):
        self.data = data


STAND_INS = {
    "polars": SimpleNamespace(DataFrame=_PolarsFrame),
    "xarray": SimpleNamespace(DataArray=_LabelledArray, Dataset=_LabelledArrays),
    "zarr": SimpleNamespace(array=_ChunkedArray),
    "dask.array": SimpleNamespace(from_array=_DaskArray),
    "dask.dataframe": SimpleNamespace(from_pandas=_DaskFrame),
    "pynapple": SimpleNamespace(TsdFrame=TsdFrame, TsGroup=TsGroup, Ts=np.asarray),
}
