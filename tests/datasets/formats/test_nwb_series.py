"""Responses of regions of interest in NWB files: which of them are cells, their names, and the order of the axes."""

import h5py
import numpy as np
import pytest

from rgcore.datasets import check_before_run, read_dataset

from ..refusals import refused
from .nwb_files import write_table

TRACES = np.random.default_rng(4).standard_normal((40, 5)).astype(np.float32)  # (time, roi)
ROWS = [0, 2, 3, 4, 5]
PLANE = "processing/ophys/ImageSegmentation/PlaneSegmentation"


@pytest.fixture
def write(tmp_path):
    """Write a file with one series or several, as pynwb lays them out."""

    def write_file(data=TRACES, series=("Fluorescence/RoiResponseSeries",), rows=ROWS, **columns):
        with h5py.File(tmp_path / "x.nwb", "w") as file:
            table = write_table(
                file, PLANE, {"id": [10, 11, 12, 13, 14, 15], "depth": np.arange(6.0)} | columns
            )
            table["pixel_mask"] = np.zeros((9, 3))
            for name in series:
                group = file.create_group(f"processing/ophys/{name}")
                group["data"], group["rois"] = data, rows
                group["rois"].attrs["table"] = table.ref
                group["starting_time"] = 0.0
                group["starting_time"].attrs["rate"] = 30.0
            voltage = file.create_group("acquisition/ElectricalSeries")
            voltage["data"] = np.zeros((50, 8), dtype=np.int16)
            voltage["electrodes"] = np.arange(8)
        return {"kind": "matrix", "path": str(tmp_path / "x.nwb")}

    return write_file


SERIES = "processing/ophys/Fluorescence/RoiResponseSeries"


@pytest.mark.parametrize("array", [None, SERIES, f"{SERIES}/data", "processing/ophys/Fluorescence"])
def test_responses_of_regions_are_named_by_their_ids(write, array):
    block = write() | ({} if array is None else {"array": array})
    check_before_run("x", block)
    found = read_dataset("x", block)
    assert found.variables == ("roi_10", "roi_12", "roi_13", "roi_14", "roi_15")
    np.testing.assert_array_equal(found.samples, TRACES)
    assert found.decisions == (
        f"{SERIES}/data is read, one variable per roi (array)",
        "the file states 30 samples per second",
    )


def test_the_table_of_regions_shows_the_transpose(write):
    np.testing.assert_array_equal(read_dataset("x", write(data=TRACES.T)).samples, TRACES)
    refused(
        write(data=TRACES.T) | {"axes": ["time", "variable"]}, "axes ['variable', 'time']", "leave axes out"
    )
    refused(write(data=np.zeros((40, 7))), "one column per row of the table", "(5), found shape (40, 7)")


def test_timestamps_show_the_transpose_of_a_series_without_regions(tmp_path):
    with h5py.File(tmp_path / "x.nwb", "w") as file:
        for name, data in (("rates", TRACES), ("turned", TRACES.T)):
            file[f"processing/{name}/data"], file[f"processing/{name}/timestamps"] = data, np.arange(40.0)
    for name in ("rates", "turned"):
        block = {"kind": "matrix", "path": str(tmp_path / "x.nwb"), "array": f"processing/{name}"}
        found = read_dataset("x", block)
        np.testing.assert_array_equal(found.samples, TRACES)
        assert found.variables == ("v000", "v001", "v002", "v003", "v004")


@pytest.mark.parametrize(
    ("column", "entries"),
    [
        ("iscell", np.array([[1, 0.9], [1, 0.8], [0, 0.1], [1, 0.7], [1, 0.9], [0, 0.2]])),
        ("Accepted", [1, 1, 0, 1, 1, 0]),
        ("valid_roi", [True, True, False, True, True, False]),
    ],
)
def test_regions_that_are_no_cells_are_refused_until_the_config_selects(write, column, entries):
    block = write(**{column: np.asarray(entries)})
    refused(block, f"5 variables, of which 3 are cells by the column {column}", f"select: {{{column}: true}}")
    found = read_dataset("x", block | {"select": {column: True}})
    assert found.variables == ("roi_10", "roi_13", "roi_14")
    np.testing.assert_array_equal(found.samples, TRACES[:, [0, 2, 3]])
    assert f"3 of 5 variables have {column} true (select)" in found.decisions
    assert read_dataset("x", block | {"select": {column: [True, False]}}).samples.shape == (40, 5)
    deep = read_dataset("x", block | {"select": {column: True, "depth": {"min": 1}}})
    assert deep.variables == ("roi_13", "roi_14")


