"""What ``rgcore look`` prints of files of every format, and that its blocks are accepted as they stand."""

import gzip
import subprocess
import sys
from contextlib import suppress

import h5py
import numpy as np
import pandas as pd
import pytest
import yaml
from scipy.io import savemat

from rgcore.cards import card_names, load_cards
from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError
from rgcore.look import look_at
from rgcore.look.advice import advised_keys
from rgcore.look.contents import first_part

from ..pages import ROOT, blocks_of_code
from ..printed_blocks import blocks_in

COUNTS = np.random.default_rng(3).poisson(0.8, (60, 5))
DAYS = pd.bdate_range("2021-01-04", periods=61)
PRICES = 50 * np.exp(np.cumsum(np.random.default_rng(4).normal(0, 0.02, (61, 3)), axis=0))
TRAINS = [np.sort(np.random.default_rng(cell).uniform(0, 40, 200)) for cell in range(3)]


def prices(path):
    wide = pd.DataFrame(PRICES, columns=["AAA", "BBB", "CCC"])
    wide.insert(0, "Date", DAYS.strftime("%Y-%m-%d"))
    wide.to_csv(path, index=False)


def cell_array(path):
    cells = np.empty(3, dtype=object)
    cells[:] = TRAINS
    savemat(path, {"spikes": cells})


def hdf5(path):
    with h5py.File(path, "w") as file:
        file["session/counts"] = COUNTS
        file["session/depth"] = np.arange(5.0)
        file["session"].attrs["area"] = "V1"


def nwb(path):
    with h5py.File(path, "w") as file:
        units = file.create_group("units")
        units["id"] = np.arange(3)
        units["spike_times"] = np.concatenate(TRAINS)
        units["spike_times_index"] = np.cumsum([len(train) for train in TRAINS])


FILES = {  # how it is written, its kind, and words on it
    "prices.csv": (prices, "prices", ["61 rows of 4 columns", "Date: ", "AAA: float64"]),
    "counts.parquet": (
        lambda path: pd.DataFrame(COUNTS, columns=list("abcde")).to_parquet(path),
        "spikes_binned",
        ["60 rows of 5 columns", "a: int64, 0 to"],
    ),
    "cells.npy": (
        lambda path: np.save(path, COUNTS.T),
        "spikes_binned",
        ["array: 5 x 60 int64", "60 samples of 5"],
    ),
    "trains.npz": (
        lambda path: np.savez(path, **{f"cell{n}": train for n, train in enumerate(TRAINS)}),
        "spike_times",
        ["cell1: 200 float64", "bins of 0.02 s"],
    ),
    "cells.mat": (cell_array, "spike_times", ["3 spike trains: v000, v001", "3 variables"]),
    "file.h5": (hdf5, "matrix", ["session/counts: 60 x 5", "session has area = V1"]),
    "session.nwb": (nwb, "spike_times", ["units/spike_times: 600 float64", "3 variables"]),
}


def test_there_is_a_file_of_every_format():
    for card in load_cards("rgcore.datasets.formats").values():
        assert any(name.endswith(card.suffixes) for name in FILES), card.sentence


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_described_and_its_blocks_are_accepted_as_they_stand(tmp_path, name):
    write, kind, words = FILES[name]
    write(tmp_path / name)
    text = look_at(str(tmp_path / name))
    assert all(word in text for word in words), text
    blocks = blocks_in(text)
    assert kind in [block["kind"] for block in blocks]
    for block in blocks:
        check_before_run("mine", block)
        assert len(read_dataset("mine", block).samples) >= 20


@pytest.mark.parametrize("name", FILES)
def test_every_kind_is_either_read_or_refused_with_its_sentence(tmp_path, name):
    FILES[name][0](tmp_path / name)
    text = look_at(str(tmp_path / name))
    for kind in card_names("rgcore.datasets.kinds"):
        refused = [
            line for line in text.splitlines() if line.startswith("not as") and kind in line.split(":")[0]
        ]
        assert (f"\nas {kind} (" in text) != bool(refused)


def test_a_table_with_a_row_per_variable_is_read_along_its_rows(tmp_path):
    named = [f"t{n}" for n in range(len(COUNTS))]
    pd.DataFrame(COUNTS.T, columns=named).to_csv(tmp_path / "rows.csv", index=False)
    blocks = blocks_in(look_at(str(tmp_path / "rows.csv")))
    assert "spikes_binned" in [block["kind"] for block in blocks]
    for block in blocks:
        assert block["axes"] == ["variable", "time"]
        assert read_dataset("mine", block).samples.shape == COUNTS.shape


