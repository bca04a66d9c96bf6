"""Verdicts on the width of blocks, and on what localizes them, turn when the numbers do."""

import numpy as np
import pandas as pd
import pytest

from rgcore.claims.claim import DEPENDS, NOT_REPRODUCED, REPRODUCED, NotInThisRunError

from .judged import finding, verdict


def widths(power, source="ising", scatter=0.01, longest=5.0):
    lengths = {2.0: 1.5, 2.5: longest, 3.4: 2.0}
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "source": source,
            "sharing": "none",
            "temperature": temperature,
            "n_hidden": 64,
            "sites_per_unit": 4.0,
            "replica": replica,
            "epoch": epoch,
            "n_epochs": 9,
            "correlation_length": 12.0,
            "correlation_length_connected": length,
            "localized_fraction": 0.9,
            "fwhm": 2 * length**power * np.exp(scatter * rng.standard_normal()) * (1 if epoch == 9 else 7),
        }
        for temperature, length in lengths.items()
        for replica in range(3)
        for epoch in (3, 9)
    )


@pytest.mark.parametrize(
    ("power", "scatter", "expected"),
    [(1.0, 0.01, REPRODUCED), (0.03, 0.01, NOT_REPRODUCED), (0.4, 0.01, DEPENDS), (1.0, 3.0, DEPENDS)],
)
def test_the_power_of_the_width_in_the_correlation_length_decides(power, scatter, expected):
    table = pd.DataFrame(widths(power, scatter=scatter))
    assert verdict("width_against_correlation_length", block_size_study=table) == expected


def test_correlation_lengths_that_hardly_differ_decide_nothing_about_the_width():
    table = pd.DataFrame(widths(0.03, longest=2.5))
    assert verdict("width_against_correlation_length", block_size_study=table) == DEPENDS


@pytest.mark.parametrize("none", [{"fwhm": np.nan}, {"localized_fraction": 0.4}])
def test_a_study_without_a_localized_width_answers_nothing(none):
    table = widths(1.0).assign(**none)
    for name in ("width_against_correlation_length", "width_of_gaussian_copies"):
        with pytest.raises(NotInThisRunError, match="a localized width"):
            verdict(name, block_size_study=pd.concat([table, table.assign(source="gaussian_copy")]))


@pytest.mark.parametrize(
    ("negative", "gaussian", "answer"),
    [
        (
            (0.5, 0.7),
            (0.1, 0.2),
            "Localized fraction 0.60 ± 0.10 at excess kurtosis -1.9, 0.150 ± 0.050 at 0.",
        ),
        (
            (0.5, 0.7),
            (0, 0),
            "Localized fraction 0.60 ± 0.10 at excess kurtosis -1.9; at 0 no field localizes.",
        ),
        ((0, 0), (0.1, 0.2), "No field localizes at excess kurtosis -1.9, at 0 a fraction of 0.150 ± 0.050."),
        ((0, 0), (0, 0), "No field localizes at excess kurtosis -1.9, nor at 0."),
    ],
)
def test_where_no_field_localizes_that_is_said_in_words(negative, gaussian, answer):
    table = switch([-1.9, -1.9, 0.0, 0.0], negative + gaussian)
    assert finding("kurtosis_localizes", kurtosis_switch=table).answer == answer


def test_one_run_of_each_kurtosis_shows_nothing():
    found = finding("kurtosis_localizes", kurtosis_switch=switch([-1.9, 0.0], [0.9, 0.1]))
    assert (found.verdict, found.value) == (DEPENDS, pytest.approx(0.8))


def switch(excess_kurtosis, localized_fraction, source="pointwise"):
    columns = {"excess_kurtosis": excess_kurtosis, "localized_fraction": localized_fraction}
    return pd.DataFrame({"l1": 0.0, "source": source, **columns})


def test_controls_of_the_kurtosis_do_not_count():
    controls = switch([-1.9, -1.9, -2.5], [0.0, 0.1, 0.0], source="phase_randomized")
    table = pd.concat([switch([-1.9, -1.9, 0.0, 0.0], [0.9, 1.0, 0.0, 0.1]), controls])
    found = finding("kurtosis_localizes", kurtosis_switch=table)
    assert (found.verdict, found.value) == (REPRODUCED, pytest.approx(0.9))


@pytest.mark.parametrize(("factor", "expected"), [(1.02, NOT_REPRODUCED), (1.4, DEPENDS)])
def test_copies_of_the_same_width_speak_for_correlations(factor, expected):
    copies = widths(0.1, source="gaussian_copy")
    copies["fwhm"] *= factor
    table = pd.concat([widths(0.1), copies])
    assert verdict("width_of_gaussian_copies", block_size_study=table) == expected


