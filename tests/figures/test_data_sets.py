"""What stands under the name of a data set is of that data set."""

import re
from functools import cache

import numpy as np
import pytest

from rgcore.figures import draw_figure
from rgcore.figures.kit.drawn_points import drawn_points
from rgcore.report.catalogue import CATALOGUE
from rgcore.selection.names import plain

from .test_drawn_columns import uneven
from .wanted_points import clusters, dimensions, of, spectrum

# figure, what stands in "panel | vertical axis | series", the numbers it must be
CASES = [
    ("pca_coupling", r"NAME, covariance.*\$g\$, (?:first|outside)", of("pca_coupling", "g", "kept_fraction")),
    ("pca_coupling", "NAME, correlation.*outside perturbation", of("pca_coupling", "g", "kept_fraction")),
    ("pca_spectrum", r"\) NAME \|", spectrum),
    ("pca_recursion", r"fixed points.*\| NAME$", of("pca_coupling", "g", "alpha")),
    ("canonical_dimension", "NAME, c", dimensions),
    ("window_scan", r"NAME \|.*median kurtosis", of("window_scan", "kurtosis_median")),
    ("n_dependence", "kurtosis, NAME", of("n_dependence", "value", "kept_fraction")),
    ("n_dependence", r"variance exponent.*\| NAME$", of("n_dependence", "value", "n_variables")),
    ("bin_width_scan", "silence.*NAME, merged", of("bin_width_scan", "value", "n_bins")),
    ("price_levels", "NAME, largest mode", of("price_levels", "largest_share")),
    ("price_levels", r"NAME \|.*data: log", of("price_levels", "kurtosis_median", "kept_fraction")),
    ("price_levels", r"NAME, log returns in windows.*share", of("window_scan", "largest_share")),
    ("coarse_graining", r"kurtosis .dim.*\| NAME$", of("coarse_graining", "kurtosis", "cluster_size")),
    ("coarse_graining", r"variance over.*\| NAME$", clusters),
    ("coarse_graining_local", r"silence.*\| NAME$", of("coarse_graining_local", "value")),
    ("fig6_moment_flow", "NAME, covariance.*data", of("pca_flow", "kurtosis_median", "kept_fraction")),
]


@pytest.fixture(scope="module")
def uneven_tables(larger_tables):
    return {name: uneven(name, table) for name, table in larger_tables.items() if "dataset" in table}


@pytest.fixture(scope="module")
def points(uneven_tables, larger_tables):
    """Give the points of a figure with the text by which cases find them, drawn once."""

    @cache
    def found(name):
        tables = {**larger_tables, **uneven_tables}
        table = drawn_points(draw_figure(name, {each: tables[each] for each in CATALOGUE[name].tables}))
        return table.assign(text=table["panel"] + " | " + table["y_axis"] + " | " + table["series"])

    return found


@pytest.mark.parametrize(
    ("figure", "where", "wanted"), CASES, ids=[f"{figure} {where}" for figure, where, _ in CASES]
)
def test_points_under_the_name_of_a_data_set_are_its_own(figure, where, wanted, points, uneven_tables):
    table = next(each for each in CATALOGUE[figure].tables if each in uneven_tables)
    drawn, names = points(figure), sorted(set(uneven_tables[table]["dataset"]))
    n_found = 0
    for name in names:
        own = {each: table[table["dataset"] == name] for each, table in uneven_tables.items()}
        known = wanted(own)
        columns = {"y": "y", "low": "y_low", "high": "y_high"} | ({"x": "x"} if "x" in known else {})
        chosen = drawn["text"].str.contains(where.replace("NAME", re.escape(plain(name))))
        chosen = drawn[chosen & drawn["y_low"].notna()]
        n_found += len(chosen) > 0
        for point in chosen[list(columns.values())].to_numpy():
            alike = np.isclose(known[list(columns)].to_numpy(float), point, rtol=1e-8, atol=1e-12)
            assert alike.all(axis=1).any(), f"no row of {name} is {point}"
    assert n_found == len(names) > 1