def test_a_time_and_a_stimulus_beside_the_variables_are_both_named_under_index(tmp_path):
    rng = np.random.default_rng(9)
    table = pd.DataFrame(rng.normal(size=(80, 6)), columns=[f"ROI_{n}" for n in range(6)])
    table.insert(0, "Frame", range(1, 81))
    table["stim"] = np.arange(80) // 7 % 2
    table.to_csv(tmp_path / "x.csv", index=False)
    text = look_at(tmp_path / "x.csv")
    [block] = [block for block in blocks_in(text) if block["kind"] == "matrix"]
    assert (block["index"], "axes" in block) == (["Frame", "stim"], False)
    assert read_dataset("mine", block).samples.shape == (80, 6)
    assert "write index: Frame if it does" in text
    assert "write index: [Frame, stim] if it is no variable" in text


def test_text_beside_an_array_of_matlab_is_named_and_has_no_shape(tmp_path):
    savemat(tmp_path / "session.mat", {"counts": COUNTS, "info": {"animal": "m12"}})
    assert "\n  info/animal: MATLAB text\n" in look_at(tmp_path / "session.mat")


def test_a_table_of_prices_and_volumes_under_two_lines_of_names_is_asked_for_its_field(tmp_path):
    shares = pd.DataFrame(PRICES, index=pd.Index(DAYS, name="Date"), columns=["AAA", "BBB", "CCC"])
    pd.concat({"Close": shares, "Volume": 1000 * shares}, axis=1).to_csv(tmp_path / "both.csv")
    text = look_at(tmp_path / "both.csv")
    assert "array: Close" in text
    assert "not as returns: array must name which of Close, Volume of " in text


def test_an_array_is_read_along_its_longest_axis_and_says_so(tmp_path):
    np.save(tmp_path / "wide.npy", COUNTS.T)
    text = look_at(tmp_path / "wide.npy")
    assert "5 x 60 is taken as variable x time, because most data have more samples than variables: " in text
    assert "than variables: 5 samples of 60 variables could not be read" in text
    assert "otherwise axes" not in text
    np.save(tmp_path / "square.npy", np.random.default_rng(5).normal(size=(40, 30)))
    assert "than variables: otherwise axes: [variable, time]" in look_at(tmp_path / "square.npy")
    np.save(tmp_path / "waveforms.npy", np.random.default_rng(5).normal(0, 50, (9, 4, 30)))
    text = look_at(tmp_path / "waveforms.npy")
    assert [block["kind"] for block in blocks_in(text)] == ["matrix"]
    assert "9 x 4 x 30 is taken as repeat x variable x time, the longest axis for time" in text


@pytest.mark.parametrize(("shape", "remedy"), [((60,), "column_stack"), ((5, 4, 3, 60), "reshape")])
def test_an_array_that_no_axes_describe_is_not_asked_for_axes(tmp_path, shape, remedy):
    np.save(tmp_path / "x.npy", np.random.default_rng(5).normal(size=shape))
    text = look_at(tmp_path / "x.npy")
    assert blocks_in(text) == []
    assert f"found shape {shape}: " in text
    assert remedy in text
    assert "name them under axes" not in text


def test_what_has_no_dates_is_no_price_and_what_has_them_no_spike_train(tmp_path):
    for name, kinds in (("x.npy", ["matrix"]), ("prices.npy", ["prices", "matrix"])):
        np.save(tmp_path / name, PRICES)
        assert [block["kind"] for block in blocks_in(look_at(tmp_path / name))] == kinds
    (tmp_path / "px").mkdir()
    for share, values in zip("abc", PRICES.T, strict=True):
        table = pd.DataFrame({"Date": DAYS.strftime("%Y-%m-%d"), "Close": np.sort(values)})
        table.to_csv(tmp_path / f"px/{share}.csv", index=False)
    assert "spike_times" not in [block["kind"] for block in blocks_in(look_at(tmp_path / "px"))]


def test_a_folder_of_shares_needs_the_format_of_dates_and_the_column_together(tmp_path):
    for share, values in zip("abc", PRICES.T, strict=True):
        table = pd.DataFrame(
            {"Date": DAYS.strftime("%m/%d/%Y"), "Price": values, "Open": values, "Vol.": "1.2M"}
        )
        table.to_csv(tmp_path / f"{share}.csv", index=False)
    first, *_ = blocks_in(look_at(tmp_path))
    assert {"kind": "prices", "array": "Price", "date_format": "%m/%d/%Y"}.items() <= first.items()
    np.testing.assert_allclose(read_dataset("d", first).samples, np.diff(np.log(PRICES), axis=0))


def test_a_row_per_spike_is_offered_as_spike_times_alone(tmp_path):
    times = np.sort(np.concatenate(TRAINS))
    table = pd.DataFrame(
        {"unit_id": np.arange(600) % 3, "spike_time": times, "isi": np.diff(times, prepend=np.nan)}
    )
    table.to_csv(tmp_path / "x.csv", index=False)
    assert [block["kind"] for block in blocks_in(look_at(tmp_path / "x.csv"))] == ["spike_times"]


