"""Numbers: counts, real numbers, couplings, temperatures, sides."""

import math
from numbers import Integral, Real

from rgcore.errors import InputError, cut_short

__all__ = [
    "checked_coupling",
    "checked_side",
    "checked_temperature",
    "count_or_number",
    "real_number",
    "shown",
    "whole_number",
]

_HUGE = 2**40  # a limit that no one comes near is not mentioned
_MOST = 2**62  # of a count: sums and products of two lengths stay within int64 where memory can hold them


def whole_number(name: str, value: object, *, least: int | None = None, most: int = _MOST) -> int:
    """Return a whole number as an int; a boolean is no number, and 20.0 is not a whole one.

    Parameters
    ----------
    name : str
        Of the argument, which begins the sentence.
    value : object
        What was given.
    least, most : int
        The range, both ends included.

    Raises
    ------
    InputError
        If it is no whole number, or out of range.
    """
    given = _scalar(value)
    if not isinstance(given, Integral) or isinstance(given, bool):
        raise InputError(f"{name} must be a whole number, got {shown(value)}")
    if (least is not None and given < least) or given > most:
        wanted = f"at most {most}" if least is None or (given > most >= _HUGE) else f"from {least} to {most}"
        wanted = f"at least {least}" if least is not None and given < least and most >= _HUGE else wanted
        raise InputError(f"{name} must be {wanted}, got {shown(value)}")
    return int(given)


def real_number(
    name: str,
    value: object,
    *,
    above: float = -math.inf,
    least: float = -math.inf,
    below: float = math.inf,
    most: float = math.inf,
) -> float:
    """Return a finite real number as a float; a boolean or a text is no number.

    Parameters
    ----------
    name : str
        Of the argument, which begins the sentence.
    value : object
        What was given.
    above, least, below, most : float
        The range: ``above`` and ``below`` are themselves outside it.

    Raises
    ------
    InputError
        If it is no finite real number, or out of range.
    """
    given = _scalar(value)
    if not isinstance(given, Real) or isinstance(given, bool):
        raise InputError(f"{name} must be a number, got {shown(value)}")
    try:
        number = float(given)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise InputError(f"{name} must be a finite number, got {shown(value)}")
    if not (above < number < below and least <= number <= most):
        raise InputError(f"{name} must be {_range(above, least, below, most)}, got {shown(value)}")
    return number


def count_or_number(name: str, value: object) -> int | float:
    """Return a whole number as an int and any other finite real number, also 1.0, as a float.

    For arguments of which an integer is a count and a float a fraction.

    Raises
    ------
    InputError
        If it is no finite real number; a boolean is none.
    """
    number, given = real_number(name, value), _scalar(value)
    return int(given) if isinstance(given, Integral) else number


def checked_coupling(name: str, value: object, *, most: float = math.inf) -> float:
    """Return a coupling K = J / (k_B T) as a float; InputError unless it is positive, finite and at most ``most``."""
    return real_number(name, _positive(name, value), most=most)


def checked_temperature(name: str, value: object) -> float:
    """Return a temperature in J/k_B as a float; InputError unless it and its inverse are positive and finite.

    A decimal number as text, as configs and names of files hold it, is a temperature too.
    """
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise InputError(f"{name} must be a decimal number, got {shown(value)}") from None
    number = _positive(name, value)
    if math.isinf(1 / number):
        raise InputError(f"{name} must have a finite inverse, got {shown(value)}")
    return number


def checked_side(name: str, value: object, *, least: int = 2, most: int = 2**16 - 1) -> int:
    """Return the side of a square lattice as an int; InputError unless it is from ``least`` to ``most``."""
    return whole_number(name, value, least=least, most=most)


def shown(value: object) -> str:
    """Return what was given in one short line."""
    if getattr(value, "ndim", 0):
        return f"an array of shape {value.shape}"
    return cut_short(" ".join(repr(_scalar(value)).split()))


def _positive(name: str, value: object) -> float:
    given = _scalar(value)
    if isinstance(given, Real) and not isinstance(given, bool) and 0 < given < math.inf:
        return real_number(name, value, above=0)
    raise InputError(f"{name} must be positive and finite, got {shown(value)}")


def _scalar(value: object) -> object:
    """Return a numpy scalar or an array without axes as the number that it holds."""
    return value.item() if getattr(value, "ndim", None) == 0 and hasattr(value, "item") else value


def _range(above: float, least: float, below: float, most: float) -> str:
    if math.isfinite(least) and math.isfinite(most):
        return f"from {least:g} to {most:g}"
    parts = [
        f"{word} {bound:g}"
        for word, bound in (("above", above), ("at least", least), ("below", below), ("at most", most))
        if math.isfinite(bound)
    ]
    return " and ".join(parts)
