"""Cards of this room: what a file format can give, and what a kind of data is.

Cards of formats stand in ``formats/``, of kinds that are read from files in ``kinds/``, of models that generate data in
``generated/``, one module each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.random import Generator

from rgcore.series import Samples

if TYPE_CHECKING:
    import pandas as pd

    from rgcore.datasets.formats.large_arrays import LargeArray
    from rgcore.datasets.formats.tables import TableLayout
    from rgcore.datasets.raw_samples import RawSamples
    from rgcore.datasets.settings import DatasetSettings

__all__ = ["ArrayReader", "FileKindCard", "FormatCard", "GeneratedKindCard", "TableReader", "VectorReader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayReader:
    """How to read arrays by name.

    Attributes
    ----------
    shapes : function of path
        Returns the shape of every array in the file by its name, from headers alone.
    array : function of path and name
        Returns one of them as a ``LargeArray``.
    one_per_file : bool
        Whether a file holds a single array, so that the key ``array`` of the config does not matter.
    """

    shapes: Callable[[Path], dict[str, tuple[int, ...]]]
    array: Callable[[Path, str], "LargeArray"]
    one_per_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReader:
    """How to read a table with named columns.

    Attributes
    ----------
    layout : function of path and limit
        Returns the ``TableLayout``; looks at the first ``limit`` rows at most if headers do not give their number.
    frame : function of path and layout
        Returns the whole table as a DataFrame, its columns in the order of the layout.
    blocks : function of path, layout and rows_are_time
        Returns the numbers as ``Samples``: fresh (n, n_variables) float64 blocks. Each row is one sample, or, if
        ``rows_are_time`` is False, one variable.
    """

    layout: Callable[[Path, int | None], "TableLayout"]
    frame: Callable[[Path, "TableLayout"], "pd.DataFrame"]
    blocks: Callable[[Path, "TableLayout", bool], Samples]


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorReader:
    """How to read several vectors of different length, such as spike trains, from one file.

    Attributes
    ----------
    count : function of path and array
        Returns their number, from headers alone; ``array`` is that of the config, a text or None.
    read : function of path and array
        Returns them by name.
    """

    count: Callable[[Path, str | None], int]
    read: Callable[[Path, str | None], dict[str, np.ndarray]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatCard:
    """A file format.

    Attributes
    ----------
    sentence : str
        What it is: a phrase without a full stop.
    suffixes : tuple of str
        Endings of its files in small letters, such as (".h5", ".hdf5"); no other format has them.
    arrays, table : ArrayReader or None, TableReader or None
        How to read a matrix or a single vector; exactly one of the two.
    vectors : VectorReader or None
        How to read several vectors from one file, if the format can hold them.
    """

    sentence: str
    suffixes: tuple[str, ...]
    arrays: ArrayReader | None = None
    table: TableReader | None = None
    vectors: VectorReader | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKindCard:
    """A kind of data that is read from files.

    Attributes
    ----------
    sentence : str
        What its samples are: a phrase without a full stop.
    read : function of files and settings
        Returns the ``RawSamples``.
    check_headers : function of files and settings
        Raises InputError if headers show that ``read`` must fail; reads no more than headers.
    returns : bool
        Whether samples are returns of prices, with bursts of volatility; decides which nulls they are compared with.
    spike_counts : bool
        Whether samples are spike counts, so that ``value: binary`` has a meaning.
    required : tuple of str
        Keys of the config that it needs beside ``kind`` and ``path``.
    jump : str or None
        What a single value far from the mean is called in a warning; None where rare large values are normal.
    """

    sentence: str
    read: Callable[[list[Path], "DatasetSettings"], "RawSamples"]
    check_headers: Callable[[list[Path], "DatasetSettings"], None]
    returns: bool = False
    spike_counts: bool = False
    required: tuple[str, ...] = ()
    jump: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedKindCard:
    """A model that generates a data set.

    Attributes
    ----------
    sentence : str
        What its samples are: a phrase without a full stop.
    settings : class
        Of its parameters, which are the keys of the config beside ``kind``.
    generate : function of settings and rng
        Returns (n_samples, n_variables) float64.
    constant : str
        What is done with a variable that never changes: ``error`` or ``drop_variables``.
    returns, jump
        As in :class:`FileKindCard`.
    """

    sentence: str
    settings: type
    generate: Callable[[Any, Generator], np.ndarray]
    constant: str = "error"
    returns: bool = False
    jump: str | None = None
