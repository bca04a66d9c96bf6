"""Tables of the momentum-shell renormalization group."""

from rgcore.tables.schema import Column, Schema

__all__ = ["LANDAU_EXPONENTS", "LANDAU_FIXED_POINTS", "LANDAU_FLOW"]

_COMPONENTS = Column("n_components", "int64", "1", "number n of components of the field")

LANDAU_FLOW = Schema(
    name="landau_flow",
    version=1,
    keys=("dimension", "trajectory", "scale"),
    columns=(
        Column("dimension", "float64", "1", "dimension d of space"),
        Column("trajectory", "int64", "1", "number of the trajectory, critical lines first"),
        Column("scale", "float64", "1", "s: lengths are rescaled by exp(s) since the start"),
        Column("r", "float64", "cutoff^2", "mass term"),
        Column("u", "float64", "cutoff^(4-d)", "quartic coupling, weight exp(-(1/4) u S^4)"),
        Column("u_scaled", "float64", "1", "9 K_d u, comparable between dimensions"),
        Column(
            "basin", "string", "1", "phase the trajectory runs to: disordered, ordered, critical, undecided"
        ),
    ),
)

LANDAU_FIXED_POINTS = Schema(
    name="landau_fixed_points",
    version=2,
    keys=("dimension", "n_components", "kind"),
    columns=(
        Column("dimension", "float64", "1", "dimension d of space"),
        _COMPONENTS,
        Column("kind", "string", "1", "gaussian or wilson_fisher (in d = 4 they are one: gaussian)"),
        Column("r", "float64", "cutoff^2", "mass term"),
        Column("u", "float64", "cutoff^(4-d)", "quartic coupling, weight exp(-(1/4) u S^4)"),
        Column("u_scaled", "float64", "1", "(n + 8) K_d u, comparable between dimensions"),
        Column(
            "eigenvalue_thermal",
            "float64",
            "1",
            "larger eigenvalue of the truncated flow, per unit of s; its inverse is no estimate of nu",
        ),
        Column("eigenvalue_quartic", "float64", "1", "smaller eigenvalue of the flow, per unit of s"),
        Column(
            "nu_first_order",
            "float64",
            "1",
            "nu to first order, 1/2 + eps/12 for n = 1, or 1/2 if gaussian; eps = 4 - d",
        ),
        Column(
            "nu_first_order_inverse",
            "float64",
            "1",
            "1/nu to first order, nu = 1/(2 - eps/3) for n = 1, or 1/2 if gaussian",
        ),
        Column(
            "nu_epsilon_expansion",
            "float64",
            "1",
            "nu to second order, 1/2 + eps/12 + 7 eps^2/162 for n = 1, or 1/2 if gaussian",
        ),
        Column("n_relevant", "int64", "1", "number of positive eigenvalues"),
        Column("physical", "bool", "1", "u >= 0: the weight can be normalized"),
    ),
)

LANDAU_EXPONENTS = Schema(
    name="landau_exponents",
    version=1,
    keys=("dimension", "n_components", "exponent", "method", "order"),
    columns=(
        Column("dimension", "float64", "1", "dimension d of space, below 4"),
        _COMPONENTS,
        Column("exponent", "string", "1", "nu, eta or omega"),
        Column(
            "method",
            "string",
            "1",
            "partial_sum: series in eps = 4 - d up to an order; pade_borel: all orders summed; for nu, those of 1/nu",
        ),
        Column("order", "int64", "1", "highest power of eps"),
        Column("value", "float64", "1", "of the exponent; NaN if every approximant has a pole"),
        Column(
            "spread",
            "float64",
            "1",
            "half the range of the approximants, those of one order less included: no standard error",
        ),
        Column("known", "float64", "1", "best value known; NaN if none is listed"),
        Column("source", "string", "1", "of it: exact, the number of a preprint, or none"),
    ),
)
