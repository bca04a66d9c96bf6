"""A file or a folder that is looked at, and a small stand-in for what is too large to be read at once."""

import gzip
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.folders.cards import FolderCard
from rgcore.datasets.folders.find_files import data_files, known_folder
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.open_file import is_table, known_format
from rgcore.errors import InputError
from rgcore.look.contents import array_shapes, first_part, read_in_parts

__all__ = ["Block", "Place", "find_place"]

BYTES_PER_NUMBER = 8
LARGEST_WHOLE = 2 * 10**6  # numbers, or bytes of text, that are read whole
FIRST_ROWS = 1000  # of a larger table of Parquet
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
    folder : Path
        Where stand-ins are written.
    """

    path: str
    files: list[Path]
    layout: FolderCard | None
    n_bytes: int
    shapes: dict[str, tuple[int, ...]]
    folder: Path

    @property
    def is_table(self) -> bool:
        """Whether its files are tables."""
        return self.layout is None and is_table(self.files[0])

    @property
    def whole(self) -> bool:
        """Whether it is small enough to be read whole."""
        if self.n_bytes > BYTES_PER_NUMBER * LARGEST_WHOLE:
            return False
        n_numbers = sum(map(math.prod, self.shapes.values())) * len(self.files)
        return max(self.n_bytes if self.is_table else 0, n_numbers) <= LARGEST_WHOLE

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
                return block | {"path": str(_first_rows(first, self.folder))}
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
    return Place(path=path, files=files, layout=layout, n_bytes=n_bytes, shapes=shapes, folder=folder)


def _first_rows(file: Path, folder: Path) -> Path:
    """Write the first rows of a table, in its format, into a folder, and return their path."""
    beginning = folder / file.name
    if beginning.exists():
        return beginning
    if file.suffix.lower() == ".parquet":
        import pyarrow as pa  # noqa: PLC0415  (slow to import, not always needed)
        import pyarrow.parquet as pq  # noqa: PLC0415

        with pq.ParquetFile(file) as whole:
            first = next(whole.iter_batches(FIRST_ROWS, use_threads=False))
            pq.write_table(pa.Table.from_batches([first]).cast(whole.schema_arrow), beginning)
        return beginning
    unpack = gzip.open if file.suffix.lower() == ".gz" else open
    with unpack(file, "rb") as source, unpack(beginning, "wb") as copy:
        text = source.read(LARGEST_WHOLE)
        copy.write(text[: text.rfind(b"\n") + 1])
    return beginning
