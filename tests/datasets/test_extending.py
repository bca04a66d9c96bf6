"""A file format and a kind of data are added by one file each, here from a folder outside the package's tree."""

import shutil
import sys
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

import rgcore
import rgcore.datasets.formats
import rgcore.datasets.generated
import rgcore.datasets.kinds
from rgcore import provenance
from rgcore.datasets import check_before_run, generate_dataset, kind_card, kind_names, read_dataset
from rgcore.errors import InputError

TEXT_FORMAT = '''
    """Matrices in .txt files: one row per line, numbers separated by spaces."""

    import numpy as np

    from rgcore.datasets.formats.cards import ArrayReader, FormatCard
    from rgcore.datasets.formats.large_arrays import in_memory


    def shapes(path):
        """Return the shape of the only array by its name."""
        return {"matrix": np.loadtxt(path, ndmin=2).shape}


    def array(path, name):
        """Return the array."""
        return in_memory(name, path, np.loadtxt(path, ndmin=2))


    CARD = FormatCard(
        sentence="a matrix of numbers separated by spaces",
        suffixes=(".txt",),
        arrays=ArrayReader(shapes=shapes, array=array, one_per_file=True),
    )
'''

FLUORESCENCE_KIND = '''
    """Fluorescence as its change relative to the median of each cell, (F - F0) / F0."""

    from dataclasses import replace

    import numpy as np

    from rgcore.datasets.kinds.cards import FileKindCard
    from rgcore.datasets.kinds.matrix import check_matrix_headers, read_matrix
    from rgcore.datasets.raw_samples import blocks_of_array


    def read_fluorescence(files, settings):
        """Return relative changes of fluorescence, dimensionless."""
        raw = read_matrix(files, settings)
        values = np.concatenate(list(raw.blocks))
        resting = np.nanmedian(values, axis=0)
        return replace(raw, blocks=blocks_of_array((values - resting) / resting))


    CARD = FileKindCard(
        sentence="fluorescence of cells, read as change relative to the median",
        read=read_fluorescence,
        check_headers=check_matrix_headers,
        jump="relative change",
    )
'''

COIN_MODEL = '''
    """Spikes of independent cells."""

    from pydantic import Field

    from rgcore.datasets.generated.cards import GeneratedKindCard
    from rgcore.settings import Settings


    class CoinSettings(Settings):
        """Parameters of independent cells."""

        n_variables: int = Field(10, ge=2, le=5000, description="cells")
        n_samples: int = Field(1000, ge=100, le=1_000_000, description="time steps")
        probability: float = Field(0.5, ge=0, le=1, description="probability of a spike")


    def flip_coins(settings, *, rng):
        """Return (n_samples, n_variables) float64, 0 or 1."""
        return (rng.random((settings.n_samples, settings.n_variables)) < settings.probability).astype(float)


    CARD = GeneratedKindCard(sentence="spikes of independent cells", settings=CoinSettings, generate=flip_coins)
'''


@pytest.fixture
def add_card(tmp_path):
    """Put the text of a module into a folder of its own that counts as part of a package."""
    added = []

    def add(package, name, text):
        folder = tmp_path / package.__name__
        folder.mkdir()
        (folder / f"{name}.py").write_text(dedent(text))
        package.__path__.append(str(folder))
        added.append((package, str(folder), name))

    yield add
    for package, folder, name in added:
        package.__path__.remove(folder)
        sys.modules.pop(f"{package.__name__}.{name}", None)
        vars(package).pop(name, None)


VALUES = np.random.default_rng(3).uniform(1, 2, (60, 4))


def test_a_file_format_is_one_file(tmp_path, add_card):
    np.savetxt(tmp_path / "x.txt", VALUES)
    block = {"kind": "matrix", "path": str(tmp_path / "x.txt")}
    with pytest.raises(InputError, match=r"must end in one of \.csv"):
        check_before_run("x", block)
    add_card(rgcore.datasets.formats, "text", TEXT_FORMAT)
    check_before_run("x", block)
    np.testing.assert_array_equal(read_dataset("x", block).samples, VALUES)
    (tmp_path / "x.txt").write_text("1 2\n3 four\n")
    with pytest.raises(InputError, match=r"x\.txt must be a whole \.txt file, but reading it failed"):
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
    with pytest.raises(InputError, match="value is for spikes alone"):
        read_dataset("x", block | {"value": "binary"})


def test_a_model_is_one_file(add_card):
    add_card(rgcore.datasets.generated, "coins", COIN_MODEL)
    block = {"kind": "coins", "n_variables": 5, "probability": 0.2}
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
    assert {name for name in kind_names() if kind_card(name).returns} == {"prices", "stock_like"}


@pytest.mark.parametrize(
    ("edited", "rerun", "kept"),
    [
        ("formats/csv.py", "read_dataset", "generate_dataset"),
        ("kinds/prices.py", "read_dataset", "generate_dataset"),
        ("generated/stock_like.py", "generate_dataset", "read_dataset"),
    ],
)
def test_an_edited_card_reruns_what_uses_it_alone(tmp_path, monkeypatch, edited, rerun, kept):
    provenance._digest_and_imports.cache_clear()  # of files by their paths, in another tree
    tree = shutil.copytree(Path(rgcore.__file__).parent, tmp_path / "rgcore")
    monkeypatch.setattr(provenance, "_ROOT", tree)
    scripts = [Path(rgcore.__file__).parents[1] / f"workflow/scripts/{name}.py" for name in (rerun, kept)]
    before = [provenance.fingerprint(script) for script in scripts]
    (tree / "datasets" / edited).write_text((tree / "datasets" / edited).read_text() + "\nEDITED = 1\n")
    provenance._digest_and_imports.cache_clear()
    after = [provenance.fingerprint(script) for script in scripts]
    provenance._digest_and_imports.cache_clear()
    assert after[0] != before[0]
    assert after[1] == before[1]
