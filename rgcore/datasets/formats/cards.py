"""What a file format declares of itself, at the end of its file: its suffixes, and what its files can give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.select_variables import VariableTable
from rgcore.series import Samples

if TYPE_CHECKING:
    import pandas as pd

    from rgcore.datasets.formats.arrays.described_array import Described
    from rgcore.datasets.formats.arrays.large_arrays import LargeArray
    from rgcore.datasets.formats.tables.named_columns import TableLayout
    from rgcore.datasets.settings import DatasetSettings

__all__ = ["ArrayReader", "FormatCard", "Matrix", "TableReader", "VectorReader", "Vectors"]


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
    n_numbers : function of path and array, or None
        Returns how many numbers headers declare, of the array or group of this name or, for None, of the whole file;
        None where that is what ``shapes`` gives.
    header : function of path and array, or None
        Returns the name and the shape of the array to read, after refusing what lies outside the file; None where
        ``shapes`` gives them.
    describe : function of path and name, or None
        Returns what the file holds about the array of a name that ``header`` returned; None where that is nothing.
    beside : function of path and group, or None
        Returns words and single numbers that state a unit or a sampling rate, by name, at the top of the file and in
        the groups that lead to one ("" for the top); None where a format cannot hold such.
    """

    shapes: Callable[[Path], dict[str, tuple[int, ...]]]
    array: Callable[[Path, str], "LargeArray"]
    one_per_file: bool = False
    n_numbers: Callable[[Path, str | None], int] | None = None
    header: Callable[[Path, str | None], tuple[str, tuple[int, ...]]] | None = None
    describe: Callable[[Path, str], "Described"] | None = None
    beside: Callable[[Path, str], dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReader:
    """How to read a table with named columns.

    Attributes
    ----------
    layout : function of path, settings and limit
        Returns the ``TableLayout``, with all that ``frame`` and ``blocks`` need of the settings; looks at the first
        ``limit`` rows at most if headers do not give their number.
    frame : function of path and layout
        Returns the whole table as a DataFrame, its columns in the order of the layout.
    blocks : function of path, layout and rows_are_time
        Returns the number of rows, and the numbers as ``Samples``: fresh (n, n_variables) float64 blocks. Each row is
        one sample, or, if ``rows_are_time`` is False, one variable.
    bounded_by_size : bool
        Whether a file has no more numbers than bytes, as text has.
    """

    layout: Callable[[Path, "DatasetSettings", int | None], "TableLayout"]
    frame: Callable[[Path, "TableLayout"], "pd.DataFrame"]
    blocks: Callable[[Path, "TableLayout", bool], tuple[int, Samples]]
    bounded_by_size: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A matrix in a file: ``blocks`` are fresh (n, n_variables) float64 arrays.

    Missing entries are NaN; ``names`` are those of the variables, None where the file does not name them. ``decisions``
    are those on how the file is read, ``warnings`` about it as a whole; ``n_trials`` follow one another.
    """

    blocks: Samples
    n_samples: int
    n_variables: int
    names: tuple[str, ...] | None
    decisions: Decisions = NO_DECISIONS
    warnings: tuple[str, ...] = ()
    n_trials: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Vectors of different length by name, and the decisions on how they were found.

    Attributes
    ----------
    by_name : mapping of name to array
    decisions : Decisions
    time_unit : str or None
        What the file states: s, ms, us or samples; None where it states none.
    stated_by : str
        What states it, for a phrase such as "as the files state".
    sampling_rate : float or None
        Samples per second (Hz), of times in samples.
    rates : mapping of name to float
        Numbers of samples per second (Hz) that lie beside the vectors, and may be those of the times.
    inside : (n, 2) float64 array or None
        Joined intervals in seconds that samples must lie in; None for any time.
    observed : bool
        Whether all variables were observed throughout ``inside``, so that silence in it is silence.
    side_by_side : bool
        Whether they are arrays that only lie in one place, so that some may be something else; False if the file lists
        them, as in a table of units or a cell array.
    repeats : mapping of name to array, or None
        The number of the trial, from 0 on, of each entry, where times count from the start of a trial.
    repeat_names : tuple of str
        What the trials are called.
    """

    by_name: Mapping[str, np.ndarray]
    decisions: Decisions = NO_DECISIONS
    time_unit: str | None = None
    stated_by: str = "the files state"
    sampling_rate: float | None = None
    rates: Mapping[str, float] = field(default_factory=dict)
    inside: np.ndarray | None = None
    observed: bool = False
    side_by_side: bool = False
    repeats: Mapping[str, np.ndarray] | None = None
    repeat_names: tuple[str, ...] = ()

    def only(self, names: Sequence[str]) -> Self:
        """Return the vectors of these names."""
        repeats = None if self.repeats is None else {name: self.repeats[name] for name in names}
        return replace(self, by_name={name: self.by_name[name] for name in names}, repeats=repeats)


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorReader:
    """How to read several vectors of different length, such as spike trains, from one file.

    Attributes
    ----------
    variables : function of path and settings
        Returns the ``VariableTable``, from headers alone if possible.
    read : function of path, settings and names
        Returns the ``Vectors`` of these names, in their order; others need not be read.
    """

    variables: Callable[[Path, "DatasetSettings"], VariableTable]
    read: Callable[[Path, "DatasetSettings", tuple[str, ...]], Vectors]


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
    table_keys : tuple of str
        Keys on tables that have an effect on its files; ``index``: [] and numbers in ``na_values`` have one on all.
    """

    sentence: str
    suffixes: tuple[str, ...]
    arrays: ArrayReader | None = None
    table: TableReader | None = None
    vectors: VectorReader | None = None
    table_keys: tuple[str, ...] = ()
