"""Variables that are none are found by exact relations, and random data have none of these."""

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.pcarg import moment_flow
from rgcore.series.label_variables import coded_variables
from rgcore.series.suspect_variables import suspect_variables

RNG = np.random.default_rng(1)
N = 200
GAUSSIAN = RNG.standard_normal((N, 5))
COUNTS = RNG.poisson(0.3, (N, 5)).astype(np.float64)
UNEVEN = np.concatenate([np.cumsum(RNG.uniform(0.01, 0.02, 40)) for _ in range(5)])
EXACT = {
    "is the mean of the others": lambda samples: samples.mean(axis=1),
    "is the sum of the others": lambda samples: samples.sum(axis=1),
    "repeats the same 25 numbers": lambda _: np.arange(N) % 25,
    "rises throughout and begins anew 4 times": lambda _: 0.02 * (np.arange(N) % 40) - 0.5,
    "rises throughout and begins anew 1 times": lambda _: np.round((np.arange(N) % 130) / 30, 3),
    "falls throughout and begins anew 4 times": lambda _: -UNEVEN,
    "changes after multiples of 10 samples": lambda _: np.repeat(RNG.standard_normal(N // 10), 10),
    "holds successive whole numbers, each once": lambda _: RNG.permutation(N) + 5.0,
}


@pytest.mark.parametrize("samples", [GAUSSIAN, COUNTS, GAUSSIAN.astype(np.float32), np.round(GAUSSIAN, 2)])
@pytest.mark.parametrize("phrase", EXACT)
def test_what_is_no_variable_is_found(samples, phrase):
    matrix = np.column_stack([EXACT[phrase](samples), samples]).astype(samples.dtype)
    [(place, found)] = suspect_variables(matrix)
    assert place == 0
    assert found.startswith(phrase)


def test_a_sum_beside_a_mean_is_found():
    both = np.column_stack([GAUSSIAN, GAUSSIAN.sum(axis=1), GAUSSIAN.mean(axis=1)])
    assert [place for place, _ in suspect_variables(both)] == [5, 6]


@pytest.mark.parametrize(
    ("word", "statistic"),
    [
        ("median", np.median),
        ("maximum", np.max),
        ("minimum", np.min),
        ("standard deviation", np.std),
        ("sample standard deviation", lambda samples, axis: samples.std(axis=axis, ddof=1)),
    ],
)
def test_statistics_of_other_variables_are_found_without_a_name(word, statistic):
    for samples in (GAUSSIAN, GAUSSIAN[:, :4].astype(np.float32)):
        matrix = np.column_stack([samples, statistic(samples, axis=1)])
        assert list(suspect_variables(matrix)) == [(samples.shape[1], f"is the {word} of the others")]


def natural(rng):
    shape = rng.integers(20, 300), rng.integers(2, 8)
    field = rng.standard_normal((shape[0], 1))
    yield rng.standard_normal(shape)
    yield 1e6 * field + rng.standard_normal(shape)
    yield rng.standard_normal(shape) * 10.0 ** rng.integers(-6, 6, shape[1])
    yield np.cumsum(rng.standard_normal(shape), axis=0)
    for rate in (0.02, 0.3, 4):
        yield rng.poisson(rate, shape)
    yield rng.integers(0, 2, shape)
    yield np.repeat(rng.integers(0, 2, (shape[0], 1)), shape[1], axis=1)  # copies
    yield rng.choice([-1, 1], shape)
    decay = rng.standard_normal(shape)
    for row in range(1, shape[0]):  # noiseless traces of calcium: they fall between events
        decay[row] = 0.9 * decay[row - 1] + (rng.random(shape[1]) < 0.1)
    yield decay
    reference = rng.standard_normal(shape)
    yield reference - reference.mean(axis=1, keepdims=True)
    yield np.repeat(reference, 4, axis=0)  # held, as by an amplifier


def test_random_data_have_no_such_variable():
    rng = np.random.default_rng(2)
    for _ in range(60):
        for samples in natural(rng):
            assert not list(suspect_variables(samples)), samples
            assert coded_variables(samples) == ([], []), samples


def test_codes_in_runs_and_one_hot_columns_among_other_numbers_are_labels():
    codes = np.repeat(RNG.integers(0, 4, N), RNG.integers(6, 14, N))[:N]
    assert coded_variables(np.column_stack([GAUSSIAN, codes])) == ([5], [5])
    assert coded_variables(np.column_stack([GAUSSIAN, RNG.permutation(codes)])) == ([5], [])
    one_hot = np.eye(3)[RNG.integers(0, 3, N)]
    assert coded_variables(np.column_stack([one_hot, GAUSSIAN])) == ([0, 1, 2], [0, 1, 2])
    assert coded_variables(np.column_stack([one_hot[:, :2], GAUSSIAN])) == ([0, 1], [])
    assert coded_variables(np.column_stack([COUNTS, codes])) == ([], [])


def test_one_hot_columns_of_one_name_are_labels_among_counts_too():
    one_hot = np.eye(3)[RNG.integers(0, 3, N)]
    matrix = np.column_stack([COUNTS[:, :2], one_hot])
    names = ["cell_a", "cell_b", "stim_1", "stim_2", "stim_3"]
    assert [place for place, _ in suspect_variables(matrix, names)] == [2, 3, 4]
    matrix[7, 3:] = 0, 0
    matrix[7, 2] = 0
    assert not list(suspect_variables(matrix, names))


@pytest.mark.parametrize(
    ("name", "entries"), [("unit_id", 2 * RNG.permutation(N)), ("trial_type", COUNTS[:, 0])]
)
def test_labels_of_a_frame_are_refused_by_their_names(name, entries):
    frame = pd.DataFrame(GAUSSIAN).assign(**{name: entries})
    with pytest.raises(InputError, match=rf"variable {name} is called like .*frame.drop\(columns='{name}'\)"):
        moment_flow(frame, [2], n_blocks=20)


def test_what_may_label_the_samples_is_warned_of_once():
    frame = pd.DataFrame(GAUSSIAN).assign(rate=COUNTS[:, 0])
    leave_out = r"variable rate holds a few whole numbers.*leave it out, as in frame.drop\(columns='rate'\)"
    with pytest.warns(UserWarning, match=leave_out) as caught:
        assert len(moment_flow(frame, [2], n_blocks=20))
    assert len(caught) == 1
    with pytest.warns(UserWarning, match=r"variable 5 holds.*numpy.delete\(samples, 5, axis=1\)"):
        moment_flow(frame.to_numpy(), [2], n_blocks=20)
    assert len(moment_flow(frame.assign(rate=2.0 * RNG.permutation(N)), [2], n_blocks=20))
