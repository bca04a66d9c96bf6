"""Write the page of one data set."""

from pathlib import Path

from rgcore.pipeline.job import job
from rgcore.report.catalogue import PAGE_TABLES
from rgcore.report.dataset_page import dataset_page
from rgcore.tables.frames import read_parts
from rgcore.tables.text import read_text, write_text

with job(snakemake) as run:
    template = read_text(Path(snakemake.scriptdir).parent / "report" / "dataset_page.html")
    tables = read_parts({name: snakemake.input[name] for name in PAGE_TABLES})
    summary = read_text(snakemake.input.summary)
    notes = {"left_out": read_text(snakemake.input.left_out).splitlines(), "covariate": run.params.covariate}
    page = dataset_page(snakemake.wildcards.dataset, tables, summary.strip(), template, **notes)
    write_text(page, snakemake.output[0])
