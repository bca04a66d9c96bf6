"""The table of data sets: its errors, its shifts, and the noise beside it."""

import numpy as np
import pandas as pd
import pytest

from rgcore.detection import canonical_dimension_table
from rgcore.detection.running_dimension import running_dimension
from rgcore.detection.schemas import CANONICAL_DIMENSION
from rgcore.errors import InputError
from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur

FRACTIONS = [0.1, 0.3, 0.6]
VALUES = 5.0 / (np.arange(60) + 1.0)


def tables(values, errors, *, upper=1.0):
    rows = {"rank": np.arange(1, len(values) + 1), "eigenvalue": values, "eigenvalue_err": errors}
    spectrum = pd.DataFrame({"dataset": "cells", "scaling": "covariance", **rows})
    noise = {"mp_variance": upper / 2, "mp_upper": upper, "mp_variables": 50, "mp_samples": 200}
    return spectrum, pd.DataFrame({"dataset": ["cells"], "scaling": ["covariance"], **noise})


def dimensions(values, errors=0.0, **noise):
    return canonical_dimension_table(*tables(values, errors, **noise), FRACTIONS, 0.4)


def test_the_table_has_the_columns_of_its_schema_for_every_shift():
    table = dimensions(VALUES)
    assert set(CANONICAL_DIMENSION.names) == set(table.columns)
    assert sorted(set(table["shift"])) == ["edge", "largest", "none"]
    assert len(table) == 9


@pytest.mark.parametrize("mode", [0, 1, 20], ids=["largest", "second", "inside"])
@pytest.mark.parametrize("name", ["momentum", "alpha", "quartic", "sextic"])
def test_the_standard_error_is_the_change_by_one_standard_error_of_an_eigenvalue(mode, name):
    errors = np.zeros(60)
    errors[mode] = 1e-4 * VALUES[mode]
    table = dimensions(VALUES, errors)
    moved = dimensions(VALUES + errors)[name] - dimensions(VALUES - errors)[name]
    assert table[f"{name}_err"].to_numpy() == pytest.approx(moved.abs().to_numpy() / 2, rel=1e-3, abs=1e-9)


@pytest.mark.repetitions
def test_standard_errors_are_the_scatter_of_drawn_spectra():
    rng = np.random.default_rng(2)
    found = [
        dimensions(np.sort(VALUES * (1 + 0.02 * rng.standard_normal(60)))[::-1], 0.02 * VALUES, upper=1.1)
        for _ in range(60)
    ]
    quartic = np.array([table["quartic"] for table in found])
    errors = np.array([table["quartic_err"] for table in found]).mean(axis=0)
    assert quartic.std(axis=0, ddof=1) / errors == pytest.approx(np.ones(9), abs=0.45)


def test_modes_from_the_reference_on_do_not_count():
    table = dimensions(VALUES, upper=VALUES[9])
    by_shift = {shift: rows["momentum"].to_numpy() for shift, rows in table.groupby("shift")}
    assert (by_shift["edge"] < by_shift["largest"]).all()
    assert (by_shift["largest"] < by_shift["none"]).all()
    rest = dimensions(VALUES[10:], upper=VALUES[9])  # the ten beyond the edge are gone already
    assert rest.loc[rest["shift"] == "edge", "momentum"].to_numpy() == pytest.approx(by_shift["edge"])


def test_less_than_one_mode_has_no_dimension():
    table = canonical_dimension_table(*tables(VALUES[:20], 0.0, upper=10.0), [0.04, 0.5], 0.4)
    assert table["quartic"].isna().tolist() == [True, False] * 3
    one = canonical_dimension_table(*tables(VALUES[:20], 0.0, upper=10.0), [0.05, 0.5], 0.4)
    assert one.loc[one["shift"] == "none", "quartic"].notna().all()  # 0.05 of 20 are one mode


