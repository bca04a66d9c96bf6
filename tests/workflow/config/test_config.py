"""A config is right, or one sentence names the mistake."""

import copy
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import yaml

from rgcore.datasets.config_block import dataset_models
from rgcore.errors import InputError
from rgcore.pipeline.config.model import check_config, config_model
from rgcore.pipeline.jobs.null_choice import nulls_of
from rgcore.settings import Settings

ROOT = Path(__file__).parents[3]


def merged(base, changes):
    """Merge as Snakemake does: nested mappings key by key, everything else replaced."""
    result = copy.deepcopy(base)
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if both else value
    return result


def load(*files):
    config = {}
    for file in files:
        config = merged(config, yaml.safe_load((ROOT / file).read_text()))
    return config


OF_DATA = "data_*.yaml"  # they need files
PRESETS = sorted({*(ROOT / "workflow/presets").glob("*.yaml")} - {*(ROOT / "workflow/presets").glob(OF_DATA)})


@pytest.mark.parametrize("preset", [None, *(path.stem for path in PRESETS)])
def test_the_config_and_its_presets_are_right(preset):
    files = ["config.yaml"] + ([f"workflow/presets/{preset}.yaml"] if preset else [])
    check_config(load(*files))


def models(model):
    """Yield a model and all models of its fields."""
    yield model
    for field in model.model_fields.values():
        nested = [field.annotation, *get_args(field.annotation)]
        for part in nested:
            if isinstance(part, type) and issubclass(part, Settings):
                yield from models(part)


def test_every_key_of_a_config_has_a_description_and_no_block_takes_unknown_keys():
    for model in [*models(config_model()), *dataset_models().values()]:
        assert model.model_config["extra"] == "forbid"
        for name, field in model.model_fields.items():
            is_block = any(
                isinstance(part, type) and issubclass(part, Settings) for part in [field.annotation]
            )
            assert is_block or field.description, (model, name)


