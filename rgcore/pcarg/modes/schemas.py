"""Table of the two-dimensional example of principal components."""

from rgcore.tables.schema import Column, Schema

__all__ = ["PCA_GAUSSIAN"]

PCA_GAUSSIAN = Schema(
    name="pca_gaussian",
    version=1,
    keys=("kind", "index"),
    columns=(
        Column("kind", "string", "1", "sample or component"),
        Column("index", "int64", "1", "number of the sample, or 0 and 1 for the longer and the shorter axis"),
        Column("x", "float64", "1", "position, or first entry of the unit eigenvector"),
        Column("y", "float64", "1", "position, or second entry of the unit eigenvector"),
        Column("variance", "float64", "1", "variance of the component (samples: NaN)"),
        Column("variance_err", "float64", "1", "standard error of the variance (samples: NaN)"),
        Column("variance_exact", "float64", "1", "eigenvalue of the exact covariance (samples: NaN)"),
    ),
)