def test_noise_itself_lies_within_its_errors():
    rng = np.random.default_rng(5)
    samples = rng.standard_normal((800, 200))
    values = np.linalg.eigvalsh(samples.T @ samples / 800)[::-1]
    spectrum, summary = tables(values, values * np.sqrt(2 / 800))
    summary = summary.assign(mp_variance=1.0, mp_upper=2.25, mp_variables=200, mp_samples=800)
    table = canonical_dimension_table(spectrum, summary, FRACTIONS, 0.4)
    assert set(table["quartic_beside_noise"]) == {"within"}
    assert np.abs(table["quartic"] - table["quartic_noise"]).max() < 0.15


def test_noise_in_closed_form_is_what_its_smoothed_spectrum_tends_to_for_every_shift():
    spectrum, summary = tables(VALUES, 0.0)
    summary = summary.assign(mp_variance=1.0, mp_upper=2.25, mp_variables=500, mp_samples=2000)
    table = canonical_dimension_table(spectrum, summary, [0.3, 0.6], 0.1)
    for name in ("quartic", "sextic"):
        rows = table[table["shift"] != "largest"]
        assert rows[f"{name}_noise"].to_numpy() == pytest.approx(
            rows[f"{name}_noise_exact"].to_numpy(), abs=0.1
        )


def test_data_of_a_power_law_lie_beside_their_noise():
    table = dimensions(VALUES, 0.01 * VALUES)
    rows = table[table["shift"] == "none"]
    assert set(rows["quartic_beside_noise"]) == {"above"}
    assert rows["quartic"].iloc[1] == pytest.approx(1.0, abs=0.1)  # alpha = 1


def test_the_order_of_the_rows_of_a_spectrum_does_not_matter():
    spectrum, summary = tables(VALUES, 0.01 * VALUES)
    mixed = spectrum.sample(frac=1, random_state=1)
    found, expected = (canonical_dimension_table(each, summary, FRACTIONS, 0.4) for each in (mixed, spectrum))
    pd.testing.assert_frame_equal(found, expected)


def test_a_spectrum_without_a_row_of_its_noise_is_refused():
    spectrum, summary = tables(VALUES, 0.0)
    with pytest.raises(InputError, match="a row for each spectrum"):
        canonical_dimension_table(spectrum, summary.assign(dataset="others"), FRACTIONS, 0.4)


def test_errors_of_several_eigenvalues_add_in_squares():
    errors = np.where(np.isin(np.arange(60), [0, 5, 20]), 0.02 * VALUES, 0.0)
    single = [dimensions(VALUES, errors * (np.arange(60) == mode)) for mode in (0, 5, 20)]
    together = dimensions(VALUES, errors)
    for name in ("momentum_err", "alpha_err", "quartic_err", "sextic_err"):
        expected = np.sqrt(sum(each[name] ** 2 for each in single))
        assert together[name].to_numpy() == pytest.approx(expected.to_numpy()), name


def test_data_are_placed_beside_noise_that_is_smoothed_as_they_are():
    for scale in np.geomspace(1e-3, 1, 16):
        table = dimensions(VALUES, scale * VALUES)
        away = (table["quartic"] - table["quartic_noise"]) / table["quartic_err"]
        expected = np.select([away > 2, away < -2], ["above", "below"], "within")
        assert table["quartic_beside_noise"].tolist() == expected.tolist()


def test_noise_is_counted_from_its_own_largest_eigenvalue_beside_data_that_are():
    noise = MarchenkoPastur(variance=1 / 2.25, n_variables=50, n_samples=200)
    values = noise.quantiles(50)
    expected = running_dimension(np.log(1 / values[1:] - 1 / values[0]), np.array(FRACTIONS), 0.4)
    rows = dimensions(VALUES)
    rows = rows[rows["shift"] == "largest"]
    assert rows["quartic_noise"].to_numpy() == pytest.approx(expected.quartic)
    assert rows["sextic_noise"].to_numpy() == pytest.approx(expected.sextic)
