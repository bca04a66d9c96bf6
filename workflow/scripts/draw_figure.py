"""Draw one figure from its tables, and write its caption."""

from pathlib import Path

from rgcore.figures import draw_figure
from rgcore.figures.kit.drawn_points import drawn_points
from rgcore.pipeline.job import job
from rgcore.report.captions import caption
from rgcore.tables.figure_files import save_figure
from rgcore.tables.frames import read_tables
from rgcore.tables.parameters import describe_parameters
from rgcore.tables.text import read_text, write_text

with job(snakemake) as run:
    tables = read_tables(snakemake.input)
    figure = draw_figure(run.params.figure, tables)
    save_figure(figure, [snakemake.output.pdf, snakemake.output.svg, snakemake.output.png])
    write_text(drawn_points(figure).to_csv(index=False, float_format="%.8g"), snakemake.output.csv)
    template = read_text(Path(snakemake.scriptdir).parent / "report" / f"{run.params.figure}.rst")
    text = caption(run.params.figure, tables, template, describe_parameters(snakemake.input))
    write_text(text, snakemake.output.caption)
