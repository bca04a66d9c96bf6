"""Data whose truth is known, put through PCA-RG."""

LARGEST_FIELD = max(
    block["n_samples"] * block["side"] ** block["dimension"]
    for block in config["ground_truth"]["fields"]
)


rule compare_ground_truth:
    """Draw fields and spins, put them through PCA-RG, and compare with what is known of them."""
    input:
        "results/kernels/phi4.txt",
        "results/kernels/pcarg.txt",
        "results/kernels/ising.txt",
    output:
        "results/tables/pca_ground_truth.parquet",
    priority: 40
    resources:
        mem_mb=1000 + LARGEST_FIELD * 8 * 4 // 10**6,  # four copies
        runtime=600,
    params:
        **config["ground_truth"],
        root_seed=config["root_seed"],
    script:
        "../scripts/compare_ground_truth.py"