def test_codes_of_missing_entries_are_never_offered_as_numbers(tmp_path):
    numbers = np.random.default_rng(8).normal(size=(60, 5))
    numbers[7, 2] = -999
    np.save(tmp_path / "x.npy", numbers)
    blocks = blocks_in(look_at(tmp_path / "x.npy"))
    assert blocks
    assert all(block["na_values"] == [-999] for block in blocks)
    numbers[7, 2] = np.nan
    np.save(tmp_path / "x.npy", numbers)
    assert {block["kind"] for block in blocks_in(look_at(tmp_path / "x.npy"))} == {"matrix"}


def test_numbers_of_frames_are_read_by_the_rate_beside_them(tmp_path):
    frames = {f"cell_{n}": np.round(30 * train).astype(int) for n, train in enumerate(TRAINS)}
    np.savez(tmp_path / "x.npz", **frames, frame_rate=30.0)
    first, *_ = blocks_in(look_at(tmp_path / "x.npz"))
    assert (first["time_unit"], first["sampling_rate"]) == ("samples", 30)


def test_tables_of_units_are_no_samples(tmp_path):
    nwb(tmp_path / "x.nwb")
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        file["units/waveform_mean"] = np.random.default_rng(6).normal(size=(3, 82))
    assert [block["kind"] for block in blocks_in(look_at(tmp_path / "x.nwb"))] == ["spike_times"]


def test_a_folder_is_read_with_the_array_that_fits(tmp_path):
    for cell, train in enumerate(TRAINS):
        with h5py.File(tmp_path / f"cell{cell}.h5", "w") as file:
            file["spikes"], file["stimulus"] = train[None], np.zeros((2, 900))
    text = look_at(str(tmp_path))
    assert "3 data files" in text
    [block] = [block for block in blocks_in(text) if block["kind"] == "spike_times"]
    assert block["array"] == "spikes"
    assert read_dataset("mine", block).variables == ("cell0", "cell1", "cell2")


@pytest.mark.parametrize("name", ["cells.npy", "counts.parquet", "prices.csv", "file.h5"])
def test_of_a_large_file_the_beginning_is_read(tmp_path, monkeypatch, name):
    FILES[name][0](tmp_path / name)
    whole = look_at(str(tmp_path / name))
    monkeypatch.setattr("rgcore.look.place.LARGEST_WHOLE", 130)
    for module in ("place", "first_rows"):
        monkeypatch.setattr(f"rgcore.look.{module}.LARGEST_TEXT", 1500)
    monkeypatch.setattr("rgcore.look.first_rows.PARQUET_ROWS", 26)
    text = look_at(str(tmp_path / name))
    assert "of the beginning: read 2" in text
    assert "read 60 samples" not in text
    assert all(block in blocks_in(text) for block in blocks_in(whole))


def test_a_name_of_a_file_becomes_one_of_a_data_set(tmp_path):
    np.save(tmp_path / "2021-03 día.npy", COUNTS)
    block = look_at(str(tmp_path / "2021-03 día.npy")).split("datasets:")[-1].split("\n\n")[0]
    names = yaml.safe_load(f"datasets:{block}")["datasets"]
    assert list(names) == ["data_2021_03_d_a"]


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("must have times below a day: write time_unit: ms", [{"time_unit": "ms"}]),
        ("write labels: id, or exclude: [id] to leave it out", [{"labels": "id"}, {"exclude": ["id"]}]),
        ("write times: spikes/t and labels: spikes/i", [{"times": "spikes/t", "labels": "spikes/i"}]),
        ('found 0 (write labels: "Unnamed: 0" if it counts cells)', [{"labels": "Unnamed: 0"}]),
        ("write time_unit: s or time_unit: ms", [{"time_unit": "s"}, {"time_unit": "ms"}]),
        ("must be in samples; write sampling_rate: 30000", [{"sampling_rate": 30000}]),
        ("column id may name the variables: write labels: id if it does", [{"labels": "id"}]),
        (
            "must have no entry under missing: error, found 2: write missing: drop_samples",
            [{"missing": "drop_samples"}],
        ),
        ("if that is right, write max_numbers: 100", []),
        ("must hold positive prices, found 0 for A", []),
    ],
)
def test_the_keys_that_a_sentence_asks_for_are_taken_from_it(sentence, keys):
    assert advised_keys(sentence) == keys


def test_the_beginning_of_an_array_is_cut_along_its_longest_axis():
    values = np.zeros((3, 1000, 4))
    assert values[first_part(values.shape, 120)].shape == (3, 10, 4)


