"""Table of the graded criteria of transformations."""

from rgcore.tables.schema import Column, Schema

__all__ = ["VRG_CRITERIA"]

VRG_CRITERIA = Schema(
    name="vrg_criteria",
    version=2,
    keys=("transformation", "size", "coupling"),
    columns=(
        Column("transformation", "string", "1", "name of the transformation T(v, h)"),
        Column("size", "int64", "sites", "sites of the ring, or along one side of the torus"),
        Column("coupling", "float64", "1", "K = J/(k_B T) of the visible spins"),
        Column("n_removed", "int64", "spins", "visible minus hidden spins"),
        Column(
            "trace_error_per_spin", "float64", "nat/spin", "max over v of |ln sum_h exp T(v, h)| / n_visible"
        ),
        Column(
            "rbm_distance",
            "float64",
            "1",
            "least KL of the joint distribution of v and h from any RBM, limits included, as a share of KL from "
            "independent spins",
        ),
        Column("bound", "string", "1", "the bound that the family is optimized for; empty if none is stated"),
        Column(
            "bound_gap",
            "float64",
            "1",
            "distance of the bound from the exact free energy, minus the least that a descent in the family reaches, "
            "as a share of that at parameters zero; NaN without a bound",
        ),
        Column(
            "bound_gain",
            "float64",
            "1",
            "the same distance at parameters zero, minus that of the chosen ones, as a share of the former",
        ),
        Column("divergence_share", "float64", "1", "KL(P||p) as a share of KL(P||uniform)"),
        Column(
            "information_in_hidden",
            "float64",
            "1",
            "mutual information of v and h as a share of the entropy of h: 1 if v decides h, 0 if h is drawn without v",
        ),
        Column(
            "long_range_share",
            "float64",
            "1",
            "share of the squared couplings of H_RG beyond sqrt 2 times the distance of neighbours; NaN on a lattice "
            "too small to have any",
        ),
        Column("n_spins_of_couplings", "int64", "spins", "hidden spins of the lattice of long_range_share"),
        Column("thermal_exponent_error", "float64", "1", "|y_t - 1| of its flow; NaN if there is none"),
        Column("magnetic_exponent_error", "float64", "1", "|y_h - 15/8| of its flow; NaN if there is none"),
        Column("rg_margin", "float64", "decade", "least distance inside a limit of the set RG, from -3 to 3"),
        Column("variational_margin", "float64", "decade", "likewise of the set of variational RG"),
        Column("rbm_margin", "float64", "decade", "likewise of the set of RBMs"),
        Column("good_margin", "float64", "decade", "likewise of the set of good transformations"),
        Column(
            "sensitivity",
            "float64",
            "decade",
            "what counts as near: a margin of smaller size changes its sign if all limits are moved by a factor of 10",
        ),
    ),
)
