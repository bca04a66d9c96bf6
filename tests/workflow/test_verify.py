"""A whole run beside the reference in this repository."""

from pathlib import Path

import pytest

from rgcore.errors import InputError
from rgcore.tables.frames import read_table
from rgcore.verification.compare import compare
from rgcore.verification.parts import classes, table_part
from rgcore.verification.processor import arithmetic
from rgcore.verification.references.reference_files import read_reference
from rgcore.verification.results import check_verdicts
from rgcore.verification.ways import way_of

FOLDER = Path(__file__).parents[1] / "reference/smoke"


def test_a_finished_run_agrees_with_the_reference(runs, finished):
    before = runs.tables(finished)
    process = runs(finished, "verify")
    assert process.returncode == 0, process.stdout
    assert f"All {len(classes())} tables and figures agree with the reference smoke." in process.stdout
    assert runs.tables(finished) == before


def test_without_a_reference_for_the_config_nothing_is_made(runs, tmp_path):
    process = runs(tmp_path, "verify", config=runs.root / "workflow/presets/paper.yaml")
    assert process.returncode == 1
    last = process.stdout.splitlines()[-1]
    assert last.startswith("Error: the config must be that of a reference (")
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize("name", ["mcrg", "ising_exact", "rbm_thermodynamics"])
def test_a_table_of_a_run_in_which_a_column_is_off_differs(name, finished):
    frame = read_table(finished / f"results/tables/{name}.parquet")
    reference = read_reference(FOLDER)
    same = arithmetic() == reference.about.arithmetic
    way = way_of(classes()[name].kind, same_arithmetic=same, same_seed=True)
    assert not compare(table_part(name, frame), reference, way).faults
    column = {"mcrg": "exponent", "ising_exact": "energy", "rbm_thermodynamics": "energy"}[name]
    frame[column] += 30 * frame.get(f"{column}_err", 1e-9)
    verdict = compare(table_part(name, frame), reference, way)
    with pytest.raises(
        InputError, match=f"1 of 1 tables and figures differ .* the worst is {name}, which has .*{column}"
    ):
        check_verdicts([verdict], reference.about)
