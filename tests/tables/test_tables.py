"""Tables: the same bytes for the same content, whole or not at all, units inside."""

import dataclasses
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables import (
    Column,
    Schema,
    concatenate_tables,
    describe_parameters,
    read_arrays,
    read_stamp,
    read_table,
    write_arrays,
    write_table,
)
from rgcore.tables.atomic import replacing
from rgcore.tables.footers import STAMP_KEY
from rgcore.tables.frames import read_parts

SCHEMA = Schema(
    name="example",
    version=2,
    keys=("temperature",),
    columns=(
        Column("temperature", "float64", "J/k_B", "temperature"),
        Column("energy", "float64", "J", "energy per site"),
        Column("image", "list<float32>", "1", "pixels"),
    ),
)


def frame(*temperatures):
    return pd.DataFrame(
        {
            "temperature": temperatures,
            "energy": [-t for t in temperatures],
            "image": [[t, 0.0] for t in temperatures],
        }
    )


def test_a_table_reads_back_sorted_by_its_keys(tmp_path):
    write_table(frame(3.0, 2.0), tmp_path / "t.parquet", schema=SCHEMA, stamp=Stamp())
    back = read_table(tmp_path / "t.parquet")
    assert back["temperature"].tolist() == [2.0, 3.0]
    assert back["energy"].tolist() == [-2.0, -3.0]
    assert back["image"][1].tolist() == [3.0, 0.0]


def test_rows_in_another_order_give_the_same_bytes(tmp_path):
    for name, rows in (("a", (3.0, 2.0)), ("b", (2.0, 3.0))):
        write_table(frame(*rows), tmp_path / name, schema=SCHEMA, stamp=Stamp(root_seed=1))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_columns_carry_unit_and_meaning_and_the_file_its_stamp(tmp_path):
    stamp = Stamp(
        parameters={"side": 8}, root_seed=5, code="abc", inputs={"x": "00"}, versions={"numpy": "2"}
    )
    write_table(frame(2.0), tmp_path / "t.parquet", schema=SCHEMA, stamp=stamp)
    field = pq.read_schema(tmp_path / "t.parquet").field("energy")
    assert field.metadata == {b"unit": b"J", b"description": b"energy per site"}
    assert read_stamp(tmp_path / "t.parquet") == {
        "table": "example",
        "schema_version": 2,
        "keys": ["temperature"],
        "parameters": {"side": 8},
        "measured": {},
        "root_seed": 5,
        "code": "abc",
        "inputs": {"x": "00"},
        "versions": {"numpy": "2"},
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{half",
        "3",
        "[1]",
        "{}",
        '{"root_seed": 3}',
        pytest.param("[" * 10_000, id="deep"),
        Stamp(root_seed="x"),
        Stamp(parameters=[]),
    ],
)
def test_what_is_no_stamp_counts_as_none(tmp_path, text):
    text = json.dumps(dataclasses.asdict(text)) if isinstance(text, Stamp) else text
    pq.write_table(pa.table({"a": [1]}).replace_schema_metadata({STAMP_KEY: text}), tmp_path / "t.parquet")
    assert read_stamp(tmp_path / "t.parquet") == {}


@pytest.mark.parametrize(
    "changed", [{"dtype": "O"}, {"dtype": "no type"}, {"shape": [3]}, {"shape": [-1, -1]}, {"data": None}]
)
def test_arrays_that_their_description_does_not_fit_are_damaged(tmp_path, changed):
    path = tmp_path / "m.parquet"
    write_arrays({"w": np.zeros(4)}, path, kind="model", stamp=Stamp())
    table = pq.read_table(path)
    [row] = table.to_pylist()
    pq.write_table(pa.Table.from_pylist([row | changed], schema=table.schema), path)
    with pytest.raises(InputError, match="is damaged"):
        read_arrays(path)


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (frame(2.0).drop(columns="energy"), "missing columns"),
        (frame(2.0).assign(extra=1), "unknown"),
        (frame(2.0, 2.0), "once each"),
        (frame(2.0, float("nan")), "once each"),
    ],
)
def test_a_frame_that_breaks_the_schema_is_refused_and_leaves_no_file(tmp_path, bad, complaint):
    with pytest.raises(ValueError, match=complaint):
        write_table(bad, tmp_path / "t.parquet", schema=SCHEMA, stamp=Stamp())
    assert not list(tmp_path.iterdir())


