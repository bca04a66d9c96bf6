"""Words on data sets and their principal components."""
