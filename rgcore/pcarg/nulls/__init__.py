"""Data with less structure than the data: what a claim about a flow must exceed; one null per file."""
