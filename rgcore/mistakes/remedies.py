"""What to write instead of a value that YAML read as something else than was meant."""

import re
from math import isfinite

__all__ = ["LONGEST", "remedy"]

LONGEST = 40  # characters of a value that is worth repeating


def remedy(kind: str, found: object) -> str:
    """Return what to write, beginning with "; ", or an empty text where the right value cannot be guessed.

    Parameters
    ----------
    kind : str
        Pydantic's type of the mistake, such as "float_type".
    found : object
        The value as YAML read it.
    """
    if kind in ("int_type", "float_type") and isinstance(found, str):
        return _number(kind, found)
    if kind == "string_type" and isinstance(found, bool):
        return "; put it in quotes, for YAML reads no, off, on and yes as false and true"
    if kind == "string_type" and isinstance(found, (int, float)):
        return f'; put it in quotes: "{found}"'
    if kind == "tuple_type" and isinstance(found, (str, int, float)) and len(str(found)) <= LONGEST:
        return f"; write it in brackets: [{found!r}]"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return _block(found)
    return ""


def _number(kind: str, text: str) -> str:
    """Return what to write where a number such as 1e-3, 0,05 or 20 % was read as a text."""
    percent = re.fullmatch(r"\s*([0-9.]+)\s*%\s*", text)
    comma = re.fullmatch(r"\s*[-+]?[0-9]+,[0-9]+\s*", text)
    try:
        number = float(percent[1]) / 100 if percent else float(text.replace(",", ".") if comma else text)
    except ValueError:
        return "; write the number alone, without a unit" if re.match(r"\s*[0-9.]+\s*[A-Za-z]", text) else ""
    if not isfinite(number):
        return ""
    meant = str(int(number)) if kind == "int_type" else _in_yaml(number)
    if meant == text:
        return f"; write it without quotes: {meant}"
    return f"; YAML reads {text} as text: write {meant}"


def _in_yaml(number: float) -> str:
    """Return a number as YAML 1.1 reads it: with a point, and with the sign of its exponent."""
    mantissa, exponent, power = repr(number).partition("e")
    return f"{mantissa}{'' if '.' in mantissa else '.0'}{exponent}{power}"


def _block(found: object) -> str:
    """Return what to write where a block holds no keys."""
    if found is None:
        return "; indent its keys below it, or leave the block out"
    if isinstance(found, str) and re.match(r"\w+:\S", found):
        return f"; write a blank after the colon: {found.replace(':', ': ', 1)}"
    if isinstance(found, list):
        return "; write keys with values, without the dashes of a list"
    return ""
