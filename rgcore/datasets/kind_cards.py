"""All kinds of data, read from files or generated, by name."""

from typing import TYPE_CHECKING

from rgcore.arguments.objects import one_of
from rgcore.cards import card_names, load_card

if TYPE_CHECKING:  # the names of kinds are read at parse time, without numerical libraries
    from rgcore.datasets.generated.cards import GeneratedKindCard
    from rgcore.datasets.kinds.cards import FileKindCard

__all__ = ["kind_card", "kind_names"]


def kind_names() -> tuple[str, ...]:
    """Return the names of all kinds, those read from files first; imports none of them."""
    return (*card_names("rgcore.datasets.kinds"), *card_names("rgcore.datasets.generated"))


def kind_card(name: str) -> "FileKindCard | GeneratedKindCard":
    """Return the card of a kind.

    Raises
    ------
    InputError
        If there is no kind of that name.
    """
    one_of("name", name, kind_names())
    if name in card_names("rgcore.datasets.generated"):
        return load_card("rgcore.datasets.generated", name)
    return load_card("rgcore.datasets.kinds", name)
