"""A file format and a kind of data are added by one file each, here from a folder outside the package's tree.

The files are the examples of docs/extending.md.
"""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

import rgcore
import rgcore.datasets.formats
import rgcore.datasets.generated
import rgcore.datasets.kinds
from rgcore import code_fingerprint
from rgcore.datasets import check_before_run, generate_dataset, kind_card, kind_names, read_dataset
from rgcore.errors import InputError

from ..page_examples import example

TEXT_FORMAT = example("rgcore/datasets/formats/text.py")
FLUORESCENCE_KIND = example("rgcore/datasets/kinds/fluorescence.py")
COIN_MODEL = example("rgcore/datasets/generated/coins.py")


@pytest.fixture
def add_card(tmp_path):
    """Put the text of a module into a folder of its own that counts as part of a package."""
    added = []

    def add(package, name, text):
        folder = tmp_path / package.__name__
        folder.mkdir()
        (folder / f"{name}.py").write_text(text)
        package.__path__.append(str(folder))
        added.append((package, str(folder), name))

    yield add
    for package, folder, name in added:
        package.__path__.remove(folder)
        sys.modules.pop(f"{package.__name__}.{name}", None)
        vars(package).pop(name, None)


VALUES = np.random.default_rng(3).uniform(1, 2, (60, 4))


def test_a_file_format_is_one_file(tmp_path, add_card):
    np.savetxt(tmp_path / "x.dat", VALUES)
    block = {"kind": "matrix", "path": str(tmp_path / "x.dat")}
    with pytest.raises(InputError, match=r"must end in one of \.csv"):
        check_before_run("x", block)
    add_card(rgcore.datasets.formats, "text", TEXT_FORMAT)
    check_before_run("x", block)
    np.testing.assert_array_equal(read_dataset("x", block).samples, VALUES)
    (tmp_path / "x.dat").write_text("1 2\n3 four\n")
    with pytest.raises(
        InputError, match=r"x\.dat must be a whole \.dat file, but reading it failed \(.*\): copy or"
    ):
        check_before_run("x", block)


def test_a_kind_of_data_is_one_file(tmp_path, add_card):
    np.save(tmp_path / "x.npy", VALUES)
    block = {"kind": "fluorescence", "path": str(tmp_path / "x.npy")}
    with pytest.raises(InputError, match="kind must be one of"):
        check_before_run("x", block)
    add_card(rgcore.datasets.kinds, "fluorescence", FLUORESCENCE_KIND)
    assert "fluorescence" in kind_names()
    check_before_run("x", block)
    found = read_dataset("x", block).samples
    np.testing.assert_allclose(found, VALUES / np.median(VALUES, axis=0) - 1, rtol=0, atol=1e-15)
    with pytest.raises(InputError, match="value has a meaning for spike_times and spikes_binned alone"):
        read_dataset("x", block | {"value": "binary"})


def test_a_model_is_one_file(add_card):
    add_card(rgcore.datasets.generated, "coins", COIN_MODEL)
    block = {"kind": "coins", "n_variables": 5, "n_samples": 1000, "probability": 0.2}
    check_before_run("x", block)
    samples = generate_dataset("x", block, rng=np.random.default_rng(1)).samples
    assert samples.shape == (1000, 5)
    assert set(np.unique(samples)) == {0.0, 1.0}
    with pytest.raises(
        InputError, match=r"probability must be at most 1, but it is 2 \(probability of a spike\)"
    ):
        check_before_run("x", block | {"probability": 2})


def test_every_card_of_a_kind_has_a_sentence_and_those_of_returns_are_marked():
    for name in kind_names():
        assert kind_card(name).sentence.strip(". ") == kind_card(name).sentence != ""
    assert {name for name in kind_names() if kind_card(name).returns} == {
        "prices",
        "returns",
        "stock_like",
    }


@pytest.mark.parametrize(
    ("edited", "rerun", "kept"),
    [
        ("formats/csv.py", "read_dataset", "generate_dataset"),
        ("kinds/prices.py", "read_dataset", "generate_dataset"),
        ("generated/stock_like.py", "generate_dataset", "read_dataset"),
    ],
)
def test_an_edited_card_reruns_what_uses_it_alone(tmp_path, monkeypatch, edited, rerun, kept):
    code_fingerprint.forget()  # of files by their paths, in another tree
    tree = shutil.copytree(Path(rgcore.__file__).parent, tmp_path / "rgcore")
    monkeypatch.setattr(code_fingerprint, "_ROOT", tree)
    scripts = [Path(rgcore.__file__).parents[1] / f"workflow/scripts/{name}.py" for name in (rerun, kept)]
    before = [code_fingerprint.fingerprint(script) for script in scripts]
    (tree / "datasets" / edited).write_text((tree / "datasets" / edited).read_text() + "\nEDITED = 1\n")
    code_fingerprint.forget()
    after = [code_fingerprint.fingerprint(script) for script in scripts]
    code_fingerprint.forget()
    assert after[0] != before[0]
    assert after[1] == before[1]
