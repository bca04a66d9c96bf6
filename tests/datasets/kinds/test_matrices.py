"""What an array holds beside samples: codes of missing entries, ends that were not filled, stuck channels, copies."""

import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.datasets.kinds.matrices.constant_stretches import ConstantStretches
from rgcore.datasets.kinds.matrices.repeated_samples import RepeatedSamples
from rgcore.errors import InputError

RNG = np.random.default_rng(8)
VALUES = RNG.standard_normal((400, 3))
COUNTS = RNG.poisson(0.4, (400, 3)).astype(np.float64)


def saved(folder, values, kind="matrix", **keys):
    np.save(folder / "x.npy", values)
    return {"kind": kind, "path": str(folder / "x.npy"), **keys}


@pytest.mark.parametrize(
    ("code", "written"),
    [
        (-9999, "-9999"),
        (1e20, "1.0e[+]20"),
        (-32768, "-32768"),
        (255, "255"),
        (np.float32(9.96921e36), "9.969209968386869e[+]36"),
    ],
)
def test_codes_of_missing_entries_are_refused_until_they_are_declared(tmp_path, code, written):
    values = VALUES.copy()
    values[[6, 90], 1] = code
    block = saved(tmp_path, values)
    with pytest.raises(
        InputError, match=rf"2 entries of v001, first that of sample 7,.*na_values: \[{written}\] if"
    ):
        read_dataset("x", block)
    declared = block | {"na_values": [float(code)], "missing": "drop_samples"}
    np.testing.assert_array_equal(read_dataset("x", declared).samples, np.delete(VALUES, [6, 90], axis=0))
    assert read_dataset("x", block | {"na_values": []}).samples.shape == (400, 3)


def test_a_number_among_others_is_no_code(tmp_path):
    values = 2000 * VALUES
    values[:, 0] = 999
    values[::2, 0] = 500
    values[::3, 0] = 1200
    assert read_dataset("x", saved(tmp_path, np.round(values))).warnings == ()


@pytest.mark.parametrize(("kind", "samples"), [("matrix", VALUES), ("spikes_binned", COUNTS)])
def test_an_end_that_was_not_filled_is_warned_of(tmp_path, kind, samples):
    dataset = read_dataset("x", saved(tmp_path, np.vstack([samples, np.zeros((60, 3))]), kind))
    assert [text for text in dataset.warnings if "the last 60 of 460 samples are the same" in text]
    assert len(dataset.warnings) == 1
    assert read_dataset("x", saved(tmp_path, samples, kind)).warnings == ()


@pytest.mark.parametrize("where", [slice(100, 150), slice(350, 400)])
def test_samples_that_are_missing_are_not_called_the_same(tmp_path, where):
    values = VALUES.copy()
    values[where] = np.nan
    dataset = read_dataset("x", saved(tmp_path, values) | {"missing": "drop_samples"})
    assert dataset.warnings == ()
    np.testing.assert_array_equal(dataset.samples, np.delete(VALUES, where, axis=0))


def test_a_stuck_channel_is_named_with_its_samples(tmp_path):
    values = VALUES.copy()
    values[100:180, 1] = 3.25
    values[10:29, 2] = 0.5  # too short to be reported
    assert read_dataset("x", saved(tmp_path, values)).warnings == (
        "v001: constant, 3.25 in samples 101 to 180",
    )


def test_long_silence_of_rare_events_is_no_stuck_channel(tmp_path):
    events = (np.random.default_rng(9).random((20_000, 3)) < 0.01).astype(np.float64)
    assert read_dataset("x", saved(tmp_path, events)).warnings == ()
    events[5000:13_000, 2] = 0
    [warning] = read_dataset("x", saved(tmp_path, events)).warnings
    assert warning.startswith("v002: constant, 0 in samples")


