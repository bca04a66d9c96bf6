"""The Python code of pages of docs runs, each page from its own files, at small size where it would take long."""

from pathlib import Path

import h5py
import numpy as np
import pytest

from rgcore.rbm import RBM, DeepBeliefNetwork, save_model

from .pages import ROOT, blocks_of_code

MODEL = "results/dbn/T2.45_replica0/model.parquet"


def code_of(page):
    """Return the Python blocks of a page, joined."""
    blocks = blocks_of_code((ROOT / "docs" / page).read_text("utf-8"), "python")
    assert blocks
    return "\n".join(blocks)


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """Return a function that runs code in an empty folder and returns its names."""
    monkeypatch.chdir(tmp_path)

    def run(code):
        names = {}
        exec(code, names)
        return names

    return run


def smaller(code, text, small):
    assert text in code
    return code.replace(text, small)


def test_couplings_of_block_spins(ran):
    code = smaller(smaller(code_of("mcrg.md"), "side=32", "side=8"), "(20, 3000)", "(6, 100)")
    assert type(ran(code)["found"]).__name__ == "BlockCouplings"


def test_a_model_of_a_run(ran, capsys):
    rng = np.random.default_rng(1)
    layers = tuple(
        RBM(
            weights=0.1 * rng.normal(size=(n_visible, n_hidden)),
            visible_bias=np.zeros(n_visible),
            hidden_bias=np.zeros(n_hidden),
            units="binary",
        )
        for n_visible, n_hidden in ((400, 100), (100, 25))
    )
    Path(MODEL).parent.mkdir(parents=True)
    save_model(DeepBeliefNetwork(layers), MODEL)
    names = ran(code_of("training.md"))
    np.testing.assert_array_equal(names["lowest"].weights, layers[0].weights)
    assert capsys.readouterr().out


def test_a_spectrum_of_a_model_of_your_own(ran):
    found = ran(code_of("sloppiness.md"))["found"]
    assert found.n_resolved == len(found.eigenvalues) == 2


def test_an_array_is_copied_into_a_file_of_its_own(ran):
    with h5py.File("old.h5", "w") as old:
        old["x"] = np.arange(6.0)
    ran(code_of("trust.md"))
    with h5py.File("new.h5") as new:
        np.testing.assert_array_equal(new["x"], np.arange(6.0))