def test_one_run_on_a_copy_shows_nothing_alike():
    ising, copies = (widths(0.1, source=source) for source in ("ising", "gaussian_copy"))
    only = (copies["temperature"] == 3.4) & (copies["replica"] == 0)
    found = finding("width_of_gaussian_copies", block_size_study=pd.concat([ising, copies[only]]))
    assert (found.verdict, found.value) == (DEPENDS, pytest.approx(1))
    assert "1 training run; not shown to be alike" in found.answer


def test_widths_of_few_localized_fields_do_not_count():
    copies = widths(0.1, source="gaussian_copy")
    hot = copies["temperature"] == 3.4
    copies.loc[~hot, ["fwhm", "localized_fraction"]] = 99.0, 0.4
    found = finding("width_of_gaussian_copies", block_size_study=pd.concat([widths(0.1), copies]))
    assert found.verdict == NOT_REPRODUCED
    assert "at T = 3.4, where" in found.answer


@pytest.mark.parametrize(("share", "expected"), [(0.51, REPRODUCED), (0.5, NOT_REPRODUCED)])
def test_units_localize_where_more_than_half_do_next_to_the_critical_point(share, expected):
    table = pd.DataFrame(
        {"temperature": [1.6, 2.2, 3.0], "localized_fraction": [1 - share, share, 1 - share]}
    )
    table = table.assign(
        n_hidden=64, block_size=4.0, block_size_lower_quartile=3.0, block_size_upper_quartile=5
    )
    others = table.assign(localized_fraction=1 - share)
    table = pd.concat(
        [
            others.assign(layer=1, measure="rms_radius"),
            others.assign(layer=2, measure="fwhm"),
            table.assign(layer=1, measure="fwhm"),
        ]
    )
    found = finding("localized_fields", block_size=table, ising_exact={"critical_temperature": [2.269]})
    assert (found.verdict, found.value) == (expected, share)


def test_the_power_is_that_of_networks_with_most_units_that_share_nothing():
    table = widths(1.0)
    others = [widths(0.0).assign(sharing="translations"), widths(0.0).assign(n_hidden=16)]
    others += [widths(0.0).assign(source="shuffled")]
    found = finding("width_against_correlation_length", block_size_study=pd.concat([*others, table]))
    assert (found.verdict, found.value) == (REPRODUCED, pytest.approx(1, abs=0.02))


@pytest.mark.parametrize(("power", "spread"), [(0.6, 0.15), (0.15, 0.15)])
def test_powers_beyond_a_limit_by_less_than_two_standard_errors_decide_nothing(power, spread):
    table = widths(power, scatter=0.0)
    longest = table["temperature"] == 2.5
    table.loc[longest, "fwhm"] *= (5.0 / 1.5) ** (spread * (table.loc[longest, "replica"] - 1))
    found = finding("width_against_correlation_length", block_size_study=table)
    assert (found.verdict, found.value) == (DEPENDS, pytest.approx(power))
    assert found.error == pytest.approx(spread / np.sqrt(3))


@pytest.mark.parametrize(("factors", "expected"), [((0.6, 0.6, 0.6), DEPENDS), ((0.95, 1.05, 1.15), DEPENDS)])
def test_copies_that_are_narrower_or_scatter_are_not_alike(factors, expected):
    copies = widths(0.1, source="gaussian_copy", scatter=0.0)
    copies["fwhm"] *= np.array(factors)[copies["replica"]]
    table = pd.concat([widths(0.1, scatter=0.0), copies])
    found = finding("width_of_gaussian_copies", block_size_study=table)
    assert (found.verdict, found.value) == (expected, pytest.approx(np.mean(factors)))


@pytest.mark.parametrize(
    ("negative", "gaussian", "expected"),
    [
        ((0.0, 0.1), (0.9, 1.0), DEPENDS),  # fewer are localized
        ((0.60, 0.61), (0.3, 0.7), DEPENDS),  # the scatter at zero is larger than the difference
        ((0.60, 0.61), (0.3, 0.31), REPRODUCED),
    ],
)
def test_negative_kurtosis_must_localize_more_fields_than_scatter_explains(negative, gaussian, expected):
    without = switch([-1.9, -1.9, 0.0, 0.0], [*negative, *gaussian])
    penalized = switch([-1.9, -1.9, 0.0, 0.0], [0.5] * 4).assign(l1=0.1)
    found = finding("kurtosis_localizes", kurtosis_switch=pd.concat([penalized, without]))
    assert (found.verdict, found.value) == (expected, pytest.approx(np.mean(negative) - np.mean(gaussian)))