def run(*arguments, folder):
    command = [sys.executable, "-m", "rgcore", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def broken(path):
    np.save(path, COUNTS)
    path.write_bytes(path.read_bytes()[:300])


@pytest.mark.parametrize(
    ("name", "spoil", "words"),
    [
        ("nothing.npy", lambda path: None, "must exist"),
        ("notes.docx", lambda path: path.write_text("words"), "must end in one of"),
        ("half.npy", broken, "must be a whole .npy file"),
        ("empty.csv", lambda path: path.write_text(""), "empty"),
    ],
)
def test_what_cannot_be_looked_at_gets_one_sentence(tmp_path, name, spoil, words):
    spoil(tmp_path / name)
    with pytest.raises(InputError, match=words):
        look_at(str(tmp_path / name))


NOT_WHOLE = r"must be a whole \.csv\.gz file, but reading it failed .* download it again"


def cut_short(packed):
    return packed[: len(packed) // 2]


def damaged(packed):
    return packed[:100] + bytes(20) + packed[120:]


@pytest.mark.parametrize("spoil", [cut_short, damaged, gzip.decompress])
@pytest.mark.parametrize("in_folder", [False, True])
def test_a_packed_table_that_cannot_be_unpacked_gets_the_sentence_of_a_run(tmp_path, spoil, in_folder):
    path = tmp_path / "a.csv.gz"
    prices(path)
    path.write_bytes(spoil(path.read_bytes()))
    prices(tmp_path / "b.csv.gz")
    looked_at = tmp_path if in_folder else path
    with pytest.raises(InputError, match=NOT_WHOLE):
        look_at(looked_at)
    with pytest.raises(InputError, match=NOT_WHOLE):
        read_dataset("d", {"kind": "prices", "path": str(looked_at)})


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_a_truncated_or_damaged_file_gets_a_sentence(tmp_path, name, share):
    FILES[name][0](tmp_path / name)
    whole = (tmp_path / name).read_bytes()
    cut = int(share * len(whole))
    for spoilt in (whole[:cut], whole[:cut] + b"\xff\x00\x81" + whole[cut + 3 :]):
        (tmp_path / name).write_bytes(spoilt)
        with suppress(InputError):
            assert "reading it fails" not in look_at(str(tmp_path / name))


def test_the_command_prints_and_ends_with_its_code(tmp_path):
    np.save(tmp_path / "cells.npy", COUNTS)
    good, bad = run("look", "cells.npy", folder=tmp_path), run("look", "cell.npy", folder=tmp_path)
    assert good.returncode == 0
    assert "kind: spikes_binned\n    path: cells.npy" in good.stdout
    assert (bad.returncode, bad.stdout) == (1, "")
    assert bad.stderr == f"Error: cell.npy must exist in {tmp_path}; did you mean cells.npy?\n"


def test_the_block_on_the_page_is_what_is_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = pd.DataFrame(PRICES, columns=["AAA", "BBB", "CCC"])
    table.insert(0, "Date", DAYS.strftime("%d/%m/%Y"))
    table.to_csv("prices.csv", index=False)
    shown = blocks_of_code((ROOT / "docs/own_data.md").read_text("utf-8"), "text")[0]
    assert blocks_in(look_at("prices.csv")) == blocks_in(shown)


def wide_table(path, shape, separator):
    numbers = np.random.default_rng(6).normal(size=shape)
    np.savetxt(path, numbers, fmt="%.3f", delimiter=separator)


@pytest.mark.parametrize("separator", [" ", ","])
def test_of_a_wide_table_the_first_columns_are_looked_at(tmp_path, separator):
    wide_table(tmp_path / "traces.txt", (30, 2000), separator)
    text = look_at(tmp_path / "traces.txt")
    assert "the first 30 rows of 300 columns (there are 2000 columns, and about 30 rows)" in text
    assert "of the beginning: read 300 samples of 30 variables" in text
    block = blocks_in(text)[-1]
    assert block["axes"] == ["variable", "time"]
    assert read_dataset("traces", block).samples.shape == (2000, 30)


def test_a_long_table_keeps_its_axes_though_its_beginning_is_wide(tmp_path):
    wide_table(tmp_path / "long.csv", (1500, 800), ",")
    assert "axes: [variable, time]" not in look_at(tmp_path / "long.csv")


def test_columns_that_never_change_leave_nothing_out_where_columns_are_times(tmp_path):
    numbers = np.random.default_rng(7).poisson(0.01, (25, 400)) * 1.5
    np.savetxt(tmp_path / "events.txt", numbers, fmt="%.3f")
    text = look_at(tmp_path / "events.txt")
    assert "axes: [variable, time]" in text
    assert "constant: drop_variables" not in text
