"""The sentences on configurations drawn from trained networks follow the numbers, whichever way these fall."""

import numpy as np
import pytest

from rgcore.words.networks import rbm_thermodynamics


def changed(tables, name, **columns):
    return {**tables, name: tables[name].assign(**columns)}


def test_models_with_the_exact_energy_and_with_another(larger_tables):
    rows = larger_tables["rbm_thermodynamics"]
    for shift, words in (
        (0, "energy, 18 of 18 within 2 standard errors (largest deviation 0.00)"),
        (-5, "energy, 0 of 18 within 2 standard errors (largest deviation 5.00)"),
    ):
        energy = rows["energy_exact"] + shift * rows["energy_err"]
        text = rbm_thermodynamics.seen(changed(larger_tables, "rbm_thermodynamics", energy=energy))
        assert text.count(words) == 3


def test_magnetizations_like_the_training_data_s_and_unlike_them(minimal_tables):
    data = minimal_tables["ising_thermodynamics"]["abs_magnetization"].iloc[0]
    error = np.hypot(
        *[
            minimal_tables[f"{name}_thermodynamics"]["abs_magnetization_err"].iloc[0]
            for name in ("ising", "rbm")
        ]
    )
    for value, words in (
        (data, "<|m|>, 1 of 1"),
        (data + 4 * error, "<|m|>, 0 of 1 within 2 standard errors (largest deviation 4.00"),
    ):
        assert words in rbm_thermodynamics.seen(
            changed(minimal_tables, "rbm_thermodynamics", abs_magnetization=value)
        )


def energy_temperatures(tables, value, low, high):
    names = ("energy_temperature", "energy_temperature_low", "energy_temperature_high")
    return changed(tables, "rbm_thermodynamics", **dict(zip(names, (value, low, high), strict=True)))


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        (
            2.46,
            2.4,
            2.5,
            "by 0.01 J/k_B; 0 lies in the 95 % interval at 1 of 1 point (largest at T = 2.45 J/k_B: 2.46",
        ),
        (2.25, 2.2, 2.3, "by -0.2 J/k_B; 0 lies in the 95 % interval at 0 of 1 point"),
        (
            8.0,
            2.0,
            np.inf,
            "by 5.55 J/k_B; 0 lies in the 95 % interval at 1 of 1 point (largest at T = 2.45 J/k_B: 8, 2 to infinity",
        ),
        (
            1.0,
            np.nan,
            2.5,
            "by -1.45 J/k_B; 0 lies in the 95 % interval at 1 of 1 point (largest at T = 2.45 J/k_B: 1, below 0.5 to",
        ),
        (np.inf, 9.0, np.inf, "Their energy corresponds to no finite temperature above 0.5 J/k_B."),
        (np.nan, np.nan, np.nan, "Their energy corresponds to no finite temperature above 0.5 J/k_B."),
    ],
)
def test_the_temperature_of_equal_energy_beside_the_training_temperature(
    minimal_tables, value, low, high, words
):
    assert words in rbm_thermodynamics.seen(energy_temperatures(minimal_tables, value, low, high))


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (lambda layer: 0.1 * layer, "rises from 0.1 to 0.3 J/k_B"),
        (lambda layer: -0.1 * (4 - layer), "falls from 0.3 to 0.1 J/k_B"),
        (lambda layer: 0.1 + 0.001 * layer, "stays within 2 standard errors (0.101 to 0.103) J/k_B"),
        (lambda layer: np.where(layer == 3, np.nan, 0.1), "is not defined in both J/k_B"),
    ],
)
def test_a_difference_that_grows_shrinks_or_stays_with_depth(larger_tables, off, words):
    rows = larger_tables["rbm_thermodynamics"]
    value = rows["temperature"] + off(rows["layer"]) + 0.01 * (rows["replica"] - 1.5)  # runs scatter
    tables = energy_temperatures(larger_tables, value, value - 0.02, value + 0.02)
    text = rbm_thermodynamics.seen(tables)
    assert f"From layer 1 to layer 3 the mean size of that difference {words.removesuffix(' J/k_B')}" in text


def test_layers_of_single_training_runs_are_not_compared(larger_tables):
    rows = larger_tables["rbm_thermodynamics"]
    one = {**larger_tables, "rbm_thermodynamics": rows[rows["replica"] == rows["replica"].min()]}
    text = rbm_thermodynamics.seen(one)
    assert "From layer" not in text
    assert "sampling error only, no scatter between training runs" in text


@pytest.mark.parametrize("reliable", [True, False])
def test_unreliable_points_are_counted(minimal_tables, reliable):
    text = rbm_thermodynamics.seen(changed(minimal_tables, "rbm_thermodynamics", reliable=reliable))
    words = "Unreliable: 1 point with fewer than 5 round trips or an effective sample size below 10."
    assert (words in text) is not reliable
