"""Writes tables of NWB files as pynwb and MatNWB lay them out in HDF5."""

import h5py
import numpy as np

RNG = np.random.default_rng(17)
IDS = [7, 12, 3]
TRAINS = [np.sort(RNG.uniform(0, 50, n)) for n in (300, 40, 90)]


def write_units(path, **columns):
    """Write a file with a units table; columns are added to it, or replace those there are."""
    with h5py.File(path, "w") as file:
        file.attrs["nwb_version"] = "2.7.0"
        write_table(file, "units", {"id": IDS, "spike_times": TRAINS} | columns)
    return {"kind": "spike_times", "path": str(path), "bin_width": 0.5}


def write_table(file, place, columns):
    """Write a table; a column that is a list of arrays or lists is ragged, unless all are references."""
    table = file.create_group(place)
    for name, given in columns.items():
        entries = given
        if isinstance(given, list) and isinstance(given[0], (np.ndarray, list)):
            table[f"{name}_index"] = np.cumsum([len(entry) for entry in given]).astype(np.uint16)
            entries = np.concatenate(given)
        if isinstance(entries, list) and isinstance(entries[0], h5py.Reference):
            table.create_dataset(name, data=np.array(entries, dtype=h5py.ref_dtype), dtype=h5py.ref_dtype)
        elif np.asarray(entries).dtype.kind == "U":
            table.create_dataset(name, data=np.asarray(entries, dtype=object), dtype=h5py.string_dtype())
        else:
            table[name] = entries
    return table


def counts(trains, stretches, width=0.5):
    """Return counts in the bins of some stretches of (first, stop) bin numbers, one after the other."""
    edges = [width * np.arange(first, stop + 1) for first, stop in stretches]
    return np.concatenate(
        [np.column_stack([np.histogram(train, each)[0] for train in trains]) for each in edges]
    )
