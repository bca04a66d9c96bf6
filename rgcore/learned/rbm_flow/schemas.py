"""Tables of the RBM flow and of the thermodynamics of its networks."""

from rgcore.rbm.schemas import N_HIDDEN, REPLICA, SIDE
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["NETWORK_TEMPERATURE", "RBM_FLOW"]


def _temperature(name: str, of: str) -> tuple[Column, Column, Column]:
    words = f"at which a torus has {of}; inf: that of free spins; NaN: below 0.5 J/k_B, or not known"
    return (
        Column(name, "float64", "J/k_B", words),
        Column(f"{name}_low", "float64", "J/k_B", "lower end of its 95 % interval, sampling alone"),
        Column(f"{name}_high", "float64", "J/k_B", "upper end of its 95 % interval, sampling alone"),
    )


_NETWORK = (
    Column("design", "string", "1", "name of the design; bond_network: exactly an Ising model, not trained"),
    Column("training_set", "string", "1", "name of the training set"),
    SIDE,
    N_HIDDEN,
    Column("fields", "string", "1", "zero or free, as of dbn.training"),
    REPLICA,
)
_TRAINED_ON = (
    Column("n_temperatures", "int64", "1", "temperatures that the training set is of, evenly"),
    Column("least_temperature", "float64", "J/k_B", "the lowest of them"),
    Column("largest_temperature", "float64", "J/k_B", "the highest of them"),
    Column(
        "training_temperature",
        "float64",
        "J/k_B",
        "where the torus has the exact mean energy of the training distribution; the temperature if it is one",
    ),
)
_READINGS = (
    *quantity_and_error("energy", "J", "mean energy per site"),
    *quantity_and_error("energy_variance", "J^2", "side^2 times the variance of the energy per site"),
    *quantity_and_error("abs_magnetization", "1", "mean |m| per site"),
    *_temperature("energy_temperature", "this energy"),
    *_temperature("magnetization_temperature", "this |m|"),
    *_temperature("fluctuation_temperature", "this energy_variance, on the side of energy_temperature"),
    Column(
        "fluctuation_above_maximum",
        "bool",
        "1",
        "whether no temperature has so large an energy_variance; its temperature is then NaN",
    ),
    *quantity_and_error("abs_magnetization_excess", "1", "|m| less the exact one at energy_temperature"),
    *quantity_and_error(
        "energy_variance_ratio", "1", "energy_variance over the exact one at energy_temperature"
    ),
    Column(
        "disagreement",
        "float64",
        "standard error",
        "larger deviation of the two before from 0 and 1, which an Ising model has",
    ),
    Column("disagreement_needed", "float64", "standard error", "from which on the thermometers disagree"),
    Column("thermometers", "string", "1", "agree or disagree: no Ising model; empty where not known"),
)

RBM_FLOW = Schema(
    name="rbm_flow",
    version=2,
    keys=(
        "design",
        "training_set",
        "n_hidden",
        "fields",
        "replica",
        "passing",
        "start_temperature",
        "step",
    ),
    columns=(
        *_NETWORK,
        Column("passing", "string", "1", "samples: hidden units are drawn; means: they pass on their means"),
        Column("start_temperature", "float64", "J/k_B", "of the configurations that are passed up and down"),
        Column("step", "int64", "1", "passes up and down"),
        Column("is_last", "bool", "1", "whether this is the last step"),
        Column("n_epochs", "int64", "1", "epochs of training"),
        *_TRAINED_ON,
        Column("critical_temperature", "float64", "J/k_B", "exact, infinite lattice"),
        Column("peak_temperature", "float64", "J/k_B", "where the specific heat of this torus is largest"),
        Column("n_configurations", "int64", "1", "independent configurations"),
        *_READINGS,
    ),
)

NETWORK_TEMPERATURE = Schema(
    name="network_temperature",
    version=2,
    keys=("design", "training_set", "n_hidden", "fields", "replica", "epoch"),
    columns=(
        *_NETWORK,
        Column("epoch", "int64", "1", "epochs of training before the network was sampled"),
        Column("n_epochs", "int64", "1", "epochs of the whole training run"),
        *_TRAINED_ON,
        Column("n_samples", "int64", "1", "configurations drawn from the network"),
        Column("n_effective", "float64", "1", "independent ones with the same standard error of the energy"),
        Column("n_chains", "int64", "1", "independent ensembles of tempered replicas"),
        Column("least_swap_acceptance", "float64", "1", "of neighbouring inverse temperatures"),
        Column("round_trips", "float64", "1", "mean number per replica, from beta = 1 to 0 and back"),
        Column("n_effective_annealing", "float64", "1", "annealing runs that ln Z counts as; NaN if exact"),
        Column("reliable", "bool", "1", "enough independent configurations, round trips and annealing runs"),
        *_READINGS,
        Column("energy_exact", "float64", "J", "of the training distribution (Kaufman)"),
        Column("energy_variance_exact", "float64", "J^2", "of the training distribution (Kaufman)"),
        Column("abs_magnetization_exact", "float64", "1", "of the training distribution; NaN beyond side 10"),
        *quantity_and_error("log_partition", "nat", "ln Z of the network"),
        Column("log_partition_method", "string", "1", "exact, or annealed_importance_sampling"),
        *quantity_and_error(
            "divergence_per_site", "nat", "KL(training distribution || network) per site, mean of ln p - ln P"
        ),
    ),
)
