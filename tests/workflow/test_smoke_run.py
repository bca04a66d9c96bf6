"""A whole run at tiny size: every table and figure of the contract, compared with exact values."""

import json
import re

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from rgcore.ising import density_of_states
from rgcore.pipeline.subjects import tables

from .contract import COLUMNS, FIGURES


def table(folder, name):
    return pd.read_parquet(folder / f"results/tables/{name}.parquet")


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_rows_the_columns_of_the_contract_and_its_stamp(finished, name):
    path = finished / f"results/tables/{name}.parquet"
    schema = pq.read_schema(path)
    assert set(COLUMNS[name].split()) <= set(schema.names)
    assert pq.read_metadata(path).num_rows > 0
    for field in schema:
        assert field.metadata[b"unit"], field.name
        assert field.metadata[b"description"], field.name
    stamp = json.loads(schema.metadata[b"rgcore"])
    assert stamp["versions"]["numpy"] == np.__version__
    assert re.fullmatch(r"[0-9a-f]{16}( [0-9a-f]{16})*", stamp["code"])
    assert str(finished) not in json.dumps(stamp)


@pytest.mark.parametrize("declared", tables(), ids=lambda declared: declared.name)
def test_every_table_that_a_subject_declares_is_written_by_its_schema(finished, declared):
    path = finished / f"results/tables/{declared.name}.parquet"
    assert pq.read_schema(path).names == declared.schema.names
    assert pq.read_metadata(path).num_rows > 0


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_there_in_three_formats_with_a_caption(finished, name):
    magic = {"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG", "csv": b"panel,x_axis,y_axis,series"}
    for ending, start in magic.items():
        assert (finished / f"results/figures/{name}.{ending}").read_bytes().startswith(start)
    assert len((finished / f"results/captions/{name}.rst").read_text()) > 100


def test_every_exact_value_is_met_within_the_errors_of_the_exact_law(finished):
    """Estimated errors would not do: few rare excited states in one small sample give a low value and a low error."""
    levels, counts = density_of_states(8)
    rows = table(finished, "ising_thermodynamics")
    assert rows["temperature"].tolist() == [2.0, 2.269185, 3.0]
    for row in rows.itertuples():
        law = np.array(counts, float) * np.exp(-(levels - levels[0]) / row.temperature)
        mean = law @ levels / law.sum()
        square, fourth = (law @ (levels - mean) ** power / law.sum() for power in (2, 4))
        energy_err = np.sqrt(square / row.n_effective) / 64
        heat_err = np.sqrt((fourth - square**2) / row.n_effective) / 64 / row.temperature**2
        assert abs(row.energy - row.energy_exact) < 4 * energy_err, row.temperature
        assert abs(row.specific_heat - row.specific_heat_exact) < 4 * heat_err, row.temperature
        assert 0.5 < row.energy_err / energy_err < 2
        assert 0.5 < row.specific_heat_err / heat_err < 2


def test_the_critical_point_and_the_exponents_are_met_within_their_errors(finished):
    """The largest side of the smoke run is 16: corrections to scaling of a few per cent are left."""
    rows = table(finished, "finite_size_scaling")
    quoted = rows[rows["quoted"]].set_index("quantity")
    off = (quoted["value"] - quoted["value_exact"]).abs() / quoted["value_exact"]
    assert (off < 0.03 + 4 * quoted["value_err"] / quoted["value_exact"]).all(), quoted
    assert off["critical_temperature"] < 0.02


def test_the_exact_transformations_are_exact_and_the_trained_one_is_not(finished):
    rows = table(finished, "vrg_exactness").set_index("transformation")
    assert rows.loc["torus_bond_rbm", "trace_condition_error"].max() < 1e-12
    assert rows.loc["torus_bond_rbm", "kl_divergence"].max() < 1e-12
    assert rows.loc["trained_rbm_3", "trace_condition_error"].min() > 0.1


def test_every_null_is_there_and_the_gaussian_one_is_gaussian(finished):
    rows = table(finished, "pca_flow")
    nulls = {"shuffled", "gaussian", "elliptical", "factor_garch", "dichotomized"}
    assert set(rows["source"]) == {"data", *nulls}
    assert set(rows[rows["source"] == "dichotomized"]["dataset"]) == {"neural_like"}
    assert set(rows[rows["source"] == "factor_garch"]["dataset"]) == {"stock_like"}
    assert set(rows["scaling"]) == {"covariance", "correlation"}
    gaussian = rows[rows["source"] == "gaussian"]
    z = (gaussian["kurtosis_median"] - 3) / gaussian["kurtosis_median_err"]
    assert np.median(np.abs(z)) < 2


def test_generated_data_have_the_scatter_over_realizations_of_their_model(finished):
    rows = table(finished, "coarse_graining_exponents")
    rows = rows[rows["exponent"] == "variance"].set_index(["dataset", "source"])
    for name in ("neural_like", "stock_like", "reference_cells"):
        assert rows.loc[(name, "data"), "n_realizations"] == 2
        assert 0 < rows.loc[(name, "data"), "realization_err"] < 0.5
        assert np.isnan(rows.loc[(name, "shuffled"), "realization_err"])


def test_a_watcher_sees_how_far_the_run_is_and_how_long_it_will_take(finished):
    shown = (finished / "stdout.txt").read_text()
    assert re.search(
        r"^\d+ jobs, about .* on 2 cores: about .* core-hours, .* MB of memory", shown, re.MULTILINE
    )
    total = int(re.search(r"^(\d+) jobs, about", shown, re.MULTILINE)[1])
    assert re.search(rf"^{total} of {total} jobs, .* so far, about 0 s left", shown, re.MULTILINE)


def test_a_long_job_says_epochs_done_and_time_left_in_its_log(finished):
    log = next((finished / "results/logs/train_dbn").glob("*.log")).read_text()
    assert re.search(r"\d+ of \d+ epochs, .* so far, about .* left", log)


def test_the_report_is_self_contained_and_shows_every_figure(finished):
    html = (finished / "results/report/index.html").read_text()
    for name in FIGURES:
        assert f'<figure id="{name}">' in html
    assert html.count('src="data:image/png;base64,') == len(FIGURES)
    assert "http" not in re.sub(r"https?://(dx\.)?doi\.org", "", html)


def test_every_file_that_the_report_leads_to_is_there(finished):
    html = (finished / "results/report/index.html").read_text()
    files, places = set(re.findall(r'href="(\.\./[^"]+)"', html)), set(re.findall(r'href="#([^"]+)"', html))
    assert {file for file in files if not (finished / "results/report" / file).is_file()} == set()
    assert len(files) > 2 * len(FIGURES)
    docs = (finished / "results/report/docs.html").read_text()
    methods = set(re.findall(r'href="docs.html#([^"]+)"', html))
    assert methods <= set(re.findall(r'id="([^"]+)"', docs))
    assert len(methods) > 10
    assert places <= set(re.findall(r'id="([^"]+)"', html))


def test_the_paper_preset_plans_its_jobs(runs, tmp_path):
    process = runs(tmp_path, "--dry-run", config=runs.root / "workflow/presets/paper.yaml")
    assert process.returncode == 0, process.stdout
    assert "train_dbn" in process.stdout
