"""The points of a panel, their error bars and bands are the columns of the tables that its axis names."""

from functools import cache
from zlib import crc32

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer

from rgcore.figures import draw_figure
from rgcore.figures.kit.drawn_points import drawn_points
from rgcore.report.catalogue import CATALOGUE

from .drawn_columns import CASES
from .drawn_curves import CURVES
from .wanted_points import of

CHOOSES = {  # columns by whose values rows are chosen or put together
    "alpha_marginal, coupling, dimension, dropped_top, excess_kurtosis, g_limit, goal, kept_fraction, l1",
    "learning_rate, least_localized, level, relative_strength, relative_temperature, scale, start",
    "start_temperature, temperature, training_temperature",
}
CHOOSES = {name for line in CHOOSES for name in line.split(", ")}

INSTEAD = {  # of zeros, and of lengths that are alike
    "block_size_pairs": {"log_likelihood_change": -0.3, "log_likelihood_change_err": 0.05},
    "block_size_study": {"correlation_length_connected": 1.5},
}
COLUMNS = {"x": "x", "y": "y", "low": "y_low", "high": "y_high"}
KEYS = {("kurtosis_switch", "correlation_length"), ("pca_ground_truth", "u"), ("pca_recursion", "alpha")}


def uneven(name, table):
    """Return a table of which no two numbers are alike: they differ by about one millionth, ends of ranges outwards."""
    changed = {}
    for column in table.select_dtypes("float64"):
        if column not in CHOOSES and (name, column) not in KEYS:
            shift = np.random.default_rng(crc32(f"{name} {column}".encode())).random(len(table))
            shift += (
                1.0
                if column.endswith(("_high", "_q75"))
                else -2.0
                if column.endswith(("_low", "_q25"))
                else 0.0
            )
            changed[column] = table[column] + 1e-6 * shift * table[column].abs()
    return table.assign(**(changed | INSTEAD.get(name, {})))


@pytest.fixture(scope="module")
def uneven_tables(minimal_tables):
    return {name: uneven(name, table) for name, table in minimal_tables.items()}


@pytest.fixture(scope="module")
def points(uneven_tables):
    """Give the points of a figure with the text by which cases find them, drawn once."""

    @cache
    def found(name):
        table = drawn_points(
            draw_figure(name, {each: uneven_tables[each] for each in CATALOGUE[name].tables})
        )
        return table.assign(text=table["panel"] + " | " + table["y_axis"] + " | " + table["series"])

    return found


@pytest.mark.parametrize("case", CASES + CURVES, ids=lambda case: f"{case.figure}: {case.where}")
def test_points_are_those_of_the_table(case, points, uneven_tables):
    drawn = points(case.figure)
    drawn = drawn[drawn["text"].str.contains(case.where) & (drawn["kind"] == case.kind)]
    wanted = case.wanted(uneven_tables)
    names = {name: column for name, column in COLUMNS.items() if name in wanted}
    with_ends = "low" in wanted and wanted["low"].notna().any()
    drawn = drawn[drawn["y_low"].notna() == with_ends]
    found = drawn[list(names.values())].dropna(how="all").to_numpy()
    known = wanted[list(names)].to_numpy(float)
    assert len(found)
    for point in found:
        alike = np.isclose(known, point, rtol=1e-8, atol=1e-12, equal_nan=True).all(axis=1)
        assert alike.any(), f"no row of the table is {point}"


def bars_across(figure):
    """Return x and both ends of every horizontal error bar, (n, 3)."""
    found = []
    for whole in (
        each for ax in figure.axes for each in ax.containers if isinstance(each, ErrorbarContainer)
    ):
        if whole.has_xerr:
            ends = [segment[:, 0] for segment in whole.lines[2][0].get_segments() if len(segment)]
            found += [(x, *end) for x, end in zip(whole.lines[0].get_xdata(), ends, strict=True)]
    return np.array(found)


HORIZONTAL = {
    "learned_map_exponents": of("learned_map_tests", "exponent", ends="interval"),
    "pca_recursion": of("pca_coupling", "alpha"),
    "vrg_exponents": of("mcrg", "exponent", where="blocking_step == blocking_step.max()"),
    "model_bench": of("bench_scores", "auc", ends="interval"),
    "block_size_hypotheses": of("block_size_hypotheses", "median_error", ends="interval", scale=100.0),
}


@pytest.mark.parametrize("name", HORIZONTAL)
def test_horizontal_bars_are_those_of_the_table(name, uneven_tables):
    wanted = HORIZONTAL[name](uneven_tables)[["y", "low", "high"]].to_numpy()
    found = bars_across(draw_figure(name, {each: uneven_tables[each] for each in CATALOGUE[name].tables}))
    assert len(found)
    for bar in found:
        assert np.isclose(wanted, bar, rtol=1e-8, atol=1e-12).all(axis=1).any(), bar
