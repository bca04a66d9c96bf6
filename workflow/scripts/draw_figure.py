"""Draw one figure from its tables, and write its caption."""

from rgcore.figures import caption, draw_figure
from rgcore.tables.frames import read_tables
from rgcore.tables.parameters import describe_parameters
from rgcore.tables.pictures import save_figure
from rgcore.tables.text import write_text
from rgcore.workflow.job import job

with job(snakemake) as run:
    tables = read_tables(snakemake.input)
    figure = draw_figure(run.params.figure, tables)
    save_figure(figure, [snakemake.output.pdf, snakemake.output.svg, snakemake.output.png])
    parameters = describe_parameters(snakemake.input)
    text = caption(run.params.figure, tables, run.params.template, parameters)
    write_text(text, snakemake.output.caption)
