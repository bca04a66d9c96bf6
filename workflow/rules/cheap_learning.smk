"""Networks that multiply numbers, in one layer and in several."""


rule multiply_by_networks:
    """Measure the error of networks with known weights, and train others of every width."""
    output:
        "results/tables/cheap_learning.parquet",
    params:
        root_seed=config["root_seed"],
        settings=config["cheap_learning"],
    script:
        "../scripts/multiply_by_networks.py"
