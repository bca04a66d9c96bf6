"""What a layout of a folder declares of itself, at the end of its file: how it is known, and what its files give."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.formats.cards import VectorReader

if TYPE_CHECKING:
    from rgcore.datasets.formats.cards import Matrix
    from rgcore.datasets.settings import DatasetSettings

__all__ = ["FolderCard", "MatrixReader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixReader:
    """How to read samples times variables from a folder.

    Attributes
    ----------
    shape : function of folder and settings
        Returns (n_samples, n_variables) that are read, from headers and small tables about the variables.
    open : function of folder and settings
        Returns the ``Matrix``, to be read in blocks.
    """

    shape: Callable[[Path, "DatasetSettings"], tuple[int, int]]
    open: Callable[[Path, "DatasetSettings"], "Matrix"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCard:
    """A layout of a folder whose files belong together, so that it is not read as one file per variable.

    Attributes
    ----------
    sentence : str
        What it is: a phrase without a full stop.
    recognises : function of folder
        Returns whether a folder has this layout, from the names in it alone; exact enough that no folder with one file
        per variable has it.
    files : function of folder
        Returns the files that are read, data and tables on them; each that is there whatever the config selects.
    parts : tuple of str
        Names of files that are read as the folder is where the path of the config names one of them.
    vectors, matrix : VectorReader or None, MatrixReader or None
        How to read spike times of several cells, or samples times variables; at least one of the two. The path they
        take is that of the folder.
    """

    sentence: str
    recognises: Callable[[Path], bool]
    files: Callable[[Path], list[Path]]
    parts: tuple[str, ...] = ()
    vectors: VectorReader | None = None
    matrix: MatrixReader | None = None
