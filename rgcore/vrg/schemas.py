"""Table of the variational renormalization group."""

from rgcore.tables.schema import Column, Schema

__all__ = ["VRG_EXACTNESS"]

VRG_EXACTNESS = Schema(
    name="vrg_exactness",
    version=2,
    keys=("transformation", "size", "coupling"),
    columns=(
        Column("transformation", "string", "1", "name of the example transformation T(v, h)"),
        Column("lattice", "string", "1", "lattice of the visible spins: ring or torus"),
        Column("size", "int64", "sites", "sites of the ring, or along one side of the torus"),
        Column("coupling", "float64", "1", "K = J/(k_B T) of the visible spins"),
        Column("n_visible", "int64", "spins", "visible spins"),
        Column("n_hidden", "int64", "spins", "hidden spins"),
        Column("trace_condition_error", "float64", "1", "max over v of |sum_h exp T(v, h) - 1|"),
        Column(
            "kl_divergence",
            "float64",
            "nat",
            "KL(P||p), P the Boltzmann distribution and p(v) that through T",
        ),
        Column(
            "free_energy_difference",
            "float64",
            "k_B T",
            "dF = ln Z - ln Z_lambda, Z_lambda = sum_h exp(-H_RG)",
        ),
        Column(
            "rbm_form_error", "float64", "k_B T", "rms distance of T - H from b.h + c.v + v.W.h + constant"
        ),
        Column("effective_coupling", "float64", "1", "mean nearest-neighbour coupling K' of H_RG(h)"),
        Column("effective_coupling_exact", "float64", "1", "closed form of K'; NaN if there is none"),
        Column(
            "long_range_fraction", "float64", "1", "share of squared couplings of H_RG not nearest-neighbour"
        ),
        Column(
            "rounding", "float64", "1", "what counts as exact: errors of sums over all states are below this"
        ),
        Column("is_rg", "bool", "1", "fewer spins and the trace condition: rg_margin of vrg_criteria >= 0"),
        Column("is_variational", "bool", "1", "the optimum of a stated bound: variational_margin >= 0"),
        Column("is_rbm", "bool", "1", "an RBM or a limit of RBMs: rbm_margin >= 0"),
        Column("is_good", "bool", "1", "fewer spins, distribution kept, short-ranged: good_margin >= 0"),
    ),
)
