"""Variational RG: transformations small enough to be enumerated."""


rule enumerate_transformations:
    """Compute trace condition, divergence and free-energy difference of every example transformation."""
    output:
        "results/tables/vrg_exactness.parquet",
    log:
        "results/logs/enumerate_transformations.log",
    benchmark:
        "results/benchmarks/enumerate_transformations.tsv"
    threads: 1
    resources:
        mem_mb=2000,
        runtime=30,
    params:
        code=lambda _: code_of("enumerate_transformations"),
        root_seed=config["root_seed"],
        couplings=config["vrg"]["couplings"],
    script:
        "../scripts/enumerate_transformations.py"
