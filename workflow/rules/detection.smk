"""Signals in noise: the running canonical dimension of spectra, and the power of tests of spectra."""


rule compute_canonical_dimension:
    """Take the running canonical dimensions of the couplings from the spectrum of a data set."""
    input:
        spectrum=f"{PCARG}/spectrum.parquet",
        summary=f"{PCARG}/spectrum_summary.parquet",
    output:
        f"{PCARG}/canonical_dimension.parquet",
    params:
        kept_fractions=config["detection"]["kept_fractions"],
        bandwidth=config["detection"]["bandwidth"],
    script:
        "../scripts/compute_canonical_dimension.py"


rule estimate_detection_power:
    """Plant signals in noise and count how often tests of the spectrum find them."""
    output:
        "results/tables/detection_power.parquet",
    priority: 30
    params:
        root_seed=config["root_seed"],
        detection=config["detection"],
    script:
        "../scripts/estimate_detection_power.py"
