"""Mistakes that are easily made in a config: each is refused with what to write, and no advice changes its meaning."""

import json
import time

import pytest

from rgcore.errors import InputError
from rgcore.pipeline.config.config_files import check_config_text
from rgcore.pipeline.config.model import check_config

from .test_config import load, merged

MINE = {"kind": "matrix", "path": "mine.npy"}
VALUES = [
    ({"ising": {"n_samples": "22,000"}}, "without a sign between them: 22000"),
    ({"ising": {"n_samples": "22 000"}}, "without a sign between them: 22000"),
    ({"root_seed": "1'000'000"}, "without a sign between them: 1000000"),
    ({"dbn": {"training": {"l2": "1,000"}}}, "without a sign between them: 1000 or 1.000"),
    ({"dbn": {"training": {"l2": "0,001"}}}, "write 0.001"),
    ({"dbn": {"training": {"n_epochs": 50.0}}}, "write an integer, without a point"),
    ({"dbn": {"training": {"l1": None}}}, "write a value, or leave it out"),
    ({"dbn": {"layers": "400, 100"}}, "in brackets: [400, 100]"),
    ({"pcarg": {"kept_fractions": "1.0, 0.5"}}, "in brackets: [1.0, 0.5]"),
    ({"pcarg": {"kept_fractions": [1, 0.5]}}, "the integer 1, which is one mode: write 1.0, or both"),
    ({"ground_truth": {"kept_fractions": [0.5, 1]}}, "the integer 1, which is one mode"),
    ({"ising": {"temperatures": "2.0, 2.5"}}, "in brackets: ['2.0', '2.5']"),
    ({"ising": {"temperatures": 2.5}}, "in brackets: ['2.5']"),
    ({"rbm_flow": {"passing": "samples"}}, "in brackets: ['samples']"),
    (
        {"datasets": {"mine": MINE | {"index": 3}}},
        "mine.index must be of type string or list or null, but it is 3",
    ),
    ({"datasets": {"mine": MINE | {"index": ["a", 3]}}}, "mine.index[1] must be of type string, but it is 3"),
    (
        {"datasets": {"mine": MINE | {"na_values": [-1, None]}}},
        "na_values[1] must be of type string, integer or",
    ),
    ({"root_seed": "7\n"}, "YAML reads 7 as text: write 7"),
    ({"pcarg.n_null_draws": 20}, "write n_null_draws: in the block pcarg, not with a point"),
    ({"datasets": {"Neural_Like": MINE}}, "datasets.neural_like by more than capital letters"),
    ({"datasets": {"neural_like": MINE}}, "both path and n_samples and n_variables"),
]


@pytest.mark.parametrize(("change", "advice"), VALUES)
def test_a_value_is_refused_with_what_was_meant(change, advice):
    with pytest.raises(InputError) as caught:
        check_config(merged(load("config.yaml"), change))
    assert advice in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("found", "kind"), [("2,5", "n_epochs"), ("2.5", "n_epochs"), ("50%", "batch_size")])
def test_no_integer_is_suggested_in_place_of_a_fraction(found, kind):
    with pytest.raises(InputError) as caught:
        check_config(merged(load("config.yaml"), {"dbn": {"training": {kind: found}}}))
    assert "write" not in str(caught.value)


@pytest.mark.parametrize("kept", [[1.0, 0.5, 1], [2, 1], [0.5, 0.25]])
def test_one_mode_is_a_cutoff_where_all_modes_are_another_or_counts_are_meant(kept):
    check_config(merged(load("config.yaml"), {"pcarg": {"kept_fractions": kept}}))


def test_a_data_set_switched_off_leaves_its_name_to_others():
    own = {"kind": "stock_like", "n_variables": 200, "n_samples": 2500}
    config = merged(load("config.yaml"), {"datasets": {"stock_like": None, "Stock_Like": own}})
    check_config(config)


TEXTS = [
    ("a:\n  <<: {b: 1}\n  <<: {b: 2}\n", ["a.<< stands in lines 2 and 3", "write <<: [*a, *b]"]),
    (
        "a: {kind:matrix, path:x}\n",
        ["a blank after each colon", "line 1 holds kind:matrix: write kind: matrix"],
    ),
    ("a: {axes: time, variable}\n", ["line 1 has none for variable: put lists in brackets"]),
    ("a: {decimal: ,}\n", ["line 1 has none for decimal", 'a comma in quotes, as in ","']),
    ("a: !!set {x, y}\n", ["plain values", "line 1 asks for tag:yaml.org,2002:set"]),
    ("a: !!omap [x: y]\n", ["plain values", "omap"]),
    ("a: !!binary 'Mi4w'\n", ["plain values", "binary"]),
    ("a: !mine 7\n", ["plain values", "line 1 asks for !mine"]),
    ("a: 1\nb: {{ seed }}\n", ["a key in line 2 is a block", "in quotes"]),
    ("? [a, b]\n: 7\n", ["a key in line 1 is a list"]),
    ("---\n", ["it holds nothing"]),
    ("a: 1\n---\nb: 1\n", ["line 2 cannot be read: found another document; write one document"]),
]


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_a_text_is_refused_with_what_was_meant(text, words):
    with pytest.raises(InputError) as caught:
        check_config_text(text, "mine.yaml")
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "a: {'b:c': 1}\n",
        "a: http://b\n",
        "a: [x:y]\n",
        "a: !!str 7\n",
        "a: {b:c: 1}\n",
        "a:\n",
        "a: {b: ''}\n",
    ],
)
def test_a_colon_within_a_text_is_none_of_its_own(text):
    check_config_text(text, "mine.yaml")


def test_a_json_config_of_many_keys_is_checked_at_once():
    started = time.process_time()
    check_config_text(json.dumps(dict.fromkeys(map(str, range(50_000)), 1)), "mine.json")
    assert time.process_time() - started < 5


@pytest.mark.parametrize("encoding", ["base64", "zip", "rot13", "klingon"])
def test_an_encoding_is_one_of_text(encoding):
    mine = {"kind": "matrix", "path": "mine.csv", "encoding": encoding}
    with pytest.raises(InputError, match="must be an encoding of Python, such as utf-8"):
        check_config(merged(load("config.yaml"), {"datasets": {"mine": mine}}))
