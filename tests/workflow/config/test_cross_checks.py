"""Values of a config that a schema cannot refuse, and sentences for what it does refuse."""

from pathlib import Path

import pytest
import yaml

from rgcore.errors import InputError
from rgcore.pipeline.config.model import check_config

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "config.yaml"


@pytest.mark.parametrize(
    "covariance", [[[1, 2], [2, 1]], [[1, 0.5], [0.4, 1]], [[-1, 0], [0, -1]], [[1, 1], [1, 1]]]
)
def test_the_example_s_covariance_must_be_one(covariance):
    config = yaml.safe_load(CONFIG.read_text())
    config["pcarg"]["gaussian_cloud"]["covariance"] = covariance
    with pytest.raises(InputError, match="covariance must be symmetric and positive definite"):
        check_config(config)


@pytest.mark.parametrize(
    ("room", "key", "value", "sentence"),
    [
        (
            "datasets",
            "a/b",
            {"kind": "neural_like"},
            "datasets.a/b must look like 'my_cells', but it is 'a/b'",
        ),
        ("vrg", "couplings", [0.1, 0.1], "vrg.couplings must hold no entry twice"),
        ("vrg", "couplings", [], "vrg.couplings must have at least 1 entry,"),
        ("vrg_objectives", "n_hidden", [9], "n_hidden must be at most n_sites = 8, but it has 9"),
    ],
)
def test_what_the_schema_refuses_is_said_without_its_jargon(room, key, value, sentence):
    config = yaml.safe_load(CONFIG.read_text())
    config[room][key] = value
    with pytest.raises(InputError, match=sentence):
        check_config(config)


@pytest.mark.parametrize(
    ("position", "changes", "sentence"),
    [
        (3, {"n_samples": 625}, r"fields\[3\].n_samples must be more than side \*\* dimension = 625"),
        (0, {"eigenvectors": "haar"}, r"fields\[0\].couplings must be above 0 with eigenvectors haar"),
        (5, {"couplings": [0.1]}, r"fields\[4\] and \[5\] must differ in dimension, side, eigenvectors or"),
    ],
)
def test_fields_of_known_truth_must_be_possible_and_differ(position, changes, sentence):
    config = yaml.safe_load(CONFIG.read_text())
    config["ground_truth"]["fields"][position].update(changes)
    with pytest.raises(InputError, match=sentence):
        check_config(config)


NETWORK = {"lattice": "ring", "size": 4, "units": "spin"}


@pytest.mark.parametrize("letters", ["{1}", "<a>", "\n"])
@pytest.mark.parametrize(
    ("place", "block", "key"),
    [
        (("pcarg", "nulls", "covariate"), {"neural_like": {}}, r"pcarg\.nulls\.covariate\.neural_like\.path"),
        (("vrg", "networks"), {"mine": NETWORK}, r"vrg\.networks\.mine\.path"),
        (("ising", "configurations"), {"model": "other"}, r"ising\.configurations\.path"),
    ],
)
def test_a_path_in_which_snakemake_would_replace_something_is_refused(place, block, key, letters):
    config = yaml.safe_load(CONFIG.read_text())
    parent = config
    for name in place[:-1]:
        parent = parent[name]
    files = {"path": f"a{letters}T{{temperature}}.npz" if place[0] == "ising" else f"a{letters}.npz"}
    parent[place[-1]] = (
        block | files if place[0] == "ising" else {name: given | files for name, given in block.items()}
    )
    with pytest.raises(InputError, match=f"{key} must (lead to files without|have no braces)") as caught:
        check_config(config)
    assert "\n" not in str(caught.value)
