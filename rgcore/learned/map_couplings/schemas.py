"""Tables of the couplings and the information of maps."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["LEARNED_COUPLINGS", "MAP_FIXED_POINTS", "MAP_INFORMATION"]

_MAP = (
    Column(
        "map",
        "string",
        "1",
        "untrained; exact_rbm: a filter of largest likelihood; trained_rbm: one trained on samples; or a best map",
    ),
    Column(
        "hidden",
        "string",
        "1",
        "deterministic: a coarse spin is the sign of its input; sampled: drawn as a hidden unit of the RBM",
    ),
    Column(
        "trained_at", "string", "J/k_B", "temperature at which its filter was trained; none if it was not"
    ),
)
_REPLICA = Column(
    "replica", "int64", "1", "number of the training run or of the draw of a random map, from 0"
)


def _coupling(name: str, words: str) -> tuple[Column, Column]:
    return quantity_and_error(name, "1", words, "its standard error, of the configurations alone")


def _before(name: str) -> Column:
    words = (
        "before the step, on a lattice of half the side, with the same number of coarse spins; NaN at step 0"
    )
    return Column(f"{name}_before", "float64", "1", words)


LEARNED_COUPLINGS = Schema(
    name="learned_couplings",
    version=2,
    keys=("map", "hidden", "trained_at", "coupling", "replica", "step"),
    columns=(
        *_MAP,
        Column("side", "int64", "lattice spacing", "lattice spacings per side of the configurations"),
        Column("coupling", "float64", "1", "K = J/(k_B T) of the configurations, between nearest neighbours"),
        _REPLICA,
        Column("n_samples", "int64", "1", "configurations"),
        Column("n_blocks", "int64", "1", "blocks of configurations in the jackknife"),
        Column(
            "step", "int64", "1", "how often the map was applied; 0 for the configurations, with the map none"
        ),
        Column("coarse_side", "int64", "coarse spin", "coarse spins per side after the step"),
        *_coupling(
            "nearest_neighbour_alone",
            "coupling between nearest neighbours, of a Hamiltonian with no other; NaN if the spins do not determine it",
        ),
        *_coupling(
            "nearest_neighbour", "coupling between nearest neighbours, of a Hamiltonian with all four"
        ),
        *_coupling("next_nearest_neighbour", "coupling between neighbours along the diagonals, of all four"),
        *_coupling("four_spin_plaquette", "coupling of the four spins around a plaquette, of all four"),
        *_coupling("third_neighbour", "coupling between spins two sites apart along an axis, of all four"),
        *_coupling(
            "coupling_sum", "sum of the four: an eighth of what a flip costs among equal spins, in k_B T"
        ),
        _before("nearest_neighbour_alone"),
        _before("coupling_sum"),
    ),
)


def _interval(name: str, words: str) -> tuple[Column, ...]:
    return (
        Column(name, "float64", "1", f"{words}: mean over replicas; NaN unless all of them have one"),
        Column(f"{name}_low", "float64", "1", "lower end of its 95 % interval, of Student's t over replicas"),
        Column(f"{name}_high", "float64", "1", "upper end"),
    )


MAP_FIXED_POINTS = Schema(
    name="map_fixed_points",
    version=2,
    keys=("map", "hidden", "trained_at", "step", "truncation", "sides"),
    columns=(
        *_MAP,
        Column(
            "step",
            "int64",
            "1",
            "couplings after n applications of the map are compared with those after n - 1",
        ),
        Column(
            "truncation",
            "string",
            "1",
            "nearest_neighbour: the coupling is that of a Hamiltonian with no other; all_four: the sum of all four",
        ),
        Column(
            "sides",
            "string",
            "1",
            "equal: before the step the coupling is that of a lattice of half the side, which has the same number "
            "of coarse spins; unequal: of the same lattice, which has four times that number",
        ),
        *_interval("critical_coupling", "K of the configurations whose coupling does not change in the step"),
        Column("critical_coupling_exact", "float64", "1", "exact, of the infinite lattice"),
        *_interval(
            "thermal_exponent",
            "log2 of the derivative of the coupling after the step by the one before, there",
        ),
        Column("thermal_exponent_exact", "float64", "1", "exact y_t"),
        Column("n_replicas", "int64", "1", "replicas"),
        Column("n_crossings", "int64", "1", "replicas with one such K"),
    ),
)

MAP_INFORMATION = Schema(
    name="map_information",
    version=1,
    keys=("map", "hidden", "trained_at", "temperature", "buffer", "replica"),
    columns=(
        *_MAP,
        Column("temperature", "float64", "J/k_B", "temperature of the spins on the cylinder of six columns"),
        Column("buffer", "int64", "row", "rows between the block of 2 x 2 spins and its far surroundings"),
        _REPLICA,
        Column(
            "window",
            "int64",
            "lattice spacing",
            "side of the window of spins that the coarse spin depends on",
        ),
        Column(
            "information",
            "float64",
            "bit",
            "mutual information of a coarse spin and its far surroundings; exact",
        ),
        Column(
            "share_of_best_block",
            "float64",
            "1",
            "of the largest information of the 256 maps of the block without chance that turn with its spins",
        ),
        Column(
            "share_of_best_window",
            "float64",
            "1",
            "of the largest found of maps of the window of 4 x 4 spins",
        ),
        Column(
            "kl_divergence",
            "float64",
            "nat",
            "per site, of the Ising model from the RBM with the best positive multiple of the filter, on the torus of "
            "6 x 6 sites; NaN for a map that is no filter",
        ),
    ),
)
