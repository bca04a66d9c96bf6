"""The config block of a data set that is read from files."""

from typing import Self

from pydantic import model_validator

from rgcore.cards import load_card, load_cards
from rgcore.datasets.keys.common import AXES, CommonKeys
from rgcore.datasets.keys.missing import MissingShare
from rgcore.datasets.keys.prices import PriceKeys
from rgcore.datasets.keys.sampling import ObservationKeys, SamplingKeys, StretchKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.spikes import SpikeKeys, SpikeTimeKeys
from rgcore.datasets.keys.tables import TableKeys

__all__ = ["AXES", "DatasetSettings"]


class DatasetSettings(
    SelectionKeys,
    PriceKeys,
    SpikeTimeKeys,
    SpikeKeys,
    SamplingKeys,
    StretchKeys,
    ObservationKeys,
    TableKeys,
    CommonKeys,
):
    """A data set that is read from files.

    ``axes`` are as Python shows them, slowest first: numpy for .npy and .npz, scipy for .mat up to v7, h5py for .h5 and
    .mat v7.3, rows then columns for tables. **MATLAB stores v7.3 files transposed**: what MATLAB shows as
    (variable, time) is (time, variable) here.
    """

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        card = load_card("rgcore.datasets.kinds", self.kind)
        for name in card.required:
            if getattr(self, name) is None:
                meaning = type(self).model_fields[name].description
                raise ValueError(f"{name} must be given for {self.kind}, but there is none ({meaning})")
        allowed = {name for group in (CommonKeys, *card.keys) for name in group.model_fields}
        for name in sorted(self.model_fields_set - allowed):
            raise ValueError(
                f"{name} has a meaning for {' and '.join(_kinds_with(name))} alone, but it is given for {self.kind}: "
                "leave it out"
            )
        if card.counts and isinstance(self.missing, MissingShare) and self.missing.fills:
            raise ValueError(
                f"missing must leave out gaps of {self.kind}, because a regression gives no counts, but then is "
                f"{self.missing.then}: write then: drop_samples, or read the counts as kind: matrix"
            )
        return self


def _kinds_with(name: str) -> list[str]:
    """Return the kinds of data for which a key has a meaning."""
    cards = load_cards("rgcore.datasets.kinds")
    return [kind for kind, card in cards.items() if any(name in group.model_fields for group in card.keys)]
