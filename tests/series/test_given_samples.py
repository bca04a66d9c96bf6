"""What is given in Python is refused, or read right, where it would be a plausible wrong number."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rgcore.coarse_graining import coarse_grain
from rgcore.datasets import read_dataset
from rgcore.errors import InputError
from rgcore.pcarg import moment_flow
from rgcore.series import as_samples, sample_moments

from .stand_ins import the

NAMES = ("left", "right", "top", "base")
COUNTS = np.random.default_rng(1).poisson(0.7, (300, 4)).astype(np.float64)
FRAME = pd.DataFrame(COUNTS, columns=NAMES)


def columns():
    return {name: COUNTS[:, place] for place, name in enumerate(NAMES)}


def flow(given):
    return moment_flow(given, [1.0])


def grained(given):
    return coarse_grain(given, dataset="d", n_draws=2, rng=np.random.default_rng(1))


ROWS = np.arange(300)
TIMED = np.column_stack([ROWS * 0.02, COUNTS])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (FRAME.reset_index, r"variable index rises.*frame.drop\(columns='index'\)"),
        (lambda: TIMED, r"variable 0 rises .*numpy.delete\(samples, 0, axis=1\)"),
        (lambda: [TIMED[:10], TIMED[10:]], "variable 0 rises"),
        (lambda: iter([TIMED[:10], TIMED[10:]]), "variable 0 rises"),
        (lambda: pa.table({"t": -ROWS, **columns()}), r"variable t falls .*table.drop_columns\(\['t'\]\)"),
        (lambda: the("polars").DataFrame({"t": ROWS, **columns()}), r"variable t rises .*frame.drop\('t'\)"),
    ],
)
def test_a_column_of_times_or_numbers_of_rows_is_refused(data, words):
    for analysis in (flow, grained):
        with pytest.raises(InputError, match=words):
            analysis(data())


@pytest.mark.parametrize("make", [list, iter])
def test_frames_whose_columns_are_in_another_order_are_joined_by_their_names(make):
    parts = [FRAME[:100], FRAME[100:][list(NAMES[::-1])]]
    np.testing.assert_array_equal(np.concatenate(list(as_samples(make(parts)))), COUNTS)
    with pytest.raises(InputError, match=r"same columns.*at sample 101, which differ in \['bottom', 'top'\]"):
        sample_moments(make([FRAME[:100], FRAME[100:].rename(columns={"top": "bottom"})]))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: moment_flow(COUNTS, [1.0], n_blocks=301), "n_blocks must be at most .* 300, got 301"),
        (lambda: flow(COUNTS * 1e-200), "found 0 in variable 0, which varies: choose another unit"),
        (lambda: grained(COUNTS * 1e-200), "found 0 in variable 0, which varies: choose another unit"),
        (lambda: flow(COUNTS * 1e200), "found inf in variable 0"),
        (lambda: grained(COUNTS[:3]), "samples must be at least 4 of at least 2 variables"),
    ],
)
def test_a_mistake_is_one_sentence_without_a_warning(call, words):
    with pytest.raises(InputError, match=words):
        call()


@pytest.mark.parametrize("analysis", [flow, grained])
def test_far_more_variables_than_samples_are_warned_of(analysis):
    with pytest.warns(UserWarning, match=r"only 10 samples of 100 variables.*give samples\.T"):
        analysis(np.random.default_rng(2).standard_normal((10, 100)))


def test_a_path_may_be_that_of_pathlib(tmp_path):
    np.save(tmp_path / "x.npy", COUNTS)
    dataset = read_dataset("x", {"kind": "matrix", "path": tmp_path / "x.npy"})
    np.testing.assert_array_equal(dataset.samples, COUNTS)


@pytest.mark.parametrize(
    ("n_samples", "words"), [(12, "only 12 samples: .* is 2.5 on average"), (49, "2.9 on")]
)
def test_samples_too_few_for_a_kurtosis_are_warned_of(n_samples, words):
    with pytest.warns(UserWarning, match=words) as found:
        flow(np.random.default_rng(3).standard_normal((n_samples, 8)))
    assert len(found) == 1
    assert found[0].filename == __file__


def test_fifty_samples_are_enough_for_a_kurtosis():
    assert len(flow(np.random.default_rng(3).standard_normal((50, 8)))) == 1
