"""Models that generate data sets, one file each with its card."""
