"""Names and cards of all transformations: of ``rgcore/vrg/transformations`` and of its folder ``rbms``."""

from rgcore.cards import card_names, load_card, require_card

__all__ = ["load_transformation", "require_transformation", "transformation_names"]


def transformation_names() -> tuple[str, ...]:
    """Return the names of all transformations, in alphabetical order; imports none of them."""
    names = (*card_names("rgcore.vrg.transformations"), *card_names("rgcore.vrg.transformations.rbms"))
    return tuple(sorted(names))


def load_transformation(name: str) -> object:
    """Return the card of a transformation.

    Raises
    ------
    ValueError
        If there is none of that name; names those of ``rgcore/vrg/transformations``.
    InputError
        If its file cannot be imported; with the file and the line.
    """
    if name in card_names("rgcore.vrg.transformations.rbms"):
        return load_card("rgcore.vrg.transformations.rbms", name)
    return load_card("rgcore.vrg.transformations", name)


def require_transformation(name: str) -> str:
    """Return a name; InputError if there is a file of that name that is no Python, or has no card."""
    require_card("rgcore.vrg.transformations.rbms", name)
    return require_card("rgcore.vrg.transformations", name)
