"""File formats, one small file per family; the names below are the same for all of them."""

from rgcore.datasets.sources.opening import data_files
from rgcore.datasets.sources.source import matrix_shape, open_matrix, read_vector, read_vectors, vector_length

__all__ = ["data_files", "matrix_shape", "open_matrix", "read_vector", "read_vectors", "vector_length"]
