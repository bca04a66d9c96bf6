"""The stacks of layers that the tables of trained networks hold."""

from pandas import DataFrame

from rgcore.selection.rows import TRAINING_RUN, published_temperature

__all__ = ["layer_pairs", "published_rows", "shown_layers", "stack_sizes"]


def stack_sizes(training: DataFrame) -> list[int]:
    """Return the layer sizes, visible layer first, from the rows of a ``dbn_training`` table.

    Of several different stacks the one of the first temperature and replica is taken.
    """
    first = training.sort_values(TRAINING_RUN).iloc[0]
    stack = training[
        (training["temperature"] == first["temperature"]) & (training["replica"] == first["replica"])
    ]
    layers = stack.drop_duplicates("layer").sort_values("layer")
    return [int(layers["n_visible"].iloc[0]), *(int(size) for size in layers["n_hidden"])]


def layer_pairs(table: DataFrame) -> list[tuple[int, int]]:
    """Return each pair of ``layer`` and ``n_hidden`` of a table, ascending."""
    pairs = table[["layer", "n_hidden"]].drop_duplicates().sort_values(["layer", "n_hidden"])
    return [(int(layer), int(n_hidden)) for layer, n_hidden in pairs.to_numpy()]


def published_rows(frame: DataFrame) -> DataFrame:
    """Return the rows of the temperature nearest to the published one, and of its first replica."""
    rows = frame[frame["temperature"] == published_temperature(frame)]
    return rows[rows["replica"] == rows["replica"].min()]


def shown_layers(images: DataFrame) -> list[int]:
    """Return the layers whose receptive fields are shown: up to two, of more the second and the last, as published."""
    layers = sorted(set(images["layer"]))
    return layers if len(layers) <= 2 else [layers[1], layers[-1]]
