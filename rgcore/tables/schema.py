"""What a table is: its columns with unit and meaning, the columns that identify a row, its version."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Column", "Schema", "quantity_and_error"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, unit ("1" if dimensionless) and one-line meaning.

    The type is bool, int64, float64, string or list<float32>.
    """

    name: str
    kind: str
    unit: str
    description: str


def quantity_and_error(
    name: str, unit: str, description: str, error: str = "its standard error"
) -> tuple[Column, Column]:
    """Return the column of a float64 quantity, and ``<name>_err`` with the description of its standard error."""
    return Column(name, "float64", unit, description), Column(f"{name}_err", "float64", unit, error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One table. ``keys`` name the columns that identify a row; rows are stored sorted by them."""

    name: str
    version: int
    keys: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in their stored order."""
        return [column.name for column in self.columns]

    def arrow(self) -> "pa.Schema":
        """Return the Arrow schema, each field carrying its unit and description."""
        import pyarrow as pa  # noqa: PLC0415 - schemas are declared, and read at parse time, without it

        types = {
            "bool": pa.bool_(),
            "int64": pa.int64(),
            "float64": pa.float64(),
            "string": pa.string(),
            "list<float32>": pa.list_(pa.float32()),
        }
        return pa.schema(
            [
                pa.field(
                    column.name,
                    types[column.kind],
                    metadata={"unit": column.unit, "description": column.description},
                )
                for column in self.columns
            ]
        )
