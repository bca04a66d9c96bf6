"""Time series in blocks that can be replayed, and the moments of a data set."""
