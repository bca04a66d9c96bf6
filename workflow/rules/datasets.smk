"""Data sets: generated ones, and the user's own files."""


rule generate_dataset:
    """Draw a neural-like or stock-like data set."""
    output:
        samples=f"{DATASET}/samples.parquet",
        report=f"{DATASET}/report.parquet",
    log:
        "results/logs/generate_dataset/{dataset}.log",
    benchmark:
        "results/benchmarks/generate_dataset/{dataset}.tsv"
    wildcard_constraints:
        dataset="|".join(GENERATED) or "(?!)",
    threads: 1
    resources:
        mem_mb=4000,
        runtime=60,
    params:
        code=lambda _: code_of("generate_dataset"),
        root_seed=config["root_seed"],
        settings=lambda wildcards: DATASETS[wildcards.dataset],
    script:
        "../scripts/generate_dataset.py"


rule read_dataset:
    """Read the files of a data set of the user, first of all jobs, so that a bad file stops the run early."""
    input:
        lambda wildcards: dataset_files(wildcards.dataset),
    output:
        samples=f"{DATASET}/samples.parquet",
        report=f"{DATASET}/report.parquet",
    log:
        "results/logs/read_dataset/{dataset}.log",
    benchmark:
        "results/benchmarks/read_dataset/{dataset}.tsv"
    wildcard_constraints:
        dataset="|".join(name for name in DATASETS if name not in GENERATED) or "(?!)",
    priority: 100
    threads: 1
    resources:
        mem_mb=8000,
        runtime=60,
    params:
        code=lambda _: code_of("read_dataset"),
        settings=lambda wildcards: DATASETS[wildcards.dataset],
    script:
        "../scripts/read_dataset.py"
