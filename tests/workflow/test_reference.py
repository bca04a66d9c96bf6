"""The generated reference is that of the models and schemas as they are."""

from pathlib import Path

import pytest

from rgcore.pipeline.reference import generated_files

HOME = Path(__file__).parents[2]
FILES = generated_files()


@pytest.mark.parametrize("path", FILES, ids=str)
def test_generated_files_are_current(path):
    assert (HOME / path).read_text(encoding="utf-8") == FILES[path], "run `make reference`"


def test_every_key_of_a_block_stands_in_the_reference_with_its_value():
    page = FILES[Path("docs/reference/config.md")]
    for row in (
        "| `ising.side` | `20` | integer, at least 2, at most 1024 |",
        "| `dbn.joint_training.fields` | `zero` |",
    ):
        assert row in page
