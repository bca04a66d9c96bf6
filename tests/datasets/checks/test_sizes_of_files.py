"""What jobs ask for depends on the size of the user's files."""

import numpy as np

from rgcore.datasets.checks.before_run import with_sizes_of_files
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
