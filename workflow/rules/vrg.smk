"""Variational RG: transformations small enough to be enumerated."""


rule enumerate_transformations:
    """Compute trace condition, divergence and free-energy difference of every example transformation."""
    output:
        "results/tables/vrg_exactness.parquet",
    params:
        root_seed=config["root_seed"],
        couplings=config["vrg"]["couplings"],
    script:
        "../scripts/enumerate_transformations.py"
