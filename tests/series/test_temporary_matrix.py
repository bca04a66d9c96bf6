"""What is written to a temporary matrix comes back, in every layout, from memory and from a file."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgcore.errors import InputError
from rgcore.series import TemporaryMatrix, temporary_matrix


@pytest.fixture(params=[False, True], ids=["file", "memory"])
def stored(request):
    samples = np.random.default_rng(1).standard_normal((9000, 5))
    matrix = TemporaryMatrix.by_variable(9000, 5, in_memory=request.param)
    for start in range(0, 9000, 700):
        matrix.write(start, 0, samples[start : start + 700])
    return samples, matrix


def test_blocks_are_the_samples_in_order(stored):
    samples, matrix = stored
    for _ in range(2):
        np.testing.assert_array_equal(np.concatenate(list(matrix)), samples)


def test_long_tiles_are_read_in_shorter_blocks(stored, monkeypatch):
    samples, matrix = stored
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 8 * 5 * 4096)
    blocks = list(matrix)
    assert [len(block) for block in blocks] == [4096, 4096, 808]
    np.testing.assert_array_equal(np.concatenate(blocks), samples)


def test_series_are_the_columns(stored):
    samples, matrix = stored
    np.testing.assert_array_equal(matrix.series(1, 4), samples[:, 1:4].T)


@pytest.mark.parametrize("block_bytes", [8 * 5 * 4096, 2**24])
def test_shifted_samples_are_rolled_columns(stored, block_bytes, monkeypatch):
    samples, matrix = stored
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", block_bytes)
    offsets = np.array([0, 1, 8999, 4096, 5000])
    columns = zip(samples.T, offsets, strict=True)
    expected = np.stack([np.roll(column, offset) for column, offset in columns], axis=1)
    np.testing.assert_array_equal(np.concatenate(list(matrix.shifted(offsets))), expected)


def test_a_matrix_written_by_series_is_the_same(stored):
    samples, matrix = stored
    other = matrix.empty_like()
    assert (other.shape, other.in_memory) == (matrix.shape, matrix.in_memory)
    other.write(0, 2, samples[:, 2:])
    other.write(0, 0, samples[:, :2])
    np.testing.assert_array_equal(np.concatenate(list(other)), samples)


@pytest.mark.parametrize("most", [10, 10**6])
def test_groups_hold_every_variable_once(stored, most, monkeypatch):
    monkeypatch.setattr(temporary_matrix, "MOST_IN_MEMORY", most)
    _, matrix = stored
    variables = [variable for first, end in matrix.variable_groups() for variable in range(first, end)]
    assert variables == list(range(5))


@settings(max_examples=25, deadline=None, database=None)
@given(
    rows=st.lists(st.integers(0, 90), max_size=4),
    columns=st.lists(st.integers(0, 7), max_size=3),
    n=st.integers(1, 91),
    in_memory=st.booleans(),
)
def test_rectangles_written_in_any_order_come_back_in_place(rows, columns, n, in_memory):
    values = np.random.default_rng(n).standard_normal((91, 8))
    matrix = TemporaryMatrix(91, 8, tile_length=n, in_memory=in_memory)
    row_cuts, column_cuts = sorted({0, 91, *rows}), sorted({0, 8, *columns})
    rectangles = [
        (top, left, values[top:bottom, left:right])
        for top, bottom in pairwise(row_cuts)
        for left, right in pairwise(column_cuts)
    ]
    for rectangle in reversed(rectangles):
        matrix.write(*rectangle)
    for _ in range(2):
        np.testing.assert_array_equal(np.concatenate(list(matrix)), values)
    np.testing.assert_array_equal(matrix.series(3, 8), values[:, 3:].T)
    rolled = np.concatenate(list(matrix.shifted(np.full(8, 17))))
    np.testing.assert_array_equal(rolled, np.roll(values, 17, axis=0))


def test_a_matrix_by_block_is_read_tile_by_tile(monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 8 * 3 * 7)
    values = np.arange(60.0).reshape(20, 3)
    matrix = TemporaryMatrix.by_block(20, 3)
    matrix.write(0, 0, values)
    assert [len(block) for block in matrix] == [7, 7, 6]
    np.testing.assert_array_equal(np.concatenate(list(matrix)), values)


@pytest.mark.parametrize("in_memory", [False, True])
def test_what_was_never_written_is_never_read(in_memory):
    matrix = TemporaryMatrix(40, 3, tile_length=10, in_memory=in_memory)
    matrix.write(0, 0, np.ones((40, 2)))
    for read in (lambda: list(matrix), lambda: matrix.series(0, 1), lambda: list(matrix.shifted([0, 0, 0]))):
        with pytest.raises(RuntimeError, match="80 entries"):
            read()


def test_blocks_that_come_once_can_be_read_again():
    numbers = np.random.default_rng(2).standard_normal((13, 3))
    blocks = [numbers[:5], np.empty((0, 3)), numbers[5:].astype(np.float32), np.ones((2, 3), dtype=np.int8)]
    matrix = TemporaryMatrix.from_blocks(iter(blocks))
    assert matrix.shape == (15, 3)
    for _ in range(2):
        back = np.concatenate(list(matrix))
        assert back.flags.c_contiguous
        np.testing.assert_array_equal(back, np.concatenate(blocks))


def test_two_iterations_do_not_disturb_each_other(monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 8 * 2 * 4)
    numbers = np.arange(24.0).reshape(12, 2)
    matrix = TemporaryMatrix.from_blocks([numbers])
    for step, (one, other) in enumerate(zip(matrix, matrix, strict=True)):
        np.testing.assert_array_equal(one, numbers[4 * step : 4 * step + 4])
        np.testing.assert_array_equal(other, one)


def test_no_block_and_ragged_blocks_are_refused():
    with pytest.raises(ValueError, match="at least one block"):
        TemporaryMatrix.from_blocks(iter([]))
    with pytest.raises(ValueError, match=r"must be \(n, 3\), found shape \(5, 2\)"):
        TemporaryMatrix.from_blocks([np.ones((5, 3)), np.ones((5, 2))])


@pytest.mark.parametrize(
    ("first_sample", "first_variable", "shape"),
    [
        (0, 0, (10, 3)),
        (0, 0, (9, 4)),
        (8, 0, (2, 3)),
        (0, 2, (1, 2)),
        (-1, 0, (1, 1)),
        (0.5, 0, (1, 1)),
        (0, 0, 3),
    ],
)
def test_a_rectangle_that_reaches_beyond_the_matrix_is_refused(first_sample, first_variable, shape):
    for make in (TemporaryMatrix.by_sample, TemporaryMatrix.by_block, TemporaryMatrix.by_variable):
        with pytest.raises(InputError):
            make(9, 3).write(first_sample, first_variable, np.ones(shape))


def test_series_and_shifts_of_variables_that_are_not_there_are_refused(stored):
    _, matrix = stored
    for first, end in ((0, 6), (-1, 2), (3, 2)):
        with pytest.raises(InputError, match="variables must be within 0 to 5"):
            matrix.series(first, end)
    for offsets in (np.zeros(4, int), np.zeros(6, int), np.zeros(5), "abcde"):
        with pytest.raises(InputError, match="offsets must"):
            list(matrix.shifted(offsets))


@pytest.mark.parametrize(
    "make", [TemporaryMatrix.by_sample, TemporaryMatrix.by_block, TemporaryMatrix.by_variable]
)
def test_places_may_be_small_integers_of_numpy(make):
    values, matrix = np.arange(1200.0).reshape(300, 4), make(np.int16(300), np.int8(4))
    matrix.write(0, np.uint8(0), values[:200])
    matrix.write(np.uint8(200), np.uint8(0), values[200:])
    np.testing.assert_array_equal(np.vstack(list(matrix)), values)
    np.testing.assert_array_equal(matrix.series(np.uint8(1), np.uint8(3)), values[:, 1:3].T)
    with pytest.raises(InputError, match="variables must be within 0 to 4"):
        matrix.series(np.uint8(3), np.uint8(1))


def test_the_file_is_closed_with_the_object():
    matrix = TemporaryMatrix.from_blocks([np.ones((5, 3))])
    file = matrix._file
    del matrix
    assert file.closed
