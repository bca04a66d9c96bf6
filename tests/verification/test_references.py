"""The references in this repository: complete, small, and each of their runs agrees with the others."""

import re
from pathlib import Path

import pandas as pd
import pytest

from rgcore.pipeline.subjects import tables
from rgcore.verification.cells import Cells
from rgcore.verification.compare import compare
from rgcore.verification.parts import Part, classes
from rgcore.verification.references.reference_files import Reference, read_reference

FOLDER = Path(__file__).parents[1] / "reference"
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/about.json"))


@pytest.mark.parametrize("name", [*NAMES, "studies"])
def test_a_reference_takes_less_than_a_megabyte(name):
    assert {"smoke", "laptop"} <= set(NAMES)
    assert sum(path.stat().st_size for path in (FOLDER / name).rglob("*") if path.is_file()) < 10**6


@pytest.mark.parametrize("name", NAMES)
def test_every_table_and_figure_is_in_the_reference(name):
    bits = read_reference(FOLDER / name).about.bits
    assert set(bits) == set(classes())
    for table in tables():
        assert list(bits[table.name]) == table.schema.names


@pytest.mark.parametrize("name", NAMES)
def test_the_commit_of_the_code_is_known(name):
    assert re.fullmatch("[0-9a-f]{40}", read_reference(FOLDER / name).about.commit)


@pytest.mark.parametrize("name", NAMES)
def test_a_run_with_another_seed_agrees_with_the_others(name):
    whole = read_reference(FOLDER / name)
    assert len(whole.about.seeds) > 2
    others = Reference(
        about=whole.about, numbers=whole.numbers.iloc[:, :-1], labels=whole.labels.iloc[:, :-1]
    )
    verdicts = [compare(part, others, "errors") for part in last_run(whole)]
    assert [(verdict.part, verdict.faults) for verdict in verdicts if verdict.faults] == []


def last_run(whole):
    """Yield the parts of the last run of a reference, as they would be gathered from its tables."""
    for name, repeatability in classes().items():
        numbers, labels = (_last(cells) for cells in whole.part(name))
        yield Part(name, repeatability, Cells(numbers, labels), whole.about.bits[name])


def _last(cells):
    """Return the cells of the last run; what does not depend on the seed stands in the first alone."""
    last = cells.iloc[:, -1].fillna(cells.iloc[:, 0].where(cells.iloc[:, 1:].isna().all(axis=1))).dropna()
    return pd.concat({"x": last}, names=["table"])
