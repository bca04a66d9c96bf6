"""PCA-RG: principal components as a momentum shell."""

from rgcore.pcarg.subject import ANALYSIS as PCARG


rule diagonalize_covariance:
    """Find the spectrum of a data set, its noise, its exponent, and the flow without sampling noise."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
        kernels="results/kernels/pcarg.txt",
    output:
        spectrum=f"{PCARG}/spectrum.parquet",
        summary=f"{PCARG}/spectrum_summary.parquet",
        flow=f"{PCARG}/flow_cleaned.parquet",
    params:
        kept_fractions=config["pcarg"]["kept_fractions"],
        dropped_top=config["pcarg"]["dropped_top"],
    script:
        "../scripts/diagonalize_covariance.py"


rule compute_moment_flow:
    """Follow the kurtosis of a data set as modes are integrated out."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
        kernels="results/kernels/pcarg.txt",
    output:
        f"{PCARG}/flow.parquet",
    params:
        kept_fractions=config["pcarg"]["kept_fractions"],
        dropped_top=config["pcarg"]["dropped_top"],
    script:
        "../scripts/compute_moment_flow.py"


rule draw_nulls:
    """Follow the kurtosis of many draws of every null of a data set; the fits are shared by the draws."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
        report=f"{DATASET}/report.parquet",
        covariate=lambda wildcards: covariate_file(wildcards.dataset),
        kernels="results/kernels/pcarg.txt",
    output:
        draws=f"{PCARG}/null_draws.parquet",
        flow=f"{PCARG}/null_flow.parquet",
        left_out=f"{PCARG}/nulls_left_out.txt",
    priority: 50
    resources:
        checkpoint_epochs=config["checkpoints"]["epochs"],
        checkpoint_minutes=config["checkpoints"]["minutes"],
    params:
        root_seed=config["root_seed"],
        nulls=lambda wildcards: dataset_nulls(wildcards.dataset),
        structure=lambda wildcards: dataset_structure(wildcards.dataset),
        n_null_draws=config["pcarg"]["n_null_draws"],
        kept_fractions=config["pcarg"]["kept_fractions"],
        dropped_top=config["pcarg"]["dropped_top"],
    script:
        "../scripts/draw_nulls.py"


rule exclude_nulls:
    """Test which nulls the flow of a data set excludes, and with which power."""
    input:
        flow=f"{PCARG}/flow.parquet",
        draws=f"{PCARG}/null_draws.parquet",
    output:
        exclusion=f"{PCARG}/exclusion.parquet",
        power=f"{PCARG}/power.parquet",
    script:
        "../scripts/exclude_nulls.py"


rule estimate_coupling:
    """Read the cubic and quartic vertices and the spectral exponent off a data set."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
        summary=f"{PCARG}/spectrum_summary.parquet",
        kernels="results/kernels/pcarg.txt",
    output:
        coupling=f"{PCARG}/coupling.parquet",
        vertices=f"{PCARG}/vertices.parquet",
    params:
        kept_fractions=config["pcarg"]["kept_fractions"],
    script:
        "../scripts/estimate_coupling.py"


rule draw_gaussian_cloud:
    """Draw the two-dimensional Gaussian cloud of the essay's figure 3 and its principal components."""
    output:
        "results/tables/pca_gaussian.parquet",
    params:
        root_seed=config["root_seed"],
        covariance=config["pcarg"]["gaussian_cloud"]["covariance"],
        n_samples=config["pcarg"]["gaussian_cloud"]["n_samples"],
    script:
        "../scripts/draw_gaussian_cloud.py"


rule follow_coupling_recursion:
    """Follow (r, u) of the principal-component flow; find fixed points and relevance for every exponent."""
    output:
        flow="results/tables/pca_recursion.parquet",
        fixed_points="results/tables/pca_fixed_points.parquet",
        relevance="results/tables/pca_relevance.parquet",
    params:
        exponents=config["pcarg"]["flow_exponents"],
    script:
        "../scripts/follow_coupling_recursion.py"
