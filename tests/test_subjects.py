"""What holds for the declarations of all subjects."""

import re
from pathlib import Path

import pytest

from rgcore.pipeline.subjects import expected_seconds, megabytes, subjects, tables
from rgcore.report.catalogue import CATALOGUE

from .config_values import config

ROOT = Path(__file__).parents[1]
RULES = {
    name
    for file in (ROOT / "workflow/rules").glob("*.smk")
    for name in re.findall(r"^ *rule (\w+):", file.read_text(), re.MULTILINE)
}


def test_every_folder_with_schemas_is_part_of_a_subject():
    declared = {subject.name for subject in subjects()}
    folders = {file.relative_to(ROOT / "rgcore").parts[0] for file in (ROOT / "rgcore").rglob("schemas.py")}
    assert folders == declared


@pytest.mark.parametrize("subject", subjects(), ids=lambda subject: subject.name)
def test_a_subject_is_described_in_a_sentence(subject):
    assert subject.sentence[0].isupper()
    assert subject.sentence[-1] in ".?"
    assert subject.tables


def test_figures_are_drawn_from_tables_of_subjects():
    names = {table.name for table in tables()}
    assert {table for card in CATALOGUE.values() for table in card.tables} <= names


def test_every_table_has_a_name_of_its_own():
    names = [table.name for table in tables()]
    assert len(set(names)) == len(names)


def test_costs_are_those_of_rules_that_exist():
    for costs in (expected_seconds(config()), megabytes(config())):
        assert set(costs) <= RULES
        assert all(cost > 0 for cost in costs.values())


def test_a_block_of_the_config_belongs_to_one_subject():
    blocks = [name for subject in subjects() for name in subject.models()]
    assert len(set(blocks)) == len(blocks)
    assert set(blocks) == set(config()) - {"root_seed", "limits", "checkpoints"}
