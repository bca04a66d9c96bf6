"""The table of hypotheses of the width."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["BLOCK_SIZE_HYPOTHESES", "CONSTANT_COLUMNS"]

_SPACING = "lattice spacing"


def _interval(name: str, words: str) -> tuple[Column, ...]:
    return (
        Column(name, "float64", "1", words),
        Column(f"{name}_low", "float64", "1", "lower end of its 95 % interval; NaN with one replica"),
        Column(f"{name}_high", "float64", "1", "upper end of its 95 % interval"),
    )


def _held_out(factor: str, words: str) -> Column:
    return Column(
        f"error_{factor}",
        "float64",
        "1",
        f"median |predicted / measured - 1| where every third {words} is held out",
    )


_CONSTANTS = (
    Column("resolution", "float64", _SPACING, "what the fwhm adds to a width, in quadrature"),
    Column("start", "string", "1", "how the training runs in the fit started"),
    Column("least_localized", "float64", "1", "fraction of localized fields that a run needs for a width"),
    Column("least_runs_localized", "float64", "1", "fraction of such runs that a condition needs for one"),
    Column("most_duplicates", "float64", "1", "fraction of duplicates that settled runs stay below"),
    Column("many_duplicates", "float64", "1", "a weaker bound on it"),
    Column("random_duplicates", "float64", "1", "fraction of duplicates of many random places"),
    Column("l1_unit", "float64", "1", "L1 that l1_slope is per"),
    Column("epochs_unit", "float64", "1", "epochs that factors refer to"),
    Column("side_unit", "float64", _SPACING, "side that factors refer to"),
)
CONSTANT_COLUMNS = tuple(column.name for column in _CONSTANTS)
"""Columns with what others refer to; the same in every row and run."""

BLOCK_SIZE_HYPOTHESES = Schema(
    name="block_size_hypotheses",
    version=2,
    keys=("source", "sharing", "hypothesis", "length"),
    columns=(
        Column("source", "string", "1", "what the networks were trained on"),
        Column(
            "sharing", "string", "1", "translations: all hidden units have one filter; none: each its own"
        ),
        Column(
            "hypothesis",
            "string",
            "1",
            "constant: a; tiling: a sqrt(s); correlation: c xi; smaller: min(a sqrt(s), c xi); crossover: "
            "[(a sqrt(s))^-m + (c xi)^-m]^(-1/m); powers: a s^p xi^q, s = sites per unit; of the width w, of which "
            "sqrt(w^2 + resolution^2) is measured",
        ),
        Column(
            "length",
            "string",
            "1",
            "xi: measured, of the connected correlations on the lattice; or infinite: of the infinite lattice or half "
            "the side, if shorter; none",
        ),
        Column("n_conditions", "int64", "1", "conditions with a width, of at least one training run"),
        Column(
            "conditions_by_sites",
            "string",
            "1",
            "of them, those with a measured width by their sites per unit, such as 4: 9, 16: 8",
        ),
        Column(
            "n_conditions_without",
            "int64",
            "1",
            "conditions in no run of which half the fields are localized",
        ),
        Column("n_runs", "int64", "1", "training runs in the fit"),
        Column(
            "n_converged",
            "int64",
            "1",
            "of them, runs whose widths have settled, as `converged` in the study",
        ),
        Column(
            "n_conditions_settled",
            "int64",
            "1",
            "conditions with a converged run whose fraction of duplicates is below most_duplicates",
        ),
        Column("settled_by_sites", "string", "1", "these, as in conditions_by_sites"),
        Column("n_limits", "int64", "1", "of them, runs with a limit of the width in place of the width"),
        Column("n_not_localized", "int64", "1", "runs left out: fewer than half the fields are localized"),
        *quantity_and_error("factor", "1", "a; of a constant in lattice spacings"),
        *quantity_and_error("length_factor", "1", "c"),
        *quantity_and_error("sharpness", "1", "m"),
        *quantity_and_error("sites_power", "1", "p"),
        *quantity_and_error("length_power", "1", "q"),
        *quantity_and_error(
            "l1_slope", "1", "change of ln width per l1_unit of L1; NaN where the design does not vary it"
        ),
        *quantity_and_error(
            "epochs_power", "1", "d ln width / d ln epochs, factors are those at epochs_unit; NaN likewise"
        ),
        *quantity_and_error(
            "fields_shift", "1", "ln width with free fields less that with zero fields; NaN likewise"
        ),
        *quantity_and_error(
            "algorithm_shift",
            "1",
            "ln width of contrastive divergence less that of other algorithms; NaN likewise",
        ),
        *quantity_and_error(
            "start_shift",
            "1",
            "ln width after other starts less that after the random one; NaN likewise",
        ),
        *quantity_and_error(
            "side_power", "1", "d ln width / d ln side, factors are those at side_unit; NaN likewise"
        ),
        Column("scatter_of_runs", "float64", "1", "standard deviation of ln width between training runs"),
        Column(
            "scatter_of_conditions",
            "float64",
            "1",
            "standard deviation of ln width that the hypothesis leaves",
        ),
        Column("log_likelihood", "float64", "nat", "largest ln likelihood of all training runs"),
        Column("n_parameters", "int64", "1", "fitted, those of scatter among them; 0: not fitted"),
        Column("aicc", "float64", "nat", "Akaike's criterion (twice nats), corrected for few conditions"),
        Column(
            "weight",
            "float64",
            "1",
            "exp(-aicc / 2), normalized over the hypotheses of this kind of network; NaN for all unless three numbers "
            "of sites per unit have two conditions each, and there are 6 conditions more than parameters",
        ),
        Column("bic", "float64", "nat", "Bayesian information criterion, of n_conditions"),
        Column("weight_bic", "float64", "1", "the same weight by bic"),
        Column(
            "weight_if_wide",
            "float64",
            "1",
            "weight where runs that are left out count as wider than 0.45 sides",
        ),
        Column(
            "weight_if_settled",
            "float64",
            "1",
            "weight by converged runs alone whose fraction of duplicates is below most_duplicates, and whose width and "
            "likelihood other starts meet, where there are any",
        ),
        Column(
            "weight_if_many_duplicates",
            "float64",
            "1",
            "the same with many_duplicates, a weaker condition",
        ),
        Column("verdict", "string", "1", "wins: weight of 0.95 or more; excluded: below 0.05; else possible"),
        Column(
            "p_value",
            "float64",
            "1",
            "of this hypothesis within powers, by likelihood ratio; NaN of other hypotheses",
        ),
        Column("p_corrected", "float64", "1", "the same, corrected for all p-values of the table by Holm"),
        Column("n_predicted", "int64", "1", "widths predicted by fits without their conditions, all splits"),
        *_interval("median_error", "median of |predicted / measured - 1| over them"),
        *_interval("error_90", "90 % of these errors are smaller"),
        _held_out("temperature", "temperature"),
        _held_out("n_hidden", "number of units"),
        _held_out("l1", "L1 strength"),
        _held_out("side", "side"),
        Column("error_of_runs", "float64", "1", "median error from the scatter of measured widths alone"),
        *_CONSTANTS,
        Column("goal", "float64", "1", "error that predictions may have"),
        Column("goal_met", "bool", "1", "whether median_error_high is not above it"),
        Column("reason", "string", "1", "why numbers are missing; empty if none is"),
    ),
)
