"""Which figures there are, in the order of the report, and what each depends on; loads nothing heavy."""

from rgcore.figures.cards import figure_cards, figure_module
from rgcore.words import words_module

__all__ = ["CATALOGUE", "PAGE_FIGURES", "PAGE_TABLES", "VERDICT_TABLES", "code_modules"]

CATALOGUE = figure_cards()
"""The card of every figure by its name, ordered by category and place."""

PAGE_FIGURES = tuple(name for name, card in CATALOGUE.items() if card.on_dataset_page)
"""What the page of a data set shows, of that data set alone."""

PAGE_TABLES = tuple(
    dict.fromkeys(
        (
            "dataset_report",
            *(table for name in PAGE_FIGURES for table in CATALOGUE[name].tables),
            "bench_scores",
        )
    )
)
"""The tables that the page is made from; the last one is about no data set."""

VERDICT_TABLES = ("pca_flow", "pca_exclusion", "pca_spectrum_summary", "pca_coupling")
"""The tables that the verdicts on a data set are composed from."""


def code_modules(figure: str) -> tuple[str, ...]:
    """Return the modules that are loaded by name for a figure: of its drawing, and of its words if it has any."""
    return tuple(module for module in (figure_module(figure), words_module(figure)) if module)
