"""The text of a config file is refused in one sentence where YAML or Snakemake would take it for something else."""

import json
import os

import pytest

from rgcore.errors import InputError
from rgcore.pipeline.config.config_files import check_config_files, check_config_text, read_plain_yaml
from rgcore.pipeline.process.surroundings import check_config_arguments

ATTACK = """\
# a config from somebody else
__use_yte__: true
root_seed: ?(__import__("pathlib").Path("executed").touch() or 3)
"""

TEXTS = [
    ("ising:\n  side: 3\ndbn: 1\nising:\n  side: 4\n", ["ising stands in lines 1 and 4", "merge"]),
    ("ising:\n  side: 3\n  side: 3\n  side: 5\n", ["ising.side stands in lines 2 and 3 and 4"]),
    ("a: [{b: 1,\n  b: 2}]\n", ["a.0.b stands in lines 1 and 2"]),
    ('{"a": {"b": 1, "b": 2}}', ["b stands there twice"]),
    (ATTACK, ["__use_yte__ in line 2", "executed as Python"]),
    ("__use_yte__: false\na: 1\n", ["__use_yte__ in line 1"]),
    ("a: 1\n<<: {__use_yte__: true}\n", ["__use_yte__ in line 2"]),
    ("a: &a {b: {__use_yte__: true}}\n<<: [*a]\n", ["__use_yte__ in line 1"]),
    ("ising:\n\tside: 3\n", ["line 2 cannot be read", "blanks, not with tabs"]),
    ('datasets:\n  path: "C:\\Users"\n', ["line 2 cannot be read", "in single quotes"]),
    ("ising: [1, 2\nside: 3\n", ["line 2 cannot be read"]),
    ("", ["must hold keys", "it holds nothing"]),
    ("- 1\n", ["must hold keys", "a list"]),
    ("[]", ["must hold keys", "a list"]),
    ('"a"', ["must hold keys", "the text 'a'"]),
    ("a: 1\n---\nb: 1\n", ["line 2 cannot be read", "another document"]),
    ("a: &a [x, *a]\n", ["at most 100000 values", "repetitions by *"]),
    (
        "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}' if n else 'x'] * 10)}]\n" for n in range(12)),
        ["100000 values"],
    ),
    (3000 * "[" + 3000 * "]", ["nested too deep"]),
    ("root_seed: 010\n", ["010 in line 1 is 8 in YAML", 'write 10, or "010"']),
    ("a:\n  side: -0_17\n", ["-0_17 in line 2 is -15 in YAML", "write -17"]),
    ("sampling_rate: 1:30\n", ["1:30 in line 1 is 90 in YAML", "base 60"]),
    ("a: 1:30.5\n", ["is 90.5 in YAML"]),
    ("a: {select: {group: [good, no]}}\n", ["no in line 1 is false in YAML", 'write false, or "no"']),
    ("datasets:\n  on: {kind: matrix}\n", ["on in line 2 is true in YAML"]),
    (f"a: {'07' * 3000}\n", ["is too long for a number"]),
    ("a: 2021-13-45\n", ["is a date in YAML", "in quotes"]),
    ("a: 2020-01-31\n", ["is a date in YAML", 'in quotes: "2020-01-31"']),
    ("a: " + 3000 * "[", ["nested too deep"]),
]

READ_ALIKE = (
    "a: [0, 00, -0, 0.5, 00.5, 0x1F, 1_000, 10:a]\nb: [true, False, 'no', \"010\", '1:30', y, null, ~]\n"
)


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_a_text_that_misleads_is_refused_with_its_line(text, words):
    with pytest.raises(InputError) as caught:
        check_config_text(text, "mine.yaml")
    assert "mine.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize(
    "text", ["a: &x {b: 1}\nc: {<<: *x, d: 2}\n", json.dumps({"a": [1]}), "a: {b: 1}\nc: {b: 1}", READ_ALIKE]
)
def test_a_right_text_passes(text):
    check_config_text(text, "mine.yaml")


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "mine.yaml").write_bytes("datasets: {}".encode("utf-16"))
    sentence = r"mine\.yaml must be a readable text file in UTF-8: .*; save it as UTF-8$"
    with pytest.raises(InputError, match=sentence):
        check_config_files([tmp_path / "mine.yaml"])
    with pytest.raises(SystemExit, match=sentence):
        read(tmp_path / "mine.yaml")


def read(path):
    with path.open(encoding="utf-8") as file:
        read_plain_yaml(file)


@pytest.mark.parametrize("check", [read, lambda path: check_config_files([path])])
@pytest.mark.parametrize(("name", "hinted"), [("ising_exact.parquet", True), ("mine.yaml", False)])
def test_a_target_after_configfile_is_told_from_a_config(tmp_path, name, hinted, check):
    (tmp_path / name).write_bytes(b"PAR1\xff\xfe\x00")
    with pytest.raises((InputError, SystemExit)) as caught:
        check(tmp_path / name)
    assert str(caught.value).endswith("; write targets before --configfile") == hinted


@pytest.mark.parametrize(("name", "hinted"), [("verify", True), ("mine.yaml", False)])
def test_a_target_without_a_file_is_told_from_a_config(name, hinted):
    with pytest.raises(InputError) as caught:
        check_config_arguments(["--configfile", __file__, name])
    assert str(caught.value).endswith(f"no file {name}" + hinted * "; write targets before --configfile")


def test_a_pipe_that_was_read_is_not_read_again(tmp_path):
    os.mkfifo(tmp_path / "mine.yaml")
    check_config_files([tmp_path / "mine.yaml"])


def test_values_are_those_of_yaml():
    assert read_plain_yaml("a: {b: [1, 2.5, x]}") == {"a": {"b": [1, 2.5, "x"]}}


@pytest.mark.parametrize("value", ["!!int x", "!!python/object/apply:os.getcwd []", 5000 * "1"])
def test_a_value_that_yaml_cannot_make_is_refused_in_one_sentence(value):
    with pytest.raises(SystemExit) as caught:
        read_plain_yaml(f"a: {value}")
    assert str(caught.value).startswith("Error: config must hold plain values")
    assert "\n" not in str(caught.value)


def test_a_dry_run_executes_nothing_that_a_config_holds(tmp_path, runs):
    (tmp_path / "mine.yaml").write_text(ATTACK)
    process = runs(tmp_path, "--dry-run", config=tmp_path / "mine.yaml")
    assert process.returncode != 0
    assert "__use_yte__ in line 2" in process.stdout
    assert "Traceback" not in process.stdout
    assert not (tmp_path / "executed").exists()


def test_a_block_that_stands_twice_stops_a_run(tmp_path, runs):
    (tmp_path / "mine.yaml").write_text("ising: {side: 3}\nising: {side: 4}\n")
    process = runs(tmp_path, "--dry-run", config=tmp_path / "mine.yaml")
    assert process.returncode != 0
    assert "ising stands in lines 1 and 2" in process.stdout
