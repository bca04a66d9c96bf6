"""Sentences on several data sets are those on each of them."""

import pytest

from rgcore.report.catalogue import CATALOGUE
from rgcore.selection.names import plain
from rgcore.words import seen

FIGURES = [
    "n_dependence",
    "bin_width_scan",
    "canonical_dimension",
    "coarse_graining",
    "coarse_graining_local",
    "fig6_moment_flow",
    "pca_coupling",
    "pca_recursion",
    "pca_spectrum",
    "price_levels",
    "window_scan",
]
CHOOSES = {
    "alpha_marginal",
    "dropped_top",
    "g_limit",
    "kept_fraction",
    "level",
}  # what all data sets have in common


def unlike(table):
    """Return a table whose data sets have numbers that differ by 7 % and more."""
    factor = 1 + 0.07 * table["dataset"].astype("category").cat.codes
    columns = [name for name in table.select_dtypes("float64") if name not in CHOOSES]
    return table.assign(**{name: table[name] * factor for name in columns})


@pytest.fixture(scope="module")
def tables(larger_tables):
    return {name: unlike(table) if "dataset" in table else table for name, table in larger_tables.items()}


@pytest.mark.parametrize("figure", FIGURES)
def test_each_data_set_has_the_sentences_that_it_has_alone(figure, tables):
    shown, together = CATALOGUE[figure].tables, seen(figure, tables)
    (first, *_) = (tables[name] for name in shown if "dataset" in tables[name])
    names = sorted(set(first["dataset"]))
    assert len(names) > 1
    for name in names:
        own = {each: tables[each] for each in shown}
        own = {
            each: table[table["dataset"] == name] if "dataset" in table else table
            for each, table in own.items()
        }
        sentences = seen(figure, own).split(". ")
        assert any(name in sentence or plain(name) in sentence for sentence in sentences)
        for sentence in sentences:
            assert sentence.rstrip(".") in together
