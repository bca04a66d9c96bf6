"""What has the shape of spike trains and is none: waveforms of cells, one beside the spike times of each."""

import h5py
import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError
from rgcore.look import look_at

from ...printed_blocks import blocks_in
from .spike_blocks import block

RNG = np.random.default_rng(43)
TIMES = {f"unit_{cell}": np.sort(RNG.uniform(-10, 60, 150 + 20 * cell)) for cell in range(4)}
WAVEFORMS = {cell: RNG.normal(size=32) for cell in TIMES}


def write_groups(path):
    with h5py.File(path, "w") as file:
        for cell, times in TIMES.items():
            file[f"{cell}/times"], file[f"{cell}/waveform"] = times, WAVEFORMS[cell]
            file[cell].attrs["unit"] = "s"


def test_waveforms_beside_the_times_of_each_cell_are_refused_and_not_offered(tmp_path):
    write_groups(tmp_path / "units.h5")
    with pytest.raises(
        InputError, match="each of 4 cells has 32 entries in no order and partly negative, as wave"
    ):
        read_dataset("d", block(tmp_path / "units.h5", array="*/waveform"))
    assert read_dataset("d", block(tmp_path / "units.h5", array="*/times")).variables == tuple(TIMES)
    offered = [found for found in blocks_in(look_at(tmp_path / "units.h5")) if found["kind"] == "spike_times"]
    assert [found["array"] for found in offered] == ["*/times"]


@pytest.mark.parametrize(
    "change",
    [
        lambda train, cell: np.sort(train),  # as the sentence asks
        lambda train, cell: np.sort(train)[::-1],
        lambda train, cell: train - train.min(),
        lambda train, cell: train[: 32 - cell],
    ],
)
def test_times_in_order_or_positive_or_of_other_numbers_of_spikes_are_no_signals(tmp_path, change):
    trains = [change(train, cell) for cell, train in enumerate(WAVEFORMS.values())]
    np.savez(tmp_path / "x.npz", **dict(zip(TIMES, trains, strict=True)))
    found = read_dataset("d", block(tmp_path / "x.npz", time_unit="s", bin_width=0.05))
    assert found.variables == tuple(TIMES)
