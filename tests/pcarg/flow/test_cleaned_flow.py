"""The flow of the field whose modes have cleaned variances."""

import numpy as np
import pytest

from rgcore.pcarg.flow.cleaned_flow import cleaned_flow_table
from rgcore.pcarg.flow.moment_flow import moment_flow
from rgcore.pcarg.modes.principal_components import SCALINGS, scaled
from rgcore.pcarg.spectra.schemas import PCA_FLOW_CLEANED
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.series.moments import sample_moments

KEPT = (1.0, 0.5, 0.25)


def cleaned_flow(samples, dropped_top=0.0):
    moments = sample_moments([samples])
    found = analyse_spectra([samples], moments)
    return found, cleaned_flow_table([samples], moments, found, KEPT, [dropped_top], dataset="set")


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("n_samples", [60, 200])  # fewer than variables, and more
def test_it_is_the_kurtosis_of_the_rescaled_field_written_out(scaling, n_samples):
    samples = np.random.default_rng(50).standard_exponential((n_samples, 80)) * np.linspace(1, 3, 80)
    found, table = cleaned_flow(samples, dropped_top=5)
    values = scaled(samples, scaling)
    variances, vectors = np.linalg.eigh(values.T @ values / n_samples)
    variances, vectors = variances[::-1], vectors[:, ::-1]
    gain = np.sqrt(np.where(variances > 1e-12, found[scaling].cleaned / variances, 0.0))
    for row in table[table["scaling"] == scaling].itertuples():
        modes = vectors[:, 5 : 5 + row.n_kept]
        field = values @ modes * gain[5 : 5 + row.n_kept] @ modes.T
        kurtosis = (field**4).mean(axis=0) / (field**2).mean(axis=0) ** 2
        assert row.kurtosis_median == pytest.approx(np.median(kurtosis), rel=1e-9)


def test_beside_it_stands_the_flow_of_the_sample():
    samples = np.random.default_rng(51).standard_exponential((300, 30))
    _, table = cleaned_flow(samples)
    plain = moment_flow(samples, KEPT)
    rows = table[table["scaling"] == "covariance"]
    np.testing.assert_allclose(rows["kurtosis_median_sample"], plain["kurtosis_median"], rtol=1e-12)
    np.testing.assert_allclose(rows["kurtosis_median_sample_err"], plain["kurtosis_median_err"], rtol=1e-12)
    shift = (table["kurtosis_median"] - table["kurtosis_median_sample"]) / table["kurtosis_median_err"]
    np.testing.assert_array_equal(table["kurtosis_shift"], shift)
    assert table["shift_within_error"].tolist() == [abs(value) < 1 for value in shift]
    assert set(table.columns) == set(PCA_FLOW_CLEANED.names)


def test_gaussian_samples_stay_gaussian():
    samples = np.random.default_rng(52).standard_normal((2000, 40)) * np.linspace(1, 3, 40)
    _, table = cleaned_flow(samples)
    assert (np.abs(table["kurtosis_median"] - 3) < 4 * table["kurtosis_median_err"]).all()
