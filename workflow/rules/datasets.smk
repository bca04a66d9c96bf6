"""Data sets: generated ones, and the user's own files; the page on each."""

from rgcore.datasets.subject import DATASET
from rgcore.pcarg.subject import ANALYSIS as PCARG
from rgcore.report.catalogue import PAGE_FIGURES, PAGE_TABLES, code_modules
from rgcore.provenance import file_digest

# of each table of a page the files with the rows of one data set: other data sets need not be analysed for it
PAGE_PARTS = {
    table.name: list(table.parts) or [f"results/tables/{table.name}.parquet"]
    for table in tables()
    if table.name in PAGE_TABLES
}


rule generate_dataset:
    """Draw a data set of any generated kind."""
    output:
        samples=f"{DATASET}/samples.parquet",
        report=f"{DATASET}/report.parquet",
        summary=f"{DATASET}/summary.txt",
    wildcard_constraints:
        dataset=NAMES_OF_GENERATED,
    priority: 100
    params:
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
    wildcard_constraints:
        dataset=NAMES_OF_READ,
    priority: 100
    params:
        settings=lambda wildcards: DATASETS[wildcards.dataset],
    script:
        "../scripts/read_dataset.py"


rule compute_moments:
    """Compute mean, covariance and autocorrelation time of a data set, once for all that need them."""
    input:
        samples=f"{DATASET}/samples.parquet",
        report=f"{DATASET}/report.parquet",
    output:
        f"{DATASET}/moments.parquet",
    priority: 90
    params:
        trial_length=lambda wildcards: trial_length(wildcards.dataset),
    script:
        "../scripts/compute_moments.py"


rule describe_dataset:
    """Write one page on a data set: what was read, found and excluded, and what to distrust."""
    input:
        **PAGE_PARTS,
        summary=f"{DATASET}/summary.txt",
        left_out=f"{PCARG}/nulls_left_out.txt",
    output:
        "results/pages/{dataset}.html",
    params:
        code=lambda _: code_of(
            "describe_dataset",
            *[module for name in PAGE_FIGURES for module in code_modules(name)],
        ),
        template=file_digest(HOME / "workflow/report/dataset_page.html")[:16],
        covariate=lambda wildcards: covariate_of_nulls(wildcards.dataset),
    script:
        "../scripts/describe_dataset.py"
