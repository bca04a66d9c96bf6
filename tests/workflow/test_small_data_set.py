"""A data set of few variables, too small for clusters of clusters, has its page at the end."""

import numpy as np
import yaml

from .conftest import SMOKE


def test_five_variables_of_a_user_have_a_page(tmp_path, runs):
    np.save(tmp_path / "mine.npy", np.random.default_rng(4).standard_t(6, size=(400, 5)))
    config = yaml.safe_load(SMOKE.read_text())
    config["datasets"] = {
        "neural_like": None,
        "stock_like": None,
        "mine": {"kind": "matrix", "path": "mine.npy"},
    }
    (tmp_path / "small.yaml").write_text(yaml.safe_dump(config))
    done = runs(tmp_path, "results/pages/mine.html", config=tmp_path / "small.yaml")
    assert done.returncode == 0, done.stdout
    assert "400 samples of 5 variables" in (tmp_path / "results/pages/mine.html").read_text()
