"""The Ising model: configurations, and what is measured on them."""


rule sample_ising:
    """Draw decorrelated configurations of the periodic square lattice at one temperature."""
    input:
        kernels="results/kernels/ising.txt",
    output:
        f"{ISING}/configurations.parquet",
    log:
        "results/logs/sample_ising/side{side}_T{temperature}.log",
    benchmark:
        "results/benchmarks/sample_ising/side{side}_T{temperature}.tsv"
    priority: 50
    threads: 1
    resources:
        mem_mb=2000,
        runtime=240,
    params:
        code=lambda _: code_of("sample_ising"),
        root_seed=config["root_seed"],
        sampling={key: config["ising"][key] for key in SAMPLING_KEYS},
    script:
        "../scripts/sample_ising.py"


rule measure_ising:
    """Estimate the thermodynamics of stored configurations, with errors and exact values."""
    input:
        rules.sample_ising.output[0],
    output:
        f"{ISING}/thermodynamics.parquet",
    log:
        "results/logs/measure_ising/side{side}_T{temperature}.log",
    benchmark:
        "results/benchmarks/measure_ising/side{side}_T{temperature}.tsv"
    threads: 1
    resources:
        mem_mb=4000,
        runtime=30,
    params:
        code=lambda _: code_of("measure_ising"),
    script:
        "../scripts/measure_ising.py"


rule evaluate_exact_curves:
    """Evaluate exact results on a grid of temperatures, for the curves behind measured points."""
    output:
        "results/tables/ising_exact.parquet",
    log:
        "results/logs/evaluate_exact_curves.log",
    benchmark:
        "results/benchmarks/evaluate_exact_curves.tsv"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=10,
    params:
        code=lambda _: code_of("evaluate_exact_curves"),
        side=SIDE,
        lowest_temperature=min(map(float, TEMPERATURES)),
        highest_temperature=max(map(float, TEMPERATURES)),
    script:
        "../scripts/evaluate_exact_curves.py"