MISTAKES = [
    ({"ising": {"temperture": []}}, ["unknown key 'temperture' in ising", "did you mean 'temperatures'?"]),
    ({"isng": {}}, ["unknown key 'isng'", "did you mean 'ising'?"]),
    ({"side": 8}, ["unknown key 'side': did you mean '", "'ising.side'"]),
    ({"null_model": 8}, ["unknown key 'null_model': the nearest is 'model_bench' of block_size_controls, "]),
    (
        {"datasets": {"mine": {"kind": "matrix", "path": "x", "arry": "a"}}},
        ["'arry' in datasets.mine", "'array'"],
    ),
    (
        {"datasets": {"mine": {"kind": "matrx", "path": "x"}}},
        ["datasets.mine.kind", "did you mean 'matrix'?"],
    ),
    ({"datasets": {"mine": {"path": "x"}}}, ["datasets.mine needs the key 'kind'"]),
    ({"datasets": {"mine": {"kind": "matrix", "path": "nowhere.npy"}}}, ["mine", "nowhere.npy"]),
    ({"ising": {"temperatures": ["2.0", "-1.5"]}}, ["ising.temperatures[1]", "positive", "'-1.5'"]),
    ({"ising": {"temperatures": ["0"]}}, ["ising.temperatures[0]", "positive"]),
    ({"ising": {"temperatures": ["2.0", "2.5", "2.00"]}}, ["'2.0'", "'2.00'", "same number"]),
    ({"ising": {"temperatures": ["2.x"]}}, ["ising.temperatures[0]", "look like '2.45'"]),
    ({"ising": {"temperatures": [2.45]}}, ["ising.temperatures[0]", "string", "quotes"]),
    ({"ising": {"side": 20.0}}, ["ising.side", "integer", "20.0"]),
    ({"ising": {"temperatures": ["+2.5"]}}, ["ising.temperatures[0]", "look like '2.45'", "'+2.5'"]),
    ({"ising": {"side": 1}}, ["ising.side", "at least 2", "1"]),
    ({"ising": {"temperatures": ["inf"]}}, ["ising.temperatures[0]", "look like '2.45'"]),
    (
        {"ising": {"n_samples": 90_000_000}, "limits": {"memory_mb": 10**6, "disk_mb": 1000}},
        ["ising.n_samples must be at most", "limits.disk_mb", "90000000", "1000 MB are allowed"],
    ),
    (
        {"ising": {"n_samples": 20_000_000}, "limits": {"memory_mb": 1000, "disk_mb": 10**9}},
        ["limits.memory_mb = 1000", "20000000 configurations", "400-100-25", "1319 MB"],
    ),
    ({"ising": {"side": 21}}, ["dbn.layers[0]", "441", "400"]),
    ({"ising": {"algorithm": "wolf"}}, ["ising.algorithm", "wolff"]),
    ({"finite_size_scaling": {"sides": [8, 16]}}, ["finite_size_scaling.sides", "at least 3 entries"]),
    ({"finite_size_scaling": {"sides": [8, 16, 8]}}, ["finite_size_scaling.sides", "no entry twice"]),
    ({"finite_size_scaling": {"sides": [1, 8, 16]}}, ["finite_size_scaling.sides[0]", "at least 2", "1"]),
    ({"finite_size_scaling": {"temperatures": [2.27]}}, ["finite_size_scaling.temperatures[0]", "quotes"]),
    ({"finite_size_scaling": {"temperatures": ["0.0"]}}, ["finite_size_scaling.temperatures[0]", "positive"]),
    (
        {"finite_size_scaling": {"temperatures": ["2.27", "2.270"]}},
        ["finite_size_scaling.temperatures", "'2.27'", "'2.270'", "same number"],
    ),
    (
        {"finite_size_scaling": {"temperatures": ["2.2", "0.1"]}},
        ["finite_size_scaling.temperatures[1] must be at least 0.3"],
    ),
    (
        {"finite_size_scaling": {"temperatures": ["50"]}},
        ["finite_size_scaling.temperatures", "25 % of the critical", "'50'"],
    ),
    ({"mcrg": {"temperature": "0.05"}}, ["mcrg.temperature must be at least 0.3 J/k_B, but it is '0.05'"]),
    ({"mcrg": {"temperature": "0.0"}}, ["mcrg.temperature", "positive", "'0.0'"]),
    ({"mcrg": {"temperature": 2.27}}, ["mcrg.temperature", "string", "quotes"]),
    ({"mcrg": {"side": 60}}, ["mcrg.side", "divisible by 2**mcrg.n_blockings = 8", "60"]),
    ({"mcrg": {"n_blockings": 4}}, ["mcrg.n_blockings", "at least 8 block spins", "64", "leave 4"]),
    ({"mcrg": {"n_blockings": 0}}, ["mcrg.n_blockings", "at least 1", "0"]),
    ({"dbn": {"layers": [400, 400]}}, ["dbn.layers must fall", "400 follows 400"]),
    ({"dbn": {"layers": [400]}}, ["dbn.layers", "at least 2 entries"]),
    ({"dbn": {"training": {"algorithm": "enumeration"}}}, ["dbn.layers", "at most 20", "100"]),
    ({"dbn": {"training": {"learning_rate": 0}}}, ["dbn.training.learning_rate", "greater than 0"]),
    ({"dbn": {"training": {"batch_size": 30000}}}, ["batch_size", "20000", "30000"]),
    ({"dbn": {"n_held_out": 21000}}, ["n_held_out", "21000"]),
    ({"dbn": {"n_held_out": 599}}, ["rbm_fisher.sampled.n_samples must be at most 299", "599", "it is 300"]),
    ({"dbn": {"n_reconstructions": 3000}}, ["n_reconstructions", "2000", "3000"]),
    ({"landau": {"dimensions": [6]}}, ["landau.dimensions[0]", "at most 5"]),
    (
        {"tensor_rg": {"bond_dimensions": {"hotrg": [300]}}},
        ["tensor_rg.bond_dimensions.hotrg", "at most 40", "got 300", "39,657,600 MB"],
    ),
    ({"tensor_rg": {"spectra": {"hotrgg": 8}}}, ["tensor_rg.spectra", "hotrgg"]),
    ({"mera": {"bond_dimensions": [2, 20]}}, ["mera.bond_dimensions[1]", "at most 8", "1,228,800 MB"]),
    ({"cheap_learning": {"trained": [2, 9]}}, ["cheap_learning.trained[1]", "at most 5", "9"]),
    ({"pcarg": {"flow_exponents": [1.0, 5.0]}}, ["pcarg.flow_exponents[1]", "at most 4"]),
    ({"datasets": {"neural_like": None, "stock_like": None}}, ["all are switched off"]),
    ({"pcarg": {"n_null_draws": 1}}, ["pcarg.n_null_draws", "at least 2", "1"]),
    ({"pcarg": {"nulls": {"of_others": ["gausian"]}}}, ["pcarg.nulls.of_others[0]", "gaussian"]),
    (
        {"pcarg": {"nulls": {"of_dataset": {"stock_lik": ["gaussian"]}}}},
        ["pcarg.nulls.of_dataset must name data sets", "stock_lik"],
    ),
    (
        {"block_size_study": {"designs": {"thin": None}}},
        [
            "block_size_controls.designs must name designs of block_size_study",
            "'thin' is none of",
            "there are none",
        ],
    ),
    ({"scans": {"windows": {"stock_lik": {}}}}, ["scans.windows must name data sets", "stock_lik"]),
    (
        {"scans": {"price_levels": {"neural_like": {}}}},
        ["scans.price_levels must name data sets of prices", "neural_like is of kind neural_like"],
    ),
    (
        {"pcarg": {"nulls": {"trial_length": {"retin": 600}}}},
        ["pcarg.nulls.trial_length must name data sets", "retin"],
    ),
    (
        {"pcarg": {"nulls": {"covariate": {"neural_like": {"path": "absent.csv"}}}}},
        ["pcarg.nulls.covariate.neural_like.path must be a table or an array", "absent.csv is no file"],
    ),
    ({"root_seed": -1}, ["root_seed", "at least 0"]),
    ({"root_seed": "1e4"}, ["root_seed", "integer", "YAML reads 1e4 as text: write 10000"]),
    ({"dbn": {"training": {"l1": "1e-3"}}}, ["dbn.training.l1", "number", "text: write 0.001"]),
    ({"dbn": {"training": {"l1": "1e-9"}}}, ["dbn.training.l1", "text: write 1.0e-09"]),
    ({"ising": {"temperatures": ["2." + 24 * "1"]}}, ["ising.temperatures[0]", "at most 20 characters"]),
    ({"ising": {"temperatures": ["2.1\n"]}}, ["ising.temperatures[0]", "look like '2.45'", r"'2.1\n'"]),
    ({"datasets": {"mine\n": {"kind": "matrix", "path": "x"}}}, ["datasets.mine\\n must look like"]),
    ({"datasets": {300 * "a": {"kind": "matrix", "path": "x"}}}, ["at most 60 characters"]),
    ({"datasets": {False: {"kind": "matrix", "path": "x"}}}, ["keys of datasets", "text", "False", "quotes"]),
    ({"ising": {"side": "20"}}, ["ising.side", "write it without quotes: 20"]),
    ({"dbn": {"training": {"l1": "0,05"}}}, ["dbn.training.l1", "write 0.05"]),
    ({"limits": {"memory_mb": "4 GB"}}, ["limits.memory_mb", "the number alone, without a unit"]),
    ({"pcarg": {"kept_fractions": ["50%"]}}, ["pcarg.kept_fractions[0]", "write 0.5"]),
    ({"pcarg": {"kept_fractions": [1.0, 1.5]}}, ["pcarg.kept_fractions[1] must be a count", "1.5"]),
    ({"pcarg": {"kept_fractions": [0]}}, ["pcarg.kept_fractions[0]", "an integer from 1 on", "0"]),
    ({"pcarg": {"kept_fractions": [True]}}, ["pcarg.kept_fractions[0] must be of type number", "True"]),
    ({"pcarg": {"kept_fractions": [2, 2]}}, ["pcarg.kept_fractions", "2 comes twice"]),
    (
        {"pcarg": {"kept_fractions": [145]}},
        ["at most the 144 modes", "dropped_top = 0.1", "neural_like", "145"],
    ),
    ({"pcarg": {"dropped_top": [1.0]}}, ["pcarg.dropped_top[0]", "a float from 0.0 on and below 1", "1.0"]),
    (
        {"pcarg": {"dropped_top": [0.0, 160]}},
        ["pcarg.dropped_top", "at least one of 160", "datasets.neural_like"],
    ),
    (
        {"ground_truth": {"kept_fractions": [200]}},
        ["ground_truth.kept_fractions must be at most 128 modes", "smallest lattice", "200"],
    ),
    ({"ising": {"temperatures": "2.0"}}, ["ising.temperatures", "in brackets: ['2.0']"]),
    ({"ising": {"temperatures": [2.0]}}, ["ising.temperatures[0]", 'put it in quotes: "2.0"']),
    (
        {"datasets": {"m": {"kind": "matrix", "path": "m.h5", "array": False}}},
        ["datasets.m.array", "put it in quotes, for YAML reads no, off"],
    ),
    ({"ising": None}, ["ising must be of type mapping", "indent its keys below it"]),
    ({"ising": "side:16"}, ["ising", "a blank after the colon: side: 16"]),
    ({"datasets": [{"kind": "matrix"}]}, ["datasets", "without the dashes of a list"]),
    (
        {"training": {}},
        [
            "unknown key 'training'",
            "did you mean 'block_size_study.training' or ",
        ],
    ),
    ({1: 2}, ["all keys must be text", "1", "quotes"]),
    ({"ising": {300 * "a": 1}}, ["unknown key", "..."]),
]


