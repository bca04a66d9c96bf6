"""What tests of wrong blocks and files share."""

import numpy as np
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

GOOD = np.random.default_rng(5).poisson(0.5, (40, 4)).astype(float)


def refused(block, *words, at_parse_time=True):
    """Check that reading, and the check of headers if that suffices, ends in one sentence that holds the words."""
    for call in [check_before_run, read_dataset] if at_parse_time else [read_dataset]:
        with pytest.raises(InputError) as caught:
            call("my_cells", block)
        text = str(caught.value)
        assert "\n" not in text
        for word in ("my_cells", *words):
            assert word in text
    if not at_parse_time:
        check_before_run("my_cells", block)


def saved(path, matrix=GOOD):
    np.save(path, matrix)
    return {"kind": "matrix", "path": str(path)}


def of_matrix(path, array=None, axes=("time", "variable"), **keys):
    """Return the settings of a matrix in a file."""
    return DatasetSettings(kind="matrix", path=str(path), array=array, axes=axes, **keys)
