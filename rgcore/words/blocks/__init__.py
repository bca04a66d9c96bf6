"""Words on figures of the size of learned blocks."""
