"""The table of cubic and quartic vertices, on data whose vertices are known."""

import os
from pathlib import Path

import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.pcarg import coupling_tables, moment_flow
from rgcore.pcarg.coupling.schemas import PCA_COUPLING
from rgcore.pcarg.coupling.vertices.schemas import PCA_VERTICES

KEPT = [1.0, 0.5, 0.2]


def vertices_of(samples, kept=KEPT, scaling="covariance"):
    table = coupling_tables(samples, kept, dataset="made").vertices
    return table[table["scaling"] == scaling].reset_index(drop=True)


def independent_cells(rates, n_samples=20_000):
    rng = np.random.default_rng(7)
    return (rng.random((n_samples, len(rates))) < rates).astype(float)


@pytest.fixture(scope="module")
def cells():
    return coupling_tables(independent_cells(np.full(20, 0.05)), KEPT, dataset="cells")


def test_independent_cells_have_the_vertices_of_one_cell_at_every_cutoff(cells):
    """For a mean of 0.05: w = -399, u = 16,002, where the symmetric reading is negative."""
    table = cells.vertices.query("scaling == 'covariance'")
    assert (np.abs(table["w"] + 399) < 4 * table["w_err"]).all()
    assert (np.abs(table["u"] - 16_002) < 4 * table["u_err"]).all()
    assert (table["w_err"] < 15).all()
    assert (table["u_symmetric"] < -4 * table["u_symmetric_err"]).all()
    assert (table["u_beside_zero"] == "above").all()
    np.testing.assert_allclose(table["cubic_part"], table["u"] - table["u_symmetric"], rtol=1e-12)


def test_independent_cells_are_local_and_outside_perturbation_theory(cells):
    table = cells.vertices
    assert table["agrees_with_local"].all()
    assert (table["objections"] == "skewness, cubic loop, quartic loop").all()
    assert not table["perturbative"].any()
    assert cells.couplings["objections"].str.startswith("skewness, ").all()
    top = table.iloc[-1]
    assert top["skewness_local"] == pytest.approx(top["skewness"], rel=1e-9)
    assert top["kurtosis_local"] == pytest.approx(top["kurtosis"], rel=1e-9)


def test_cells_under_a_common_drive_are_not_local():
    rng = np.random.default_rng(8)
    drive = rng.standard_normal((20_000, 1))
    samples = (drive + rng.standard_normal((20_000, 20)) > 2.5).astype(float)
    table = vertices_of(samples)
    assert table["objections"].str.endswith("nonlocal").tolist() == [True, True, False]
    assert table["agrees_with_local"].tolist() == [False, False, True]


def test_symmetric_data_have_no_cubic_part():
    samples = np.random.default_rng(9).uniform(-1, 1, (4000, 20)) * np.arange(1, 21) ** -0.5
    table = vertices_of(samples)
    assert (table["skewness_in_errors"] < 1.5).all()
    assert not table["objections"].str.contains("skewness").any()
    top = table.iloc[-1]
    assert abs(top["cubic_part"]) < top["u_err"]
    assert top["u"] > 4 * top["u_err"]


def test_noise_of_the_skewness_is_no_cubic_vertex():
    """Variables of one common Student factor: the noise of their skewness is common, too, and a tenth of u."""
    ratios = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        samples = rng.standard_t(5, (1000, 1)) + rng.standard_t(5, (1000, 30))
        top = vertices_of(samples, [1.0], "correlation").iloc[0]
        ratios.append(top["u"] / top["u_symmetric"])
    scatter = np.std(ratios, ddof=1) / np.sqrt(len(ratios))
    assert scatter < 0.03
    assert np.mean(ratios) == pytest.approx(1, abs=2.5 * scatter)


