"""Folders of Kilosort and phy: spikes in samples, their clusters, and tables on the clusters."""

import numpy as np
import pytest

from rgcore.datasets import check_before_run, input_files, read_dataset
from rgcore.errors import InputError

RATE = 30_000
RNG = np.random.default_rng(41)
LABELS = RNG.integers(0, 5, 900).astype(np.int32) * 3  # clusters 0, 3, 6, 9, 12
SAMPLES = np.sort(RNG.integers(0, 40 * RATE, 900)).astype(np.uint64)
GROUPS = {0: "good", 3: "good", 6: "mua", 7: "good", 9: "noise", 12: "good"}  # 7 was merged into another


@pytest.fixture
def folder(tmp_path):
    np.save(tmp_path / "spike_times.npy", SAMPLES[:, None])
    np.save(tmp_path / "spike_clusters.npy", LABELS)
    np.save(tmp_path / "amplitudes.npy", np.ones(900))
    (tmp_path / "params.py").write_text(
        "dat_path = r'C:\\Users\\x.dat'\nsample_rate = 30000.  # Hz\nraise SystemExit\n"
    )
    return tmp_path


def with_groups(folder, name="cluster_group.tsv", column="group"):
    rows = [f"{cluster}\t{group}\n" for cluster, group in GROUPS.items()]
    (folder / name).write_text(f"cluster_id\t{column}\n" + "".join(rows))


def block(folder, **keys):
    return {"kind": "spike_times", "path": str(folder), "bin_width": 0.5} | keys


def read(folder, **keys):
    check_before_run("mine", block(folder, **keys))
    return read_dataset("mine", block(folder, **keys))


def counts(clusters, bin_width=0.5):
    edges = np.arange(1, 81) * bin_width  # the first spike lies in the first bin, and the last in the last
    trains = [SAMPLES[cluster == LABELS].astype(float) / RATE for cluster in clusters]
    return np.stack([np.histogram(train, edges[:-1])[0] for train in trains], axis=1)


def test_spikes_in_samples_are_counted_by_cluster(folder):
    dataset = read(folder)
    assert dataset.variables == ("unit_0", "unit_3", "unit_6", "unit_9", "unit_12")
    np.testing.assert_array_equal(dataset.samples, counts([0, 3, 6, 9, 12]))
    assert any("30000 (sampling_rate)" in phrase for phrase in dataset.decisions)


def test_units_of_several_qualities_are_refused_until_some_are_selected(folder):
    with_groups(folder)
    with pytest.raises(InputError, match=r"\(3 good, 1 mua, 1 noise\).* select: \{group: good\}"):
        read(folder)
    dataset = read(folder, select={"group": "good"})
    np.testing.assert_array_equal(dataset.samples, counts([0, 3, 12]))
    assert dataset.variables == ("unit_0", "unit_3", "unit_12")
    assert "3 of 5 variables have group good (select)" in dataset.decisions
    assert "left out unit_7: it has no spikes" in dataset.decisions
    several = read(folder, select={"group": ["good", "mua"]})
    np.testing.assert_array_equal(several.samples, counts([0, 3, 6, 12]))


def test_what_was_decided_by_hand_goes_before_what_kilosort_proposes(folder):
    with_groups(folder, "cluster_KSLabel.tsv", "KSLabel")
    with pytest.raises(InputError, match=r"select: \{KSLabel: good\}"):
        read(folder)
    np.testing.assert_array_equal(read(folder, select={"KSLabel": ["mua", "noise"]}).samples, counts([6, 9]))
    (folder / "cluster_group.tsv").write_text("cluster_id\tgroup\n3\tgood\n6\tgood\n")
    with pytest.raises(InputError, match=r"column group \(2 good, 3 unsorted\)"):
        read(folder)
    found = read(folder, select={"group": "good"})
    np.testing.assert_array_equal(found.samples, counts([3, 6]))
    assert "units are read whatever their KSLabel, 1 good, 1 mua (select)" in found.decisions


def test_a_column_in_two_tables_is_that_of_the_table_of_groups(folder):
    with_groups(folder)
    (folder / "cluster_info.tsv").write_text("cluster_id\tgroup\n0\tmua\n3\tmua\n6\tgood\n9\tgood\n12\tmua\n")
    np.testing.assert_array_equal(read(folder, select={"group": "good"}).samples, counts([0, 3, 12]))


