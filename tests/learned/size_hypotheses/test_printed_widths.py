"""What pages conclude from the widths that they print follows from these widths."""

import numpy as np
import pytest

from rgcore.tables.markdown import markdown_table

from . import printed_widths
from .printed_widths import (
    DOCS,
    TABLES,
    Measured,
    Ratio,
    corrected,
    entry,
    fitted_powers,
    infinite_length,
    p_of_half_a_side,
    p_value,
    power_rows,
    printed_ratios,
    printed_table,
    quotient,
    sites_power,
    verdict,
    width_of,
)

SURE = Measured(1.0, 0.0)


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_of_the_pages_are_those_of_the_code(name):
    page, head, rows = TABLES[name]
    printed = (DOCS / page).read_text().split(f"<!-- {name} -->\n")[1].split(f"\n<!-- end of {name} -->")[0]
    assert printed == markdown_table(head, rows())


@pytest.mark.parametrize("text", ["none", "", "11.7 (1 of 3 runs)", "6.85 ± 0.11 (2 of 3 runs)", "13.6"])
def test_without_a_width_in_every_replica_there_is_none(text):
    assert entry(text) is None


def test_the_power_of_a_tiling_is_a_half_with_the_error_of_its_widths():
    power = sites_power(Measured(6.0, 0.06), Measured(3.0, 0.03))
    assert power == pytest.approx((0.5, 0.01 * np.sqrt(2) / np.log(4)))


def test_the_infinite_length_is_half_the_side_at_the_critical_point():
    assert infinite_length("2.26918") == 8
    assert infinite_length("2.5") == pytest.approx(5.96238, rel=1e-5)  # K = 0.4


def test_powers_planted_in_widths_are_found(monkeypatch):
    widths = {
        (temperature, units): Measured((256 / units) ** 0.4 * infinite_length(temperature) ** 0.2, 0.1)
        for temperature in ("2.15", "2.5", "2.8", "3.4")
        for units in (16, 32, 64)
    }
    monkeypatch.setattr(printed_widths, "printed_widths", lambda: widths)
    n_conditions, sites, length = fitted_powers(2.5)
    assert (n_conditions, sites.value, length.value) == (9, pytest.approx(0.4), pytest.approx(0.2))


@pytest.mark.parametrize(
    ("value", "error", "expected"),
    [(1.1, 0.5, "met"), (1.3, 0.05, "excluded"), (1.3, 0.1, "neither"), (0.7, 0.11, "excluded")],
)
def test_a_prediction_is_excluded_two_standard_errors_beyond_a_tenth(value, error, expected):
    assert verdict(Measured(value, error), SURE) == expected


def test_p_of_two_sides_is_welchs_t_test_of_their_logarithms():
    widths = Measured(4.0, 0.2), Measured(5.0, 0.25)  # equal relative errors: 4 degrees of freedom
    ratio = Ratio(8, "2.8", widths, (SURE, SURE))
    t = np.log(1.25) / (0.05 * np.sqrt(2))
    assert t == pytest.approx(3.156, rel=1e-3)
    assert p_value(ratio, SURE) == pytest.approx(0.0343, abs=2e-4)  # two-sided, table of Student's t


def test_what_the_page_of_sides_says_of_its_tests():
    left = [ratio[:2] for ratio, p in zip(printed_ratios(), corrected(), strict=True) if p.min() < 0.05]
    assert left == [(4, "2.35")]
    assert p_of_half_a_side() < 0.001
    assert all(quotient(ratio.widths).value > 1.2 for ratio in printed_ratios() if ratio.spacing == 8)


def test_what_the_pages_say_of_powers():
    power = {row[0]: [float(part) for part in row[2].split(" ± ")] for row in power_rows()}
    for temperature in ("2.8", "3.4"):
        value, error = power[temperature]
        assert abs(value - 0.5) < 2 * error
    for temperature in ("2.26918", "2.35", "2.5"):
        value, error = power[temperature]
        assert value + 4 * error < 0.5
    (_, _, every), (_, _, hot) = fitted_powers(2.15), fitted_powers(2.5)
    assert abs(every.value) < 2 * every.error
    assert abs(hot.value) < 2 * hot.error
    assert every.value * hot.value < 0


def test_the_weights_put_q_of_the_infinite_length_at_two_standard_errors():
    """By the likelihood ratio to the measured length, whose q is 0."""
    query = (
        "block_size_hypotheses weight,weight_if_wide,weight_if_settled,p_corrected,median_error,error_90 "
        "by=hypothesis,length source=ising start=random sharing=none"
    )
    weights = {tuple(row[:2]): float(row[2]) for row in printed_table("block_size_hypotheses.md", query)[1:]}
    gain = 2 * np.log(weights["powers", "infinite"] / weights["powers", "measured"])
    assert 2 < np.sqrt(gain) < 2.5


def test_side_16_narrows_one_filter_with_many_sites_per_unit():
    ratios = {ratio[:2]: ratio.widths for ratio in printed_ratios()}
    small, large = (
        sites_power(width_of(few), width_of(many))
        for few, many in zip(ratios[8, "2.8"], ratios[4, "2.8"], strict=True)
    )
    assert large.value - small.value > 2 * np.hypot(small.error, large.error)
