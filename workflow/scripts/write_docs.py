"""Write the pages of docs beside the report."""

from pathlib import Path

from rgcore.pipeline.job import job
from rgcore.report.site.docs_page import docs_page
from rgcore.tables.text import read_text, write_text

with job(snakemake) as run:
    workflow = Path(snakemake.scriptdir).resolve().parent  # it is workflow/rules/../scripts
    template = read_text(workflow / "report" / "docs.html")
    navigation = read_text(workflow / "site" / "navigation.yaml")
    write_text(docs_page(workflow.parent, navigation, template), snakemake.output[0])
