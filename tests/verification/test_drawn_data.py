"""What figures show is compared: a curve that is missing or elsewhere is found."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from rgcore.figures import draw_figure
from rgcore.figures.cards import figure_cards
from rgcore.verification.drawn_data import KEYS, drawn_data
from rgcore.verification.parts import classes

from .made_up import faults, part

WAYS = ("bits", "tolerance", "errors")
FIGURE = "figure rbm_likelihood"


def shown(figure, name=FIGURE):
    return part(drawn_data(figure), classes()[name], name, KEYS)


@pytest.fixture(scope="module")
def reference_runs(larger_tables):
    """Three runs whose likelihoods differ a little."""
    likelihood = larger_tables["rbm_likelihood"]
    numbers = likelihood.select_dtypes("float").columns.difference(["temperature"])
    scattered = [likelihood.assign(**(likelihood[numbers] * (1 + 1e-3 * run))) for run in range(3)]
    return [
        shown(draw_figure("rbm_likelihood", larger_tables | {"rbm_likelihood": each})) for each in scattered
    ]


@pytest.fixture
def figure(larger_tables):
    return draw_figure("rbm_likelihood", larger_tables)


@pytest.mark.parametrize("name", figure_cards())
def test_data_are_found_in_every_figure_and_named_once(name, larger_tables):
    data = drawn_data(draw_figure(name, larger_tables))
    assert len(data) > 5
    assert {"axes", "line", "image"} & set(data["drawing"]) > {"axes"}
    assert not data.duplicated(list(KEYS)).any()


@pytest.mark.parametrize("way", WAYS)
def test_a_curve_that_is_not_drawn_differs(figure, reference_runs, way):
    figure.axes[0].lines[0].remove()
    assert "has no row panel=0 drawing=line" in faults(shown(figure), reference_runs, way)


@pytest.mark.parametrize("way", WAYS)
def test_a_curve_that_is_elsewhere_differs(figure, reference_runs, way):
    line = figure.axes[0].lines[0]
    line.set_ydata(np.asarray(line.get_ydata(), dtype=float) + (1e-3 if way != "errors" else 1e3))
    assert faults(shown(figure), reference_runs, way)


def test_limits_error_bars_areas_and_images_are_among_what_is_shown():
    figure = Figure()
    ax = figure.subplots()
    ax.errorbar([1, 2], [3, 4], [0.1, 0.2], label="measured at 2.5")
    ax.fill_between([1, 2], [0, 0], [1, 1])
    ax.imshow([[1.0, 2.0]])
    ax.set_xlim(0, 7)
    data = drawn_data(figure).set_index(["drawing", "label", "number"])
    assert list(data.loc[("axes", "", 0), "x"]) == [0, 7]
    assert list(data.loc[("line", "measured at #", 0), "y"]) == [3, 4]
    assert np.allclose(sorted(data.loc[("collection", "measured at #", 0), "y"])[:2], [0, 2.9])
    assert list(data.loc[("image", "", 0), "values"]) == [1, 2]
    assert {1.0} < set(data.loc[("collection", "", 0), "y"])
