"""What the pages of the report share: rendering, pictures inside, the rows of one data set."""

from base64 import b64encode
from collections.abc import Mapping

from jinja2 import Environment, StrictUndefined
from pandas import DataFrame

__all__ = ["of_data_set", "picture_uri", "render_html"]


def render_html(template: str, **places: object) -> str:
    """Return Jinja2 HTML with its places filled; text is escaped, a place without a value is an error."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=True)
    return environment.from_string(template).render(**places)


def picture_uri(png: bytes) -> str:
    """Return a PNG as the address of a picture that is inside of its page."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


def of_data_set(name: str, tables: Mapping[str, DataFrame]) -> dict[str, DataFrame]:
    """Return tables with the rows of one data set; those that are about none whole."""
    return {
        key: table[table["dataset"] == name] if "dataset" in table.columns else table
        for key, table in tables.items()
    }
