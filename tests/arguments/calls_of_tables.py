"""Valid calls of the public functions of tables, figures and words."""

from functools import cache

import numpy as np
import pandas as pd

from rgcore.figures import draw_figure
from rgcore.landau import exponent_table, fixed_point_table, flow_table
from rgcore.provenance import Stamp
from rgcore.tables import Column, Schema, write_arrays, write_samples, write_table
from rgcore.tables.configurations import Configurations, write_configurations

from .walk import Call

SAMPLES = np.random.default_rng(0).standard_normal((200, 6)) @ np.diag([3.0, 2.0, 1.0, 1.0, 0.5, 0.5])
FRAME = pd.DataFrame({"place": [1, 2, 3], "value": [0.5, 1.5, 2.5]})
SCHEMA = Schema(
    name="example",
    version=1,
    keys=("place",),
    columns=(Column("place", "int64", "1", "where"), Column("value", "float64", "1", "how much")),
)
FIGURE = "landau_flow"


def configurations():
    spins = np.ones((3, 4, 4), np.int8)
    return Configurations(spins=spins, energy=np.full(3, -32), magnetization=np.full(3, 16))


def table(folder):
    write_table(
        FRAME, folder / "example.parquet", schema=SCHEMA, stamp=Stamp(parameters={"side": 4}, root_seed=1)
    )
    return folder / "example.parquet"


def arrays(folder):
    write_arrays({"weights": np.ones((2, 3))}, folder / "arrays.parquet", kind="dbn", stamp=Stamp())
    return folder / "arrays.parquet"


def spins(folder):
    write_configurations([configurations()], folder / "spins.parquet", stamp=Stamp)
    return folder / "spins.parquet"


def samples(folder):
    write_samples([SAMPLES], folder / "samples.parquet", variables=list("abcdef"), stamp=Stamp())
    return folder / "samples.parquet"


def text(folder):
    (folder / "caption.txt").write_text("words", encoding="utf-8")
    return folder / "caption.txt"


@cache
def figure_tables():
    return {
        "landau_flow": flow_table([3.0]),
        "landau_fixed_points": fixed_point_table([3.0]),
        "landau_exponents": exponent_table([3.0], [1]),
    }


@cache
def figure():
    return draw_figure(FIGURE, figure_tables())


def written(name):
    return lambda folder, _: (folder / name).read_bytes()


WITHOUT_WORDS = {"figure": {"unknown"}}
NEW_FILE = {"missing", "broken"}

CALLS = {
    "rgcore.tables.concatenate_tables": Call(
        lambda folder: {"paths": [table(folder)], "path": folder / "joined.parquet", "stamp": Stamp()},
        {"path": NEW_FILE},
        written("joined.parquet"),
    ),
    "rgcore.tables.describe_parameters": Call(lambda folder: {"paths": [table(folder)]}),
    "rgcore.tables.open_samples": Call(lambda folder: {"path": samples(folder)}),
    "rgcore.tables.read_arrays": Call(lambda folder: {"path": arrays(folder)}),
    "rgcore.tables.read_configuration_batches": Call(
        lambda folder: {"path": spins(folder), "at_once": 2},
        {"at_once": {"None"}},
        lambda _, parts: list(parts),
    ),
    "rgcore.tables.read_observables": Call(lambda folder: {"path": spins(folder)}),
    "rgcore.tables.read_packed": Call(lambda folder: {"path": spins(folder)}),
    "rgcore.tables.read_parameters": Call(lambda folder: {"path": spins(folder)}),
    "rgcore.tables.read_stamp": Call(lambda folder: {"path": table(folder)}),
    "rgcore.tables.read_table": Call(lambda folder: {"path": table(folder)}),
    "rgcore.tables.read_tables": Call(lambda folder: {"paths": [table(folder)]}),
    "rgcore.tables.read_text": Call(lambda folder: {"path": text(folder)}, {"path": {"broken"}}),
    "rgcore.tables.save_figure": Call(lambda folder: {"figure": figure(), "paths": [folder / "figure.svg"]}),
    "rgcore.tables.write_arrays": Call(
        lambda folder: {
            "arrays": {"weights": np.ones((2, 3))},
            "path": folder / "written.parquet",
            "kind": "dbn",
            "stamp": Stamp(),
            "compression": "zstd",
        },
        {"path": NEW_FILE, "kind": {"unknown"}},
    ),
    "rgcore.tables.write_configurations": Call(
        lambda folder: {
            "batches": [configurations()],
            "path": folder / "written.parquet",
            "stamp": Stamp,
        },
        {"path": NEW_FILE},
    ),
    "rgcore.tables.write_samples": Call(
        lambda folder: {
            "blocks": [SAMPLES],
            "path": folder / "written.parquet",
            "variables": list("abcdef"),
            "stamp": Stamp(),
        },
        {"path": NEW_FILE},
        written("written.parquet"),
    ),
    "rgcore.tables.write_table": Call(
        lambda folder: {
            "frame": FRAME,
            "path": folder / "written.parquet",
            "schema": SCHEMA,
            "stamp": Stamp(),
        },
        {"path": NEW_FILE, "frame": {"no rows"}},
    ),
    "rgcore.tables.write_text": Call(
        lambda folder: {"text": "words", "path": folder / "written.txt"},
        {"path": NEW_FILE, "text": {"unknown", "empty"}},
    ),
    "rgcore.figures.draw_figure": Call(
        lambda _: {"name": FIGURE, "tables": figure_tables()}, result=lambda *_: None
    ),
    "rgcore.words.caption_numbers": Call(
        lambda _: {"figure": FIGURE, "tables": figure_tables()},
        {**WITHOUT_WORDS, "tables": {"nothing in it", "another key"}},
    ),
    "rgcore.words.seen": Call(lambda _: {"figure": FIGURE, "tables": figure_tables()}, WITHOUT_WORDS),
    "rgcore.words.words_module": Call(lambda _: {"figure": FIGURE}, WITHOUT_WORDS),
}
FUNCTIONS = {}
