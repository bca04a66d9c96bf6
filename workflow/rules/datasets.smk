"""Data sets: generated ones, and the user's own files; the page on each."""

from rgcore.report.catalogue import PAGE_FIGURES, PAGE_TABLES
from rgcore.provenance import file_digest


rule generate_dataset:
    """Draw a neural-like or stock-like data set."""
    output:
        samples=f"{DATASET}/samples.parquet",
        report=f"{DATASET}/report.parquet",
        summary=f"{DATASET}/summary.txt",
    log:
        "results/logs/generate_dataset/{dataset}.log",
    benchmark:
        "results/benchmarks/generate_dataset/{dataset}.tsv"
    wildcard_constraints:
        dataset="|".join(GENERATED) or "(?!)",
    priority: 100
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
        summary=f"{DATASET}/summary.txt",
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


rule describe_dataset:
    """Write one page on a data set: what was read, found and excluded, and what to distrust."""
    input:
        summary=f"{DATASET}/summary.txt",
        tables=[f"results/tables/{table}.parquet" for table in PAGE_TABLES],
    output:
        report(
            "results/pages/{dataset}.html",
            category="Data sets",
            labels={
                "data set": "{dataset}",
                "shows": "What was read, found, and to be distrusted",
            },
        ),
    log:
        "results/logs/describe_dataset/{dataset}.log",
    benchmark:
        "results/benchmarks/describe_dataset/{dataset}.tsv"
    threads: 1
    resources:
        mem_mb=2000,
        runtime=10,
    params:
        code=lambda _: code_of(
            "describe_dataset", *[f"rgcore.figures.{name}" for name in PAGE_FIGURES]
        ),
        template=file_digest(HOME / "workflow/report/dataset_page.html")[:16],
    script:
        "../scripts/describe_dataset.py"
