"""Captions: a template's fixed words, the parameters used and the sentences composed from the tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from rgcore.errors import one_line
from rgcore.stats.comparison import LEVEL
from rgcore.words import caption_numbers, seen
from rgcore.words.wording import escape_rst

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["caption"]


def caption(
    figure: str, tables: Mapping[str, "DataFrame"], template: str, parameters: Mapping[str, str]
) -> str:
    """Return the caption of one figure as reStructuredText.

    Parameters
    ----------
    figure : str
        Its name.
    tables : mapping of str to DataFrame
        At least those of its card; left untouched.
    template : str
        Jinja2 text, with the places ``{{ seen }}`` (:func:`rgcore.words.seen`), ``{{ parameters }}``,
        ``{{ level }}``, the standard errors from which on a difference counts, and those of
        :func:`rgcore.words.caption_numbers`.
    parameters : mapping of str to str
        Names and values behind the figure, printed as "name = value" in their order.

    Raises
    ------
    jinja2.UndefinedError
        If the template has a place of another name.
    """
    used = one_line("; ".join(f"{name} = {value}" for name, value in parameters.items()) or "none")
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    words = {name: escape_rst(text) for name, text in caption_numbers(figure, tables).items()}
    words |= {"level": f"{LEVEL:g}", "seen": escape_rst(seen(figure, tables)), "parameters": escape_rst(used)}
    return environment.from_string(template).render(words)
