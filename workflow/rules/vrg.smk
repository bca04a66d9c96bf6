"""Variational RG: transformations small enough to be enumerated."""


rule enumerate_transformations:
    """Compute trace condition, divergence and free-energy difference of every transformation."""
    input:
        networks=OWN_NETWORKS,
        kernels="results/kernels/vrg.txt",
    output:
        "results/tables/vrg_exactness.parquet",
    params:
        root_seed=config["root_seed"],
        couplings=config["vrg"]["couplings"],
        transformations=config["vrg"]["transformations"],
        networks=config["vrg"]["networks"],
    script:
        "../scripts/enumerate_transformations.py"
