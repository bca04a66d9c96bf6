"""A file or a folder that is looked at, and a small stand-in for what is too large to be read at once."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.folders.cards import FolderCard
from rgcore.datasets.folders.find_files import data_files, known_folder
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.format_of_file import known_format
from rgcore.datasets.formats.open_file import is_table
from rgcore.errors import InputError
from rgcore.look.contents import array_shapes, first_part, read_in_parts
from rgcore.look.first_rows import LARGEST_TEXT, TableShape, table_shape, write_first_rows

__all__ = ["Block", "Place", "find_place"]

BYTES_PER_NUMBER = 8
LARGEST_WHOLE = 2 * 10**6  # numbers that are read whole
TABLES_OF_NWB = ("units", "general", "intervals")
MOST_FILES = 5  # of a larger folder

Block = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is looked at.

    Attributes
    ----------
    path : str
        As it was given.
    files : list of Path
        Its data files.
    layout : FolderCard or None
        That of a folder whose files belong together.
    n_bytes : int
        Of all of them.
    shapes : dict
        Shapes of the arrays in the first file by name; none in a table, and in a folder whose files belong together.
    table : TableShape or None
        About how many rows and columns the first file has if it is a table of text.
    folder : Path
        Where stand-ins are written.
    """

    path: str
    files: list[Path]
    layout: FolderCard | None
    n_bytes: int
    shapes: dict[str, tuple[int, ...]]
    table: TableShape | None
    folder: Path

    @property
    def is_table(self) -> bool:
        """Whether its files are tables."""
        return self.layout is None and is_table(self.files[0])

    @property
    def whole(self) -> bool:
        """Whether it is small enough to be read whole."""
        if self.n_bytes > BYTES_PER_NUMBER * LARGEST_WHOLE or self.has_many_columns:
            return False
        if self.is_table and self.n_bytes > LARGEST_TEXT:
            return False
        return sum(map(math.prod, self.shapes.values())) * len(self.files) <= LARGEST_WHOLE

    @property
    def has_many_columns(self) -> bool:
        """Whether even the headers of its table are too wide to be looked at whole."""
        return self.table is not None and self.table.has_many_columns

    @property
    def looked_at(self) -> str:
        """Which part of it a reading is of, as the beginning of a sentence; "" if it is read whole."""
        if self.whole:
            return ""
        if len(self.files) > MOST_FILES and self.layout is None:
            return f"{MOST_FILES} of {len(self.files)} files looked at: "
        return "of the beginning: "

    def may_hold_samples(self, array: str) -> bool:
        """Return whether an array is none of the tables of an NWB file, on units, electrodes and trials."""
        return self.files[0].suffix.lower() != ".nwb" or array.partition("/")[0] not in TABLES_OF_NWB

    def stand_in(self, block: Block) -> Block | None:
        """Return a block that reads a small copy of the beginning of what a block reads, None if there can be none.

        Raises
        ------
        InputError
            If the beginning cannot be read.
        """
        if self.whole:
            return block
        if self.layout is not None:
            return None
        first = self.files[0]
        if len(self.files) > 1:
            return block | {"path": str(self._first_files())}
        with report_broken_file(first):
            if self.is_table:
                return block | {"path": str(write_first_rows(first, self.folder, self.table))}
            copy = self._first_entries(self._name_of(block))
        kept = {key: value for key, value in block.items() if key != "array"}
        return None if copy is None else kept | {"path": str(copy)}

    def worded(self, sentence: str, stand_in: Block | None) -> str:
        """Return a sentence on a stand-in as one on the path that was given."""
        if stand_in is None or stand_in["path"] == self.path:
            return sentence
        short = Path(stand_in["path"]).name
        return sentence.replace(stand_in["path"], self.path).replace(f" from {short}", f" from {self.path}")

    def _name_of(self, block: Block) -> str | None:
        return block.get("array", next(iter(self.shapes)) if len(self.shapes) == 1 else None)

    def _first_entries(self, name: str | None) -> Path | None:
        """Write the first entries of an array along its longest axis; None unless it is a matrix in reach."""
        file, shape = self.files[0], self.shapes.get(name, ())
        if len(shape) not in (2, 3) or not read_in_parts(file, self.shapes):
            return None
        beginning = self.folder / f"{list(self.shapes).index(name)}.npy"
        if not beginning.exists():
            try:
                array = known_format(file).arrays.array(file, name)
                np.save(beginning, array.numbers(first_part(array.shape, LARGEST_WHOLE)))
            except InputError:  # cells, or text
                return None
        return beginning

    def _first_files(self) -> Path:
        """Return a folder of links to the first files."""
        folder = self.folder / Path(self.path).name
        if not folder.exists():
            folder.mkdir()
            for file in self.files[:MOST_FILES]:
                (folder / file.name).symlink_to(file.absolute())
        return folder


def find_place(path: str, folder: Path) -> Place:
    """Return what a path names.

    Parameters
    ----------
    path : str
    folder : Path
        An empty folder, where stand-ins are written.

    Raises
    ------
    InputError
        If there is no such file or folder, or no data file in it.
    """
    files = data_files(path)
    n_bytes = sum(file.stat().st_size for file in files)
    found = known_folder(path)
    layout = None if found is None else found[1]
    shapes = {} if layout is not None else array_shapes(files[0])
    table = table_shape(files[0]) if layout is None and is_table(files[0]) else None
    return Place(
        path=path, files=files, layout=layout, n_bytes=n_bytes, shapes=shapes, table=table, folder=folder
    )
