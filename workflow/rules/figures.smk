"""Figures, each drawn from tables alone; one rule per figure, because a caption belongs to a rule."""

from rgcore.report.catalogue import CATALOGUE, code_modules
from rgcore.provenance import file_digest


def drawn_by(figure):
    """Return a function that gives the digest of a figure's code, style and template, for the job that draws it."""
    files = [
        HOME / "rgcore/figures/rgcore.mplstyle",
        HOME / f"workflow/report/{figure}.rst",
    ]
    return lambda _: " ".join(
        [
            code_of("draw_figure", *code_modules(figure)),
            *(file_digest(path)[:16] for path in files),
        ]
    )


for figure, card in CATALOGUE.items():

    rule:
        name:
            f"draw_{figure}"
        input:
            [f"results/tables/{table}.parquet" for table in card.tables],
        output:
            pdf=f"results/figures/{figure}.pdf",
            svg=f"results/figures/{figure}.svg",
            png=f"results/figures/{figure}.png",
            csv=f"results/figures/{figure}.csv",
            caption=f"results/captions/{figure}.rst",
        params:
            code=drawn_by(figure),
            figure=figure,
        script:
            "../scripts/draw_figure.py"
