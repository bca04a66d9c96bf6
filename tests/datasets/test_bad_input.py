"""Every mistake in a data-set block or in the numbers of a data file gets one sentence that names it."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, input_files, read_dataset
from rgcore.errors import InputError

from .refusals import GOOD, refused, saved

STOCKS = {"kind": "stock_like", "n_variables": 6, "n_samples": 200}


def test_an_unknown_key_is_named_with_the_nearest(tmp_path):
    refused(saved(tmp_path / "x.npy") | {"bin_widht": 1.0}, "bin_widht", "did you mean 'bin_width'")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "spike_binned"}, ["kind", "one of", "did you mean 'spikes_binned'"]),
        ({"missing": "drop_sample"}, ["missing", "drop_samples"]),
        ({"axes": ["time", "cell"]}, ["axes", "time and variable"]),
        ({"axes": "time"}, ["axes"]),
        ({"path": 3}, ["path"]),
        ({"array": 3}, ["array"]),
        ({"bin_width": -0.02}, ["bin_width", "positive"]),
        ({"bin_width": 1e-320}, ["bin_width", "at least 1e-09"]),
        ({"kind": "spike_times"}, ["bin_width", "seconds"]),
    ],
)
def test_an_impossible_value_is_named(tmp_path, change, words):
    refused(saved(tmp_path / "x.npy") | change, *words)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"kind": "neural_like", "n_variables": 1, "n_samples": 1000}, ["n_variables", "at least 2"]),
        ({"kind": "neural_like", "n_variables": 40, "n_samples": 1e4}, ["n_samples", "integer"]),
        ({"kind": "neural_like", "gian": 1.0}, ["gian", "did you mean 'gain'"]),
        (STOCKS | {"garch_shock": 0.5, "garch_memory": 0.6}, ["at most 0.999", "1.1"]),
        (STOCKS | {"market_share": 0.8}, ["market_share", "residual"]),
        ({"kind": "stock_like", "n_samples": 200}, ["the key 'n_variables' is missing"]),
        ({"kind": "neural_like", "n_variables": 40}, ["the key 'n_samples' is missing"]),
    ],
)
def test_an_impossible_model_is_refused_before_the_run(block, words):
    with pytest.raises(InputError) as caught:
        check_before_run("made", block)
    assert all(word in str(caught.value) for word in ["made", *words])


def test_a_missing_file_is_named_with_its_nearest_sibling(tmp_path):
    block = saved(tmp_path / "cells.npy")
    refused(block | {"path": str(tmp_path / "cell.npy")}, "cell.npy must exist", "cells.npy")
    refused(block | {"path": str(tmp_path / "no" / "cell.npy")}, "not even the folder")
    with pytest.raises(InputError, match="must exist"):
        input_files(block | {"path": str(tmp_path / "cell.npy")})


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("https://example.org/cells.npy", "on this computer: download it"),
        ("$HOME/cells.npy", "variables are not replaced"),
        ("${SCRATCH}/cells.npy", "variables are not replaced"),
        ("data/*.npy", "name one file, or their folder"),
    ],
)
def test_a_path_that_no_shell_has_seen_is_refused_with_what_to_write(path, advice):
    refused({"kind": "matrix", "path": path}, "must exist", advice)


@pytest.mark.parametrize("ending", ["csv", "npy", "h5", "parquet"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", "run git lfs pull"),
        ("\n<!DOCTYPE html><html><body>Too Many Requests</body></html>\n", "page of a website"),
        ('{"error": "limit"}', "it is JSON"),
    ],
)
def test_what_came_in_the_place_of_data_is_named(tmp_path, ending, content, words):
    (tmp_path / f"x.{ending}").write_text(content)
    refused({"kind": "matrix", "path": str(tmp_path / f"x.{ending}")}, words)


def test_a_number_of_axes_that_does_not_fit_is_refused(tmp_path):
    block = saved(tmp_path / "x.npy", GOOD.reshape(2, 20, 4))
    refused(block, "2 axes", "(2, 20, 4)")
    assert read_dataset("ok", block | {"axes": ["repeat", "time", "variable"]}).samples.shape == (40, 4)


def test_complex_numbers_are_refused(tmp_path):
    refused(saved(tmp_path / "x.npy", GOOD * 1j), "real numbers", at_parse_time=False)


def test_a_word_among_numbers_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "1,2\n" * 15 + "1,two\n" + "1,2\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "found two in column b, row 16", at_parse_time=False)


def test_missing_and_infinite_entries_are_refused_by_default(tmp_path):
    matrix = GOOD.copy()
    matrix[6, 2] = np.nan
    refused(
        saved(tmp_path / "x.npy", matrix), "x.npy", "v002", "sample 7", "missing: error", at_parse_time=False
    )
    matrix[6, 2] = np.inf
    refused(
        saved(tmp_path / "x.npy", matrix) | {"missing": "drop_variables"}, "inf", "v002", at_parse_time=False
    )


@pytest.mark.parametrize("unit", [1e-320, 1e-200, 1e160, 1e307])
def test_a_unit_in_which_moments_overflow_is_refused(tmp_path, unit):
    refused(
        saved(tmp_path / "x.npy", GOOD * unit), "vary by 1e-50 to 1e+50", "another unit", at_parse_time=False
    )


def test_a_constant_variable_is_named(tmp_path):
    matrix = GOOD.copy()
    matrix[:, 3] = 0.1
    refused(saved(tmp_path / "x.npy", matrix), "constant", "v003", at_parse_time=False)


def test_too_few_variables_or_samples_are_refused(tmp_path):
    refused(saved(tmp_path / "x.npy", GOOD[:, :1]), "at least 2 variables, found 1")
    refused(saved(tmp_path / "x.npy", GOOD[:19]), "at least 20 samples, found 19")


def test_axes_the_wrong_way_round_are_suspected(tmp_path):
    block = saved(tmp_path / "x.npy", np.zeros((30_000, 12)))
    refused(block | {"axes": ["variable", "time"]}, "30000", "axes named in the right order")


def test_too_little_left_after_dropping_is_refused(tmp_path):
    matrix = GOOD.copy()
    matrix[0, 1:] = np.nan
    block = saved(tmp_path / "x.npy", matrix) | {"missing": "drop_variables"}
    refused(block, "found 1", "after missing: drop_variables", at_parse_time=False)


@pytest.mark.parametrize("value", [-1.0, 0.5])
def test_spike_counts_must_be_counts(tmp_path, value):
    matrix = GOOD.copy()
    matrix[2, 1] = value
    block = saved(tmp_path / "x.npy", matrix) | {"kind": "spikes_binned"}
    refused(block, "spike counts", "v001", "sample 3", f"{value:g}", at_parse_time=False)


def test_a_word_in_a_parquet_file_is_named_with_its_row_in_the_file(tmp_path):
    column = ["1.5"] * 40
    column[29] = "1,5"
    frame = pd.DataFrame({"a": np.arange(40.0) % 7, "b": column})
    frame.to_parquet(tmp_path / "x.parquet", row_group_size=12)
    block = {"kind": "matrix", "path": str(tmp_path / "x.parquet")}
    refused(block, "found 1,5 in column b, row 30", at_parse_time=False)


def test_a_word_far_down_a_csv_file_is_named_with_its_row(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 160)
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "1,2\n" * 37 + "3,n.v.t.\n" + "1,2\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "found n.v.t. in column b, row 38", at_parse_time=False)


def test_an_entry_far_into_a_file_is_named_with_its_sample(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 160)
    for value, words in (
        (np.inf, "write NaN in the file"),
        (np.nan, "found 1, the first"),
        (0.5, "found 0.5 in"),
    ):
        matrix = GOOD.copy()
        matrix[33, 1] = value
        block = saved(tmp_path / "x.npy", matrix) | {"kind": "spikes_binned"}
        refused(block, "x.npy", words, "v001, sample 34", at_parse_time=False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": "binry"}, ["value", "one of", "did you mean 'binary'"]),
        (
            {"kind": "matrix", "value": "binary"},
            ["value has a meaning for spike_times and spikes_binned", "matrix"],
        ),
        ({"axes": ["trial", "time", "variable"]}, ["axes", "repeat"]),
    ],
)
def test_an_impossible_way_to_read_spikes_is_named(tmp_path, change, words):
    refused(saved(tmp_path / "x.npy") | {"kind": "spikes_binned"} | change, *words)


def test_records_are_refused_with_the_way_to_save_them(tmp_path):
    records = np.zeros(40, dtype=[("t", float), ("x", float)])
    refused(saved(tmp_path / "x.npy", records), "records of t, x", "pandas.DataFrame(numpy.load(file))")


def test_time_along_the_other_axis_is_suggested(tmp_path):
    block = saved(tmp_path / "x.npy", np.random.default_rng(6).standard_normal((5, 300)))
    refused(block, "at least 20 samples, found 5: if time is the other axis, write axes: [variable, time]")
    assert read_dataset("x", block | {"axes": ["variable", "time"]}).samples.shape == (300, 5)
    few = saved(tmp_path / "few.npy", GOOD[:6])
    with pytest.raises(InputError, match=r"found 6$"):
        read_dataset("x", few)


@pytest.mark.parametrize(("offset", "name"), [(2**53 + 1, "x.csv"), (10**19, "x.csv"), (2**60, "x.npy")])
def test_large_whole_numbers_that_are_rounded_are_refused(tmp_path, offset, name):
    steps = np.random.default_rng(7).integers(0, 40, (50, 2))
    path, numbers = tmp_path / name, [[offset + int(step) for step in row] for row in steps]
    if name == "x.npy":
        np.save(path, np.array(numbers))
    else:
        pd.DataFrame(numbers, columns=["a", "b"]).to_csv(path, index=False)
    block = {"kind": "matrix", "path": str(path)}
    refused(block, "numbers that double precision resolves", "save their differences", at_parse_time=False)
    np.save(tmp_path / "y.npy", 2**54 + 2**46 * steps)
    assert read_dataset("x", block | {"path": str(tmp_path / "y.npy")}).samples.shape == (50, 2)
