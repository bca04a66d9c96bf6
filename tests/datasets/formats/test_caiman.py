"""Results of CaImAn: traces (component, time), of which accepted components are selected."""

import h5py
import numpy as np
import pytest
import scipy.sparse

from rgcore.datasets import check_before_run, read_dataset

from ..refusals import refused

TRACES = np.random.default_rng(6).standard_normal((6, 40))  # (component, time)


@pytest.fixture
def write(tmp_path):
    """Write a file as CaImAn does: None is text, sparse matrices are groups."""

    def write_file(accepted=(0, 2, 5)):
        with h5py.File(tmp_path / "cnmf.hdf5", "w") as file:
            estimates = file.create_group("estimates")
            estimates["C"], estimates["S"], estimates["F_dff"] = TRACES, np.abs(TRACES), TRACES + 1
            estimates["f"] = TRACES[:2]
            footprints = scipy.sparse.random(100, 6, 0.1, format="csc", rng=np.random.default_rng(1))
            for key in ("data", "indices", "indptr"):
                estimates[f"A/{key}"] = getattr(footprints, key)
            if accepted is None:
                estimates["idx_components"] = "NoneType"
            else:
                estimates["idx_components"] = np.array(accepted, dtype=np.int64)
            file["params/data/fr"] = 30
        return {"kind": "matrix", "path": str(tmp_path / "cnmf.hdf5"), "array": "estimates/C"}

    return write_file


def test_accepted_components_are_selected(write):
    block = write()
    refused(block, "6 variables, of which 3 are cells by the column idx_components", "{idx_components: true}")
    block |= {"select": {"idx_components": True}}
    check_before_run("x", block)
    found = read_dataset("x", block)
    assert found.variables == ("component_0", "component_2", "component_5")
    np.testing.assert_array_equal(found.samples, TRACES[[0, 2, 5]].T)
    every = read_dataset(
        "x", block | {"select": {"idx_components": [True, False]}, "array": "estimates/F_dff"}
    )
    np.testing.assert_array_equal(every.samples, TRACES.T + 1)


def test_all_components_are_read_where_none_was_rejected(write):
    for accepted in (None, range(6)):
        np.testing.assert_array_equal(read_dataset("x", write(accepted)).samples, TRACES.T)


def test_the_axes_are_those_of_the_layout(write):
    block = write(None)
    assert read_dataset("x", block | {"axes": ["variable", "time"]}).samples.shape == (40, 6)
    refused(block | {"axes": ["time", "variable"]}, "axes ['variable', 'time']", "leave axes out")


def test_components_that_are_not_there_are_refused(write):
    refused(write((0, 6)), "numbers of its 6 components in estimates/idx_components, found 0 to 6")
    refused(write((-1, 3)), "found -1 to 3")


def test_other_arrays_have_the_axes_of_the_config(write):
    block = write() | {"array": "estimates/f", "axes": ["variable", "time"]}
    assert read_dataset("x", block).variables == ("v000", "v001")
