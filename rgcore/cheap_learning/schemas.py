"""Table of networks that multiply."""

from rgcore.tables.schema import Column, Schema

__all__ = ["CHEAP_LEARNING"]

CHEAP_LEARNING = Schema(
    name="cheap_learning",
    version=1,
    keys=("source", "architecture", "n_factors", "n_units", "scale"),
    columns=(
        Column("source", "string", "1", "construction (known weights) or training"),
        Column("architecture", "string", "1", "one_layer, half_layer (opposite units joined) or deep"),
        Column("n_factors", "int64", "1", "numbers that are multiplied, each in [-1, 1]"),
        Column("n_units", "int64", "1", "softplus units in all hidden layers"),
        Column("scale", "float64", "1", "lambda, the scale of the known weights; 0 of trained ones"),
        Column("n_layers", "int64", "1", "hidden layers"),
        Column("n_units_constructed", "int64", "1", "units of the construction: 2^n, 2^(n-1) or 4 (n - 1)"),
        Column(
            "error", "float64", "1", "root-mean-square error over the cube, relative to that of the product"
        ),
        Column("error_expected", "float64", "1", "its term in lambda^2; NaN of trained networks"),
        Column(
            "tolerance", "float64", "1", "error up to which a trained network counts; NaN of known weights"
        ),
    ),
)
