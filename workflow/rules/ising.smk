"""The Ising model: configurations, and what is measured on them."""

from rgcore.ising.subject import CONFIGURATIONS as ISING


rule sample_ising:
    """Draw decorrelated configurations of the periodic square lattice at one temperature."""
    input:
        kernels="results/kernels/ising.txt",
    output:
        f"{ISING}/configurations.parquet",
    priority: 50
    resources:
        runtime=240,
    params:
        root_seed=config["root_seed"],
        sampling=lambda _: sampling_settings(),
    script:
        "../scripts/sample_ising.py"


rule measure_ising:
    """Estimate the thermodynamics of stored configurations, with errors and exact values."""
    input:
        rules.sample_ising.output[0],
    output:
        f"{ISING}/thermodynamics.parquet",
    resources:
        mem_mb=4000,
    script:
        "../scripts/measure_ising.py"


rule evaluate_exact_curves:
    """Evaluate exact results on a grid of temperatures, for the curves behind measured points."""
    output:
        "results/tables/ising_exact.parquet",
    params:
        side=SIDE,
        lowest_temperature=min(map(float, TEMPERATURES)),
        highest_temperature=max(map(float, TEMPERATURES)),
    script:
        "../scripts/evaluate_exact_curves.py"
