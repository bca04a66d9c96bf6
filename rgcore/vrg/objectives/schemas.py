"""Table of what networks trained for different objectives reach."""

from rgcore.tables.schema import Column, Schema

__all__ = ["VRG_OBJECTIVES"]

VRG_OBJECTIVES = Schema(
    name="vrg_objectives",
    version=1,
    keys=("objective", "coupling", "n_hidden", "iteration"),
    columns=(
        Column("objective", "string", "1", "what was minimized: a file of rgcore/vrg/objectives/functions"),
        Column("coupling", "float64", "1", "K = J/(k_B T) of the ring"),
        Column("n_visible", "int64", "spins", "sites of the ring"),
        Column("n_hidden", "int64", "spins", "hidden spins of the RBM"),
        Column("iteration", "int64", "1", "iterations of L-BFGS, at most; fewer where training has ended"),
        Column("n_parameters", "int64", "1", "weights, and the constant of T"),
        Column(
            "n_directions_seen",
            "int64",
            "1",
            "directions of parameter space in which the objective is curved at the end of training: eigenvalues above "
            "1e-6 of the largest",
        ),
        Column(
            "kl_divergence", "float64", "nat", "KL(P||p), P the Boltzmann distribution and p(v) the model"
        ),
        Column("reverse_kl_divergence", "float64", "nat", "KL(p||P)"),
        Column("free_energy_difference", "float64", "k_B T", "dF = ln Z - ln Z_lambda"),
        Column(
            "trace_error_per_spin", "float64", "nat/spin", "max over v of |ln sum_h exp T(v, h)| / n_visible"
        ),
        Column("effective_coupling", "float64", "1", "mean nearest-neighbour coupling K' of the hidden ring"),
        Column(
            "effective_coupling_of_decimation", "float64", "1", "(1/2) ln cosh 2K, that of every second site"
        ),
    ),
)
