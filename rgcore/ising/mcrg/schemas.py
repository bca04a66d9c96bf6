"""Table of the Monte Carlo renormalization group."""

from rgcore.tables.schema import Column, Schema

__all__ = ["MCRG"]

MCRG = Schema(
    name="mcrg",
    version=1,
    keys=("side", "temperature", "sector", "blocking_step", "n_operators"),
    columns=(
        Column("side", "int64", "lattice spacing", "lattice spacings per side of the torus before blocking"),
        Column("temperature", "float64", "J/k_B", "temperature of the configurations"),
        Column("n_samples", "int64", "1", "configurations"),
        Column("n_blocks", "int64", "1", "blocks of configurations in the jackknife"),
        Column("sector", "string", "1", "operators taken: even or odd under a flip of all spins"),
        Column("blocking_step", "int64", "1", "the transformation is from after n - 1 to after n blockings"),
        Column("blocked_side", "int64", "block spins", "block spins per side after the step"),
        Column("n_operators", "int64", "1", "operators in the linearized transformation"),
        Column(
            "added_operator", "string", "1", "the last of them; the others are those of smaller n_operators"
        ),
        Column("exponent", "float64", "1", "ln(largest eigenvalue) / ln 2: y_t if even, y_h if odd"),
        Column("exponent_err", "float64", "1", "its standard error, of the configurations alone"),
        Column(
            "exponent_exact",
            "float64",
            "1",
            "exact at the critical point: 1 if even, 15/8 if odd; NaN where the correlation length of the infinite "
            "lattice is below the side",
        ),
        Column(
            "second_exponent", "float64", "1", "the same of the second eigenvalue, by modulus; no exact value"
        ),
        Column("second_exponent_err", "float64", "1", "its standard error, of the configurations alone"),
    ),
)
