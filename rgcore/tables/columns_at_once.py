"""How many columns of a Parquet file are read side by side."""

__all__ = ["COLUMNS_AT_ONCE"]

COLUMNS_AT_ONCE = 64  # each open column has a decompressor of 150 kB
