"""Tables with other numbers in some of their rows."""

__all__ = ["ALL", "put"]

ALL = "index >= 0"


def put(tables, name, changes):
    """Return tables of which one has other numbers in the rows that match a condition: ``{ALL: {"value": 1.0}}``."""
    table = tables[name].copy()
    for where, columns in changes.items():
        rows = table.query(where).index
        for column, value in columns.items():
            table[column] = table[column].astype(object).where(~table.index.isin(rows), value).infer_objects()
    return {**tables, name: table}
