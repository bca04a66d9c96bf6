"""Tables of the momentum-shell renormalization group."""

from rgcore.tables.schema import Column, Schema

__all__ = ["LANDAU_FIXED_POINTS", "LANDAU_FLOW"]

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
    version=1,
    keys=("dimension", "kind"),
    columns=(
        Column("dimension", "float64", "1", "dimension d of space"),
        Column("kind", "string", "1", "gaussian or wilson_fisher (in d = 4 they are one: gaussian)"),
        Column("r", "float64", "cutoff^2", "mass term"),
        Column("u", "float64", "cutoff^(4-d)", "quartic coupling, weight exp(-(1/4) u S^4)"),
        Column("u_scaled", "float64", "1", "9 K_d u, comparable between dimensions"),
        Column("eigenvalue_thermal", "float64", "1", "larger eigenvalue of the flow, per unit of s"),
        Column("eigenvalue_quartic", "float64", "1", "smaller eigenvalue of the flow, per unit of s"),
        Column(
            "nu",
            "float64",
            "1",
            "1 / eigenvalue_thermal, of the Jacobian of the truncated recursion; not an estimate of nu",
        ),
        Column(
            "nu_first_order",
            "float64",
            "1",
            "nu to first order, 1/2 + eps/12, or 1/2 if gaussian; eps = 4 - d",
        ),
        Column(
            "nu_first_order_inverse",
            "float64",
            "1",
            "1/nu to first order, nu = 1/(2 - eps/3), or 1/2 if gaussian",
        ),
        Column(
            "nu_epsilon_expansion",
            "float64",
            "1",
            "nu to second order, 1/2 + eps/12 + 7 eps^2/162, or 1/2 if gaussian",
        ),
        Column("n_relevant", "int64", "1", "number of positive eigenvalues"),
        Column("physical", "bool", "1", "u >= 0: the weight can be normalized"),
    ),
)
