"""Scans: a data set analysed again with other bins, fewer variables, or in windows of time."""

from rgcore.scans.choice import scans_of
from rgcore.scans.price_levels.choice import compared_prices

PRICES = compared_prices(config["scans"]["price_levels"], DATASETS)
SCANS = "results/scans/{dataset}"


rule scan_dataset:
    """Analyse a data set again and again, in the ways for which the config names it."""
    input:
        samples=f"{DATASET}/samples.parquet",
        moments=f"{DATASET}/moments.parquet",
        kernels="results/kernels/pcarg.txt",
    output:
        bin_width_scan=f"{SCANS}/bin_width_scan.parquet",
        n_dependence=f"{SCANS}/n_dependence.parquet",
        window_scan=f"{SCANS}/window_scan.parquet",
    params:
        root_seed=config["root_seed"],
        scans=lambda wildcards: scans_of(wildcards.dataset, config["scans"]),
    script:
        "../scripts/scan_dataset.py"


rule join_scans:
    """Join the rows of all data sets: three tables in one job."""
    input:
        bin_width_scan=expand(f"{SCANS}/bin_width_scan.parquet", dataset=DATASETS),
        n_dependence=expand(f"{SCANS}/n_dependence.parquet", dataset=DATASETS),
        window_scan=expand(f"{SCANS}/window_scan.parquet", dataset=DATASETS),
    output:
        bin_width_scan="results/tables/bin_width_scan.parquet",
        n_dependence="results/tables/n_dependence.parquet",
        window_scan="results/tables/window_scan.parquet",
    localrule: True
    params:
        joins=True,
    script:
        "../scripts/join_scans.py"


rule scan_price_levels:
    """Compare prices as returns with prices as levels, and both with random walks, for all data sets of prices."""
    input:
        samples=expand(f"{DATASET}/samples.parquet", dataset=PRICES),
        reports=expand(f"{DATASET}/report.parquet", dataset=PRICES),
        kernels="results/kernels/pcarg.txt",
    output:
        "results/tables/price_levels.parquet",
    params:
        root_seed=config["root_seed"],
        n_draws=PRICES,
        kept_fractions=config["pcarg"]["kept_fractions"],
    script:
        "../scripts/scan_price_levels.py"
