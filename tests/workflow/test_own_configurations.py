"""Configurations of the user go through the workflow in place of drawn ones."""

import numpy as np
import pandas as pd
import pytest
import yaml

from .conftest import SMOKE

TABLE = "results/ising/side8_T2.0/thermodynamics.parquet"


@pytest.fixture
def folder(tmp_path):
    spins = (
        np.random.default_rng(1).choice([-1, 1], size=(2200, 8, 8)).astype(np.int8)
    )  # of infinite temperature
    np.save(tmp_path / "spins_2.0.npy", spins)
    config = yaml.safe_load(SMOKE.read_text())
    config["ising"]["configurations"] = {
        "path": "spins_{temperature}.npy",
        "model": "unknown",
        "n_chains": 2200,
        "elsewhere": "draw",
    }
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(config))
    return tmp_path


def test_a_changed_file_is_read_again_and_another_temperature_is_drawn(folder, runs):
    done = runs(folder, TABLE, TABLE.replace("2.0", "3.0"), config=folder / "own.yaml")
    assert done.returncode == 0, done.stdout
    row = pd.read_parquet(folder / TABLE).iloc[0]
    assert abs(row["energy"]) < 5 * row["energy_err"]
    assert np.isnan(row["energy_exact"])
    assert "unknown" in row["algorithm_reason"]
    assert pd.read_parquet(folder / TABLE.replace("2.0", "3.0"))["energy_exact"].notna().all()
    np.save(folder / "spins_2.0.npy", np.ones((2200, 8, 8)))
    assert runs(folder, TABLE, config=folder / "own.yaml").returncode == 0
    assert pd.read_parquet(folder / TABLE)["energy"].item() == -2


def test_a_file_that_is_none_is_refused_before_the_first_job(folder, runs):
    np.save(folder / "spins_2.0.npy", np.zeros((2200, 5, 5)))
    done = runs(folder, "--dry-run", config=folder / "own.yaml")
    assert done.returncode != 0
    assert "Error: spins_2.0.npy must be (n, 8, 8)" in done.stdout
    assert "Traceback" not in done.stdout
