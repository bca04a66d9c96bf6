"""What a model of the bench declares of itself, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgcore.cards import card_names, load_card

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ModelCard", "model_card", "model_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """A model whose answer is known.

    Attributes
    ----------
    sentence : str
        What its cells are: a phrase without a full stop.
    family : str
        Models that share a mechanism or their pair correlations. What is judged on a family is never fitted to it.
    interacting : bool
        Whether the state of one cell changes the probability of the next states of others.
    critical : bool
        Whether it is at a continuous phase transition, up to the finite number of cells; only for interacting cells.
    driven : bool
        Whether cells share a drive from outside.
    generate : callable
        ``generate(n_steps, n_variables, rng=rng)`` with a Generator that is advanced in place returns (n_steps, n)
        uint8 of zeros and ones, n at least n_variables; in each step a cell is active or silent.
    """

    sentence: str
    family: str
    interacting: bool
    critical: bool
    driven: bool
    generate: Callable[..., "np.ndarray"]

    def __post_init__(self) -> None:
        """Refuse a model that is critical without interaction, and a sentence that its readers cannot continue."""
        if self.critical and not self.interacting:
            raise ValueError("a model of cells without interaction must not be called critical")
        if not self.sentence or self.sentence.endswith("."):
            raise ValueError(
                f"the sentence of a model must be a phrase without a full stop, got {self.sentence!r}"
            )


def model_names() -> tuple[str, ...]:
    """Return the names of all models, in alphabetical order; imports none."""
    return card_names("rgcore.model_bench.models")


def model_card(name: str) -> ModelCard:
    """Return the card of one model."""
    return load_card("rgcore.model_bench.models", name)
