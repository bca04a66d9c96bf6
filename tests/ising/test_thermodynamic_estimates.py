"""Estimates and their standard errors against Kaufman, enumeration and finite-size scaling."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, spin_states
from rgcore.ising import energy, magnetization, sample_configurations, thermodynamics
from rgcore.ising.schemas import ISING_THERMODYNAMICS
from rgcore.ising.thermodynamic_estimates import _root, _structure_factors, chain_thermodynamics
from rgcore.provenance import Stamp
from rgcore.tables import (
    read_configuration_batches,
    read_parameters,
    read_table,
    write_configurations,
    write_table,
)

from ..config_values import sampling_settings

T_CRITICAL = 2.269185


def measured(side, temperature, n_samples, rng):
    settings = sampling_settings(n_samples=n_samples)
    drawn, parameters = sample_configurations(side, temperature, settings, rng=rng)
    return thermodynamics([drawn], parameters).iloc[0]


def z_score(row, name):
    return (row[name] - row[f"{name}_exact"]) / row[f"{name}_err"]


@pytest.mark.parametrize("temperature", [1.6, 2.1, T_CRITICAL, 2.45, 3.2])
def test_energy_and_specific_heat_meet_kaufman(temperature):
    row = measured(8, temperature, 60_000, np.random.default_rng(20240801))
    assert abs(z_score(row, "energy")) < 4
    assert abs(z_score(row, "specific_heat")) < 4
    assert row.energy_err < 0.003 * abs(row.energy)
    assert row.specific_heat_err < 0.02 * row.specific_heat


@pytest.mark.parametrize("temperature", [1.5, 3.0])
def test_moments_of_the_magnetization_meet_enumeration(temperature):
    row = measured(3, temperature, 40_000, np.random.default_rng(20240803))
    states = spin_states(9).reshape(-1, 3, 3)
    probabilities = boltzmann_distribution(-energy(states) / temperature)
    m = np.abs(magnetization(states)) / 9
    m1, m2, m4 = (probabilities @ m**power for power in (1, 2, 4))
    expected = {
        "abs_magnetization": m1,
        "susceptibility": 9 * (m2 - m1**2) / temperature,
        "susceptibility_zero_field": 9 * m2 / temperature,
        "binder": 1 - m4 / (3 * m2**2),
    }
    waves = np.exp(2j * np.pi * np.arange(3) / 3)
    amplitudes = np.abs(np.stack([states.sum(axis=axis) @ waves for axis in (1, 2)])) ** 2 / 9
    at_zero = 9 * (m2 - (m1**2 if row.connected else 0))
    square = (at_zero / (probabilities @ amplitudes.mean(axis=0)) - 1) / (4 * np.sin(np.pi / 3) ** 2)
    expected["correlation_length"] = np.sqrt(square)
    for name, value in expected.items():
        assert abs(row[name] - value) < 4 * row[f"{name}_err"], name


def test_binder_ratio_and_correlation_length_at_criticality_near_their_universal_values():
    row = measured(24, T_CRITICAL, 20_000, np.random.default_rng(20240804))
    # corrections to scaling at side 24 are below 1 %: U4 = 0.6107, xi / L = 0.9050
    assert row.binder == pytest.approx(0.61069, abs=0.002 + 4 * row.binder_err)
    assert row.correlation_length / 24 == pytest.approx(
        0.90505, abs=0.01 + 4 * row.correlation_length_err / 24
    )


@pytest.mark.parametrize("temperature", [2.6, 3.0])
def test_second_moment_length_is_a_little_below_the_exponential_one(temperature):
    row = measured(24, temperature, 20_000, np.random.default_rng(20240805))
    assert not row.connected
    difference = row.correlation_length_exact - row.correlation_length
    assert abs(difference) < 0.03 * row.correlation_length_exact + 4 * row.correlation_length_err


def test_below_the_critical_temperature_the_square_of_the_magnetization_is_taken_out():
    row = measured(24, 2.0, 20_000, np.random.default_rng(20240806))
    assert row.connected
    assert 0.5 * row.correlation_length_exact < row.correlation_length < row.correlation_length_exact
    assert abs(row.abs_magnetization - row.magnetization_exact) < 0.002 + 4 * row.abs_magnetization_err


@pytest.mark.parametrize("axis", [1, 2])
def test_a_plane_wave_along_either_axis_counts_half_in_the_structure_factor(axis):
    wave = np.array([1, 1, 1, 1, -1, -1, -1, -1])
    stripes = np.broadcast_to(wave if axis == 2 else wave[:, None], (8, 8)).astype(np.int8)[None]
    amplitude = 8 * abs(np.exp(2j * np.pi * np.arange(8) / 8) @ wave)
    assert _structure_factors(stripes)[0] == pytest.approx(amplitude**2 / 64 / 2)


def test_the_row_has_the_columns_of_its_table():
    row = measured(6, 2.5, 500, np.random.default_rng(1))
    assert set(row.index) == set(ISING_THERMODYNAMICS.names)


def test_a_temperature_given_as_text_names_the_row_exactly():
    drawn, parameters = sample_configurations(
        6, 2.45, sampling_settings(n_samples=500), rng=np.random.default_rng(2)
    )
    row = thermodynamics([drawn], {**parameters, "temperature": "2.45"}).iloc[0]
    assert row.temperature == 2.45


def test_a_row_from_the_pieces_of_a_stored_file_is_the_row_from_memory(tmp_path):
    drawn, parameters = sample_configurations(
        6, 2.45, sampling_settings(n_samples=500), rng=np.random.default_rng(4)
    )
    parameters |= {"temperature": "2.45"}
    path = tmp_path / "c.parquet"
    write_configurations([drawn], path, stamp=lambda: Stamp(parameters=parameters))
    row = thermodynamics(read_configuration_batches(path, at_once=77), read_parameters(path))
    write_table(row, tmp_path / "t.parquet", schema=ISING_THERMODYNAMICS, stamp=Stamp())
    expected = thermodynamics([drawn], parameters)[ISING_THERMODYNAMICS.names]
    assert read_table(tmp_path / "t.parquet").equals(expected)


def test_the_effective_number_is_that_of_the_slowest_of_both_autocorrelation_times():
    row = measured(6, 2.3, 4000, np.random.default_rng(20240806))
    slowest = max(row.tau_samples_energy, row.tau_samples_abs_magnetization)
    assert slowest > 0.55
    assert row.n_effective == pytest.approx(row.n_samples / (2 * slowest), rel=0.01)  # whole records


def test_the_error_of_a_root_is_half_that_of_the_square_over_the_root_and_finite_at_zero():
    assert _root(4.0, 0.1) == pytest.approx((2, 0.1 / (2 * 2)), rel=0.01)
    assert _root(-0.1, 0.04) == pytest.approx((0, 0.2))


def test_independent_configurations_count_once_each():
    """The variance about their mean lacks one of them."""
    settings = sampling_settings(n_samples=500)
    drawn, _ = sample_configurations(6, 3.0, settings, rng=np.random.default_rng(20240807))
    found = chain_thermodynamics([drawn], coupling=1 / 3, side=6, n_chains=500)
    assert (found["n_samples"], found["n_effective"]) == (500, pytest.approx(499))