@pytest.mark.parametrize("seed", range(4))
def test_rare_cells_keep_the_vertex_of_one_cell(seed):
    """Cells with 5 to 500 spikes among 5,000 bins: the rarest have a w of errors as large as itself."""
    rates = np.geomspace(1e-3, 0.1, 41)
    samples = (np.random.default_rng(seed).random((5000, 41)) < rates).astype(float)
    top = vertices_of(samples, [1.0]).iloc[0]
    expected = np.median(2 / rates**3 + 2 / (1 - rates) ** 3)
    assert top["u"] == pytest.approx(expected, abs=2.5 * top["u_err"])
    assert top["u_err"] < 0.5 * expected
    assert top["negative_share"] == 0
    assert top["u_q25"] > 0


def test_skewed_data_object_to_the_symmetric_reading_from_a_tenth_on():
    """Exponential variables: skewness 2, w C^(3/2) = -2, u C^2 = 3 * 4 - 6."""
    samples = np.random.default_rng(10).exponential(size=(20_000, 12))
    top = vertices_of(samples).iloc[-1]
    assert top["u"] == pytest.approx(6, abs=4 * top["u_err"])
    assert top["w"] == pytest.approx(-2, abs=4 * top["w_err"])
    assert top["u_symmetric"] == pytest.approx(-6, abs=4 * top["u_symmetric_err"])
    assert top["objections"].startswith("skewness")


@pytest.mark.repetitions
def test_standard_errors_are_the_scatter_between_repetitions():
    tables = [
        vertices_of(np.random.default_rng(seed).gamma(4.0, size=(1000, 8)), [1.0]).iloc[0]
        for seed in range(60)
    ]
    for name in ("skewness", "w", "u"):
        scatter = np.std([table[name] for table in tables])
        errors = np.sqrt(np.mean([table[f"{name}_err"] ** 2 for table in tables]))
        assert 0.7 < errors / scatter < 1.6


def test_the_unit_of_the_data_does_not_matter():
    samples = np.random.default_rng(11).gamma(2.0, size=(500, 6))
    small, large = (vertices_of(samples * unit, [1.0, 0.5]) for unit in (1e-20, 1.0))
    for name, power in (("w", 3), ("u_err", 4), ("cubic_part", 4), ("u_q25", 4), ("kurtosis_local", 0)):
        np.testing.assert_allclose(small[name] * 1e-20**power, large[name], rtol=1e-7)
    assert (small["objections"] == large["objections"]).all()


def test_the_symmetric_reading_and_the_kurtosis_are_those_of_the_other_tables(cells):
    np.testing.assert_allclose(cells.vertices["u_symmetric"], cells.couplings["u"], rtol=1e-9)
    flow = moment_flow(independent_cells(np.full(20, 0.05)), KEPT)
    covariance = cells.vertices.query("scaling == 'covariance'")
    np.testing.assert_allclose(covariance["kurtosis"], flow["kurtosis_median"], rtol=1e-12)


def test_blocks_of_samples_give_the_same_table():
    samples = independent_cells(np.full(6, 0.1), 3000)
    whole, cut = (vertices_of(each) for each in (samples, [samples[:700], samples[700:701], samples[701:]]))
    assert whole.equals(cut)


def test_rows_are_those_of_the_table(cells):
    assert set(cells.vertices.columns) == set(PCA_VERTICES.names)
    assert set(cells.couplings.columns) < set(PCA_COUPLING.names)
    assert not cells.vertices.isna().any(axis=None)


def test_more_variables_than_samples_have_a_table():
    table = vertices_of(np.random.default_rng(12).exponential(size=(40, 60)), [1.0, 0.1])
    assert np.isfinite(table[["w", "u", "kurtosis_local", "u_err"]]).all(axis=None)


@pytest.mark.skipif("RGCORE_REAL_DATA" not in os.environ, reason="RGCORE_REAL_DATA does not name real data")
def test_the_quartic_vertex_of_a_recording_is_positive_at_every_cutoff():
    folder = Path(os.environ["RGCORE_REAL_DATA"]) / "unknown50_maxent"
    block = {"kind": "spikes_binned", "path": str(folder / "example50.mat")}
    table = vertices_of(read_dataset("cells", block).samples)
    assert (table["u_beside_zero"] == "above").all()
