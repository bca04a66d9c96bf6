"""Table of the exponents of approximate renormalizations."""

from rgcore.tables.schema import Column, Schema

__all__ = ["VRG_EXPONENTS"]

VRG_EXPONENTS = Schema(
    name="vrg_exponents",
    version=1,
    keys=("approximation",),
    columns=(
        Column("approximation", "string", "1", "file of rgcore/vrg/flows/approximations"),
        Column("lattice", "string", "1", "lattice of the Ising model: chain, square or triangular"),
        Column("scale_factor", "float64", "1", "b: old lattice spacings per new one"),
        Column("n_even", "int64", "1", "couplings kept that are even under a flip of all spins"),
        Column("n_odd", "int64", "1", "couplings kept that are odd"),
        Column("parameter", "float64", "1", "optimized parameter of the approximation; NaN if there is none"),
        Column(
            "fixed_point_coupling",
            "float64",
            "1",
            "nearest-neighbour coupling K of the fixed point; of tensors, that of the same entry 1100",
        ),
        Column("fixed_point_residual", "float64", "1", "largest |K' - K| there"),
        Column(
            "critical_coupling",
            "float64",
            "1",
            "K_c of the model with nearest neighbours alone, by iterating the map; infinite if every K flows to zero, "
            "NaN if the map has no such model",
        ),
        Column("critical_coupling_exact", "float64", "1", "exact K_c of this lattice"),
        Column("thermal_exponent", "float64", "1", "y_t = ln(lambda) / ln b of the largest even eigenvalue"),
        Column(
            "thermal_exponent_exact", "float64", "1", "exact y_t; of the chain in exp(-2K), at K = infinity"
        ),
        Column("second_thermal_exponent", "float64", "1", "the same of the second; NaN if none, or zero"),
        Column("magnetic_exponent", "float64", "1", "y_h, the same of the largest odd eigenvalue"),
        Column("magnetic_exponent_exact", "float64", "1", "exact y_h"),
        Column("second_magnetic_exponent", "float64", "1", "the same of the second; NaN if none, or zero"),
    ),
)