@pytest.mark.parametrize("length", [1, 7, 400, 1000])
def test_stretches_do_not_depend_on_where_blocks_are_cut(length):
    values = np.random.default_rng(10).integers(0, 3, (1000, 4)).astype(np.float64)
    values[300:420, 0], values[900:, 1], values[:33, 2] = 1, 2, np.nan
    found = ConstantStretches(4)
    for start in range(0, 1000, length):
        found.add(values[start : start + length])
    named = {place: (each.first, each.n, each.value) for place, each in found.found().items()}
    runs = {0: (300, 420), 1: (900, 1000)}
    for variable, (low, high) in runs.items():
        first, n, value = named.pop(variable)
        assert value == values[low, variable]
        assert first - 1 <= low
        assert first - 1 + n >= high
    assert named == {}


@pytest.mark.parametrize("n_copies", [2, 3])
def test_a_recording_that_was_saved_twice_is_warned_of(tmp_path, n_copies):
    [warning] = read_dataset("x", saved(tmp_path, np.vstack([VALUES] * n_copies))).warnings
    assert warning.startswith(f"samples 401 to {400 * n_copies} repeat samples 1 to 400")


@pytest.mark.parametrize("kind", ["matrix", "spikes_binned"])
@pytest.mark.parametrize(("first", "n"), [(100, 50), (350, 50), (0, 12)])
def test_a_paste_of_earlier_samples_is_warned_of(tmp_path, kind, first, n):
    samples = {"matrix": VALUES, "spikes_binned": np.random.default_rng(3).poisson(2.0, (400, 6))}[kind]
    pasted = np.vstack([samples, samples[first : first + n]])
    assert read_dataset("x", saved(tmp_path, pasted, kind)).warnings == (
        f"samples 401 to {400 + n} of {400 + n} repeat samples {first + 1} to {first + n} in all variables: leave them "
        "out of the file if they were added twice",
    )
    inside = np.vstack([samples[:200], samples[first : first + n], samples[200:]])
    earlier, later = min(first, 200) + 1, (200 if first < 200 else first + n) + 1
    [warning] = read_dataset("x", saved(tmp_path, inside, kind)).warnings
    assert warning.startswith(
        f"samples {later} to {later + n - 1} of {400 + n} repeat samples {earlier} to {earlier + n - 1}"
    )


def states_of(rng, n_samples):
    """Return states of 12 cells that last, and come again and again."""
    held = np.repeat(rng.integers(0, 60, n_samples), rng.geometric(0.2, n_samples))[:n_samples]
    return (rng.random((60, 12)) < 0.2)[held].astype(np.float64)


@pytest.mark.parametrize(
    "samples",
    [
        lambda rng: rng.random((60_000, 12)) < 0.02,
        lambda rng: rng.poisson(0.7, (60_000, 6)),
        lambda rng: rng.integers(0, 2, (60_000, 14)),
        lambda rng: np.cumsum(rng.integers(-1, 2, (60_000, 2)), axis=0),
        lambda rng: np.repeat(rng.standard_normal((20_000, 3)), 3, axis=0),
        lambda rng: states_of(rng, 60_000),
    ],
    ids=["sparse", "counts", "binary", "walk", "held", "states"],
)
def test_samples_that_come_again_by_accident_are_no_paste(samples):
    values = np.asarray(samples(np.random.default_rng(4)), dtype=np.float64)
    found = RepeatedSamples(values.shape[1])
    found.add(values)
    assert found.warnings(()).whole == ()


def test_a_matrix_of_correlations_in_the_place_of_samples_is_warned_of(tmp_path):
    square = RNG.standard_normal((30, 30))
    warning, _ = read_dataset("x", saved(tmp_path, np.corrcoef(square))).warnings
    assert warning.startswith("the 30 x 30 matrix is symmetric")
    assert len(read_dataset("x", saved(tmp_path, square)).warnings) == 1  # few samples


