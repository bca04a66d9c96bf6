"""Several measures of each cell in the columns of a table are refused with the names of one of them."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError
from rgcore.look import look_at

from ....printed_blocks import blocks_in

NUMBERS = np.random.default_rng(44).normal(50, 5, size=(60, 96))


def write(path, names):
    frame = pd.DataFrame(NUMBERS[:, : len(names)].round(3), columns=names)
    frame.to_csv(path / "x.csv", index=False)
    return {"kind": "matrix", "path": str(path / "x.csv")}


def numbered(words, cells, pattern="{word}{cell}"):
    return [pattern.format(word=word, cell=cell) for cell in cells for word in words]


SEVERAL = {
    "Mean1, Mean2, Mean3": numbered(["Mean", "StdDev", "Min", "Max"], (1, 2, 3)),
    "F_0, F_1, F_2": numbered(["F", "Fneu", "spks"], range(3), "{word}_{cell}"),
    "ROI_1_dff, ROI_2_dff": numbered(["dff", "raw"], (1, 2), "ROI_{cell}_{word}"),
    '"Mean(ROI1)", "Mean(ROI2)"': numbered(["Area", "Mean", "IntDen"], (1, 2), "{word}(ROI{cell})"),
}
WELLS = [f"{row}{column}" for row in "ABCDEFGH" for column in range(1, 13)]
ELECTRODES = ["F3", "F4", "F7", "F8", "C3", "C4", "P3", "P4", "Fz", "Pz", "F3-C3", "F4-C4"]


@pytest.mark.parametrize("named", SEVERAL)
def test_several_measures_are_refused_with_the_names_of_one_that_is_then_read(tmp_path, named):
    block = write(tmp_path, SEVERAL[named])
    for attempt in (check_before_run, read_dataset):
        with pytest.raises(InputError, match=r"measures of each of [23]: write variables:") as refused:
            attempt("d", block)
        assert f"write variables: [{named}] to read" in str(refused.value)
    [found] = [each for each in blocks_in(look_at(block["path"])) if each["kind"] == "matrix"]
    assert found["variables"] == [name.strip('"') for name in named.split(", ")]
    assert list(read_dataset("d", found).variables) == found["variables"]


@pytest.mark.parametrize("keys", [{"variables": SEVERAL["Mean1, Mean2, Mean3"]}, {"index": []}])
def test_several_measures_that_are_declared_variables_are_read(tmp_path, keys):
    block = write(tmp_path, SEVERAL["Mean1, Mean2, Mean3"])
    check_before_run("d", block | keys)
    assert read_dataset("d", block | keys).variables == tuple(SEVERAL["Mean1, Mean2, Mean3"])


def test_the_one_measure_that_is_left_needs_no_key(tmp_path):
    names = SEVERAL["F_0, F_1, F_2"]
    block = write(tmp_path, names) | {"exclude": [name for name in names if not name.startswith("F_")]}
    assert read_dataset("d", block).variables == ("F_0", "F_1", "F_2")


@pytest.mark.parametrize(
    "names",
    [
        WELLS,
        [f"{well[0]}{int(well[1:]):02d}" for well in WELLS],
        ELECTRODES,
        numbered(["ch"], range(1, 33)),
        numbered(["Mean"], range(1, 9)),
        numbered(["left_", "right_"], range(1, 9)),
        [*numbered(["cell"], range(20)), "min_1", "max_1", "min_2", "max_2"],
    ],
)
def test_wells_electrodes_and_one_measure_are_variables(tmp_path, names):
    assert read_dataset("d", write(tmp_path, names)).variables == tuple(names)
