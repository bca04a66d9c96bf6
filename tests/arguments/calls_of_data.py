"""Valid calls of the public functions of series, datasets, pcarg and coarse_graining."""

import logging
from functools import cache
from unittest import mock

import numpy as np
from matplotlib.figure import Figure

from rgcore.coarse_graining import coarse_grain
from rgcore.datasets import generate_dataset
from rgcore.datasets.generated.neural_like import NeuralLikeSettings
from rgcore.detection.settings import DetectionSettings
from rgcore.pcarg import FlowPlan, analyse_spectra, data_flow, null_draws, spectrum_summary, spectrum_table
from rgcore.pcarg.coupling import flow_diagram
from rgcore.scans import PriceHistory
from rgcore.scans.price_levels.names import WALK_NAMES
from rgcore.scans.settings import DatasetScans, WindowSettings
from rgcore.series import sample_moments

from .walk import Call

SAMPLES = np.random.default_rng(0).standard_normal((200, 6)) @ np.diag([3.0, 2.0, 1.0, 1.0, 0.5, 0.5])
BLOCK = {"kind": "neural_like", "n_variables": 20, "n_samples": 300}
ANY_SAMPLES = {
    "last column missing",
    "last row missing",
    "1e300",
    "1e-300",
    "zeros",
    "one axis more",
    "unequal rows",
}


def axes():
    return Figure().subplots()


def rng():
    return np.random.default_rng(7)


@cache
def moments():
    return sample_moments([SAMPLES])


@cache
def analyses():
    return analyse_spectra([SAMPLES], moments())


def detection_settings():
    power = {
        "n_variables": 10,
        "cases": [{"noise": "student", "n_samples": 20}],
        "signals": [{"name": "single", "n_directions": 1, "profile": "equal"}],
        "relative_strengths": [1.0],
        "kept_fractions": [0.4],
        "level": 0.1,
        "n_null_draws": 20,
        "n_draws": 10,
    }
    return DetectionSettings(bandwidth=0.5, kept_fractions=[0.5], power=power)


def plan():
    return FlowPlan(kept=(0.5, 1.0), dropped_tops=(0.0,))


@cache
def flow():
    return data_flow([SAMPLES], plan(), dataset="example", moments=moments())


@cache
def exponents():
    return coarse_grain(SAMPLES, dataset="example", n_draws=2, rng=rng()).exponents


@cache
def draws():
    rngs = {"gaussian": np.random.default_rng(1)}
    return null_draws([SAMPLES], plan(), 3, dataset="example", rngs=rngs, report=nothing, moments=moments())


def nothing(done, total):
    pass


def block_of_file(folder):
    np.save(folder / "cells.npy", SAMPLES)
    return {"kind": "matrix", "path": str(folder / "cells.npy")}


def dataset():
    return generate_dataset("cells", BLOCK, rng=rng())


def windows_alone():
    windows = WindowSettings(length=100)
    return DatasetScans(
        kept_fractions=(0.5,), n_gaussian_draws=2, bin_widths=None, n_dependence=None, windows=windows
    )


SAME_MOMENTS = {"moments": {"None"}}
NAME = {"dataset": {"unknown"}}

