"""The table of networks that multiply: constructions by scale, and trained networks by width."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from rgcore.arguments.objects import an_instance, generator
from rgcore.cheap_learning.constructions import half_layer, one_layer, relative_error_terms, tree
from rgcore.cheap_learning.cube import Cube
from rgcore.cheap_learning.network import output, start
from rgcore.cheap_learning.settings import CheapLearningSettings
from rgcore.cheap_learning.training import Target, fit
from rgcore.stats.shares import interval_of_share

__all__ = ["cheap_learning_table"]

_WIDTHS_OF_LAST = range(1, 7)  # of a deep network; the construction has four units there
_OF_STARTS = ("error_median", "reached", "reached_low", "reached_high")
_UNTRAINED = {"n_starts": 0} | dict.fromkeys(_OF_STARTS, np.nan)


def cheap_learning_table(settings: CheapLearningSettings, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the table ``cheap_learning``.

    A deep network has ceil(log2 n) hidden layers, each with half the units of the one below: the shape of the tree of
    gates, but with all weights between neighbouring layers. One layer has n units or more: with fewer the output is
    constant along a direction in which the product is not. Widths end where more than half of the starts
    are certainly within the tolerance.

    Raises
    ------
    InputError
        If ``settings`` are no ``CheapLearningSettings``, or ``rng`` is no generator.
    """
    an_instance("settings", settings, CheapLearningSettings)
    generator("rng", rng)
    rows = [row for number in settings.constructed for row in _constructions(number, settings.scales)]
    rows += [row for number in settings.trained for row in _trained(number, settings, rng)]
    return pd.DataFrame(rows)


def _row(architecture: str, n_factors: int, n_units: int, **rest: float) -> dict[str, object]:
    deep = architecture == "deep"
    constructed = {"deep": 4 * (n_factors - 1), "half_layer": 2 ** (n_factors - 1), "one_layer": 2**n_factors}
    return {
        "architecture": architecture,
        "n_factors": n_factors,
        "n_units": n_units,
        "n_layers": _n_layers(n_factors) if deep else 1,
        "n_units_constructed": constructed[architecture],
        **rest,
    }


def _n_layers(n_factors: int) -> int:
    return math.ceil(math.log2(n_factors))


def _constructions(n_factors: int, scales: Sequence[float]) -> Iterator[dict[str, object]]:
    cube = Cube.of(n_factors)
    products = cube.points.prod(axis=1)
    layers = {"one_layer": one_layer}
    if n_factors >= 4 and n_factors % 2 == 0:
        layers["half_layer"] = half_layer
    for scale in scales:
        made = {"source": "construction", "scale": scale, "tolerance": np.nan} | _UNTRAINED
        squares = (cube.points**2).sum(axis=1)
        expected = cube.relative_error(products * relative_error_terms(n_factors, scale, squares))
        for name, layer_of in layers.items():
            layer = layer_of(n_factors, scale)
            error = cube.relative_error(layer(cube.points) - products)
            yield _row(name, n_factors, layer.n_units, error=error, error_expected=expected, **made)
        found, n_units, squares = tree(cube.points, scale)
        expected = cube.relative_error(products * relative_error_terms(2, scale, squares))
        error = cube.relative_error(found - products)
        yield _row("deep", n_factors, n_units, error=error, error_expected=expected, **made)


def _trained(
    n_factors: int, settings: CheapLearningSettings, rng: np.random.Generator
) -> Iterator[dict[str, object]]:
    inputs = rng.uniform(-1, 1, (settings.n_points, n_factors))
    target = Target(inputs, settings.n_iterations, settings.tolerance / 2)
    cube = Cube.of(n_factors)
    for name, shapes in _shapes(n_factors).items():
        for widths in shapes:
            errors = _errors(widths, target, cube, rng.spawn(settings.n_starts))
            row = _row(name, n_factors, sum(widths), **_of_starts(errors, settings.tolerance))
            yield row
            if row["reached_low"] > 0.5:
                break


def _shapes(n_factors: int) -> dict[str, list[list[int]]]:
    """Return the widths of the hidden layers of every network that is trained, by architecture, narrow ones first."""
    shapes = {"one_layer": [[width] for width in range(n_factors, 2**n_factors + 1)]}
    if n_factors > 2:
        powers = range(_n_layers(n_factors) - 1, -1, -1)
        shapes["deep"] = [[last * 2**power for power in powers] for last in _WIDTHS_OF_LAST]
    return shapes


def _errors(
    widths: Sequence[int], target: Target, cube: Cube, streams: Sequence[np.random.Generator]
) -> np.ndarray:
    """Return the error of one training run per random stream, (n_starts,)."""
    products = cube.points.prod(axis=1)
    fitted = [fit(start(cube.points.shape[1], widths, rng), target) for rng in streams]
    return np.array([cube.relative_error(output(each, cube.points) - products) for each in fitted])


def _of_starts(errors: np.ndarray, tolerance: float) -> dict[str, object]:
    n_reached = int((errors <= tolerance).sum())
    low, high = interval_of_share(n_reached, len(errors))
    return {
        "source": "training",
        "scale": 0.0,
        "error": float(errors.min()),
        "error_expected": np.nan,
        "error_median": float(np.median(errors)),
        "n_starts": len(errors),
        "reached": n_reached / len(errors),
        "reached_low": low,
        "reached_high": high,
        "tolerance": tolerance,
    }
