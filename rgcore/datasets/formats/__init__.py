"""File formats, one small file per family; the names below are the same for all of them."""

from rgcore.datasets.formats.interface import (
    matrix_shape,
    open_matrix,
    read_vector,
    read_vectors,
    vector_length,
)
from rgcore.datasets.formats.opening import data_files

__all__ = ["data_files", "matrix_shape", "open_matrix", "read_vector", "read_vectors", "vector_length"]
