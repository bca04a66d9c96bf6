"""Data whose truth is known, put through PCA-RG."""


rule compare_ground_truth:
    """Draw fields and spins, put them through PCA-RG, and compare with what is known of them."""
    input:
        "results/kernels/phi4.txt",
        "results/kernels/pcarg.txt",
        "results/kernels/ising.txt",
    output:
        "results/tables/pca_ground_truth.parquet",
    log:
        "results/logs/compare_ground_truth.log",
    benchmark:
        "results/benchmarks/compare_ground_truth.tsv"
    priority: 40
    threads: 1
    resources:
        mem_mb=4000,
        runtime=600,
    params:
        **config["ground_truth"],
        code=lambda _: code_of("compare_ground_truth"),
        root_seed=config["root_seed"],
    script:
        "../scripts/compare_ground_truth.py"
