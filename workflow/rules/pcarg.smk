"""PCA-RG: principal components as a momentum shell."""


rule diagonalize_covariance:
    """Find the spectrum of a data set and the Marchenko-Pastur edge."""
    input:
        f"{DATASET}/samples.parquet",
    output:
        f"{PCARG}/spectrum.parquet",
    log:
        "results/logs/diagonalize_covariance/{dataset}.log",
    benchmark:
        "results/benchmarks/diagonalize_covariance/{dataset}.tsv"
    threads: 1
    resources:
        mem_mb=8000,
        runtime=60,
    params:
        code=lambda _: code_of("diagonalize_covariance"),
    script:
        "../scripts/diagonalize_covariance.py"


rule compute_moment_flow:
    """Follow the kurtosis of a data set, or of a null of it, as modes are integrated out."""
    input:
        f"{DATASET}/samples.parquet",
        "results/kernels/pcarg.txt",
    output:
        f"{PCARG}/{{source}}/flow.parquet",
    log:
        "results/logs/compute_moment_flow/{dataset}_{source}.log",
    benchmark:
        "results/benchmarks/compute_moment_flow/{dataset}_{source}.tsv"
    threads: 1
    resources:
        mem_mb=8000,
        runtime=120,
    params:
        code=lambda _: code_of("compute_moment_flow"),
        root_seed=config["root_seed"],
        kept_fractions=config["pcarg"]["kept_fractions"],
        dropped_top=config["pcarg"]["dropped_top"],
    script:
        "../scripts/compute_moment_flow.py"


rule estimate_coupling:
    """Read the quartic coupling and the spectral exponent off a data set."""
    input:
        f"{DATASET}/samples.parquet",
        "results/kernels/pcarg.txt",
    output:
        f"{PCARG}/coupling.parquet",
    log:
        "results/logs/estimate_coupling/{dataset}.log",
    benchmark:
        "results/benchmarks/estimate_coupling/{dataset}.tsv"
    threads: 1
    resources:
        mem_mb=8000,
        runtime=60,
    params:
        code=lambda _: code_of("estimate_coupling"),
        kept_fractions=config["pcarg"]["kept_fractions"],
    script:
        "../scripts/estimate_coupling.py"


rule draw_gaussian_cloud:
    """Draw the two-dimensional Gaussian cloud of the essay's figure 3 and its principal components."""
    output:
        "results/tables/pca_gaussian.parquet",
    log:
        "results/logs/draw_gaussian_cloud.log",
    benchmark:
        "results/benchmarks/draw_gaussian_cloud.tsv"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=10,
    params:
        code=lambda _: code_of("draw_gaussian_cloud"),
        root_seed=config["root_seed"],
        covariance=config["pcarg"]["gaussian_cloud"]["covariance"],
        n_samples=config["pcarg"]["gaussian_cloud"]["n_samples"],
    script:
        "../scripts/draw_gaussian_cloud.py"
