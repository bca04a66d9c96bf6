"""The measures of size on fields of known size: the tables of the page are what the code gives today."""

import numpy as np
import pytest

from rgcore.learned.field_size import measure_field
from rgcore.learned.size_hypotheses.widths import NARROWEST, WIDEST, widths_of
from rgcore.tables.markdown import markdown_table

from . import ideal_fields
from .ideal_fields import SIDE, TABLES, WIDTHS, blob, read_blobs, resolution_removed
from .planted import study


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_of_the_page_are_those_of_the_code(name):
    head, rows = TABLES[name]
    text = ideal_fields.PAGE.read_text()
    printed = text.split(f"<!-- {name} -->\n")[1].split(f"\n<!-- end of {name} -->")[0]
    assert printed == markdown_table(head, rows())


@pytest.mark.parametrize("width", [width for width in WIDTHS if 1.5 <= width <= 10])
def test_the_resolution_adds_in_quadrature(width):
    found = read_blobs(width, 0.0)["fwhm"]
    assert resolution_removed(found) == pytest.approx(width, rel=0.03 if width > 1.5 else 0.1)


def test_narrower_blobs_than_the_limit_cannot_be_told_apart():
    found = [np.mean(read_blobs(width, 0.0)["fwhm"]) for width in (0.3, 0.6, 1.0)]
    assert min(found) > NARROWEST - 0.35
    assert max(found) < NARROWEST


def test_the_error_of_a_single_width_is_the_scatter_over_places_of_the_blob():
    """A median over many widths between the sites scatters less; of one field it is this."""
    scatter = [np.std(read_blobs(width, 0.0, n=100)["fwhm"]) for width in (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)]
    one = study(("constant", (np.log(3.0),)), rng=np.random.default_rng(1)).assign(n_localized=1)
    assumed = widths_of(one).of_measure * np.exp(widths_of(one).log_width)
    np.testing.assert_allclose(assumed, assumed[0])
    assert assumed[0] == pytest.approx(np.mean(scatter), rel=0.3)


def test_up_to_the_widest_width_blobs_with_little_noise_are_localized_and_not_much_beyond():
    assert read_blobs(WIDEST * SIDE, 0.1)["localized"].mean() > 0.95
    assert read_blobs(1.2 * WIDEST * SIDE, 0.1)["localized"].mean() < 0.3


def test_a_negative_blob_has_the_size_of_a_positive_one():
    one, other = (measure_field(sign * blob(3, (9.3, 4.1))) for sign in (1, -1))
    assert one["peak"] == -other["peak"]
    assert {**one, "peak": 0} == {**other, "peak": 0}
