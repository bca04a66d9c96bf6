"""Tables of the learned maps: exponents in every replica, and what they are over replicas."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["LEARNED_MAP_EXPONENTS", "LEARNED_MAP_TESTS"]

_PLACE = (
    Column("side", "int64", "lattice spacing", "lattice spacings per side of the torus before blocking"),
    Column("temperature", "float64", "J/k_B", "temperature of the configurations that are blocked"),
    Column(
        "map",
        "string",
        "1",
        "the untrained map, or source, temperature, L1 and units of the training of its filter",
    ),
    Column(
        "hidden",
        "string",
        "1",
        "deterministic: a coarse spin is the sign of its input; sampled: drawn as a hidden unit of the RBM",
    ),
)
_TRAINING = (
    Column("sharing", "string", "1", "translations: all coarse spins have one filter; none: each its own"),
    Column("source", "string", "1", "what the filter was trained on; none for an untrained one"),
    Column("training_temperature", "float64", "J/k_B", "of what it was trained on; NaN for an untrained one"),
    Column(
        "l1", "float64", "1", "strength of the pull of each weight towards zero; NaN for an untrained one"
    ),
    Column("units", "string", "1", "of the RBM, spin or binary; none for an untrained filter"),
)
_STEP = (
    Column("sector", "string", "1", "operators taken, all of them: even or odd under a flip of all spins"),
    Column(
        "blocking_step",
        "int64",
        "1",
        "the transformation is from after n - 1 to after n applications of the map",
    ),
    Column("blocked_side", "int64", "coarse spin", "coarse spins per side after the step"),
)
_TILING = (
    Column(
        "tiling_distance",
        "float64",
        "spacing of the coarse spins",
        "root mean square distance of the centres of the filters from the places of a square lattice; 0 for one filter",
    ),
    Column(
        "share_variation",
        "float64",
        "1",
        "standard deviation over sites of their share in the squared weights of all filters, over its mean",
    ),
)
_EXACT = Column(
    "exponent_exact",
    "float64",
    "1",
    "exact at the critical point: 1 if even, 15/8 if odd; NaN where the correlation length of the infinite lattice is "
    "below the side",
)

LEARNED_MAP_EXPONENTS = Schema(
    name="learned_map_exponents",
    version=1,
    keys=("side", "temperature", "map", "hidden", "replica", "sector", "blocking_step"),
    columns=(
        *_PLACE,
        *_TRAINING,
        Column("replica", "int64", "1", "number of the training run, with configurations of its own, from 0"),
        Column("n_samples", "int64", "1", "configurations that are blocked"),
        Column("norm", "float64", "1", "root of the sum of squared weights of the filter, for -1/+1 units"),
        Column(
            "weight_sum", "float64", "1", "input of a coarse spin where all spins are up, for -1/+1 units"
        ),
        Column("block_share", "float64", "1", "of the squared weights, that of the four spins of the block"),
        Column("positive_share", "float64", "1", "of the squared weights, that of positive weights"),
        Column("share_outside", "float64", "1", "of the squared weights, what the window cut off"),
        *_TILING,
        *_STEP,
        Column(
            "neighbour_correlation",
            "float64",
            "1",
            "mean product of neighbouring coarse spins after the step",
        ),
        Column("exponent", "float64", "1", "ln(largest eigenvalue) / ln 2: y_t if even, y_h if odd"),
        Column("exponent_err", "float64", "1", "its standard error, of the configurations alone"),
        _EXACT,
        Column(
            "majority_exponent", "float64", "1", "the same of the majority rule, on the same configurations"
        ),
        Column("majority_exponent_err", "float64", "1", "its standard error, of the configurations alone"),
        Column("difference", "float64", "1", "exponent - majority_exponent"),
        Column("difference_err", "float64", "1", "its standard error, of the configurations alone"),
    ),
)

LEARNED_MAP_TESTS = Schema(
    name="learned_map_tests",
    version=1,
    keys=("side", "temperature", "map", "hidden", "sector", "blocking_step"),
    columns=(
        *_PLACE,
        *_TRAINING,
        *_STEP,
        Column("n_replicas", "int64", "1", "training runs, each tested on configurations of its own"),
        Column("norm", "float64", "1", "mean over replicas of the norm of the filter, for -1/+1 units"),
        Column(
            "block_share", "float64", "1", "mean share of the four spins of the block in the squared weights"
        ),
        Column("positive_share", "float64", "1", "mean share of positive weights in the squared weights"),
        Column("share_outside", "float64", "1", "mean share of the squared weights that the window cut off"),
        *_TILING,
        Column(
            "neighbour_correlation",
            "float64",
            "1",
            "mean product of neighbouring coarse spins after the step",
        ),
        Column(
            "exponent", "float64", "1", "mean over replicas: y_t if even, y_h if odd; NaN if one is undefined"
        ),
        Column("exponent_err", "float64", "1", "its standard error, of the scatter over replicas"),
        Column(
            "exponent_low", "float64", "1", "lower end of its 95 % interval, of Student's t over replicas"
        ),
        Column("exponent_high", "float64", "1", "upper end"),
        _EXACT,
        Column(
            "p_exact", "float64", "1", "of the t-test that the exponent is the exact one, corrected by Holm"
        ),
        Column(
            "difference", "float64", "1", "mean over replicas of exponent minus that of the majority rule"
        ),
        Column("difference_err", "float64", "1", "its standard error, of the scatter over replicas"),
        Column("p_majority", "float64", "1", "of the t-test that this difference is 0, corrected by Holm"),
        *quantity_and_error(
            "reference_difference",
            "1",
            "mean over replicas of exponent minus that of the first trained map with equal hidden spins",
            "its standard error, of the scatter over replicas",
        ),
        Column("p_reference", "float64", "1", "of the t-test that this difference is 0, corrected by Holm"),
        Column("tolerance", "float64", "1", "distance from the exact exponent up to which a map passes"),
        Column(
            "verdict",
            "string",
            "1",
            "passes: the 95 % interval is within the tolerance; fails: all of it is outside; open: neither; undefined: "
            "no exact exponent, or no eigenvalue that is real and positive",
        ),
    ),
)
