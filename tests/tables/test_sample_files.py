"""Samples survive their file bit for bit, whatever the cut into blocks."""

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables import open_samples, read_stamp, sample_files, write_samples

STAMP = Stamp(parameters={"a": 1}, root_seed=3, code="c")


def numbers(n_samples, n_variables):
    return np.random.default_rng(5).standard_normal((n_samples, n_variables))


def names(n):
    return [f"v{index}" for index in range(n)]


def test_samples_come_back_bit_for_bit_and_again(tmp_path):
    values = numbers(1000, 7)
    write_samples([values], tmp_path / "s.parquet", variables=names(7), stamp=STAMP)
    stored = open_samples(tmp_path / "s.parquet")
    assert (stored.n_samples, stored.n_variables, stored.variables) == (1000, 7, tuple(names(7)))
    for _ in range(2):
        assert np.array_equal(np.concatenate(list(stored)), values)
    assert np.array_equal(stored.to_array(), values)
    assert stored.to_array().flags.c_contiguous
    assert read_stamp(stored.path)["parameters"] == {"a": 1}


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, 500), max_size=6))
def test_the_cut_into_blocks_does_not_show_in_the_file(tmp_path_factory, cuts):
    folder = tmp_path_factory.mktemp("cuts")
    values = numbers(500, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample_files, "ROW_GROUP_BYTES", 8 * 3 * 128)
        write_samples([values], folder / "one.parquet", variables=names(3), stamp=STAMP)
        pieces = np.split(values, sorted(cuts))
        write_samples(iter(pieces), folder / "many.parquet", variables=names(3), stamp=STAMP)
    assert (folder / "one.parquet").read_bytes() == (folder / "many.parquet").read_bytes()
    assert [len(block) for block in open_samples(folder / "one.parquet")] == [128, 128, 128, 116]


def test_a_row_group_is_bounded_in_bytes(tmp_path):
    path = tmp_path / "s.parquet"
    write_samples((numbers(3000, 1000) for _ in range(3)), path, variables=names(1000), stamp=STAMP)
    groups = [pq.read_metadata(path).row_group(index).num_rows for index in range(3)]
    assert groups == [sample_files.ROW_GROUP_BYTES // 8000] * 2 + [
        9000 - 2 * (sample_files.ROW_GROUP_BYTES // 8000)
    ]


def test_columns_may_have_any_name(tmp_path):
    odd = ["a", "a.b", "a.b.c", "ä €", "'", "rgcore"]
    write_samples([numbers(30, 6)], tmp_path / "s.parquet", variables=odd, stamp=STAMP)
    stored = open_samples(tmp_path / "s.parquet")
    assert stored.variables == tuple(odd)
    assert np.array_equal(stored.to_array(), numbers(30, 6))


def test_more_columns_than_are_read_at_once_stay_in_order(tmp_path):
    write_samples([numbers(30, 150)], tmp_path / "s.parquet", variables=names(150), stamp=STAMP)
    assert np.array_equal(open_samples(tmp_path / "s.parquet").to_array(), numbers(30, 150))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_a_finite_number_is_never_stored(tmp_path, bad):
    values = numbers(30, 2)
    values[7, 1] = bad
    with pytest.raises(ValueError, match="finite"):
        write_samples([values], tmp_path / "s.parquet", variables=names(2), stamp=STAMP)
    assert list(tmp_path.iterdir()) == []


def test_blocks_and_names_must_agree(tmp_path):
    with pytest.raises(ValueError, match=r"must be \(n, 2\), found shape \(30, 3\)"):
        write_samples([numbers(30, 3)], tmp_path / "s.parquet", variables=names(2), stamp=STAMP)
    with pytest.raises(ValueError, match="once each"):
        write_samples([numbers(30, 2)], tmp_path / "s.parquet", variables=["x", "x"], stamp=STAMP)


def test_a_damaged_file_is_named(tmp_path):
    path = tmp_path / "s.parquet"
    write_samples([numbers(3000, 4)], path, variables=names(4), stamp=STAMP)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    with pytest.raises(InputError, match=r"s\.parquet is damaged"):
        open_samples(path)
    path.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    with pytest.raises(InputError, match=r"s\.parquet is damaged"):
        open_samples(path).to_array()


def test_dates_are_stored_with_the_samples(tmp_path):
    dates = [f"2020-01-{day:02d}" for day in range(1, 31)]
    write_samples([numbers(30, 2)], tmp_path / "s.parquet", variables=names(2), stamp=STAMP, dates=dates)
    assert open_samples(tmp_path / "s.parquet").dates == tuple(dates)
    with pytest.raises(InputError, match="one per sample, 30, got 29"):
        write_samples(
            [numbers(30, 2)], tmp_path / "s.parquet", variables=names(2), stamp=STAMP, dates=dates[1:]
        )
