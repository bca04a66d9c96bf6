"""What jobs ask for depends on the size of the user's files."""

import gzip

import numpy as np
import pytest

from rgcore.datasets import check_before_run
from rgcore.datasets.checks.before_run import with_sizes_of_files
from rgcore.datasets.subject import SUBJECT
from rgcore.errors import InputError
from rgcore.subject import MOST_ENTRIES_OF_FILES, entries_of_data


def test_a_small_file_counts_by_its_bytes_and_a_large_one_as_the_most(tmp_path):
    np.save(tmp_path / "small.npy", np.zeros((40, 5)))
    with (tmp_path / "large.npy").open("wb") as handle:
        handle.truncate(MOST_ENTRIES_OF_FILES)
    generated = {"kind": "neural_like", "n_variables": 3, "n_samples": 100}
    blocks = {
        "small": {"kind": "matrix", "path": str(tmp_path / "small.npy")},
        "large": {"kind": "matrix", "path": str(tmp_path / "large.npy")},
        "off": None,
        "made": generated,
    }
    sized = with_sizes_of_files({"datasets": blocks, "other": 1})
    n_bytes = (tmp_path / "small.npy").stat().st_size
    assert entries_of_data(sized) == [10 * n_bytes, MOST_ENTRIES_OF_FILES, 300]
    assert n_bytes * 10 >= 200  # no fewer than there are
    assert "n_entries" not in blocks["small"]
    assert sized["other"] == 1


def test_a_folder_of_text_has_no_more_numbers_than_half_its_bytes(tmp_path):
    folder = tmp_path / "shares"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.csv").write_text("x\n" + 50 * "1\n")  # 102 bytes: the fewest for 50 numbers
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(("x\n" + 5000 * "1\n").encode()))
    blocks = {
        "folder": {"kind": "prices", "path": str(folder)},
        "packed": {"kind": "prices", "path": str(packed)},
        "spikes": {"kind": "spike_times", "path": str(folder / "a.csv"), "bin_width": 0.1},
    }
    found = entries_of_data(with_sizes_of_files({"datasets": blocks}))
    assert found == [102, 10 * packed.stat().st_size, 50 * 102]


@pytest.mark.parametrize("then", ["pairwise", "em"])
def test_filling_gaps_asks_for_the_matrices_of_all_pairs(tmp_path, monkeypatch, then):
    with (tmp_path / "wide.npy").open("wb") as handle:
        header = {"descr": "<f8", "fortran_order": False, "shape": (9001, 9000)}
        np.lib.format.write_array_header_1_0(handle, header)
        handle.truncate(handle.tell() + 8 * 9000 * 9001)
    block = {"kind": "matrix", "path": str(tmp_path / "wide.npy")}
    filled = block | {"missing": {"drop_variables_above": 0.02, "then": then}}

    def megabytes(block):
        return SUBJECT.megabytes(with_sizes_of_files({"datasets": {"x": block, "off": None}}))["read_dataset"]

    assert megabytes(filled) > 15 * 8 * 9000**2 / 1e6 > 3 * megabytes(block)
    assert megabytes(filled | {"variables": ["v000", "v001"]}) == megabytes(block)
    monkeypatch.setattr("os.sysconf", lambda name: 4096 if name == "SC_PAGE_SIZE" else 10**6)
    check_before_run("x", block)
    with pytest.raises(InputError, match=r"for 9000 variables it takes 9.72 GB: write then: drop_samples"):
        check_before_run("x", filled)
