"""Settings: typed values whose mistakes become one sentence.

A model of settings states each name once, with its type, its range, its unit and a description. Models have no
defaults where ``config.yaml`` holds the value. A wrong value raises :class:`rgcore.errors.InputError` whether it stands
in a config file or in a call from Python.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    ValidationError,
)
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import no_info_after_validator_function, no_info_plain_validator_function

from rgcore.errors import InputError
from rgcore.mistakes.sentences import mistake_in

__all__ = [
    "CountOrFraction",
    "Cutoffs",
    "DecimalText",
    "Distinct",
    "DistinctIfAny",
    "OneOf",
    "Settings",
    "Several",
    "read_settings",
]

T = TypeVar("T")
Model = TypeVar("Model", bound="Settings")


class _Checked(type(BaseModel)):
    """Turns what is wrong with the values of a call into one sentence."""

    def __call__(cls, **values: object) -> Any:
        plain = {
            name: value.item() if getattr(value, "ndim", None) == 0 and hasattr(value, "item") else value
            for name, value in values.items()
        }
        try:
            return super().__call__(**plain)
        except ValidationError as error:
            raise InputError(f"{cls.__name__}: {mistake_in(error, cls)}") from None


class Settings(BaseModel, metaclass=_Checked):
    """Base of all settings: they cannot be changed, take no unknown key, and convert no type.

    An integer is taken for a float, a list for a tuple, a number of numpy in a call from Python for one of Python; a
    boolean is no number, and 20.0 no integer.

    Raises
    ------
    InputError
        One sentence on the first mistake. A validator raises a ValueError whose text continues the dotted place:
        "n_blocks must ..." on a model, "must ..." or "[2] must ..." on a field.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def changed(self, **values: object) -> Self:
        """Return these settings with some values replaced, checked anew."""
        return type(self)(**(dict(self) | values))


def read_settings(
    model: type[Model], values: Mapping[str, object], *, source: str = "", place: tuple[str, ...] = ()
) -> Model:
    """Return the settings that a mapping from a file holds.

    Parameters
    ----------
    model : type
    values : mapping
        As YAML is read: of str, int, float, bool, None, list and dict.
    source : str
        What the sentence begins with, such as "config".
    place : tuple of str
        Keys that lead to ``values`` in the file.

    Raises
    ------
    InputError
        One sentence on the first mistake, on unknown keys first: what must hold, what was found, where, and the nearest
        right name.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise InputError(f"{source}: " * bool(source) + mistake_in(error, model, place)) from None


class OneOf:
    """Annotates a text that must be one of some names, which are looked up whenever it is checked.

    Parameters
    ----------
    names : function
        Returns them, such as those of the cards of a package.
    """

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self._names = names

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the text after its type."""
        return no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        """List the names that there are."""
        return {**handler(schema), "enum": list(self._names())}

    def _checked(self, text: str) -> str:
        names = list(self._names())
        if text not in names:
            raise PydanticCustomError("unknown_name", "must be one of the names", {"names": names})
        return text


class CountOrFraction:
    """Annotates a number of which an integer is a count and a float a fraction of all, as in scikit-learn.

    Parameters
    ----------
    least : int
        Smallest count: 1 for a count from 1 on or a fraction above 0 and up to 1, 0 for a count from 0 on or a
        fraction from 0 on and below 1.
    """

    def __init__(self, *, least: int) -> None:
        self._least = least

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Keep the type of a number: 1 is not 1.0."""
        return no_info_plain_validator_function(self._checked)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        """Describe both."""
        within = (
            {"exclusiveMinimum": 0, "maximum": 1} if self._least else {"minimum": 0, "exclusiveMaximum": 1}
        )
        return {"anyOf": [{"type": "integer", "minimum": self._least}, {"type": "number", **within}]}

    def _checked(self, value: object) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PydanticKnownError("float_type")
        fits = 0 < value <= 1 if self._least else 0 <= value < 1
        if not (value >= self._least if isinstance(value, int) else fits):
            fraction = "above 0 and up to 1.0" if self._least else "from 0.0 on and below 1"
            raise ValueError(
                f"must be a count (an integer from {self._least} on) or a fraction (a float {fraction}), but it is "
                f"{value!r}"
            )
        return value


def _distinct(values: tuple) -> tuple:
    typed = [(type(value), value) for value in values]
    if len(set(typed)) < len(typed):
        twice = next(value for kind, value in typed if typed.count((kind, value)) > 1)
        raise ValueError(f"must hold no entry twice, but {twice!r} comes twice")
    return values


def _one_is_not_all(values: tuple) -> tuple:
    fractions = [value for value in values if isinstance(value, float)]
    counts = [value for value in values if isinstance(value, int)]
    if 1 in counts and fractions and 1.0 not in fractions:
        raise ValueError(
            "must hold 1.0 for all modes, but beside fractions it holds the integer 1, which is one mode: write 1.0, "
            "or both"
        )
    return values


Several = Annotated[tuple[T, ...], Strict(False), Field(min_length=1)]
Distinct = Annotated[
    tuple[T, ...],
    Strict(False),
    Field(min_length=1, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_distinct),
]
Cutoffs = Annotated[Distinct[Annotated[float, CountOrFraction(least=1)]], AfterValidator(_one_is_not_all)]
DistinctIfAny = Annotated[
    tuple[T, ...],
    Strict(False),
    Field(json_schema_extra={"uniqueItems": True}),
    AfterValidator(_distinct),
]
DecimalText = Annotated[
    str,
    Field(
        pattern=r"^-?([0-9]+(\.[0-9]*)?|\.[0-9]+)$",
        max_length=20,  # a number of double precision has at most 17 digits
        examples=["2.45"],
        description="a decimal number in quotes, in units of J/k_B, so that its digits name the files",
    ),
]
