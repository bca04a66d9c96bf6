"""What holds for the declarations of all subjects."""

import re
import sys
from pathlib import Path

import pytest

import rgcore
from rgcore.errors import InputError
from rgcore.pipeline.config.model import check_config, config_model
from rgcore.pipeline.subjects import expected_seconds, megabytes, subjects, tables
from rgcore.report.catalogue import CATALOGUE

from .config_values import config

ROOT = Path(__file__).parents[1]
RULES = {
    rule or bundled
    for file in (ROOT / "workflow/rules").glob("*.smk")
    for rule, bundled in re.findall(r'^ *rule (\w+):|BUNDLES\.of\(\s*"(\w+)"', file.read_text(), re.MULTILINE)
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
    assert set(blocks) == set(config()) - {"root_seed", "limits", "checkpoints", "jobs"}


SETTINGS = """
from pydantic import Field

from rgcore.settings import Settings


class PercolationSettings(Settings):
    side: int = Field(ge=2, description="sites per side")
"""
SUBJECT = """
from rgcore.repeatability import drawn
from rgcore.subject import Subject, Table
from rgcore.tables.schema import Column, Schema

CLUSTERS = Schema(
    name="percolation",
    version=1,
    keys=("side",),
    columns=(Column("side", "int64", "lattice spacings", "of the lattice"),),
)
SUBJECT = Subject(
    name="percolation",
    sentence="Clusters of occupied sites.",
    tables=(Table(schema=CLUSTERS, repeatability=drawn()),),
    settings={"percolation": "rgcore.percolation.settings:PercolationSettings"},
    seconds=lambda config: {"grow_clusters": 1e-6 * config["percolation"]["side"] ** 2},
)
"""


@pytest.fixture
def percolation(tmp_path, monkeypatch):
    """A subject in a folder of its own, here outside the package's tree."""
    (tmp_path / "percolation").mkdir()
    for name, text in (("__init__", ""), ("settings", SETTINGS), ("subject", SUBJECT)):
        (tmp_path / f"percolation/{name}.py").write_text(text)
    monkeypatch.setattr(rgcore, "__path__", [*rgcore.__path__, str(tmp_path)])
    for cached in (subjects, config_model):
        cached.cache_clear()
    yield
    for cached in (subjects, config_model):
        cached.cache_clear()
    for name in ("", ".settings", ".subject"):
        sys.modules.pop(f"rgcore.percolation{name}", None)
    vars(rgcore).pop("percolation", None)


def test_a_new_subject_is_a_folder(percolation):
    assert "percolation" in [table.name for table in tables()]
    own = config() | {"percolation": {"side": 1000}}
    assert expected_seconds(own)["grow_clusters"] == pytest.approx(1)
    check_config(own)
    with pytest.raises(
        InputError, match=r"config: percolation\.side must be at least 2, but it is 1 \(sites per side\)"
    ):
        check_config(config() | {"percolation": {"side": 1}})