def test_several_series_are_refused_until_one_is_named(write):
    block = write(series=("Fluorescence/RoiResponseSeries", "DfOverF/RoiResponseSeries"))
    refused(block, "array must name the array", "DfOverF/RoiResponseSeries, ", SERIES)
    assert read_dataset("x", block | {"array": "processing/ophys/DfOverF"}).samples.shape == (40, 5)


def test_an_electrical_series_is_read_only_if_it_is_named(write):
    block = write(series=())
    refused(block, "array must name the array", "acquisition/ElectricalSeries/data")
    refused(block | {"array": "acquisition/ElectricalSeries"}, "constant", at_parse_time=False)  # it was read


def test_a_series_that_points_outside_its_table_or_its_file_is_refused(write):
    refused(write(rows=[0, 2, 3, 4, 6]), "rows of a table of 6 in rois, found 0 to 6")
    refused(write(rows=[0, 2, 3, 4, -1]), "rows of a table of 6 in rois, found -1 to 4")
    block = write()
    with h5py.File(block["path"], "a") as file:
        del file[f"{SERIES}/data"]
        file[f"{SERIES}/data"] = h5py.ExternalLink("other.nwb", "/data")
    refused(block | {"array": SERIES}, "itself", "is a link to other.nwb")


TRIALS = {
    "id": [0, 1, 2],
    "start_time": [10.2, 10.5, 11.0],
    "stop_time": [10.4, 10.9, 11.3],
    "side": ["left", "right", "left"],
}


@pytest.mark.parametrize(
    ("during", "kept"),
    [
        ("trials", [*range(6, 12), *range(15, 27), *range(30, 39)]),
        ({"trials": {"side": "right"}}, None),
        ([[10.0, 10.5], [11.0, 12.0]], [*range(15), *range(30, 40)]),
    ],
)
@pytest.mark.parametrize("stamped", [False, True])
def test_samples_of_a_series_are_from_the_intervals_that_during_names(
    monkeypatch, write, during, kept, stamped
):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 7 * 5 * 8)  # blocks of 7 samples
    block = write(data=TRACES.T) | {"during": during}
    with h5py.File(block["path"], "a") as file:
        write_table(file, "intervals/trials", TRIALS)
        file[f"{SERIES}/starting_time"][()] = 10.0
        if stamped:
            del file[f"{SERIES}/starting_time"]
            file[f"{SERIES}/timestamps"] = 10 + np.arange(40) / 30
    if kept is None:
        refused(block, "at least 20 samples, found 12")
        return
    check_before_run("x", block)
    found = read_dataset("x", block)
    np.testing.assert_array_equal(found.samples, TRACES[kept])
    n_intervals = 3 if during == "trials" else 2
    made = f"{len(kept)} of 40 samples lie within {n_intervals} intervals and follow one another (during)"
    assert made in found.decisions


def test_during_is_refused_where_samples_have_no_times(write, tmp_path):
    block = write()
    with h5py.File(block["path"], "a") as file:
        del file[f"{SERIES}/starting_time"]
    words = ("must have the time of every sample for the key during", "leave it out")
    refused(block | {"during": [[0, 1]]}, *words)
    np.save(tmp_path / "x.npy", TRACES)
    refused({"kind": "matrix", "path": str(tmp_path / "x.npy"), "during": [[0, 1]]}, *words)
    np.savetxt(tmp_path / "x.csv", TRACES, delimiter=",", header="a,b,c,d,e", comments="")
    refused({"kind": "matrix", "path": str(tmp_path / "x.csv"), "during": [[0, 1]]}, *words)
    refused(block | {"obs_intervals": "ignore"}, "obs_intervals has a meaning for spike_times alone")
