"""Data sets of rgcore, and whatever else has a method ``__samples__`` that returns what is taken here."""

from collections.abc import Iterable

from rgcore.series.inputs.cards import InputCard, Table, card_of

__all__ = ["CARD"]


def _read(data: object) -> Iterable:
    if not hasattr(data, "__samples__"):
        return data  # samples in a file, or a temporary matrix
    inner = data.__samples__()
    card = card_of(inner)
    blocks = inner if card is None else card.read(inner)
    return Table(lambda: blocks, getattr(data, "variables", None))


CARD = InputCard(
    library="rgcore",
    objects={
        "Dataset, DatasetBlocks": "what `read_dataset`, `open_dataset` and `generate_dataset` return; with the names "
        "of the variables",
        "StoredSamples": "what `open_samples` returns, read in blocks",
        "object with `__samples__`": "what this method returns, which is anything of this table; named by `variables`",
    },
    read=_read,
)
