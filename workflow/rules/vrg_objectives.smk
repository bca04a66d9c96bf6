"""Objectives of the variational RG: divergence, free energy, its bounds, and both."""


rule train_for_objectives:
    """Train RBMs on a ring for every objective, and measure what the other objectives see."""
    output:
        "results/tables/vrg_objectives.parquet",
    params:
        root_seed=config["root_seed"],
        objectives=config["vrg_objectives"],
    script:
        "../scripts/train_for_objectives.py"
