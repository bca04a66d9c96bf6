"""Table of the Fisher metric of networks."""

from rgcore.tables.schema import Column, Schema

__all__ = ["RBM_FISHER"]

_MEASURED = {
    "largest": "largest eigenvalue of the Fisher metric, in spin units",
    "trace": "sum of its eigenvalues",
    "participation": "(sum of eigenvalues)^2 / sum of squares, without the bias of sampling",
    "participation_uncorrected": "the same of the eigenvalues of one half of the states: what finite sampling does",
    "n_stiff": "eigenvalues above stiff_share of the largest; NaN of samples, which have them not one by one",
    "share_coupling": "variance of d ln P/dK that the first directions explain",
    "share_field": "of d ln P/dh",
    "share_shuffled": "of d ln P/dK with shuffled sites, the null of share_coupling",
}

RBM_FISHER = Schema(
    name="rbm_fisher",
    version=1,
    keys=("kind", "source", "temperature"),
    columns=(
        Column(
            "kind", "string", "1", "enumerated (small, exact) or first_layer (of a stack of the run, sampled)"
        ),
        Column(
            "source",
            "string",
            "1",
            "ising (as trained) or shuffled_weights (in random places: a null of enumerated ones)",
        ),
        Column("temperature", "float64", "J/k_B", "of the configurations that were trained on"),
        Column("n_visible", "int64", "1", "visible units"),
        Column("n_hidden", "int64", "1", "hidden units"),
        Column("n_parameters", "int64", "1", "weights and biases, the directions of the metric"),
        Column(
            "n_runs",
            "int64",
            "1",
            "training runs; of one run errors are over four pairs of halves of its states",
        ),
        Column("n_samples", "int64", "1", "states that were drawn; 0 where all are enumerated"),
        Column(
            "divergence",
            "float64",
            "nats",
            "KL divergence from the Ising model, mean of runs; NaN if sampled",
        ),
        *(
            column
            for name, words in _MEASURED.items()
            for column in (
                Column(name, "float64", "1", words),
                Column(f"{name}_err", "float64", "1", "its standard error"),
            )
        ),
        Column(
            "stiff_share", "float64", "1", "share of the largest eigenvalue from which a direction is stiff"
        ),
        Column("n_directions", "int64", "1", "directions in which the shares are taken"),
    ),
)
