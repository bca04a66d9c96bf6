"""Columns that several tables of the principal-component RG have."""

from rgcore.tables.schema import Column

__all__ = [
    "CORRELATION_TIME",
    "DATASET",
    "DROPPED_TOP",
    "KEPT_FRACTION",
    "N_KEPT",
    "QUARTILES",
    "SCALING",
]

DATASET = Column("dataset", "string", "1", "name of the data set")
SCALING = Column(
    "scaling", "string", "1", "covariance, or correlation (variables in units of their deviation)"
)
DROPPED_TOP = Column(
    "dropped_top", "float64", "1", "largest modes removed, as given: a fraction below 1, else a number"
)
N_KEPT = Column("n_kept", "int64", "1", "number of modes kept, those of largest variance")
KEPT_FRACTION = Column(
    "kept_fraction", "float64", "1", "n_kept over the number of modes left after dropped_top"
)
QUARTILES = (
    Column("kurtosis_q25", "float64", "1", "lower quartile over the variables of <phi^4>/<phi^2>^2"),
    Column("kurtosis_median", "float64", "1", "median over the variables; 3 for a Gaussian"),
    Column("kurtosis_q75", "float64", "1", "upper quartile over the variables"),
)
CORRELATION_TIME = Column(
    "correlation_time", "float64", "samples", "longest integrated autocorrelation time found"
)