@pytest.mark.parametrize(
    ("select", "words"),
    [
        ({"quality": "good"}, "must have the column quality of select, but it has group"),
        ({"group": "fine"}, "group fine, found good \\(3\\), mua \\(1\\), noise \\(1\\)"),
    ],
)
def test_a_selection_that_fits_nothing_is_refused(folder, select, words):
    with_groups(folder)
    with pytest.raises(InputError, match=words):
        read(folder, select=select)


def test_units_are_selected_by_a_range_of_numbers(folder):
    (folder / "cluster_info.tsv").write_text("cluster_id\tfr\n0\t1.5\n3\t12\n6\t\n9\t20.5\n")
    np.testing.assert_array_equal(read(folder, select={"fr": {"min": 12.0}}).samples, counts([3, 9]))


def test_a_selection_needs_a_table(folder):
    with pytest.raises(InputError, match="holds nothing about its variables"):
        read(folder, select={"group": "good"})


@pytest.mark.parametrize(
    "text", [None, "n_channels_dat = 4\n", "sample_rate = rate\n", "sample_rate = 1\nsample_rate = 2\n"]
)
def test_a_sampling_rate_that_is_nowhere_is_asked_for(folder, text):
    (folder / "params.py").unlink()
    if text is not None:
        (folder / "params.py").write_text(text)
    with pytest.raises(InputError, match="write sampling_rate"):
        check_before_run("mine", block(folder))
    np.testing.assert_array_equal(read(folder, sampling_rate=30_000.0).samples, counts([0, 3, 6, 9, 12]))


def test_a_sampling_rate_that_is_written_counts_and_the_other_is_reported(folder):
    found = read(folder, sampling_rate=15_000.0, bin_width=1.0)
    np.testing.assert_array_equal(found.samples, read(folder, bin_width=0.5).samples)
    phrase = "there are 15000 samples per second (sampling_rate), though params.py holds 30000"
    assert phrase in found.decisions


def test_times_that_are_no_samples_are_refused(folder):
    np.save(folder / "spike_times.npy", SAMPLES / RATE)
    with pytest.raises(InputError, match=r"integers, found .* write time_unit: s"):
        read_dataset("mine", block(folder))
    np.testing.assert_array_equal(read(folder, time_unit="s").samples, counts([0, 3, 6, 9, 12]))


def test_late_samples_do_not_overflow(folder):
    late = SAMPLES + np.uint64(2**32)
    np.save(folder / "spike_times.npy", late)
    offset = 2**32 % (RATE // 2)
    moved = np.floor((SAMPLES + np.uint64(offset)) / (RATE // 2)).astype(int)
    dataset = read(folder)
    inside = (moved > moved[0]) & (moved < moved[-1])
    assert dataset.samples.sum() == inside.sum()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cluster_id\tgroup\n0\tgood\n0\tmua\n", "one row per cluster, but that of unit_0 comes twice"),
        (
            "cluster_id,group\n0,good\n",
            "the column cluster_id, separated by tabs, but it holds cluster_id,group",
        ),
        ("cluster_id\tgroup\nfirst\tgood\n", r"must be a whole \.tsv file"),
        ("", "it is empty"),
    ],
)
def test_a_table_that_cannot_be_that_of_the_clusters_is_refused(folder, text, words):
    (folder / "cluster_group.tsv").write_text(text)
    with pytest.raises(InputError, match=words):
        check_before_run("mine", block(folder))


def test_more_labels_than_spikes_are_refused_before_the_run(folder):
    np.save(folder / "spike_clusters.npy", LABELS[1:])
    with pytest.raises(InputError, match=r"found 899 in spike_clusters\.npy and 900 in spike_times\.npy"):
        check_before_run("mine", block(folder))


def test_the_run_depends_on_the_tables_and_on_no_other_file(folder):
    with_groups(folder)
    names = ["cluster_group.tsv", "params.py", "spike_clusters.npy", "spike_times.npy"]
    assert input_files(block(folder)) == [str(folder / name) for name in names]


def test_such_a_folder_is_no_matrix(folder):
    with pytest.raises(InputError, match=r"holds spikes of Kilosort .* write kind: spike_times"):
        check_before_run("mine", {"kind": "matrix", "path": str(folder)})


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"times": "t"}, "labels must be given where times is"),
        ({"time_unit": "s", "sampling_rate": 1.0}, "leave it out"),
    ],
)
def test_keys_that_do_not_go_together_are_refused(folder, keys, words):
    with pytest.raises(InputError, match=words):
        check_before_run("mine", block(folder, **keys))
