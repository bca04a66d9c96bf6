"""Hypotheses of the width: which of them the study of block size supports, and how well they predict."""


rule fit_block_size_hypotheses:
    """Fit every hypothesis to the widths at the end of training, compare them, and predict held-out conditions."""
    input:
        "results/tables/block_size_study.parquet",
    output:
        "results/tables/block_size_hypotheses.parquet",
    params:
        root_seed=config["root_seed"],
    script:
        "../scripts/fit_block_size_hypotheses.py"
