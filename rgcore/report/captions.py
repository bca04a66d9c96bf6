"""Captions: a template's fixed words, the parameters used and the sentence composed from the tables."""

from collections.abc import Mapping

from jinja2 import Environment, StrictUndefined

from rgcore.words.wording import escape_rst

__all__ = ["render_caption"]


def render_caption(template: str, seen: str, parameters: Mapping[str, str]) -> str:
    """Render one caption as reStructuredText.

    Parameters
    ----------
    template : str
        Jinja2 text with the places ``{{ seen }}`` and ``{{ parameters }}``.
    seen : str
        What the numbers say, in plain words.
    parameters : mapping of str to str
        Names and values, printed as "name = value" in their order.

    Raises
    ------
    jinja2.UndefinedError
        If the template has a place of another name.
    """
    used = "; ".join(f"{name} = {value}" for name, value in parameters.items()) or "none"
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    return environment.from_string(template).render(seen=escape_rst(seen), parameters=escape_rst(used))
