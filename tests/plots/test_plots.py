"""Plots of a user's own arrays."""

import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

from rgcore.figures.kit.drawn_points import drawn_points
from rgcore.pcarg import analyse_spectra, moment_flow, spectrum_table
from rgcore.plots import plot_moment_flow, plot_receptive_fields, plot_spectrum
from rgcore.series import sample_moments

from ..pages import ROOT, blocks_of_code

SAMPLES = np.random.default_rng(1).standard_t(6, (400, 8)) @ np.diag(np.arange(1.0, 9.0))
WEIGHTS = np.arange(27.0).reshape(9, 3) - 5.0


@pytest.fixture
def ax():
    return Figure().subplots()


@pytest.mark.parametrize("settings", [{}, {"dropped_top": 2, "scaling": "correlation"}])
def test_the_kurtosis_that_is_drawn_is_that_of_the_samples(ax, settings):
    assert plot_moment_flow(SAMPLES, [1.0, 0.5], ax=ax, **settings) is ax
    flow = moment_flow(SAMPLES, [1.0, 0.5], **settings)
    points = drawn_points(ax.figure)
    median = points[points["series"].str.startswith("data")]
    np.testing.assert_allclose(median[["x", "y"]], flow[["kept_fraction", "kurtosis_median"]])
    np.testing.assert_allclose(median["y_high"] - median["y"], flow["kurtosis_median_err"])
    assert "(" in ax.get_ylabel()
    assert ax.get_legend() is not None


def test_the_eigenvalues_that_are_drawn_are_those_of_the_samples(ax):
    assert plot_spectrum(SAMPLES, ax=ax) is ax
    table = spectrum_table(analyse_spectra(SAMPLES, sample_moments(SAMPLES)), "samples")
    rows = table[table["scaling"] == "covariance"]
    points = drawn_points(ax.figure)
    for value in rows["eigenvalue"] / rows["eigenvalue"].mean():
        assert np.isclose(points["y"], value, rtol=1e-12).any()


def test_the_field_of_each_unit_is_a_square_in_its_place(ax):
    image = plot_receptive_fields(WEIGHTS, ax=ax).images[0].get_array()
    assert image.shape == (7, 7)  # two by two fields of three by three, a pixel between them
    np.testing.assert_allclose(image[:3, :3], WEIGHTS[:, 0].reshape(3, 3) / 21)
    np.testing.assert_allclose(image[4:, :3], WEIGHTS[:, 2].reshape(3, 3) / 21)
    assert image.mask[4:, 4:].all()  # there is no fourth unit


def test_weights_that_are_no_square_lattice_or_vanish_are_refused(ax):
    with pytest.raises(ValueError, match="weights must be of side \\* side visible units, got 8"):
        plot_receptive_fields(WEIGHTS[:8], ax=ax)
    with pytest.raises(ValueError, match="weights must not all be zero"):
        plot_receptive_fields(0 * WEIGHTS, ax=ax)


@pytest.mark.parametrize("draw", [plot_moment_flow, plot_spectrum])
def test_without_axes_a_new_figure_of_pyplot_is_drawn_on(draw):
    before = set(pyplot.get_fignums())
    draw(SAMPLES)
    (number,) = set(pyplot.get_fignums()) - before
    pyplot.close(number)


def test_the_example_of_the_page_runs():
    (example,) = blocks_of_code((ROOT / "docs/figures.md").read_text("utf-8"), "python")
    before = set(pyplot.get_fignums())
    exec(example, {})
    opened = set(pyplot.get_fignums()) - before
    assert len(opened) == 3
    for number in opened:
        pyplot.close(number)


def test_the_settings_of_a_notebook_stay_as_they_are(ax):
    before = dict(pyplot.rcParams)
    plot_moment_flow(SAMPLES, [1.0], ax=ax)
    assert dict(pyplot.rcParams) == before