def test_parts_join_to_the_same_bytes_in_any_order(tmp_path):
    for t in (3.0, 2.0):
        write_table(frame(t), tmp_path / f"{t}", schema=SCHEMA, stamp=Stamp(parameters={"T": t}))
    parts = [tmp_path / "3.0", tmp_path / "2.0"]
    concatenate_tables(parts, tmp_path / "a", stamp=Stamp())
    assert read_table(tmp_path / "a")["temperature"].tolist() == [2.0, 3.0]
    assert read_stamp(tmp_path / "a")["parameters"] == {"T": [3.0, 2.0]}
    assert pq.read_schema(tmp_path / "a").field("energy").metadata[b"unit"] == b"J"


def test_parts_are_read_as_they_are_joined(tmp_path):
    for t in (3.0, 2.0):
        write_table(frame(t), tmp_path / f"{t}", schema=SCHEMA, stamp=Stamp())
    parts = [tmp_path / "3.0", tmp_path / "2.0"]
    concatenate_tables(parts, tmp_path / "a", stamp=Stamp())
    found = read_parts({"both": parts, "one": parts[:1]})
    pd.testing.assert_frame_equal(found["both"], read_table(tmp_path / "a"))
    assert found["one"]["temperature"].tolist() == [3.0]


def test_parts_that_share_a_row_are_refused(tmp_path):
    write_table(frame(2.0), tmp_path / "a", schema=SCHEMA, stamp=Stamp())
    with pytest.raises(ValueError, match="once each"):
        concatenate_tables([tmp_path / "a", tmp_path / "a"], tmp_path / "b", stamp=Stamp())


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "file.txt"
    target.write_text("old")

    def interrupted_write():
        with replacing(target) as temporary:
            temporary.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted_write()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_arrays_keep_name_type_shape_and_order(tmp_path):
    rng = np.random.default_rng(1)
    arrays = {"w": rng.random((3, 4)).astype(np.float32), "b": np.arange(3), "empty": np.zeros((0, 2))}
    write_arrays(arrays, tmp_path / "m.parquet", kind="model", stamp=Stamp())
    back = read_arrays(tmp_path / "m.parquet")
    assert list(back) == ["w", "b", "empty"]
    for name, array in arrays.items():
        assert back[name].dtype == array.dtype
        np.testing.assert_array_equal(back[name], array)


def test_parameters_are_described_in_words(tmp_path):
    parameters = {
        "temperature": ["2.0", "2.1", "2.2", "2.3", "2.45"],
        "training": {"l1": 2e-4},
        "settings": [{"n": 3, "scan": {}, "off": None}],
    }
    write_table(
        frame(2.0), tmp_path / "t.parquet", schema=SCHEMA, stamp=Stamp(parameters=parameters, root_seed=4)
    )
    assert describe_parameters([tmp_path / "t.parquet"]) == {
        "root_seed": "4",
        "settings": "(n 3, off none, scan defaults)",
        "temperature": "2.0 to 2.45 (5 values)",
        "training.l1": "0.0002",
    }


def test_a_table_without_rows_is_written_and_read(tmp_path):
    write_table(frame(3.0).iloc[:0], tmp_path / "empty.parquet", schema=SCHEMA, stamp=Stamp())
    assert list(read_table(tmp_path / "empty.parquet").columns) == SCHEMA.names
    assert len(read_table(tmp_path / "empty.parquet")) == 0


def test_a_missing_table_is_not_called_damaged(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none\.parquet"):
        read_table(tmp_path / "none.parquet")
