"""The measures that the analysis of a data set takes, for one realization of a model."""
