"""Write the report of a run."""

from pathlib import Path

from rgcore.pipeline.job import job
from rgcore.report.site.index import SHOW_LINKS_TO_REPORT, figure_files, index_page
from rgcore.tables.frames import read_tables
from rgcore.tables.text import read_text, write_text

with job(snakemake) as run:
    template = read_text(Path(snakemake.scriptdir).parent / "report" / "index.html")
    figures = figure_files(snakemake.input.pictures, snakemake.input.captions)
    page = index_page(read_tables(snakemake.input.tables), figures, run.params.datasets, template)
    write_text(page, snakemake.output.page)
    write_text(SHOW_LINKS_TO_REPORT, snakemake.output.style)
