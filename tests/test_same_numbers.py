"""The command that compares two runs finds every planted difference and nothing else."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rgcore.provenance import Stamp
from rgcore.tables.frames import write_parquet

from .same_numbers import main

STAMP = Stamp(parameters={"side": 8}, root_seed=1, code="abc", inputs={"a": "1"})
ROWS = {
    "rank": [1, 2, 3],
    "eigenvalue": [0.1, np.nan, 0.3],
    "image": [[1.0, 2.0], [], [0.5]],
    "source": ["data", None, "shuffled"],
    "spins": [b"ab", b"cd", b"ef"],
}


def write(folder, name="tables/spectrum", stamp=STAMP, description="of the covariance", **changed):
    columns = {key: value for key, value in {**ROWS, **changed}.items() if value is not None}
    table = pa.table(columns)
    field = table.schema.field("rank").with_metadata({"description": description})
    table = table.cast(table.schema.set(table.schema.names.index("rank"), field))
    path = folder / f"{name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_parquet(table, path, kind="spectrum", version=1, stamp=stamp, keys=["rank"])


@pytest.fixture
def compared(tmp_path, capsys):
    """Write the old table and a changed one, run the command; return its exit code and what it printed."""

    def run(*arguments, **changed):
        write(tmp_path / "old")
        write(tmp_path / "new", **changed)
        code = main([str(tmp_path / "old"), str(tmp_path / "new"), *arguments])
        return code, capsys.readouterr().out

    return run


def test_equal_numbers_pass_whatever_made_them(compared):
    code, shown = compared(stamp=replace(STAMP, code="other", versions={"numpy": "9"}, inputs={"a": "2"}))
    assert (code, shown) == (0, "equal     spectrum\nthe same numbers\n")


def test_a_changed_last_bit_is_found(compared):
    code, shown = compared(eigenvalue=[0.1, np.nan, np.nextafter(0.3, 1)])
    assert code == 1
    assert (
        "DIFFERENT spectrum.eigenvalue differs in 1 of 3 rows, by at most 5.55e-17 (relative 1.85e-16)"
        in shown
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"eigenvalue": [0.1, 0.2, 0.3]},  # a number where none was
        {"eigenvalue": [0.1, None, 0.3]},  # null is not NaN
        {"image": [[1.0, 2.0], [], [0.5 + 2**-53]]},
        {"image": [[1.0], [2.0], [0.5]]},  # the same entries in other rows
        {"source": ["data", "", "shuffled"]},
        {"spins": [b"ab", b"cd", b"eg"]},
        {"rank": pa.array([1, 2, 3], pa.int32())},  # the same numbers of another type
        {"rank": [1, 2, 4]},
        {"eigenvalue": None},
        {"n_samples": [1, 1, 1]},
    ],
)
def test_a_difference_in_one_column_is_found_there_and_can_be_allowed(compared, changed):
    column = next(iter(changed))
    assert compared(**changed)[0] == 1
    assert compared("--allow", f"spectrum.{column}", **changed)[0] == 0
    others = [f"spectrum.{name}" for name in ROWS if name != column]
    assert compared("--allow", *others, **changed)[0] == 1


def test_zero_differs_from_minus_zero(compared):
    write_zero = {"eigenvalue": [0.1, np.nan, -0.0]}
    assert compared(**write_zero)[0] == 1
    assert "relative" in compared(**write_zero)[1]


def test_other_numbers_of_rows_are_found(compared):
    shorter = {name: values[:2] for name, values in ROWS.items()}
    code, shown = compared(**shorter)
    assert (code, "3 before, 2 now" in shown) == (1, True)
    assert compared("--allow", "spectrum.(rows)", **shorter)[0] == 0


def test_a_table_that_came_or_went_is_found(tmp_path, capsys):
    for folder, name in [
        ("old", "tables/a"),
        ("old", "dbn/T2.0/b"),
        ("new", "tables/a"),
        ("new", "tables/c"),
    ]:
        write(tmp_path / folder, name)
    write(tmp_path / "new", "tables/.half.tmp")
    folders = [str(tmp_path / "old"), str(tmp_path / "new")]
    assert main(folders) == 1
    assert main([*folders, "--allow", "c"]) == 1
    assert main([*folders, "--allow", "c", "dbn/*/b"]) == 0
    assert "DIFFERENT dbn/T2.0/b is missing" in capsys.readouterr().out


def test_another_description_and_an_allowance_of_nothing_are_notes(compared):
    code, shown = compared("--allow", "spectrum.source", description="cleaned")
    assert code == 0
    assert 'note      spectrum.rank: description "of the covariance" -> "cleaned"' in shown
    assert "note      --allow spectrum.source matches no difference" in shown


def test_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="must be a folder of results with Parquet tables"):
        main([str(tmp_path)])


def test_many_rows_are_compared_in_a_single_table(tmp_path):
    frame = pd.DataFrame({"x": np.random.default_rng(1).standard_normal(300_000).astype(np.float32)})
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        pq.write_table(pa.Table.from_pandas(frame), tmp_path / folder / "x.parquet", row_group_size=1000)
        frame.loc[299_999, "x"] += 1
    assert main([str(tmp_path / "old"), str(tmp_path / "new")]) == 1
