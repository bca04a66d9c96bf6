"""What to write instead of a value that YAML read as something else than was meant."""

import re
from math import isfinite

__all__ = ["LONGEST", "remedy"]

LONGEST = 40  # characters of a value that is worth repeating


_MODELS = ("model_type", "dict_type", "model_attributes_type")
_MARKS = "[,' \u00a0\u2009\u202f]"  # between groups of three digits


def remedy(kind: str, found: object, *, of_texts: bool = False) -> str:
    """Return what to write, beginning with "; ", or an empty text where the right value cannot be guessed.

    Parameters
    ----------
    kind : str
        Pydantic's type of the mistake, such as "float_type".
    found : object
        The value as YAML read it.
    of_texts : bool
        Whether a list was expected whose entries are texts.
    """
    if kind in _MODELS:
        return _block(found)
    if found is None:
        return "; write a value, or leave it out"
    if kind in ("int_type", "float_type"):
        return _number(kind, found)
    if kind == "tuple_type" and isinstance(found, (str, int, float)) and len(str(found)) <= LONGEST:
        return _list(str(found), of_texts)
    return _text(found) if kind == "string_type" else ""


def _text(found: object) -> str:
    """Return what to write where YAML read a truth value or a number in place of a text."""
    if isinstance(found, bool):
        return "; put it in quotes, for YAML reads no, off, on and yes as false and true"
    return f'; put it in quotes: "{found}"' if isinstance(found, (int, float)) else ""


def _list(text: str, of_texts: bool) -> str:
    """Return what to write where the entries of a list were written without brackets, or a single one was."""
    parts = [part.strip() for part in text.split(",")]
    if not of_texts and not all(re.fullmatch(r"[-+]?[0-9.]+(e[-+]?[0-9]+)?", part) for part in parts):
        return "; write its entries in brackets: [..., ...]"
    return f"; write it in brackets: [{', '.join(map(repr, parts) if of_texts else parts)}]"


def _number(kind: str, found: object) -> str:
    """Return what to write in place of what is no number, or no integer."""
    if isinstance(found, str):
        return _grouped(kind, found) or _number_in_text(kind, found)
    return "; write an integer, without a point" if isinstance(found, float) else ""


def _grouped(kind: str, text: str) -> str:
    """Return what to write where digits stand in groups of three, as in 22,000; "" where they do not."""
    if not re.fullmatch(rf"\s*[-+]?[1-9][0-9]{{0,2}}({_MARKS}[0-9]{{3}})+\s*", text):
        return ""
    may_be_decimal = kind == "float_type" and text.count(",") == 1
    other = f" or {text.strip().replace(',', '.')}" if may_be_decimal else ""
    return f"; write its digits without a sign between them: {re.sub(_MARKS, '', text).strip()}{other}"


def _number_in_text(kind: str, text: str) -> str:
    """Return what to write where a number such as 1e-3, 0,05 or 20 % was read as a text."""
    percent = re.fullmatch(r"\s*([0-9.]+)\s*%\s*", text)
    comma = re.fullmatch(r"\s*[-+]?[0-9]+,[0-9]+\s*", text)
    try:
        number = float(percent[1]) / 100 if percent else float(text.replace(",", ".") if comma else text)
    except ValueError:
        return "; write the number alone, without a unit" if re.match(r"\s*[0-9.]+\s*[A-Za-z]", text) else ""
    if not isfinite(number) or (kind == "int_type" and not number.is_integer()):
        return ""
    meant = str(int(number)) if kind == "int_type" else _in_yaml(number)
    if meant == text:
        return f"; write it without quotes: {meant}"
    return f"; YAML reads {text.strip()} as text: write {meant}"


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
