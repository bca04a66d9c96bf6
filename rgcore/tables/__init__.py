"""Files: the only room that reads and writes the project's own (users' data files are read in datasets)."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.tables.array_files import read_arrays, write_arrays
    from rgcore.tables.configurations import (
        read_configuration_batches,
        read_observables,
        read_packed,
        read_parameters,
        write_configurations,
    )
    from rgcore.tables.figure_files import save_figure
    from rgcore.tables.footers import read_stamp
    from rgcore.tables.frames import concatenate_tables, read_table, read_tables, write_table
    from rgcore.tables.parameters import describe_parameters
    from rgcore.tables.sample_files import open_samples, write_samples
    from rgcore.tables.schema import Column, Schema
    from rgcore.tables.text import read_text, write_text

__all__ = [
    "Column",
    "Schema",
    "concatenate_tables",
    "describe_parameters",
    "open_samples",
    "read_arrays",
    "read_configuration_batches",
    "read_observables",
    "read_packed",
    "read_parameters",
    "read_stamp",
    "read_table",
    "read_tables",
    "read_text",
    "save_figure",
    "write_arrays",
    "write_configurations",
    "write_samples",
    "write_table",
    "write_text",
]

import_when_used(__name__)
