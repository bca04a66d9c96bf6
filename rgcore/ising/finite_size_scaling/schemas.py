"""Tables of finite-size scaling."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["FINITE_SIZE_CURVES", "FINITE_SIZE_SCALING"]

FINITE_SIZE_SCALING = Schema(
    name="finite_size_scaling",
    version=1,
    keys=("quantity", "method", "estimate", "side_small", "side_large"),
    columns=(
        Column(
            "quantity",
            "string",
            "1",
            "critical_temperature, binder_at_crossing, nu, beta_over_nu or gamma_over_nu",
        ),
        Column(
            "method", "string", "1", "observable behind the estimate, at the crossing of two Binder ratios"
        ),
        Column(
            "estimate",
            "string",
            "1",
            "pair: of two sides alone; extrapolated: a fit to all pairs that assumes nu = 1 and omega = 7/4",
        ),
        Column("side_small", "int64", "lattice spacing", "smallest side that was used"),
        Column("side_large", "int64", "lattice spacing", "largest side that was used"),
        Column("value", "float64", "J/k_B for critical_temperature, else 1", "the estimate"),
        Column("value_err", "float64", "as value", "its standard error"),
        Column("value_exact", "float64", "as value", "of the infinite lattice"),
        Column("crossing_temperature", "float64", "J/k_B", "where a pair is evaluated"),
        Column("chi_square", "float64", "1", "of the fit to all pairs"),
        Column("n_free", "int64", "1", "its degrees of freedom; 0 for one or two pairs"),
        Column("quoted", "bool", "1", "the estimate to be quoted for this quantity"),
    ),
)

FINITE_SIZE_CURVES = Schema(
    name="finite_size_curves",
    version=1,
    keys=("source", "side", "temperature"),
    columns=(
        Column(
            "source",
            "string",
            "1",
            "measured: from the configurations drawn there; reweighted: from those of all temperatures",
        ),
        Column("side", "int64", "lattice spacing", "lattice spacings per side of the torus"),
        Column("temperature", "float64", "J/k_B", "temperature"),
        Column("n_effective", "float64", "1", "independent configurations behind the row"),
        *quantity_and_error("binder", "1", "1 - <m^4> / (3 <m^2>^2)"),
        *quantity_and_error("abs_magnetization", "1", "mean |m| per site"),
        *quantity_and_error("susceptibility", "1/J", "K N (<m^2> - <|m|>^2)"),
        *quantity_and_error("susceptibility_zero_field", "1/J", "K N <m^2>"),
        Column("scaled_temperature", "float64", "J/k_B", "(T - T_c) L^(1/nu) with the quoted T_c and nu"),
        Column("scaled_abs_magnetization", "float64", "1", "|m| L^(beta/nu) with the quoted beta/nu"),
        Column("scaled_abs_magnetization_err", "float64", "1", "its standard error, of |m| alone"),
    ),
)
