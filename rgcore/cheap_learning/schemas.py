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
            "error",
            "float64",
            "1",
            "root-mean-square error over the cube, over that of the product; of the best start",
        ),
        Column("error_expected", "float64", "1", "its term in lambda^2; NaN of trained networks"),
        Column("error_median", "float64", "1", "of all starts; NaN of known weights"),
        Column("n_starts", "int64", "1", "random starts of the training; 0 of known weights"),
        Column("reached", "float64", "1", "share of starts within the tolerance; NaN of known weights"),
        Column("reached_low", "float64", "1", "lower end of its 95 % interval (Clopper and Pearson)"),
        Column("reached_high", "float64", "1", "upper end of its 95 % interval (Clopper and Pearson)"),
        Column(
            "tolerance", "float64", "1", "error up to which a trained network counts; NaN of known weights"
        ),
    ),
)
