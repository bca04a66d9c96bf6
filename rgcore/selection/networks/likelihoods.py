"""The models whose likelihoods are compared."""

from collections.abc import Iterator

from pandas import DataFrame, Series

from rgcore.selection.rows import TRAINING_RUN

__all__ = ["by_model", "model_name"]


def by_model(likelihood: DataFrame) -> Iterator[tuple[int, int, DataFrame]]:
    """Yield the number of each model, how many there are, and its rows by temperature; stacks come first."""
    found = likelihood[["model", "n_layers"]].drop_duplicates().itertuples(index=False, name=None)
    models = sorted(found, key=lambda model: (model[0] != "dbn", model[1]))
    for place, (model, n_layers) in enumerate(models):
        rows = likelihood[(likelihood["model"] == model) & (likelihood["n_layers"] == n_layers)]
        yield place, len(models), rows.sort_values(TRAINING_RUN)


def model_name(row: Series) -> str:
    """Return "RBM" or a name such as "DBN, 2 layers"."""
    if row["model"] == "dbn" and row["n_layers"] == 1:
        return "RBM"
    return f"{row['model'].upper()}, {row['n_layers']} layer{'' if row['n_layers'] == 1 else 's'}"
