"""The report: one page with the claims, the data sets and every figure."""

from rgcore.provenance import file_digest
from rgcore.report.catalogue import CATALOGUE, VERDICT_TABLES


rule write_docs:
    """Write all pages of docs as one, beside the report: claims lead to their methods there."""
    output:
        "results/report/docs.html",
    localrule: True
    params:
        docs=lambda _: digest_of_docs(),
    script:
        "../scripts/write_docs.py"


rule write_report:
    """Write the page that a reader opens first, with pictures and links, and the style with which pages link to it."""
    input:
        pages=expand("results/pages/{dataset}.html", dataset=DATASETS),
        tables=expand(
            "results/tables/{table}.parquet", table=["claims", *VERDICT_TABLES]
        ),
        pictures=expand("results/figures/{figure}.png", figure=CATALOGUE),
        captions=expand("results/captions/{figure}.rst", figure=CATALOGUE),
        docs="results/report/docs.html",
    output:
        page="results/report/index.html",
        style="results/report/run.css",
    localrule: True
    params:
        datasets=DATASETS,
        template=file_digest(HOME / "workflow/report/index.html")[:16],
    script:
        "../scripts/write_report.py"