CALLS = {
    "rgcore.series.SampleMoments": Call(
        lambda _: {
            "n_samples": 20,
            "mean": np.array([0.5, -2.0]),
            "covariance": np.diag([1.5, 2.0]),
            "correlation_time": 0.5,
        },
        {"mean": {"zeros"}},
    ),
    "rgcore.series.TemporaryMatrix": Call(
        lambda _: {"n_samples": 0, "n_variables": 3, "tile_length": 1, "in_memory": True},
        {"n_samples": {"zero"}, "tile_length": {"zero"}},
        lambda _, matrix: matrix.shape,
    ),
    "rgcore.series.as_samples": Call(
        lambda _: {"data": SAMPLES},
        {"data": {*ANY_SAMPLES, "no entries", "nan", "inf", "-inf", "booleans"}},
        lambda _, blocks: list(blocks),
    ),
    "rgcore.series.batches": Call(
        lambda _: {"samples": [SAMPLES], "n_rows": 30, "edges": [0, 100, 200]},
        {"edges": {"None"}},
        lambda _, parts: list(parts),
    ),
    "rgcore.series.replayable": Call(
        lambda _: {"generator": lambda: iter([SAMPLES])}, result=lambda _, made: list(made())
    ),
    "rgcore.series.sample_moments": Call(lambda _: {"samples": [SAMPLES]}),
    "rgcore.datasets.check_before_run": Call(
        lambda folder: {"name": "cells", "block": block_of_file(folder)}, {"name": {"unknown"}}
    ),
    "rgcore.datasets.generate_dataset": Call(
        lambda _: {"name": "cells", "block": BLOCK, "rng": rng()}, {"name": {"unknown"}}
    ),
    "rgcore.datasets.input_files": Call(lambda folder: {"block": block_of_file(folder)}),
    "rgcore.datasets.kind_card": Call(lambda _: {"name": "matrix"}),
    "rgcore.datasets.kind_names": Call(lambda _: {}),
    "rgcore.datasets.log_summary": Call(
        lambda _: {"dataset": dataset(), "log": logging.getLogger("doors")}, result=lambda *_: None
    ),
    "rgcore.datasets.open_dataset": Call(
        lambda folder: {"name": "cells", "block": block_of_file(folder)}, {"name": {"unknown"}}
    ),
    "rgcore.datasets.read_dataset": Call(
        lambda folder: {"name": "cells", "block": block_of_file(folder)}, {"name": {"unknown"}}
    ),
    "rgcore.datasets.kurtosis_of_many_cells": Call(
        lambda _: {"settings": NeuralLikeSettings(n_variables=3, n_samples=200)}, {"settings": {"None"}}
    ),
    "rgcore.datasets.spiking_cells": Call(lambda _: {"n_variables": 3, "n_samples": 2000, "rng": rng()}),
    "rgcore.look.look_at": Call(lambda folder: {"path": block_of_file(folder)["path"]}),
    "rgcore.pcarg.FlowPlan": Call(
        lambda _: {"kept": (0.5, 1.0), "dropped_tops": (0.0, 0.5)}, {"kept": {"10^30 in it"}}
    ),
    "rgcore.pcarg.analyse_spectra": Call(lambda _: {"samples": [SAMPLES], "moments": moments()}),
    "rgcore.pcarg.cleaned_flow_table": Call(
        lambda _: {
            "samples": [SAMPLES],
            "moments": moments(),
            "analyses": analyses(),
            "kept": (0.5, 1.0),
            "dropped_top": (0.0,),
            "dataset": "example",
        },
        NAME,
    ),
    "rgcore.pcarg.coupling_table": Call(
        lambda _: {"samples": SAMPLES, "kept": (0.5, 1.0), "dataset": "example", "moments": moments()},
        {**NAME, **SAME_MOMENTS},
    ),
    "rgcore.pcarg.coupling_tables": Call(
        lambda _: {"samples": SAMPLES, "kept": (0.5, 1.0), "dataset": "example", "moments": moments()},
        {**NAME, **SAME_MOMENTS},
    ),
    "rgcore.pcarg.data_flow": Call(
        lambda _: {"samples": [SAMPLES], "plan": plan(), "dataset": "example", "moments": moments()},
        {**NAME, **SAME_MOMENTS},
    ),
    "rgcore.pcarg.exclusion_table": Call(lambda _: {"flow": flow(), "draws": draws()}),
    "rgcore.pcarg.fixed_point_table": Call(
        lambda _: {"exponents": (0.5, 1.5)}, {"exponents": {"-1 in it", "10^30 in it", "nothing in it"}}
    ),
    "rgcore.pcarg.gaussian_cloud": Call(
        lambda _: {"covariance": np.array([[2.0, 0.5], [0.5, 1.0]]), "n_samples": 5, "rng": rng()}
    ),
    "rgcore.plots.plot_moment_flow": Call(
        lambda _: {"samples": SAMPLES, "ax": axes()},
        {"samples": ANY_SAMPLES | {"booleans"}, "ax": {"None"}},
        result=lambda *_: None,
    ),
    "rgcore.plots.plot_receptive_fields": Call(
        lambda _: {"weights": SAMPLES[:16, :4], "ax": axes()},
        {"weights": {"last column missing"}, "ax": {"None"}},
        result=lambda *_: None,
    ),
    "rgcore.plots.plot_spectrum": Call(
        lambda _: {"samples": SAMPLES, "ax": axes()},
        {"samples": ANY_SAMPLES | {"booleans"}, "ax": {"None"}},
        result=lambda *_: None,
    ),
    "rgcore.pcarg.moment_flow": Call(
        lambda _: {
            "samples": SAMPLES,
            "kept": (0.5, 1.0),
            "dropped_top": 0.25,
            "scaling": "covariance",
            "n_blocks": 5,
            "dataset": "example",
        },
        {
            **NAME,
            "samples": ANY_SAMPLES - {"one axis more", "zeros"} | {"booleans"},
            "dropped_top": {"zero"},
            "n_blocks": {"None"},
        },
    ),
    "rgcore.pcarg.null_draws": Call(
        lambda _: {
            "samples": [SAMPLES],
            "plan": plan(),
            "n_draws": 2,
            "dataset": "example",
            "rngs": {"gaussian": rng()},
            "report": nothing,
            "moments": moments(),
        },
        {**NAME, **SAME_MOMENTS},
    ),
    "rgcore.pcarg.null_flow": Call(lambda _: {"draws": draws()}),
    "rgcore.detection.canonical_dimension_table": Call(
        lambda _: {
            "spectrum": spectrum_table(analyses(), "example"),
            "summary": spectrum_summary(analyses(), "example"),
            "kept_fractions": [0.3, 0.6],
            "bandwidth": 0.5,
        }
    ),
    "rgcore.detection.detection_power_table": Call(
        lambda _: {"settings": detection_settings(), "rng": rng()}
    ),
    "rgcore.pcarg.power_table": Call(lambda _: {"draws": draws()}),
    "rgcore.pcarg.recursion_table": Call(lambda _: {"exponents": (0.5,)}),
    "rgcore.pcarg.spectrum_summary": Call(lambda _: {"analyses": analyses(), "dataset": "example"}, NAME),
    "rgcore.pcarg.spectrum_table": Call(lambda _: {"analyses": analyses(), "dataset": "example"}, NAME),
    "rgcore.coarse_graining.coarse_grain": Call(
        lambda _: {
            "samples": SAMPLES,
            "moments": moments(),
            "dataset": "example",
            "n_draws": 2,
            "n_blocks": 4,
            "rng": rng(),
        },
        {**NAME, **SAME_MOMENTS, "n_blocks": {"None"}, "samples": {"booleans"}},
    ),
    "rgcore.scans.scan_dataset": Call(
        lambda _: {
            "samples": SAMPLES,
            "settings": windows_alone(),
            "dataset": "example",
            "moments": moments(),
            "rngs": {name: rng() for name in ("bin_width_scan", "n_dependence", "window_scan")},
        },
        {**NAME, **SAME_MOMENTS, "samples": ANY_SAMPLES | {"booleans"}},
        lambda _, scans: scans.window_scan,
    ),
    "rgcore.scans.PriceHistory": Call(
        lambda _: {"log_returns": 0.01 * SAMPLES, "first_prices": np.arange(1.0, 7)},
        {"log_returns": {"last row missing"}, "first_prices": {"None", "nan"}},
    ),
    "rgcore.scans.price_level_table": Call(
        lambda _: {
            "prices": PriceHistory(log_returns=0.01 * SAMPLES[:40]),
            "kept": (0.5, 1.0),
            "n_draws": 2,
            "dataset": "example",
            "rngs": {name: rng() for name in WALK_NAMES},
            "report": nothing,
        },
        NAME,
    ),
    "rgcore.coarse_graining.with_realizations": Call(
        lambda _: {"exponents": exponents(), "others": [SAMPLES]},
    ),
}


def short_recursion_table(exponents):
    """Return the table of few trajectories."""
    with mock.patch.multiple(flow_diagram, POSITIVE=(0.5,), OFFSETS=(0.3,), NEGATIVE=(-0.15,), MASSES=(0.1,)):
        return flow_diagram.recursion_table(exponents)


FUNCTIONS = {"rgcore.pcarg.recursion_table": short_recursion_table}