@pytest.mark.parametrize(("change", "words"), MISTAKES)
def test_a_mistake_gets_one_sentence_that_names_it(change, words):
    with pytest.raises(InputError) as caught:
        check_config(merged(load("config.yaml"), change))
    sentence = str(caught.value)
    assert "\n" not in sentence
    for word in words:
        assert word in sentence


@pytest.mark.parametrize("name", ["run{1}.npy", "<results>.npy", "a\nb.npy"])
def test_a_path_in_which_snakemake_would_look_for_wildcards_is_refused(tmp_path, name):
    np.save(tmp_path / name, np.random.default_rng(1).standard_normal((40, 3)))
    mine = {"kind": "matrix", "path": str(tmp_path / name)}
    with pytest.raises(InputError, match=r"data set mine: path must lead to files without \{ \} < >"):
        check_config(merged(load("config.yaml"), {"datasets": {"mine": mine}}))


def test_a_missing_key_is_named():
    config = load("config.yaml")
    del config["dbn"]["units"]
    with pytest.raises(InputError, match="dbn needs the key 'units'"):
        check_config(config)


def test_a_data_set_can_be_switched_off():
    check_config(merged(load("config.yaml"), {"datasets": {"stock_like": None}}))


def test_nulls_are_those_of_the_kind_or_of_the_data_set():
    nulls = load("config.yaml")["pcarg"]["nulls"]
    assert "factor_garch" in nulls_of("mine", "prices", nulls)
    assert "factor_garch" not in nulls_of("mine", "spike_times", nulls)
    assert nulls_of("mine", "prices", {**nulls, "of_dataset": {"mine": ["gaussian"]}}) == ["gaussian"]
