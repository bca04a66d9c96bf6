"""The generated reference is that of the models and schemas as they are."""

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from rgcore.pipeline.reference import generated_files, json_schema

HOME = Path(__file__).parents[2]
FILES = generated_files()
PRESETS = [f"workflow/presets/{file.name}" for file in sorted((HOME / "workflow/presets").glob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_generated_files_are_current(path):
    assert (HOME / path).read_text(encoding="utf-8") == FILES[path], "run `make reference`"


@pytest.mark.parametrize("file", ["config.yaml", *PRESETS])
def test_the_schema_for_editors_takes_config_and_presets(file):
    text = (HOME / file).read_text(encoding="utf-8")
    Draft202012Validator(json_schema()).validate(yaml.safe_load(text))
    schema = re.match(r"# yaml-language-server: \$schema=(.*)\n", text)[1]
    assert (HOME / file).parent.joinpath(schema).resolve() == HOME / "workflow/config.schema.json"


MISTAKES = [
    {"ising": {"sid": 3}},
    {"ising": {"algorithm": "wolf"}},
    {"dbn": {"layers": [400]}},
    {"datasets": {"mine": {"kind": "matrix", "path": "x", "arry": "a"}}},
    {"datasets": {"mine": {"kind": "neural_like", "gain": 0}}},
    {"pcarg": {"kept_fractions": [0.5, 0.5]}},
]


@pytest.mark.parametrize("wrong", MISTAKES, ids=str)
def test_the_schema_for_editors_marks_mistakes(wrong):
    assert not Draft202012Validator(json_schema()).is_valid(wrong)


def test_every_key_of_a_block_stands_in_the_reference_with_its_value():
    page = FILES[Path("docs/reference/config.md")]
    for row in (
        "| `ising.side` | `20` | integer, at least 2, at most 1024 |",
        "| `dbn.joint_training.fields` | `zero` |",
    ):
        assert row in page
