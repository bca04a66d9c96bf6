"""The report: one page with the claims, the data sets and every figure."""

from rgcore.provenance import file_digest
from rgcore.report.catalogue import CATALOGUE, VERDICT_TABLES


rule write_report:
    """Write the page that a reader opens first; it contains the pictures, and links to all files beside it."""
    input:
        pages=expand("results/pages/{dataset}.html", dataset=DATASETS),
        tables=expand(
            "results/tables/{table}.parquet", table=["claims", *VERDICT_TABLES]
        ),
        pictures=expand("results/figures/{figure}.png", figure=CATALOGUE),
        captions=expand("results/captions/{figure}.rst", figure=CATALOGUE),
    output:
        "results/report/index.html",
    localrule: True
    params:
        datasets=DATASETS,
        template=file_digest(HOME / "workflow/report/index.html")[:16],
    script:
        "../scripts/write_report.py"
