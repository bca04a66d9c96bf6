"""The README is short, and what it prints runs."""

import re
import subprocess
import sys

import pytest
import yaml

from rgcore.datasets.config_block import dataset_settings

from .pages import ROOT, blocks_of_code

README = (ROOT / "README.md").read_text("utf-8")
SNIPPETS = blocks_of_code(README, "python")
CONFIGS = blocks_of_code(README, "yaml")
UNREAD = re.compile(
    r"<!--.*?-->|```.*?```|\]\([^)]*\)|[|#*`\[\]!]", re.DOTALL
)  # comments, code, addresses, signs


def test_it_has_at_most_seven_hundred_words():
    assert len(UNREAD.sub(" ", README).split()) < 700


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_runs(snippet, tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout


def test_there_are_three_snippets():
    assert len(SNIPPETS) == 3


def test_the_block_of_a_config_has_keys_that_exist():
    (config,) = CONFIGS
    for settings in yaml.safe_load(config)["datasets"].values():
        dataset_settings(settings)


def test_the_page_that_it_makes_is_of_a_data_set_of_its_block():
    (config,) = CONFIGS
    assert re.findall(r"make page DATA=(\w+)", README) == list(yaml.safe_load(config)["datasets"])
