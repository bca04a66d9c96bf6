"""Write the page of one data set."""

from pathlib import Path

from rgcore.figures.dataset_page import dataset_page
from rgcore.tables.frames import read_tables
from rgcore.tables.text import read_text, write_text
from rgcore.workflow.job import job

with job(snakemake) as run:
    template = read_text(Path(snakemake.scriptdir).parent / "report" / "dataset_page.html")
    page = dataset_page(snakemake.wildcards.dataset, read_tables(snakemake.input), template)
    write_text(page, snakemake.output[0])
