"""Samples are cut where the analysis wants it, and can be gone through again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgcore.errors import InputError
from rgcore.series import as_samples, batches, replayable


@given(
    lengths=st.lists(st.integers(0, 40), max_size=12),
    n_rows=st.integers(1, 30),
    cuts=st.sets(st.integers(1, 200), max_size=5),
)
def test_batchs_hold_all_samples_in_order_and_never_cross_an_edge(lengths, n_rows, cuts):
    total = sum(lengths)
    edges = [0, *sorted(cut for cut in cuts if cut < total), total]
    numbers = (np.arange(total, dtype=float) * (-1) ** np.arange(total))[:, None]
    blocks = np.split(numbers, np.cumsum(lengths)[:-1]) if lengths else []
    found = list(batches(blocks, n_rows, edges if total else None))
    assert all(0 < len(batch) <= n_rows for _, batch in found)
    joined = np.concatenate([batch for _, batch in found]) if found else numbers
    np.testing.assert_array_equal(joined, numbers)
    for block, batch in found:
        assert edges[block] <= abs(batch[0, 0]) <= abs(batch[-1, 0]) < edges[block + 1]


@pytest.mark.parametrize("n_samples", [19, 21])
def test_another_number_of_samples_than_the_last_edge_is_refused(n_samples):
    with pytest.raises(InputError, match=f"there were 20 of them at first, then {n_samples}"):
        list(batches([np.zeros((n_samples, 2))], 7, [0, 10, 20]))


def test_a_replayable_function_begins_anew_in_every_pass():
    @replayable
    def counting(n_blocks, *, width):
        """Count."""
        for block in range(n_blocks):
            yield np.full((2, width), block)

    samples = counting(3, width=4)
    assert counting.__doc__ == "Count."
    for _ in range(2):
        np.testing.assert_array_equal(np.concatenate(list(samples))[:, 3], [0, 0, 1, 1, 2, 2])
    assert all((one == other).all() for one, other in zip(samples, samples, strict=True))


def test_what_comes_once_can_be_gone_through_again():
    numbers = np.arange(12.0).reshape(6, 2)
    samples = as_samples(iter([numbers[:1], numbers[1:]]))
    for _ in range(2):
        np.testing.assert_array_equal(np.concatenate(list(samples)), numbers)


def test_an_array_is_one_block_and_blocks_stay_as_they_are():
    numbers, blocks = np.ones((3, 2)), [np.ones((3, 2))]
    assert next(iter(as_samples(numbers))) is numbers
    assert next(iter(as_samples(blocks))) is blocks[0]
