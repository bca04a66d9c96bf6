"""Tables of the learned flow and of the couplings of trained networks."""

from rgcore.rbm.schemas import N_HIDDEN, REPLICA, SIDE, TEMPERATURE
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["LEARNED_FLOW", "NETWORK_COUPLINGS"]

LEARNED_FLOW = Schema(
    name="learned_flow",
    version=2,
    keys=("transformation", "side", "n_hidden", "coupling"),
    columns=(
        Column(
            "transformation",
            "string",
            "1",
            "trained_rbm: hidden spins with one filter, of largest likelihood; decimation; majority_rule",
        ),
        Column("side", "int64", "lattice spacing", "side of the torus of visible spins"),
        Column("n_hidden", "int64", "spins", "hidden spins"),
        Column("spacing", "float64", "lattice spacing", "distance of neighbouring hidden spins"),
        Column("coupling", "float64", "1", "K = J/(k_B T) of the visible spins"),
        Column(
            "effective_coupling",
            "float64",
            "1",
            "K', mean coupling of neighbouring hidden spins per bond in H_RG(h), of an RBM its own (equation 10)",
        ),
        Column(
            "effective_coupling_of_data",
            "float64",
            "1",
            "the same of hidden spins drawn from p(h | v), v from the Ising model",
        ),
        Column(
            "long_range_fraction",
            "float64",
            "1",
            "share of squared couplings of H_RG(h) not between neighbours",
        ),
        Column(
            "kl_divergence", "float64", "nat", "KL(Ising model || RBM) per visible spin; NaN for other maps"
        ),
        Column(
            "kl_divergence_worst_start",
            "float64",
            "nat",
            "the same of the least likely filter that a random start leads to; NaN for other maps",
        ),
        Column(
            "starts_at_best",
            "float64",
            "1",
            "share of the random starts that end within 1e-6 nat per spin of kl_divergence; NaN for other maps",
        ),
        Column(
            "visible_coupling",
            "float64",
            "1",
            "mean coupling of neighbouring visible spins of the RBM, K if it is exact; NaN for other maps",
        ),
        Column(
            "visible_long_range_fraction",
            "float64",
            "1",
            "share of squared couplings of its visible spins not between neighbours; NaN for other maps",
        ),
        Column(
            "fixed_point",
            "float64",
            "1",
            "K with K' = K, unstable, interpolated between the couplings of this map; NaN if there is none or several, "
            "or the spacing is 1",
        ),
    ),
)

NETWORK_COUPLINGS = Schema(
    name="network_couplings",
    version=1,
    keys=("temperature", "replica", "shape"),
    columns=(
        TEMPERATURE,
        REPLICA,
        SIDE,
        N_HIDDEN,
        Column(
            "shape",
            "string",
            "1",
            "field, pair, or product of visible spins of the lowest layer; other_pairs: all pairs but the three named; "
            "all_others: products of three and more spins but the two named; hidden_neighbours: the four largest "
            "couplings of every hidden unit, of the sign that has a positive sum of weights, with other hidden units",
        ),
        Column("n_spins", "int64", "1", "spins in a product; 0 for all_others"),
        Column("n_products", "int64", "1", "products of the shape on the lattice; 0 for all_others"),
        Column("coupling", "float64", "k_B T", "mean coupling, exact; NaN for all_others"),
        Column(
            "coupling_spread",
            "float64",
            "k_B T",
            "standard deviation of the couplings of the shape, no error",
        ),
        Column("coupling_exact", "float64", "k_B T", "of the Ising model that the network was trained on"),
        *quantity_and_error(
            "share",
            "1",
            "squared couplings of the shape as a share of the variance of H over all states, each as probable",
            "its standard error, of the variance from random states",
        ),
        *quantity_and_error(
            "coupling_on_data",
            "k_B T",
            "coupling that fits the local fields in held-out configurations, all named shapes together; NaN for "
            "others, and where the configurations do not determine the couplings, such as all spins up",
            "its standard error, a jackknife over configurations",
        ),
        *quantity_and_error(
            "explained_on_data",
            "1",
            "share of the variance of these fields that the named shapes explain together, of the whole network",
            "its standard error, a jackknife over configurations",
        ),
    ),
)
