"""Block size: how large learned receptive fields are, at each temperature and under all that may set their width."""

from rgcore.learned.block_study.conditions import settings_of_design, study_conditions
from rgcore.learned.subject import STUDY

CONDITIONS = study_conditions(config["block_size_study"]["designs"])


rule estimate_block_size:
    """Take the median over units and replicas, with bootstrap intervals, beside the correlation length."""
    input:
        fields="results/tables/receptive_fields.parquet",
        thermodynamics="results/tables/ising_thermodynamics.parquet",
    output:
        "results/tables/block_size.parquet",
    params:
        root_seed=config["root_seed"],
    script:
        "../scripts/estimate_block_size.py"


rule compare_block_sizes:
    """Compare widths and likelihoods of networks that differ in what they were trained on or in their start."""
    input:
        "results/tables/block_size_study.parquet",
    output:
        "results/tables/block_size_pairs.parquet",
    script:
        "../scripts/compare_block_sizes.py"


for bundle in BUNDLES.of(
    "train_study_networks",
    [{"condition": name} for name in CONDITIONS],
    input={},
    output={"study": STUDY},
    params=lambda point: {
        "attributes": CONDITIONS[point["condition"]],
        **settings_of_design(
            config["block_size_study"], CONDITIONS[point["condition"]]["design"]
        ),
    },
):

    rule:
        """Train networks on Ising configurations and on controls, and measure their receptive fields."""
        name:
            bundle.name
        input:
            ising="results/kernels/ising.txt",
            rbm="results/kernels/rbm.txt",
        output:
            **bundle.output,
        priority: max(30 - CONDITIONS[bundle.points[0]["condition"]]["replica"], 1)
        resources:
            checkpoint_epochs=config["checkpoints"]["epochs"],
            checkpoint_minutes=config["checkpoints"]["minutes"],
        params:
            root_seed=config["root_seed"],
            sampling=lambda _: sampling_settings(),
            units=config["block_size_study"]["units"],
            n_held_out=config["block_size_study"]["n_held_out"],
            annealing=config["block_size_study"]["annealing"],
            convergence=config["block_size_study"]["convergence"],
        script:
            "../scripts/train_study_networks.py"
