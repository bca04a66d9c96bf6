"""Block size: how large the learned receptive fields are at each temperature."""


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