@pytest.mark.parametrize("limit", [2**26, 2**10])  # one block, and many
def test_a_count_far_above_all_others_of_its_cell_is_a_warning(tmp_path, monkeypatch, limit):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", limit)
    counts = COUNTS.copy()
    counts[[30, 170], 1] = 400
    counts[7, 2] = 9 * COUNTS[:, 2].max()
    most = COUNTS[:, 1].max()
    found = read_dataset("x", saved(tmp_path, counts, "spikes_binned"))
    assert found.warnings == (
        f"v001: 400 spikes in sample 31, while the next largest count is {most:g}: is it one?",
    )
    np.testing.assert_array_equal(found.samples, counts)


@pytest.mark.parametrize(("factor", "words"), [(50, "multiples of 50, as rates per second in bins of 0.02 s"),
                                               (12.5, "multiples of 12.5, as rates per second in bins of 0.08 s"),
                                               (np.float32(1 / 0.03), "multiples of 33.3333, as rates")])  # fmt: skip
def test_rates_are_no_counts(tmp_path, factor, words):
    block = saved(tmp_path, COUNTS * factor, "spikes_binned")
    with pytest.raises(InputError, match=rf"must hold spike counts.*{words}.*write kind: matrix"):
        read_dataset("x", block)
    assert read_dataset("x", block | {"kind": "matrix"}).warnings == ()
    assert read_dataset("x", saved(tmp_path, COUNTS, "spikes_binned")).warnings == ()


def test_numbers_that_are_no_rates_in_bins_either_are_refused_as_counts(tmp_path):
    block = saved(tmp_path, np.abs(VALUES), "spikes_binned")
    with pytest.raises(InputError, match="write kind: matrix if these are rates"):
        read_dataset("x", block)
    with pytest.raises(InputError, match="counts are not negative"):
        read_dataset("x", saved(tmp_path, VALUES, "spikes_binned"))


@pytest.mark.parametrize("limit", [2**26, 2**10])  # one block, and many
def test_rows_above_the_samples_are_warned_of_and_those_below_refused(tmp_path, monkeypatch, limit):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", limit)
    values = np.random.default_rng(11).standard_normal((400, 5)) + 3
    block = saved(tmp_path, np.vstack([values, values.mean(axis=0), values.std(axis=0)]))
    with pytest.raises(
        InputError, match=r"x\.npy must hold samples alone, but sample 401 of 402 is the mean of"
    ):
        read_dataset("x", block)
    [warning] = read_dataset("x", saved(tmp_path, np.vstack([np.arange(1, 6), values]))).warnings
    assert warning.startswith("sample 1 is 1, 2, 3, ..., as numbers of the variables are")
    counts = np.random.default_rng(12).poisson(0.7, (400, 5))
    block = saved(tmp_path, np.vstack([counts, counts.sum(axis=0)]), "spikes_binned")
    with pytest.raises(InputError, match="sample 401 of 401 is the sum of those before it: delete the rows"):
        read_dataset("x", block)
    for natural in (values, counts):
        assert not read_dataset("x", saved(tmp_path, natural)).warnings


def test_a_last_sample_that_may_be_a_mean_or_a_sum_by_accident_is_warned_of(tmp_path):
    values = np.random.default_rng(11).standard_normal((400, 5))
    centred = np.vstack([values - values.mean(axis=0), np.zeros(5)])
    [warning] = read_dataset("x", saved(tmp_path, centred)).warnings
    assert warning.startswith("sample 401 of 401 is the mean of those before it: leave")
    rare = np.eye(400, 5)  # one event each, and all at once at the end
    found = read_dataset("x", saved(tmp_path, np.vstack([rare, np.ones(5)]))).warnings
    assert any(text.startswith("sample 401 of 401 is the sum of those before it: leave") for text in found)


def test_a_factor_is_that_of_all_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 2**10)
    several = np.vstack([COUNTS[:200] * 2, COUNTS[200:] * 3])
    assert read_dataset("x", saved(tmp_path, several, "spikes_binned")).samples.shape == (400, 3)
    with pytest.raises(InputError, match="multiples of 10,"):
        read_dataset("x", saved(tmp_path, np.vstack([COUNTS[:200] * 50, COUNTS[200:] * 20]), "spikes_binned"))
