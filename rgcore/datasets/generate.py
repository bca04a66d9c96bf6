"""Generate data sets from models."""

from collections.abc import Mapping
from typing import Any

from numpy.random import Generator

from rgcore.arguments.objects import generator, mapping
from rgcore.cards import card_names, load_card
from rgcore.datasets.checks.check_samples import Policies, check_samples
from rgcore.datasets.dataset import Dataset
from rgcore.datasets.messages import about, require_one_of
from rgcore.datasets.raw_samples import RawSamples, blocks_of_array, default_names
from rgcore.settings import read_settings

__all__ = ["generate_dataset"]


def generate_dataset(name: str, block: Mapping[str, Any], *, rng: Generator) -> Dataset:
    """Draw a data set from its model.

    Neural-like cells that never spike are left out, because a recording would not have found them; the report names
    them.

    Parameters
    ----------
    name : str
        Its name in the config, for messages and the report.
    block : mapping
        Its block in the config: ``kind``, the name of a card in ``generated/``, and the parameters of that model.
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If the block is wrong or fewer than two variables vary.
    """
    with about(name):
        mapping("block", block)
        generator("rng", rng)
        kind = require_one_of(block.get("kind"), card_names("rgcore.datasets.generated"), "kind")
        card = load_card("rgcore.datasets.generated", kind)
        settings = read_settings(card.settings, {key: block[key] for key in block if key != "kind"})
        values = card.generate(settings, rng=rng)
        raw = RawSamples(
            blocks=blocks_of_array(values),
            n_samples=len(values),
            variables=default_names(values.shape[1]),
            source=f"model {kind}",
        )
        policies = Policies(missing="error", constant=card.constant, jump=card.jump)
        dataset = check_samples(name, raw, policies)
    return dataset.to_dataset()
