"""Cards of figures: which figures there are, found by looking through the rooms of this package.

A card is read from the syntax of its module: the workflow needs all cards at parse time, and drawing needs matplotlib,
which takes seconds to import. The arguments of a card are therefore literals.
"""

import ast
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from rgcore.arguments.scalars import shown
from rgcore.cards import card_assignment, card_modules
from rgcore.errors import InputError

__all__ = ["FigureCard", "figure_cards", "figure_module"]

_PACKAGE = "rgcore.figures"
_NEAREST = 5  # names in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """One figure.

    Attributes
    ----------
    tables : tuple of str
        Tables that it is drawn from, and that its words are composed from.
    category : str
        Heading under which the report shows it.
    title : str
        What it shows, in the list of the report.
    place : int
        Its place within the category.
    on_dataset_page : bool
        Whether the page of a data set shows it too, of that data set alone; all its tables then have the column
        ``dataset``.
    """

    tables: tuple[str, ...]
    category: str
    title: str
    place: int
    on_dataset_page: bool = False


@cache
def figure_cards() -> dict[str, FigureCard]:
    """Return the cards of all figures by the name of the figure, ordered by category and place.

    Raises
    ------
    ValueError
        If a card is no call of ``FigureCard`` with literals.
    """
    found = {name: _read_card(path) for name, path in _modules().items()}
    return dict(sorted(found.items(), key=lambda item: (item[1].category, item[1].place, item[0])))


def figure_module(name: str) -> str:
    """Return the dotted name of the module of a figure.

    Raises
    ------
    InputError
        If there is no such figure; names those whose names are nearest.
    """
    if not isinstance(name, str) or name not in _modules():
        nearest = get_close_matches(str(name), _modules(), n=_NEAREST, cutoff=0.0)
        raise InputError(
            f"name must be one of {len(_modules())} figures, such as {', '.join(nearest)}, got {shown(name)}"
        )
    return f"{_PACKAGE}.{_modules()[name].parent.name}.{name}"


@cache
def _modules() -> dict[str, Path]:
    """Return the file of every figure; the rooms are the folders of this package."""
    rooms = sorted(path.parent for path in Path(__file__).parent.glob("*/__init__.py"))
    return {name: path for room in rooms for name, path in card_modules(room).items()}


def _read_card(path: Path) -> FigureCard:
    found = card_assignment(path)
    if isinstance(found, Exception):
        raise found
    call = getattr(found, "value", None)
    if isinstance(call, ast.Call) and ast.unparse(call.func) == "FigureCard" and not call.args:
        return FigureCard(**{word.arg: ast.literal_eval(word.value) for word in call.keywords})
    raise ValueError(f"{path.name} must have CARD = FigureCard(...) with keywords and literals only")
